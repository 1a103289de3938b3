"""No way around the gate: an answer that changes sides in one, two or three pull requests needs a second approval.

Each way is a list of steps, and each step a commit. Every edit is a careful one, with a new review, a new look at the
source and an effective date to come, so that no rule but those on the way itself notices it. The last column counts
the steps, from 1, at which the gate must fail.
"""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from kb.answers.resolve import resolve
from kb.content.load import load
from kb.diff.compare import compare
from kb.diff.earlier import earlier_documents
from kb.diff.gate_files import code_concerns
from kb.diff.sides import read_side
from kb.history.tree import changed_paths, place_in_repository
from kb.rules.check import check

PLAN, OTHER = "sample-mutual/regional", "example-health/medicare-advantage"
DENIAL, NAMED = f"{PLAN}/denial.md", f"{PLAN}/named.md"
BROKEN = "---\ntitel: Broken\n---\n"
COVERED = "covered"
NEXT_YEAR = "2027-01-01\ndate_basis: date of service"
TODAY = dt.date(2026, 3, 31)
"""The day of every edit; what is effective from 2026-04-01 lies ahead."""


def careful(text, **keys):
    """Edit an entry as somebody careful would: reviewed and looked at anew, effective on a day to come."""
    text = text.replace("2025-12-01", "2026-04-01").replace("2026-12-01", "2027-04-01")
    text = text.replace("title:", "title: Anew,", 1) if "Anew" not in text else text
    for key, value in keys.items():
        before = next(line for line in text.split("\n") if line.startswith(f"{key}:"))
        text = text.replace(before, f"{key}: {value}", 1)
    return text


@pytest.fixture
def told(repository, good_library, rule):
    """A repository in which a plan denies every Category III code; gives the texts that the steps are made of."""
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
    (repository.folder / PLAN / "cancer-vaccines.md").unlink()
    page = (good_library / "codes" / "0708t.md").read_text(encoding="utf-8")
    other = page.replace("title: Example service", "title: Another service")
    texts = {
        "denial": rule("not covered", codes="category III").replace("NAME", "of denial"),
        "covers": careful(rule(COVERED, codes="0709T").replace("NAME", "of covering")),
        "parent": rule("not covered", codes="0708T").replace("NAME", "of the parent"),
        "turned": careful(rule(COVERED, codes="0710T").replace("NAME", "of another parent")),
        "page": (repository.folder / "codes" / "0709t.md").read_text(encoding="utf-8"),
        "other": other,
    }
    repository.commit({DENIAL: texts["denial"]}, "2026-01-01", "base")
    return texts


def of(texts, name, **keys):
    return careful(texts[name], **keys)


