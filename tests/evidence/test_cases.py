"""Where packs come from: a call names an entry and a code, a site has one pack of each entry in force."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from kb.content.load import load
from kb.domain.problem import UsageError
from kb.evidence.cases import MOST_CODES, case_of, cases
from kb.history.clocks import read_clocks
from kb.history.in_force import AsOfDates
from kb.history.read import read_history, unrecorded
from kb.rules.check import check

PLANS = "example-health/commercial"
X = f"{PLANS}/x"
DAY = "2026-04-01"


@pytest.mark.parametrize(
    ("name", "code", "way"),
    [
        (f"{PLANS}/xx", "", r"no file 'example-health/commercial/xx' was ever here; did you mean"),
        ("codes/0708t", "", r"codes/0708t is no entry; name one by its path"),
        (X, "0708", r"'0708' is no CPT or HCPCS code; write it like 0709T"),
        (X, "99213", r"x does not speak for 99213: it speaks for 0708T; leave --code out"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_way_out(case, name, code, way):
    with pytest.raises(UsageError, match=way):
        case(name, DAY, code=code)


def test_a_code_may_be_written_in_small_letters(case):
    assert ("0708T",) == case(X, DAY, code=" 0708t ").codes


def test_an_entry_is_found_by_a_former_path_too(repository, packed):
    repository.commit({f"{PLANS}/old.md": repository.rule("covered", "2026-01-01")}, "2026-01-01")
    repository.move(f"{PLANS}/old.md", f"{PLANS}/new.md")
    repository.commit({}, "2026-02-01", "moved")
    assert f"{PLANS}/new" == packed(repository, f"{PLANS}/old", DAY).case.subject.id


def test_without_a_history_what_was_known_by_a_day_cannot_be_asked(good_library):
    texts = load(good_library)
    library = check(texts).library
    day = dt.date(2026, 3, 1)
    with pytest.raises(UsageError, match="Leave --known out"):
        case_of(library, unrecorded(texts), f"{PLANS}/category-iii", "", AsOfDates(day, day), today=day)


def test_a_version_in_force_that_cannot_be_read_is_refused_with_the_way_to_its_text(repository, packed):
    repository.commit({f"{X}.md": "---\neffective: 2026-01-01\nstatus: bad\n---\n"}, "2026-01-20")
    repository.commit({f"{X}.md": repository.rule("not covered", "2026-06-01")}, "2026-02-20")
    with pytest.raises(UsageError, match=r"cannot be read by today's schema.*'history example-health/commercial/x'"):
        packed(repository, X, DAY)


def test_a_site_has_a_pack_of_each_entry_in_force_as_the_command_makes_it_for_that_day(read, case):
    library, history = read
    clocks = read_clocks(library, history)
    found = {each.subject.id: each for each in cases(clocks)}
    assert {entry.id for entry in clocks.library.entries} == set(found)
    for name, each in found.items():
        asked = case(name, clocks.today.isoformat())
        assert (asked.entry, asked.force, asked.codes) == (each.entry, each.force, each.codes), name
    assert "not covered" == found[X].entry.answers["coverage"].value


def test_of_many_codes_the_first_are_answered_and_the_rest_is_counted(real_policies):
    texts = load(real_policies)
    library = check(texts).library
    page = library.codes["0709T"]
    many = {f"{n:04}T": dataclasses.replace(page, code=f"{n:04}T", path=f"codes/{n:04}t.md") for n in range(1, 31)}
    crowded = dataclasses.replace(library, codes=many)
    found = next(each for each in cases(read_clocks(crowded)) if each.subject.id == "cigna/commercial/category-iii")
    assert (tuple(many)[:MOST_CODES], 30 - MOST_CODES) == (found.codes, found.more_codes)


def test_the_real_library_has_a_pack_of_each_of_its_entries(real_policies):
    texts = load(real_policies)
    library = check(texts).library
    found = list(cases(read_clocks(library, read_history(real_policies, texts))))
    assert len(library.entries) == len(found)
