from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kb.answers.resolve import resolve
from kb.content.load import LARGEST, load
from kb.history.documents import Unreadable, documents_of, read_text
from kb.history.in_force import AsOfDates
from kb.history.library_as_of import held_until, library_as_of
from kb.history.read import read_history
from kb.rules.check import check

PLANS = "example-health/commercial"
X, Y = f"{PLANS}/x.md", f"{PLANS}/y.md"
NOW = dt.date(2026, 6, 1)


def as_of(repository, date=NOW, known=None, **more):
    history = read_history(repository.folder, load(repository.folder))
    return library_as_of(history, AsOfDates(date, known), documents_of(history), NOW, **more)


@pytest.fixture
def begun(repository, laid_over):
    """A repository whose first commit, of 2026-01-01, holds the small library."""
    laid_over({}).rename(repository.folder.parent / "copied")
    repository.folder.rmdir()
    (repository.folder.parent / "copied").rename(repository.folder)
    repository.commit({}, "2026-01-01")
    return repository


def test_as_known_today_and_in_force_throughout_the_library_is_todays(begun):
    library = check(load(begun.folder)).library
    assert library == as_of(begun, dt.date(2026, 1, 1)).library


def test_each_entry_is_the_version_in_force(begun, rule):
    begun.commit({X: rule("covered", "2026-01-01")}, "2026-01-02")
    begun.commit({X: rule("not covered", "2026-05-01")}, "2026-04-01")
    for date, value in (("2026-04-30", "covered"), ("2026-05-01", "not covered")):
        found = as_of(begun, dt.date.fromisoformat(date)).library.by_path[X]
        assert value == found.answers["coverage"].value


def test_an_entry_not_begun_withdrawn_or_not_recorded_yet_is_not_of_the_library(begun, rule):
    begun.commit({X: rule("covered", "2027-01-01"), Y: rule("covered", "2026-01-01")}, "2026-02-01")
    begun.commit({Y: None}, "2026-03-01")
    assert not {X, Y} & as_of(begun).library.by_path.keys()
    assert {Y} == {X, Y} & as_of(begun, dt.date(2026, 2, 28)).library.by_path.keys()
    assert not {X, Y} & as_of(begun, dt.date(2026, 2, 28), dt.date(2026, 1, 31)).library.by_path.keys()


def test_an_entry_that_has_ended_informs_and_no_longer_decides(begun, rule):
    begun.commit({X: rule("covered", "2026-01-01", "2026-03-31", codes="0710T-0712T")}, "2026-01-02")
    before = resolve(as_of(begun, dt.date(2026, 3, 31)).library, "0711T", PLANS, "coverage")
    after = resolve(as_of(begun, dt.date(2026, 4, 1)).library, "0711T", PLANS, "coverage")
    assert ("covered", "investigational") == (before.value, after.value)
    assert "said “covered” until 2026-03-31: background only" in after.why


def test_an_edition_that_is_superseded_since_decides_on_the_days_it_held(begun):
    """The small library has an edition of 2019 that ended on 2025-12-31, and one in force from 2026-01-01 on."""
    held = [resolve(as_of(begun, date).library, "0709T", PLANS, "coverage") for date in (dt.date(2025, 12, 31), NOW)]
    assert ["case by case", "investigational"] == [found.value for found in held]
    assert [f"{PLANS}/policy-1-2019", f"{PLANS}/category-iii"] == [found.decider.entry.id for found in held]
    assert ["old", "current"] == [found.decider.entry.currency for found in held]


def test_a_superseded_edition_that_does_not_say_since_when_it_held_decides_no_day(begun):
    path = begun.folder / PLANS / "policy-1-2019.md"
    begun.commit({f"{PLANS}/policy-1-2019.md": path.read_text().replace("effective: 2019-01-01\n", "")}, "2026-01-02")
    found = resolve(as_of(begun, dt.date(2025, 12, 31)).library, "0709T", PLANS, "coverage")
    assert f"{PLANS}/policy-1-2019" not in {speaker.entry.id for speaker in found.deciders}


def test_an_old_edition_without_dates_decides_until_a_newer_rule_stands_and_then_no_day_before_it(begun, rule):
    """In May the rule of June is still to come; in July it has begun, and nobody knows what held before it."""
    old = rule("covered", codes="0700T-0709T").replace("currency: current", "currency: old")
    begun.commit({X: old.replace("NAME", "x")}, "2026-01-02")
    begun.commit({Y: rule("not covered", "2026-06-01", codes="0700T-0709T").replace("NAME", "y")}, "2026-05-02")
    for known, value in ((dt.date(2026, 5, 3), "covered"), (dt.date(2026, 7, 1), "data not available")):
        library = as_of(begun, dt.date(2026, 3, 1), known).library
        entries = tuple(entry for entry in library.entries if entry.path in {X, Y})
        found = resolve(replace(library, entries=entries), "0708T", PLANS, "coverage")
        assert value == found.value, known