WAYS = {
    "a broken file, in 1": lambda t: [{NAMED: t["covers"], DENIAL: BROKEN}],
    "a broken file, in 2": lambda t: [{DENIAL: BROKEN}, {DENIAL: of(t, "denial", coverage=COVERED)}],
    "a broken file, in 3": lambda t: [
        {DENIAL: BROKEN},
        {DENIAL: f"{BROKEN}more\n"},
        {DENIAL: of(t, "denial", coverage=COVERED)},
    ],
    "a rename, in 1": lambda t: [{DENIAL: None, f"{PLAN}/other.md": of(t, "denial", coverage=COVERED)}],
    "a rename, in 2": lambda t: [
        {DENIAL: None, f"{PLAN}/other.md": t["denial"]},
        {f"{PLAN}/other.md": of(t, "denial", coverage=COVERED)},
    ],
    "a rename, in 3": lambda t: [
        {DENIAL: None, f"{PLAN}/other.md": t["denial"]},
        {f"{PLAN}/other.md": None, f"{PLAN}/third.md": of(t, "denial")},
        {f"{PLAN}/third.md": of(t, "denial", coverage=COVERED)},
    ],
    "a move, in 1": lambda t: [{DENIAL: None, f"{OTHER}/denial.md": t["denial"], NAMED: t["covers"]}],
    "a move, in 2": lambda t: [{DENIAL: None, f"{OTHER}/denial.md": t["denial"]}, {NAMED: t["covers"]}],
    "a move, in 3": lambda t: [
        {DENIAL: None, f"{OTHER}/denial.md": t["denial"]},
        {f"{OTHER}/denial.md": of(t, "denial", coverage=COVERED)},
        {f"{OTHER}/denial.md": None, DENIAL: of(t, "denial", coverage=COVERED)},
    ],
    "a removal, in 1": lambda t: [{DENIAL: None, NAMED: t["covers"]}],
    "a removal, in 2": lambda t: [{DENIAL: None}, {DENIAL: of(t, "denial", coverage=COVERED)}],
    "a removal, in 3": lambda t: [
        {DENIAL: None},
        {f"{OTHER}/new.md": t["covers"]},
        {f"{PLAN}/again.md": of(t, "denial", coverage=COVERED)},
    ],
    "a reach, in 1": lambda t: [{DENIAL: of(t, "denial", codes="0708T"), NAMED: t["covers"]}],
    "a reach, in 2": lambda t: [{DENIAL: of(t, "denial", codes="0708T")}, {NAMED: t["covers"]}],
    "a reach, in 3": lambda t: [
        {NAMED: of(t, "covers", codes="0708T")},
        {DENIAL: of(t, "denial", codes="category I")},
        {NAMED: of(t, "covers", codes="[0708T, 0709T]")},
    ],
    "`replaces`, in 1": lambda t: [{DENIAL: None, NAMED: replacing(t["covers"])}],
    "`replaces`, in 2": lambda t: [{DENIAL: None}, {NAMED: replacing(t["covers"])}],
    "`replaces`, in 3": lambda t: [
        {NAMED: of(t, "covers", codes="0708T")},
        {DENIAL: None},
        {NAMED: replacing(t["covers"])},
    ],
    "a currency, in 1": lambda t: [{NAMED: t["covers"], DENIAL: of(t, "denial", currency="superseded")}],
    "a currency, in 2": lambda t: [{DENIAL: of(t, "denial", currency="superseded")}, {NAMED: t["covers"]}],
    "a currency, in 3": lambda t: [
        {NAMED: of(t, "covers", currency="superseded")},
        {DENIAL: of(t, "denial", currency="superseded")},
        {NAMED: of(t, "covers", currency="current")},
    ],
    "a middle value, in 2": lambda t: [
        {DENIAL: of(t, "denial", coverage="case by case")},
        {DENIAL: of(t, "denial", coverage=COVERED)},
    ],
    "a middle value, in 3": lambda t: [
        {NAMED: of(t, "covers", coverage="case by case")},
        {DENIAL: of(t, "denial", coverage="case by case")},
        {NAMED: t["covers"]},
    ],
    "data not available, in 2": lambda t: [
        {DENIAL: unknown(t["denial"])},
        {DENIAL: of(t, "denial", coverage=COVERED)},
    ],
}
FAIL_AT = {
    "a broken file, in 2": {1, 2},
    "a broken file, in 3": {1, 2, 3},
    "a rename, in 2": {2},
    "a rename, in 3": {3},
    "a move, in 3": {1},
    "a removal, in 2": {1, 2},
    "a removal, in 3": {1, 3},
    "a reach, in 3": {2},
    "`replaces`, in 2": {1, 2},
    "`replaces`, in 3": {2},
    "a currency, in 3": {2},
    "a middle value, in 3": {1},
}
"""At which steps the gate must fail; where nothing is said, at the first."""


def replacing(text):
    """Let an entry carry on the denial."""
    return text.replace("\nreviewed:", f"\nreplaces: {DENIAL.removesuffix('.md')}\nreviewed:", 1)


def unknown(text):
    """Take the answer of an entry back, with a receipt for the search."""
    lines = [line for line in careful(text).split("\n") if not line.startswith(("coverage", "sources:", "  "))]
    told = "coverage: data not available\ncoverage_reason: not looked up"
    text = "\n".join(lines).replace("\nreview_by: 2027-04-01", f"\nreview_by: 2027-04-01\n{told}", 1)
    return text.partition("## Coverage")[0] + "## Coverage\n\nData not available.\n"


def fails(repository, base, head):
    """Give the rules that a pull request from one commit to another breaks, as `diff BASE HEAD --gate` does."""
    here = read_side(repository.folder, head)
    there = read_side(repository.folder, base, here)
    earlier = earlier_documents(repository.folder, there, here, base)
    paths = changed_paths(repository.folder, base, head)
    code = code_concerns(paths, place_in_repository(repository.folder))
    return {concern.rule for concern in compare(there, here, TODAY, earlier, code).concerns}


def walk(repository, steps):
    """Commit every step; gives the rules that each of them breaks."""
    found = []
    for number, files in enumerate(steps, 1):
        repository.commit(files, f"2026-04-{number:02}", f"step {number}")
        found.append(fails(repository, "HEAD~1", "HEAD"))
    return found


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_changes_sides_and_the_gate_notices(way, told, repository):
    found = walk(repository, WAYS[way](told))
    library = check(load(repository.folder)).library
    assert COVERED == resolve(library, "0709T", PLAN, "coverage").value
    failed = {number for number, rules in enumerate(found, 1) if rules}
    assert FAIL_AT.get(way, {1}) <= failed, found


def test_the_step_that_mends_a_broken_file_is_compared_with_what_could_be_read_last(told, repository):
    _, _, last = walk(repository, WAYS["a broken file, in 3"](told))
    assert {"unreadable", "polarity-flip"} <= last


