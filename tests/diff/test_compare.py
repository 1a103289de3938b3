"""Sides from folders and revisions, and files that cannot be read as content."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.content.load import Texts
from kb.diff.compare import compare, compare_entries
from kb.diff.sides import read_side, side
from kb.domain.problem import KbError, Place, Problem, UsageError

TODAY = dt.date(2026, 3, 2)
RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "project" / "policies"


def test_revisions_and_working_files_are_compared(commit, git, folder, good_texts):
    first = commit(good_texts)
    git("tag", "v1")
    second = commit({RULE: good_texts[RULE].replace("coverage: investigational", "coverage: covered")})
    for base in (first, first[:10], "v1", "main~1"):
        for head in (second, "main", ""):
            found = compare(read_side(folder, base), read_side(folder, head), TODAY)
            assert ["looser"] == [change.direction for change in found.changes]
            assert {"0708T", "0709T"} == {effect.code for effect in found.effects}


def test_what_is_not_committed_yet_counts_among_the_working_files(commit, folder, good_texts):
    commit(good_texts)
    (folder / RULE).unlink()
    assert ["removed"] == [
        change.kind for change in compare(read_side(folder, "HEAD"), read_side(folder, ""), TODAY).changes
    ]


def test_a_revision_without_policies_is_an_empty_side(commit, git, folder, good_texts, tmp_path):
    (tmp_path / "project" / "note.txt").write_text("x")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    commit(good_texts)
    found = compare(read_side(folder, "HEAD~1"), read_side(folder, "HEAD"), TODAY)
    assert {"added"} == {change.kind for change in found.changes if change.what != "synonyms"}


@pytest.mark.parametrize("name", ["nowhere", "--all", "HEAD~99"])
def test_a_name_that_is_neither_folder_nor_revision_is_told(name, commit, folder, good_texts):
    commit(good_texts)
    with pytest.raises(KbError, match="name a commit, a branch or a tag"):
        read_side(folder, name)


OLD_SCHEMA = "---\ntitle: Old form\ncpt: 0709T\nstatus: unproven\n---\n\nOld text.\n"


def test_a_file_that_todays_schema_cannot_read_is_shown_as_text_and_stops_nothing(commit, folder, good_texts):
    commit({**good_texts, RULE: OLD_SCHEMA})
    commit({RULE: good_texts[RULE], NAMED: good_texts[NAMED].replace("not looked up", "behind login")})
    found = compare(read_side(folder, "HEAD~1"), read_side(folder, "HEAD"), TODAY)
    assert [NAMED.removesuffix(".md")] == [change.id for change in found.changes]
    (unread,) = found.unread
    assert RULE == unread.path
    assert any("unknown-key" in reason and "HEAD~1" in reason for reason in unread.reasons)
    assert "-status: unproven" in unread.lines
    assert "+coverage: investigational" in unread.lines


def test_an_old_page_of_a_code_that_cannot_be_read_hides_no_answer(commit, folder, good_texts):
    commit({**good_texts, "codes/0709t.md": OLD_SCHEMA})
    turned = good_texts[RULE].replace("coverage: investigational", "coverage: covered")
    commit({"codes/0709t.md": good_texts["codes/0709t.md"], RULE: turned})
    found = compare(read_side(folder, "HEAD~1"), read_side(folder, "HEAD"), TODAY)
    assert ["codes/0709t.md"] == [unread.path for unread in found.unread]
    assert {"0708T", "0709T"} == {effect.code for effect in found.effects}


def test_a_file_as_unreadable_as_before_is_passed_over(commit, folder, good_texts):
    commit({**good_texts, RULE: OLD_SCHEMA})
    commit({NAMED: None})
    assert () == compare(read_side(folder, "HEAD~1"), read_side(folder, "HEAD"), TODAY).unread


def test_bytes_that_are_no_text_are_named(commit, folder, good_texts):
    commit(good_texts)
    (folder / RULE).write_bytes(b"\xff\xfe\x00")
    found = compare(read_side(folder, "HEAD"), read_side(folder, ""), TODAY)
    (unread,) = found.unread
    assert "not-utf-8" in unread.reasons[0]
    assert () == found.changes


def test_faulty_synonyms_and_questions_are_shown_as_text(edited, good_library):
    found = edited(good_library, ("synonyms.yml", None, "- alone\n"), ("questions.yml", None, "zebra: 1\n"))
    assert ["questions.yml", "synonyms.yml"] == [unread.path for unread in found.unread]
    assert () == found.changes


@pytest.mark.parametrize(
    "names",
    [
        ("example-health/commercial/category-iii", "example-health/commercial/policy-1-2019"),
        (f"policies/{RULE}", "example-health/commercial/policy-1-2019.md"),
    ],
)
def test_two_entries_of_one_library_are_compared(names, good_library):
    (change,) = compare_entries(read_side(good_library, ""), *names).changes
    told = {fact.name: (fact.before, fact.after) for fact in change.facts}
    assert ("2026-01-01", "2019-01-01") == told.get("effective", ("2026-01-01", "2019-01-01"))
    assert ("current", "superseded") == told["currency"]
    assert "example-health/commercial/policy-1-2019" == change.id


def test_an_entry_that_is_not_there_or_of_another_kind_is_told(good_library):
    here = read_side(good_library, "")
    with pytest.raises(UsageError, match=r"did you mean `example-health/commercial/category-iii\.md`"):
        compare_entries(here, "example-health/commercial/category-ii", RULE)
    with pytest.raises(UsageError, match="files of different kinds; name two entries"):
        compare_entries(here, RULE, "codes/0709t")


def test_questions_that_one_side_could_not_read_are_compared_as_text_alone(edited, laid_over):
    asked = "questions:\n  - ask: 0709T\n    first: codes/0709t#summary\n"
    found = edited(laid_over({"questions.yml": asked}), ("questions.yml", None, "zebra: 1\n"))
    assert (["questions.yml"], ()) == ([unread.path for unread in found.unread], found.changes)


def test_an_entry_compared_with_itself_has_no_change(good_library):
    assert () == compare_entries(read_side(good_library, ""), RULE, RULE).changes


@pytest.mark.parametrize(
    ("base", "head", "told"),
    [
        (OLD_SCHEMA, OLD_SCHEMA, False),
        (OLD_SCHEMA, OLD_SCHEMA.replace("Old text", "New text"), True),
        (OLD_SCHEMA, OLD_SCHEMA.replace("cpt: ", "zebra: "), True),
    ],
)
def test_a_file_that_cannot_be_read_is_told_where_its_text_differs(base, head, told, good_texts):
    sides = (side("x", Texts({**good_texts, RULE: text}, ())) for text in (base, head))
    assert ([RULE] if told else []) == [unread.path for unread in compare(*sides, TODAY).unread]


def test_a_file_without_a_text_is_told_where_it_cannot_be_read_for_another_reason():
    faults = [Problem(RULE, Place(1, 1), code, "a message") for code in ("not-utf-8", "too-large")]
    one, other = (side("x", Texts({}, (fault,))) for fault in faults)
    assert [RULE] == [unread.path for unread in compare(one, other, TODAY).unread]
    assert () == compare(one, one, TODAY).unread
