"""`watch`: only the addresses named are asked, what is remembered is compared, and each change names who cites it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil

import pytest

from kb.catalogue.acts import acts_on, line_for
from kb.commands import main as cli
from kb.commands.watch import chosen, cited_by
from kb.content.load import load
from kb.rules.check import check
from tests.watch.conftest import OTHER, PAGE, SAME, server  # noqa: F401  (a fixture)

WIDE = "example-health/commercial/category-iii"


@pytest.fixture
def watch(capsys, tmp_path, good_library, server, monkeypatch):  # noqa: F811  (a fixture)
    """Watch a copy of the small library whose sources are on the loopback."""
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path)
    folder = shutil.copytree(good_library, tmp_path / "policies")
    for path in folder.rglob("*.md"):
        path.write_text(path.read_text().replace("https://example.org", server.address))

    def go(*words):
        code = cli.main(["watch", *words, "--pause", "0", "--policies", str(folder)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


def test_a_second_visit_tells_what_changed_and_who_cites_it(watch, server):  # noqa: F811
    server.answers |= {"/health/policy-1": (200, {}, PAGE), "/summaries/policy-1": (200, {}, PAGE)}
    assert "2 visited: first seen 2." in watch(WIDE)[1]
    server.answers |= {"/health/policy-1": (200, {}, OTHER), "/summaries/policy-1": (200, {}, SAME)}
    code, out, _ = watch(WIDE)
    assert 0 == code
    assert f"changed: {server.address}/health/policy-1" in out
    assert f"cited by {WIDE}" in out
    assert "2 visited: changed 1, unchanged 1." in out


def test_nothing_but_the_addresses_named_and_robots_txt_is_asked(watch, server):  # noqa: F811
    watch(WIDE)
    assert {"/robots.txt", "/health/policy-1", "/summaries/policy-1"} == {path for path, _ in server.asked}


def test_what_robots_txt_forbids_is_not_asked(watch, server):  # noqa: F811
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    told = json.loads(watch(WIDE, "--json")[1])
    assert ["not allowed", "not allowed"] == [one["state"] for one in told["visited"]]
    assert {"/robots.txt"} == {path for path, _ in server.asked}


def test_an_unknown_name_is_told_and_nothing_is_asked(watch, server):  # noqa: F811
    code, _, err = watch("example-helth")
    assert (2, True, []) == (code, "did you mean `example-health`?" in err, server.asked)


def test_entries_payers_and_addresses_are_chosen_each_address_once(good_library):
    library = check(load(good_library)).library
    cited = cited_by(library)
    assert [*cited] == chosen(library, cited, ())
    assert len(chosen(library, cited, [WIDE])) == 2
    assert len(chosen(library, cited, ["example-health"])) > 2
    assert ["https://example.org/health/policy-1"] == chosen(library, cited, ["https://example.org/health/policy-1"])


def test_with_record_what_has_to_be_read_again_stands_in_the_list_of_acts_until_it_was_read(watch, server, tmp_path):  # noqa: F811
    server.answers |= {"/health/policy-1": (200, {}, PAGE), "/summaries/policy-1": (200, {}, PAGE)}
    watch(WIDE, "--record")
    folder = tmp_path / "policies"
    assert () == check(load(folder)).library.watched
    server.answers |= {"/health/policy-1": (200, {}, OTHER)}
    watch(WIDE, "--record")
    watch(WIDE, "--record")
    library = check(load(folder)).library
    assert [(f"{server.address}/health/policy-1", "changed")] == [(row.url, row.state) for row in library.watched]
    [act] = [
        act for act in acts_on(library, dt.date(2026, 1, 1)) if act.kinds == ("source changed",) and act.about == WIDE
    ]
    assert f"reviewed {WIDE}" == line_for(act)
    page = folder / f"{WIDE}.md"
    read = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=1)
    page.write_text(re.sub(r"retrieved: [-0-9]+", f"retrieved: {read}", page.read_text()))
    found = acts_on(check(load(folder)).library, dt.date(2026, 1, 1))
    assert not [act for act in found if "source changed" in act.kinds and act.about == WIDE]