def test_payers_codes_and_synonyms_are_those_recorded_by_then(begun):
    payer = begun.folder / "example-health/payer.md"
    begun.write({"example-health/payer.md": payer.read_text().replace("title: ", "title: Later ")})
    begun.write({"synonyms.yml": "- [one, two]\n", "codes/0709t.md": None})
    begun.commit({}, "2026-03-01")
    before, after = as_of(begun, NOW, dt.date(2026, 2, 28)).library, as_of(begun).library
    assert (False, True) == tuple(
        library.payers["example-health"].title.startswith("Later") for library in (before, after)
    )
    assert (["0708T", "0709T"], ["0708T"]) == (list(before.codes), list(after.codes))
    assert (("one", "two"),) == after.synonyms != before.synonyms
    assert "codes/0709t.md" in before.paths - after.paths


def test_an_entry_that_todays_schema_cannot_read_is_left_out_and_told(begun, rule):
    begun.commit({X: "---\neffective: 2026-01-01\nstatus: old\n---\n"}, "2026-01-02", "as it was")
    begun.commit({X: rule("covered", "2026-05-01")}, "2026-05-01")
    found = as_of(begun, dt.date(2026, 4, 30))
    assert X not in found.library.by_path
    (note,) = found.notes
    assert X == note.path
    assert "data not available: the version recorded on 2026-01-02" in note.text
    assert "(unknown-key: `effective`" not in note.text
    assert "missing-key" in note.text or "unknown-key" in note.text


def test_a_payer_page_that_cannot_be_read_is_that_of_the_version_before(begun):
    begun.commit({"example-health/payer.md": "---\nnot: readable\n---\n"}, "2026-02-01")
    found = as_of(begun)
    assert "Example Health" == found.library.payers["example-health"].title
    assert () == found.notes


def test_a_payer_page_that_was_never_readable_is_told(begun):
    begun.commit({"new-payer/payer.md": "---\nnot: readable\n---\n"}, "2026-02-01")
    assert ["new-payer/payer.md"] == [note.path for note in as_of(begun).notes]


def test_of_two_files_that_claim_one_path_the_one_recorded_later_speaks(begun, rule):
    begun.commit({X: rule("covered", "2026-01-01")}, "2026-01-02")
    begun.move(X, Y)
    begun.commit({Y: rule("not covered", "2026-09-01")}, "2026-03-01")
    begun.commit({X: rule("case by case", "2026-04-01")}, "2026-04-01")
    found = as_of(begun)
    assert "case by case" == found.library.by_path[X].answers["coverage"].value
    assert [(X, True)] == [(note.path, "another file stood at its path" in note.text) for note in found.notes]


def test_a_library_of_some_payers_holds_their_entries_and_all_codes(begun):
    library = as_of(begun, payers=frozenset({"sample-mutual"})).library
    assert ({"sample-mutual"}, ["sample-mutual"]) == (
        {entry.payer for entry in library.entries},
        list(library.payers),
    )
    assert ["0708T", "0709T"] == list(library.codes)


def test_the_template_is_no_entry(begun, real_policies):
    begun.commit({"_template.md": (real_policies / "_template.md").read_text(encoding="utf-8")}, "2026-01-02")
    assert "_template.md" not in as_of(begun).library.by_path


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        (X, b"no front matter", "no-front-matter"),
        (X, b"---\ntitle: x\n---\n", "missing-key"),
        (X, b"caf\xe9", "not-utf-8"),
        (X, b"a\tb", "tab"),
        (X, b"", "empty-file"),
        (X, b"x" * (LARGEST + 1), "too-large"),
        ("old/place.md", b"x", "file-name"),
    ],
)
def test_a_text_that_cannot_be_read_is_kept_with_its_problems(path, content, code):
    read = read_text(path, content)
    assert isinstance(read, Unreadable)
    assert content.decode("utf-8", "replace") == read.text
    assert code in {problem.code for problem in read.problems}


def test_a_text_is_parsed_once_and_what_the_library_has_read_is_not_read_again(begun, monkeypatch):
    texts = load(begun.folder)
    library, history = check(texts).library, read_history(begun.folder, texts)
    monkeypatch.setattr("kb.history.documents.parse", lambda path, _: pytest.fail(f"{path} was parsed again"))
    version = history.lineages[f"{PLANS}/category-iii"].newest
    assert library.by_path[version.path] is documents_of(history, library).read_version(version)


def test_only_an_entry_called_superseded_with_both_its_dates_is_held_until_its_end(good_library):
    entry = check(load(good_library)).library.entries[0]
    first, last = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
    dated = replace(entry, currency="superseded", effective=first, ends=last)
    assert last == held_until(dated)
    assert [None] * 3 == [
        held_until(replace(dated, **other))
        for other in ({"currency": "current"}, {"effective": None}, {"ends": None})
    ]