def test_an_entry_that_comes_back_is_compared_with_the_one_that_was_removed(told, repository):
    for way in ("a removal, in 2", "a removal, in 3"):
        repository.commit(
            {path: None for path in (f"{PLAN}/again.md", f"{OTHER}/new.md") if (repository.folder / path).exists()}
        )
        repository.commit({DENIAL: told["denial"]})
        *_, last = walk(repository, WAYS[way](told))
        assert "polarity-flip" in last


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_by_a_date(steps, told, repository):
    """A covering edition has ended; putting off its end brings it back on days gone by and to come."""
    ended = careful(told["covers"]).replace(
        "\ncurrency: current",
        "\ncurrency: current\neffective: 2024-01-01\nends: 2025-12-31\ndate_basis: date of service",
    )
    repository.commit({NAMED: ended}, "2026-02-01", "an ended edition")
    ends = ["2026-01-31", "2026-06-30", "2030-12-31"][-steps:]
    found = walk(repository, [{NAMED: ended.replace("ends: 2025-12-31", f"ends: {day}")} for day in ends])
    assert [] == [number for number, rules in enumerate(found, 1) if "polarity-flip" not in rules]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_by_a_code_page(steps, told, repository):
    """An add-on inherits the denial of its parent; with another parent it inherits another answer."""
    base = {
        DENIAL: None,
        f"{PLAN}/parent.md": told["parent"],
        "codes/0710t.md": told["other"],
        f"{PLAN}/turned.md": told["turned"],
    }
    repository.commit(base, "2026-02-01", "an answer by the parent")
    page = careful(told["page"]).replace("reviewed: 2026-03-02", "reviewed: 2026-04-01")
    without = page.replace("add_on_to: 0708T\nadd_on_type: 1\nadd_on_sources: example-add-on-file\n", "")
    turned = page.replace("add_on_to: 0708T", "add_on_to: 0710T")
    ways = {1: [turned], 2: [without, turned], 3: [without, f"{without}\n", turned]}
    found = walk(repository, [{"codes/0709t.md": text} for text in ways[steps]])
    library = check(load(repository.folder)).library
    assert COVERED == resolve(library, "0709T", PLAN, "coverage").value
    assert found[0] & {"polarity-flip", "answer-left"}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_by_a_code_without_a_page(steps, told, repository):
    """A code that has no page yet has answers already; they may be turned first, and the page added after."""
    named = told["covers"]
    files = [{NAMED: of(told, "covers", codes=codes)} for codes in ("0711T", "0710T-0711T", "[0709T, 0711T]")]
    page = told["page"].replace("add_on_to: 0708T\nadd_on_type: 1\nadd_on_sources: example-add-on-file\n", "")
    ways = {1: files[2:], 2: [files[0], {"codes/0711t.md": page}], 3: [files[1], {NAMED: named}, files[0]]}
    assert "not covered" == resolve(check(load(repository.folder)).library, "0711T", PLAN, "coverage").value
    found = walk(repository, ways[steps])
    assert COVERED == resolve(check(load(repository.folder)).library, "0711T", PLAN, "coverage").value
    assert "polarity-flip" in found[0]


OTHER_WAYS = {
    "another case of its name": lambda t: [{DENIAL: None, f"{PLAN}/Denial.md": of(t, "denial", coverage=COVERED)}],
    "an entry of the same reach that disagrees, before the denial goes": lambda t: [
        {NAMED: careful(t["covers"], codes="category III")},
        {DENIAL: None},
    ],
    "a concept in place of its codes": lambda t: [
        {DENIAL: t["denial"].replace("codes: category III", "concept: cancer vaccines")},
        {NAMED: t["covers"]},
    ],
    "a day to come": lambda t: [
        {NAMED: t["covers"].replace("\ncurrency: current", f"\ncurrency: current\neffective: {NEXT_YEAR}", 1)}
    ],
    "a page of the payer that cannot be read": lambda _: [{"sample-mutual/payer.md": BROKEN}],
    "a rule for line ends": lambda _: [{f"{PLAN}/.gitattributes": "*.md text eol=crlf\n"}],
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_no_other_way_leads_around_it_either(way, told, repository):
    assert all(walk(repository, OTHER_WAYS[way](told))[:1])


@pytest.mark.usefixtures("told")
def test_an_entry_that_becomes_a_link_or_a_folder_that_becomes_another_repository_is_noticed(repository):
    (repository.folder / DENIAL).unlink()
    (repository.folder / DENIAL).symlink_to("../../example-health/commercial/0709t.md")
    assert {"unreadable"} <= walk(repository, [{}])[0]
    place = (repository.folder / OTHER).relative_to(repository.root).as_posix()
    repository.git("rm", "-r", "--quiet", place)
    here = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{here},{place}")
    repository.git("commit", "--quiet", "--message", "another repository")
    assert {"removed", "unreadable"} <= fails(repository, "HEAD~1", "HEAD")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_by_a_synonym(steps, repository):
    """A name of one payer is made to lead to another, or a denial's word to its opposite."""
    turned = "- [prior authorization, prior auth, precertification]\n- [covered, not covered]\n"
    ways = {
        1: [turned],
        2: ["- [prior authorization, prior auth]\n", turned],
        3: ["- [prior authorization, prior auth]\n", "- [prior authorization, auth]\n", turned],
    }
    found = walk(repository, [{"synonyms.yml": text} for text in ways[steps]])
    assert [{"search-words"}] * steps == found


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Commercial plans", "name: Medicare Advantage plans"),
        ("  commercial:", "  medicare-advantage:"),
        ("title: Example Health", "title: Sample Mutual"),
        ("aliases: [Example, EH]", "aliases: [Example, EH, Sample Mutual]"),
        ("line_of_business: commercial", "line_of_business: medicare-advantage"),
    ],
)
def test_by_the_name_of_a_payer_or_a_plan(old, new, repository):
    """The same answers speak for another plan, or another name leads to them."""
    page = (repository.folder / "example-health/payer.md").read_text(encoding="utf-8")
    assert old in page
    swapped = page.replace(new, "SWAPPED").replace(old, new).replace("SWAPPED", old)
    assert "names" in walk(repository, [{"example-health/payer.md": swapped}])[0]


