"""The table of (date of service, known-on) cases over a repository in which everything happens that can happen."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kb.content.load import load
from kb.history.answer_as_of import answer_as_of
from kb.history.in_force import AsOfDates, in_force
from kb.history.read import read_history
from kb.rules.check import check

PLANS, ADVANTAGE = "example-health/commercial", "example-health/medicare-advantage"
TODAY = dt.date(2026, 3, 2)
"""The day on which the questions are asked."""

# Entry, date of service, known by (now is all, files on disk included), processed; the version in force by the number
# of its commit (disk: not committed; none), what begins later, what was learned later.
# fmt: off
CASES = """
a        2024-12-31  now         -           none  02 16 43  -
a        2025-01-01  now         -           02    16 43     -
a        2025-01-05  2025-01-09  -           none  -         02
a        2025-01-05  2025-01-10  -           02    -         -
a        2025-02-28  now         -           02    16 43     -
a        2025-02-28  2025-06-30  -           02    16 37     -
a        2025-03-01  now         -           16    43        -
a        2025-03-01  2025-02-28  -           02    -         16
a        2025-06-20  2025-06-20  -           16    37        -
a        2025-06-20  2025-07-01  -           16    39        -
a        2025-06-20  now         -           16    43        -
a        2025-07-31  now         -           16    43        -
a        2025-08-01  2025-10-09  -           16    39        43
a        2025-08-01  2025-10-10  -           43    -         -
a        2025-09-01  2025-06-30  -           37    -         39 43
a        2025-09-01  2025-07-01  -           39    -         43
a        2025-09-01  now         -           43    -         -
a        2030-01-01  now         -           43    -         -
b-final  2025-01-20  now         -           12    25        -
b-final  2025-01-20  2025-02-09  -           03    -         -
b-final  2025-03-31  now         -           12    25        -
b-final  2025-04-01  2025-04-09  -           12    -         25
b-final  2025-04-01  now         -           25    -         -
b-old    2025-04-30  now         -           none  28        -
b-old    2025-05-01  2025-04-30  -           none  -         28
b-old    2025-05-01  now         -           28    -         -
moved    2025-05-31  now         -           04    34        -
moved    2025-06-01  2025-05-31  -           04    -         34
moved    2025-06-01  now         -           34    -         -
d        2025-02-15  2025-03-10  -           08    19        -
d        2025-02-15  2025-03-04  -           08    -         -
d        2025-03-01  2025-03-04  -           08    -         19 22
d        2025-03-10  2025-03-10  -           19    -         22
d        2025-03-10  now         -           22    -         -
e        2025-03-10  2025-03-14  -           11    -         -
e        2025-03-12  now         -           11    21 26     -
e        2025-03-20  2025-04-19  -           21    -         -
e        2025-03-31  now         -           21    26        -
e        2025-04-05  2025-04-19  -           21    -         26
e        2025-04-05  now         -           26    -         -
f        2025-03-15  2025-04-19  -           none  -         26
f        2025-03-15  2025-04-20  -           26    -         -
g        2025-06-30  now         -           30    41        -
g        2025-07-01  2025-05-04  -           05    -         30
g        2025-07-01  now         -           none  41        -
g        2025-07-31  now         -           none  41        -
g        2025-08-01  2025-07-31  -           none  -         41
g        2025-08-01  now         -           41    -         -
h        2025-05-09  now         -           06    31 42     -
h        2025-05-09  2025-05-10  -           06    31        -
h        2025-05-10  2025-05-09  -           06    -         31
h        2025-05-10  now         -           none  42        -
h        2025-08-31  now         -           none  42        -
h        2025-09-01  2025-09-04  -           none  -         42
h        2025-09-01  now         -           42    -         -
i        2025-05-31  now         -           07    36        -
i        2025-06-01  2025-06-05  -           07    -         36
i        2025-06-01  now         -           36    -         -
j        1999-01-01  now         -           09    40        -
j        2025-06-30  now         -           09    40        -
j        2025-07-01  2025-07-06  -           09    -         40
j        2025-07-01  now         -           40    -         -
k        2025-06-15  now         -           10    38        -
k        2025-06-15  now         2025-07-02  38    -         -
k        2025-07-01  now         -           38    -         -
k        2025-07-05  now         2025-06-30  10    38        -
k        2025-07-05  2025-06-19  2025-07-05  10    -         38
l        2025-06-01  2025-05-19  -           none  -         32 33
l        2025-06-01  2025-05-20  -           33    -         -
l        2025-05-31  2025-05-20  -           32    33        -
m        2025-03-30  2025-03-24  -           13    -         23 27
m        2025-03-30  2025-04-01  -           none  -         27
m        2025-03-30  now         -           27    -         -
n        2026-01-01  now         -           none  44        -
n        2026-01-01  2025-10-31  -           none  -         -
n        2027-01-01  now         -           44    -         -
o        2025-04-30  now         -           none  35        -
o        2025-05-15  2025-06-01  -           29    -         -
o        2025-05-15  now         -           35    -         -
o@       2025-04-01  now         -           17    24        -
o@       2025-04-02  now         -           none  -         -
p        2025-05-31  now         -           18    disk      -
p        2025-06-01  2026-12-31  -           18    -         disk
p        2025-06-01  now         -           disk  -         -
q        2025-05-01  now         -           18    -         -
Ärztin   2025-02-25  2025-02-25  -           14    -         -
Ärztin   2025-02-26  now         -           none  -         -
"""
# fmt: on
TABLE = [re.split("  +", line) for line in CASES.strip().split("\n")]


@pytest.fixture(scope="module")
def texts(story):
    return load(story.folder)


@pytest.fixture(scope="module")
def history(story, texts):
    return read_history(story.folder, texts)


@pytest.fixture(scope="module")
def library(texts):
    checked = check(texts)
    assert () == checked.problems
    return checked.library


def named(lineages, name):
    """Find the lineage of a name in the table; `o@` is the older one, whose path another took over."""
    wanted = f"{ADVANTAGE if name == 'moved' else PLANS}/{name}"
    (found,) = [
        key
        for key in lineages
        if key == wanted or (name.endswith("@") and key.partition("@")[0] == wanted[:-1] != key)
    ]
    return lineages[found]


def day(written):
    return None if written in {"now", "-"} else dt.date.fromisoformat(written)


def number(version):
    return "none" if version is None else version.commit.subject[1:3] if version.commit else "disk"


def test_the_story_and_its_table_are_long_enough(story):
    assert 40 <= int(story.git("rev-list", "--count", "HEAD"))
    assert 60 <= len(TABLE) == len({tuple(line[:4]) for line in TABLE})


@pytest.mark.parametrize("line", TABLE, ids=lambda line: " ".join(line[:4]))
def test_the_version_in_force_is_that_of_the_table(history, line):
    name, date, known, processed, *expected = line
    found = in_force(named(history.lineages, name), AsOfDates(day(date), day(known), day(processed)))
    later = [" ".join(map(number, versions)) or "-" for versions in (found.upcoming, found.superseded_later)]
    assert expected == [number(found.version), *later]


# Entry, date of service, known by, processed, and words of the reason or the warnings.
SAID = [
    (
        "a",
        "2024-12-31",
        "now",
        "-",
        "which rule held then is not known. What was recorded so far begins on 2025-01-01, after 2024-12-31.",
    ),
    ("a", "2025-01-05", "2025-01-09", "-", "Nothing was recorded by 2025-01-09; the first version was recorded on"),
    (
        "a",
        "2025-08-01",
        "now",
        "-",
        "In force on 2025-08-01: the newest version recorded so far that had begun, reco",
    ),
    ("a", "2025-08-01", "now", "-", "recorded on 2025-10-10 (commit"),
    ("a", "2025-08-01", "now", "-", "effective 2025-08-01."),
    ("a", "2025-08-01", "now", "-", "It was recorded on 2025-10-10, after that day"),
    ("g", "2025-06-30", "now", "-", "effective 2025-01-01 until 2025-06-30."),
    ("g", "2025-07-01", "now", "-", "Not in force: it ended on 2025-06-30, as recorded on 2025-05-05"),
    ("h", "2025-05-09", "now", "-", "It was withdrawn later, recorded on 2025-05-10 (commit"),
    ("h", "2025-05-10", "now", "-", "Not in force: it was withdrawn, recorded on 2025-05-10 (commit"),
    ("j", "1999-01-01", "now", "-", "It gives no effective date: since when it holds is not known."),
    ("j", "2025-07-01", "now", "-", "does not say which day its dates count from: the date of service was compared."),
    ("k", "2025-06-15", "now", "-", "count from the day the claim is processed: the date given was compared as that"),
    ("k", "2025-06-15", "now", "2025-07-02", "In force on 2025-07-02"),
    ("k", "2025-06-15", "now", "2025-07-02", "the day the claim is processed: 2025-07-02 was compared."),
    ("p", "2025-06-01", "now", "-", "This text stands on disk and is not committed yet."),
    ("q", "2025-05-01", "now", "-", "Its file is deleted on disk, which is not committed yet."),
]


@pytest.mark.parametrize("case", SAID, ids=" ".join)
def test_the_choice_is_explained_in_words(history, case):
    name, date, known, processed, words = case
    found = in_force(named(history.lineages, name), AsOfDates(day(date), day(known), day(processed)))
    assert words in " ".join([found.why, *found.caveats])


def test_a_lineage_follows_its_file_to_other_names_and_scopes(history):
    paths = [version.path for version in named(history.lineages, "b-final").versions]
    assert [f"{PLANS}/{name}.md" for name in ("b-old", "b-new", "b-final")] == paths
    assert ["added", "renamed", "renamed"] == [
        version.kind for version in named(history.lineages, "b-final").versions
    ]
    assert [PLANS, ADVANTAGE] == [version.scope for version in named(history.lineages, "moved").versions]


def test_a_withdrawn_file_that_returns_is_one_lineage(history):
    kinds = [version.kind for version in named(history.lineages, "h").versions]
    assert ["added", "withdrawn", "added"] == kinds


# Question, date of service, known by, and what the whole answer says.
OLD = {f"{PLANS}/i": "unreadable"}
ANSWERS = [
    ("0711T", PLANS, "2025-05-31", "now", "covered", {f"{PLANS}/moved": "decides", **OLD}),
    ("0711T", PLANS, "2025-06-01", "now", "data not available", {}),
    ("0711T", ADVANTAGE, "2025-05-31", "now", "data not available", {f"{PLANS}/moved": "silent"}),
    ("0711T", ADVANTAGE, "2025-06-01", "now", "not covered", {f"{ADVANTAGE}/moved": "decides"}),
    ("0711T", ADVANTAGE, "2025-06-01", "2025-05-31", "data not available", {f"{PLANS}/moved": "silent"}),
    (
        "0711T",
        PLANS,
        "2024-12-31",
        "now",
        "data not available",
        {f"{PLANS}/moved": "not recorded", f"{PLANS}/i": "not recorded"},
    ),
    ("0700T", PLANS, "2025-04-01", "2025-04-09", "covered", {f"{PLANS}/b-new": "decides", **OLD}),
    ("0700T", PLANS, "2025-04-01", "now", "case by case", {f"{PLANS}/b-final": "decides", **OLD}),
]


@pytest.mark.parametrize("case", ANSWERS, ids=lambda case: " ".join(map(str, case[:4])))
def test_the_full_answer_as_of_two_clocks(library, history, case):
    code, scope, date, known, answer, roles = case
    told = answer_as_of(library, history, (code, scope, "coverage"), AsOfDates(day(date), day(known)), TODAY)
    found = {version["entry"]: version["role"] for version in told["as_of"]["versions"]}
    assert (answer, roles) == (told["answer"], found)


def test_an_entry_that_todays_schema_cannot_read_is_told_beside_the_answer(library, history):
    asked = AsOfDates(day("2025-02-01"), day("2025-01-31"))
    told = answer_as_of(library, history, ("0708T", PLANS, "coverage"), asked, TODAY)
    assert [f"{PLANS}/i.md"] == [left["path"] for left in told["as_of"]["left_out"]]
    assert "data not available: the version recorded on 2025-01-26" in told["as_of"]["left_out"][0]["why"]
