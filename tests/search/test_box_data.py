"""What the box knows before the index is there: names, and what looks like a patient's data, alike on both sides."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from kb.content.load import load
from kb.domain.reach import REACH_WORDS
from kb.rules.check import check
from kb.rules.text import PATIENT
from kb.search.box_data import box_script

DAY = dt.date(2026, 11, 22)
STATIC = Path(__file__).resolve().parents[2] / "site_templates" / "static"

LOOKING = {
    "123-45-6789": "a social security number",
    "uhc 0709T 123-45-6789 denied": "a social security number",
    "MRN 123456": "a medical record number",
    "mrn:0012345": "a medical record number",
    "medical record number 12345": "a medical record number",
    "Medical\u00a0Record no. 4711": "a medical record number",
    "member id: A12345678": "a member id",
    "Subscriber number W123456789": "a member id",
    "patient\u2003no. 00123": "a member id",
    "DOB 01/02/1950": "a date of birth",
    "date of birth: 1950-01-02": "a date of birth",
    "born on 3 May 1950": "a date of birth",
}
PLAIN = (
    "uhc prior auth 0709T",
    "0708T-0710T",
    "99201-99205",
    "1-800-555-1234",
    "CPB 0557",
    "member services",
    "medical record",
    "2026-04-15",
    "date of service 2026-04-15",
    "1234-45-6789",
    "MRN",
    "DOB",
    "ﬁ １２３-４５-６７８９ ſubſcriber number",  # noqa: RUF001
)


def looks(text):
    return next((what for what, pattern in PATIENT.items() if pattern.search(text)), "")


@pytest.mark.parametrize("text", [*LOOKING, *PLAIN])
def test_a_text_looks_like_a_patients_data_or_not(text):
    assert LOOKING.get(text, "") == looks(text)


@pytest.fixture
def box(page, real_policies):
    page.add_script_tag(content=box_script(check(load(real_policies)).library, DAY))
    page.add_script_tag(content=(STATIC / "privacy.js").read_text(encoding="utf-8"))
    return page


@pytest.mark.browser
def test_the_browser_reads_the_patterns_alike(box):
    texts = [*LOOKING, *PLAIN, *(text[:end] for text in LOOKING for end in range(len(text)))]
    assert [looks(text) for text in texts] == box.evaluate("texts => texts.map(kb.privacy.suspect)", texts)


@pytest.mark.browser
def test_a_half_typed_number_is_known_before_it_is_whole(box):
    """From the first digits on that tell it from a code, so that no part of it is written anywhere."""
    halves = ["123-", "123-4", "123-45", "123-45-6", "123-45-678", "MRN 1", "member id A1", "DOB 0", "DOB "]
    assert [] == [half for half in halves if not box.evaluate("kb.privacy.mayBecome", half)]
    plain = ["uhc 0709T", "0708T-0710T", "CPB 0557", "uhc prior auth", "123"]
    assert [] == [text for text in plain if box.evaluate("kb.privacy.mayBecome", text)]


def test_every_name_a_reader_may_type_is_there(real_policies):
    library = check(load(real_policies)).library
    written = box_script(library, DAY).removeprefix("window.kb = { ...window.kb, names: ").removesuffix(" };\n")
    found = json.loads(written)
    assert list(library.codes) == [code["code"] for code in found["codes"]]
    assert list(library.payers) == [payer["id"] for payer in found["payers"]]
    assert len(library.scopes) == len(found["scopes"]) == len(found["asked"]["serves"])
    assert REACH_WORDS == found["reachWords"]
