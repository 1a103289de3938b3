"""What the box knows before the index is there: names, and what looks like a patient's data, alike on both sides."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kb.rules.patient import looks_like
from kb.search.box_data import box_script, called_script

DAY = dt.date(2026, 11, 22)
STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"

TYPED = Path(__file__).resolve().parents[1] / "data" / "typed"
LINES = [
    line
    for name in ("patients.txt", "policies.txt")
    for line in (TYPED / name).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
TEXTS = [line.split(" | ")[0] for line in LINES]


@pytest.fixture
def box(page, real_library):
    page.add_script_tag(content=box_script(real_library, DAY))
    page.add_script_tag(content=(STATIC / "privacy.js").read_text(encoding="utf-8"))
    return page


@pytest.mark.browser
def test_the_browser_reads_the_patterns_alike(box):
    texts = [*TEXTS, *(text[:end] for text in TEXTS for end in range(len(text))), "\u017fub\u017fcriber number 12345"]
    assert [looks_like(text) for text in texts] == box.evaluate("texts => texts.map(kb.privacy.suspect)", texts)


HALVES = [
    *("123-", "123-4", "123-45", "123-45-6", "123-45-678", "MRN 1", "member id A1", "DOB 0", "DOB "),
    *(
        "1EG4",
        "1EG4-",
        "1EG4-TE",
        "1EG4-TE5-M",
        "1EG4TE5",
        "1eg4 te5 ",
        "212-5",
        "212-555-01",
        "j.doe@",
        "chart no 1",
    ),
]


@pytest.mark.browser
def test_a_half_typed_number_is_known_before_it_is_whole(box):
    """From the first signs on that tell it from a code, so that no part of it is written anywhere."""
    assert [] == [half for half in HALVES if not box.evaluate("kb.privacy.mayBecome", half)]
    plain = [
        *("uhc 0709T", "0708T-0710T", "CPB 0557", "uhc prior auth", "123", "L34370", "J3590", "99201-", "A55681 "),
        *("DOS 3/1/26", "MPG043.15", "96401, 96402", "2026-04-15", "NPI 1234567893"),
    ]
    assert [] == [text for text in plain if box.evaluate("kb.privacy.mayBecome", text)]


@pytest.mark.browser
def test_every_name_a_reader_may_type_is_there(box, real_library):
    box.add_script_tag(content=called_script(real_library))
    found = box.evaluate("({ ...kb.names, called: kb.called })")
    assert list(real_library.codes) == [code["code"] for code in found["codes"]]
    assert {code: page.title for code, page in real_library.codes.items()} == found["called"]["codes"]
    assert {name: (page.title, bool(page.portals)) for name, page in real_library.payers.items()} == {
        payer["id"]: (payer["title"], payer["portals"]) for payer in found["payers"]
    }
    scopes = [(f"{name}/{one.id}", one, page) for name, page in real_library.payers.items() for one in page.scopes]
    assert [(id_, one.name, page.title, one.kind == "national") for id_, one, page in scopes] == [
        (one["id"], one["name"], one["payer"], one["national"]) for one in found["scopes"]
    ]
    assert {id_: list(one.aliases) for id_, one, _ in scopes} == {
        id_: aliases for id_, (aliases, _) in found["called"]["scopes"].items()
    }