def test_by_the_day_that_counts(told, repository):
    """A denial that has ended by dates of service has not by days of processing, though no date differs."""
    dates = "\ncurrency: current\neffective: 2024-01-01\nends: 2025-12-31\ndate_basis: date of service"
    ended = told["denial"].replace("\ncurrency: current", dates)
    repository.commit({DENIAL: ended}, "2026-02-01", "an ended edition")
    turned = careful(ended, date_basis="date processed")
    assert "retroactive" in walk(repository, [{DENIAL: turned}])[0]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("files", "broken"),
    [
        ({"kb/diff/gate.py": "", "policies/README.md": "x\n"}, "gate-changed"),
        ({".ci/policy-diff": ""}, "gate-changed"),
        ({".github/workflows/policy-diff.yml": ""}, "gate-changed"),
        ({"kb/rules/dates.py": "", "policies/README.md": "x\n"}, "code-with-content"),
        ({"build.py": "", "policies/README.md": "x\n"}, "code-with-content"),
        ({"kb/rules/dates.py": ""}, ""),
        ({"policies/README.md": "x\n", "site_templates/a.html": ""}, ""),
    ],
)
def test_code_that_judges_and_policies_do_not_change_together_unseen(files, broken, repository):
    for path, text in files.items():
        (repository.root / path).parent.mkdir(parents=True, exist_ok=True)
        (repository.root / path).write_text(text)
    repository.commit({}, "2026-04-01", "code")
    assert ({broken} if broken else set()) == fails(repository, "HEAD~1", "HEAD")


def test_what_is_not_committed_counts_too(told, repository):
    (repository.root / "kb" / "diff").mkdir(parents=True)
    (repository.root / "kb" / "diff" / "gate.py").write_text("")
    repository.write({DENIAL: careful(told["denial"], coverage=COVERED)})
    assert {"gate-changed", "polarity-flip"} <= fails(repository, "HEAD", "")


def asking(*questions):
    """Write the questions of staff, given as (question, what is to be found first)."""
    return "questions:\n" + "".join(f"  - ask: {ask}\n    first: {first}\n" for ask, first in questions)


@pytest.mark.usefixtures("told")
def test_a_question_of_staff_that_goes_or_expects_something_else_is_noticed(repository):
    kept, other = ("is 0709t covered", "codes/0709t#what-it-is"), ("what is 0708t", "codes/0708t#what-it-is")
    repository.commit({"questions.yml": asking(kept, other)})
    steps = [
        asking(kept),
        asking((kept[0], other[1])),
        asking((kept[0], other[1]), other),
        asking((kept[0], other[1])) + asking(other).replace("questions:", "not_yet:"),
        "questions: [\n",
        asking(kept),
    ]
    found = walk(repository, [{"questions.yml": text} for text in steps])
    assert [{"question-removed"}, {"question-removed"}, set(), {"question-removed"}] == found[:4]
    assert "unreadable" in found[4] & found[5]


@pytest.mark.usefixtures("told")
def test_words_that_search_knows_are_noticed_and_comments_on_them_are_not(repository):
    listed = "other_plans:\n  - name: Another Plan\n"
    repository.commit({"lookup.yml": listed})
    steps = [f"# A comment.\n{listed}", listed.replace("Another", "A Third"), "other_plans: [\n", listed]
    found = walk(repository, [{"lookup.yml": text} for text in steps])
    assert [set(), {"search-words"}] == found[:2]
    assert {"unreadable"} <= found[2] & found[3]
