"""What was recorded, commit by commit, over real repositories."""

from __future__ import annotations

from kb.changes.log import LARGE
from kb.changes.recorded import EVERY

RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"
PAYER = "example-health/payer.md"


def one(recorded):
    (told,) = recorded.detailed
    return told


def test_an_edit_is_told_with_the_answers_it_moves_and_their_codes(story):
    sha = story.change("2026-04-01", RULE, "coverage: investigational", "coverage: not covered")
    newest, first = story.recorded()
    told = one(newest)
    assert (sha, "2026-04-01") == (told.commit.sha, str(told.commit.recorded))
    assert ("edited", "example-health/commercial/category-iii") == (told.change.kind, told.change.id)
    assert ("example-health", (EVERY,)) == (told.payer, told.codes)
    (group,) = told.groups
    assert ("coverage", "investigational", "not covered", ("0708T", "0709T")) == (
        *(group.question, group.before.value, group.after.value),
        group.codes,
    )
    assert 9 == len(first.detailed)


def test_an_edit_of_one_payer_moves_no_answer_of_another(story):
    story.change("2026-04-01", RULE, "coverage: investigational", "coverage: not covered")
    newest = story.recorded()[0]
    assert {"example-health/commercial"} == {group.scope for group in one(newest).groups}


def test_a_file_laid_out_anew_is_counted_and_not_told(story):
    story.change(
        "2026-04-01", RULE, "The example default, unless another\n", "The example default, unless\n  another\n"
    )
    newest = story.recorded()[0]
    assert ((), 1) == (newest.detailed, newest.unchanged)


def test_a_renamed_file_is_moved_and_not_new(story):
    (story.folder / RULE).rename(story.folder / "example-health/commercial/policy-1.md")
    story.commit("2026-04-01")
    change = one(story.recorded()[0]).change
    assert ("moved", "example-health/commercial/category-iii") == (change.kind, change.was)


def test_a_file_taken_away_and_brought_back_is_told_both_times(story):
    text = (story.folder / NAMED).read_text(encoding="utf-8")
    (story.folder / NAMED).unlink()
    story.commit("2026-04-01")
    story.write(NAMED, text)
    story.commit("2026-05-01")
    back, gone, _ = story.recorded()
    assert ("added", "removed") == (one(back).change.kind, one(gone).change.kind)
    assert one(back).groups
    assert [group.codes for group in one(back).groups] == [group.codes for group in one(gone).groups]


def test_a_large_addition_is_told_as_a_whole_and_what_else_the_commit_did_by_itself(story):
    text = (story.folder / NAMED).read_text(encoding="utf-8")
    for number in range(LARGE):
        story.write(f"example-health/medicare-advantage/n{number}.md", text)
    story.edit(RULE, "coverage: investigational", "coverage: not covered")
    story.commit("2026-04-01")
    newest = story.recorded()[0]
    assert (LARGE, ["edited"]) == (len(newest.added), [told.change.kind for told in newest.detailed])
    assert {(EVERY,)} == {told.codes for told in newest.added}
    assert {"example-health/commercial"} == {group.scope for group in one(newest).groups}


def test_a_version_that_todays_schema_cannot_read_is_noted_and_the_next_is_compared_with_the_one_before(story):
    story.change("2026-04-01", RULE, "coverage: investigational", "cover: investigational")
    story.change("2026-05-01", RULE, "cover: investigational", "coverage: not covered")
    mended, broken, _ = story.recorded()
    assert () == broken.detailed
    (note,) = broken.notes
    assert RULE == note.path
    assert "cannot be read by today's schema (unknown-key: " in note.text
    assert ("investigational", "not covered") == (
        one(mended).groups[0].before.value,
        one(mended).groups[0].after.value,
    )


def test_a_file_whose_first_versions_cannot_be_read_is_no_new_file_when_one_can(story):
    story.write("example-health/commercial/spare.md", "---\nold: key\n---\n")
    story.commit("2026-04-01")
    story.write("example-health/commercial/spare.md", (story.folder / NAMED).read_text(encoding="utf-8"))
    story.commit("2026-05-01")
    read, unread, _ = story.recorded()
    assert ((), ()) == (read.detailed, unread.detailed)
    assert ["today's schema reads this version, and none before it; what changed is not told"] == [
        note.text for note in read.notes
    ]


def test_what_is_not_committed_is_no_change(story):
    story.edit(RULE, "coverage: investigational", "coverage: not covered")
    assert 1 == len(story.recorded())


def test_what_a_shallow_clone_begins_with_is_no_change(story, tmp_path):
    story.change("2026-04-01", RULE, "coverage: investigational", "coverage: not covered")
    story.change("2026-05-01", RULE, "coverage: not covered", "coverage: covered")
    story.git("clone", "--quiet", "--depth", "2", story.root.as_uri(), str(tmp_path / "clone"))
    (newest,) = story.recorded(tmp_path / "clone" / "policies")
    assert ("not covered", "covered") == (one(newest).groups[0].before.value, one(newest).groups[0].after.value)


def test_commits_go_by_their_moment_and_those_of_one_moment_by_the_main_line(story):
    first = story.change("2026-04-01", RULE, "coverage: investigational", "coverage: not covered")
    second = story.change("2026-04-01", RULE, "coverage: not covered", "coverage: covered")
    early = story.change("2026-03-15", RULE, "coverage: covered", "coverage: investigational")
    assert [second, first, early] == [found.commit.sha for found in story.recorded()][:3]


def test_within_a_commit_the_tightest_change_comes_first(story):
    story.edit("codes/0708t.md", "reviewed: 2026-03-02", "reviewed: 2026-03-03")
    story.edit(RULE, "coverage: investigational", "coverage: not covered")
    story.commit("2026-04-01")
    assert ["tighter", "dates only"] == [told.change.direction for told in story.recorded()[0].detailed]


def test_a_new_code_page_is_among_the_codes_of_the_entries_that_come_after_it(story):
    page = (story.folder / "codes/0708t.md").read_text(encoding="utf-8")
    story.write("codes/0710t.md", page)
    story.commit("2026-04-01")
    story.change("2026-04-02", NAMED, "Both codes by name", "The two codes by name")
    story.change("2026-04-03", RULE, "title: Category III codes", "title: Codes of category III")
    rule, named, new, _ = story.recorded()
    assert ((EVERY,), ("0708T", "0709T"), ("0710T",)) == (one(rule).codes, one(named).codes, one(new).codes)
