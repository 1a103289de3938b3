"""`answer` with dates, and `history`, as they are called."""

from __future__ import annotations

import json
import shutil

import pytest

from kb.commands import main as cli

PLANS = "example-health/commercial"
PAGES = ("codes", "example-health/payer.md")
RANGE = ("answer", "0711T", PLANS, "coverage")


@pytest.fixture
def kb(capsys, monkeypatch, tmp_path):
    """Run a command in this process; gives exit code, output and errors."""
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words, folder):
        today = () if "--today" in words else ("--today", "2026-03-02")
        code = cli.main([*words, *today, "--policies", str(folder)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def dated(repository, story, rule):
    """A folder in which an entry says covered, and not covered from 2027 on; all of it recorded by then."""
    for part in PAGES:
        copy = shutil.copytree if part == "codes" else shutil.copy
        (repository.folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy(story.folder / part, repository.folder / part)
    repository.commit({f"{PLANS}/x.md": rule("covered", "2025-01-01")}, "2025-10-01")
    repository.commit({f"{PLANS}/x.md": rule("not covered", "2027-01-01")}, "2025-10-02")
    return repository.folder


@pytest.fixture
def told(kb, story):
    """Run a command on the story, and read the JSON it prints."""

    def run(*words):
        code, out, err = kb(*words, "--json", folder=story.folder)
        assert (0, "") == (code, err)
        return json.loads(out)

    return run


def test_an_answer_as_of_two_clocks_has_the_keys_that_others_read(told):
    answer = told(*RANGE, "--date", "2025-05-31", "--known", "2025-06-30", "--processed", "2025-06-15")
    assert ("covered", True) == (answer["answer"], answer["decided"])
    as_of = answer["as_of"]
    assert ["date", "known", "processed", "history", "note", "cautions", "versions", "left_out"] == list(as_of)
    assert ("2025-05-31", "2025-06-30", "2025-06-15", "recorded", None) == tuple(as_of.values())[:5]
    version = as_of["versions"][0]
    assert [
        *("entry", "today", "role", "path", "kind", "recorded", "commit", "subject", "effective", "ends"),
        *("date_basis", "content", "why", "caveats", "upcoming", "learned_later"),
    ] == list(version)
    assert (f"{PLANS}/moved", "example-health/medicare-advantage/moved", "decides", "2025-01-15", "#04") == tuple(
        version[key] for key in ("entry", "today", "role", "recorded", "subject")
    )
    (coming,) = version["upcoming"]
    assert ("not covered", "2025-06-01", "renamed") == (coming["answer"], coming["effective"], coming["kind"])


def test_an_answer_as_of_two_clocks_is_printed_with_the_choice_and_what_was_learned_later(kb, story):
    _, out, _ = kb(*RANGE, "--date", "2025-06-01", "--known", "2025-05-31", folder=story.folder)
    lines = out.splitlines()
    assert f"0711T · {PLANS} · coverage: covered" == lines[0]
    at = lines.index("    date of service 2025-06-01, known by 2025-05-31")
    assert lines[at + 1].startswith(
        f"    {PLANS}/moved (decides): In force on 2025-06-01: the newest version recorded by 2025-05-31 that had be"
    )
    later = next(line for line in lines if "learned later" in line)
    assert later.strip().startswith("learned later: 2025-06-01 ")
    assert later.endswith(" · renamed · effective 2025-06-01 · #34: “not covered”")


def test_of_a_day_outside_the_life_of_the_code_or_after_the_librarys_own_the_answer_says_so_first(kb, told, story):
    of_2019 = told("answer", "0709T", PLANS, "coverage", "--date", "2019-01-01")["as_of"]["cautions"]
    assert ["0709T began on Jul 1, 2022: before that there was no such code."] == of_2019
    _, out, _ = kb("answer", "0709T", PLANS, "coverage", "--date", "2030-01-01", folder=story.folder)
    first, second = out.splitlines()[1:3]
    assert first.startswith("    Whether 0709T still exists on this day is not known: its sunset in ")
    assert second.endswith(", the day of this library: nothing later is recorded.")
    assert [] == told("answer", "0709T", PLANS, "coverage", "--date", "2025-06-01")["as_of"]["cautions"]


def test_with_known_alone_the_date_of_service_is_that_day(told):
    as_of = told(*RANGE, "--known", "2025-05-31")["as_of"]
    assert ("2025-05-31", "2025-05-31") == (as_of["date"], as_of["known"])


def test_before_all_that_is_recorded_the_answer_says_what_begins_and_not_that_nobody_looked(told):
    answer = told(*RANGE, "--date", "2024-12-31")
    told_why = "no earlier rule recorded; one begins Jan 1, 2025"
    assert ("data not available", told_why) == (answer["answer"], answer["reason"])
    assert answer["why"].startswith("No earlier rule is recorded here: one begins on Jan 1, 2025.")
    assert "begins on 2025-01-01, after 2024-12-31" in " ".join(v["why"] for v in answer["as_of"]["versions"])


def test_without_dates_the_answer_is_that_of_todays_files(told):
    answer = told("answer", "0700T", PLANS, "coverage")
    assert "as_of" not in answer
    assert "case by case" == answer["answer"]


def test_an_answer_without_dates_waits_for_an_entry_that_has_not_begun(repository, story, rule, kb):
    for part in ("codes", "example-health/payer.md"):
        copy = shutil.copytree if part == "codes" else shutil.copy
        (repository.folder / part).parent.mkdir(parents=True, exist_ok=True)
        copy(story.folder / part, repository.folder / part)
    repository.commit({f"{PLANS}/x.md": rule("covered", "2025-01-01")})
    repository.commit({f"{PLANS}/x.md": rule("not covered", "2027-01-01"), f"{PLANS}/y.md": rule("covered")})
    repository.commit({f"{PLANS}/y.md": None})
    code, out, _ = kb("answer", "0708T", PLANS, "coverage", folder=repository.folder)
    assert (0, f"0708T · {PLANS} · coverage: covered") == (code, out.splitlines()[0])
    assert f"    from 2027-01-01: {PLANS}/x will say “not covered”" == out.splitlines()[-1]
    answer = json.loads(kb("answer", "0708T", PLANS, "coverage", "--json", folder=repository.folder)[1])
    assert [{"entry": f"{PLANS}/x", "effective": "2027-01-01", "answer": "not covered"}] == answer["upcoming"]


@pytest.mark.parametrize(
    "case",
    [
        ("2026-03-02", "covered", ["2027-01-01"], ["begins later", "in force"]),
        ("2026-12-31", "covered", ["2027-01-01"], ["begins later", "in force"]),
        ("2027-01-01", "not covered", [], ["in force", "earlier"]),
        ("2027-06-15", "not covered", [], ["in force", "earlier"]),
    ],
)
def test_what_holds_today_is_what_is_in_force_on_the_day_of_the_call(dated, kb, case):
    today, answer, upcoming, states = case
    words = ("--today", today, "--json")
    found = json.loads(kb("answer", "0708T", PLANS, "coverage", *words, folder=dated)[1])
    assert (today, answer) == (found["today"], found["answer"])
    assert upcoming == [item["effective"] for item in found.get("upcoming", ())]
    listed = json.loads(kb("history", f"{PLANS}/x", *words, folder=dated)[1])
    assert (today, states) == (listed["today"], [version["state"] for version in listed["versions"]])
    hits = json.loads(kb("search", "0708T coverage scope:example-health/commercial", *words, folder=dated)[1])["hits"]
    assert [answer] == [hit["value"] for hit in hits if hit["url"] == f"{PLANS}/x.html#coverage"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-03-02", []),
        ("2026-12-01", []),
        ("2026-12-02", ["A new review of example-health/commercial/x was due on Dec 1, 2026"]),
    ],
)
def test_after_its_day_a_review_that_was_due_is_told_with_the_answer(dated, kb, today, said):
    found = json.loads(kb("answer", "0708T", PLANS, "coverage", "--today", today, "--json", folder=dated)[1])
    assert said == [caution.partition(":")[0] for caution in found["cautions"] if "review" in caution]


def test_a_library_that_nothing_was_recorded_in_for_long_says_how_old_it_is(dated, kb):
    def lines(today):
        return kb("answer", "0708T", PLANS, "coverage", "--today", today, folder=dated)[1].splitlines()

    told = "    Nothing here was recorded after Mar 2, 2026, 31 days ago: what payers changed since is not known."
    assert told in lines("2026-04-02")
    assert [] == [line for line in lines("2026-04-01") if "Nothing here was recorded" in line]
    assert "    as of today, 2026-04-01" in lines("2026-04-01")


def test_without_history_a_date_is_answered_from_todays_files_which_is_said(kb, good_library, tmp_path):
    folder = shutil.copytree(good_library, tmp_path / "unpacked")
    words = ("answer", "0709T", PLANS, "coverage")
    answer = json.loads(kb(*words, "--date", "2026-01-01", "--json", folder=folder)[1])
    assert ("investigational", "not recorded here") == (answer["answer"], answer["as_of"]["history"])
    assert "History is not recorded here: the folder is not inside" in answer["as_of"]["note"]
    assert "Answered from today's files by the effective dates they carry." in answer["as_of"]["note"]
    before = json.loads(kb(*words, "--date", "2025-12-31", "--json", folder=folder)[1])
    assert "case by case" == before["answer"]
    caveats = " ".join(before["as_of"]["versions"][0]["caveats"])
    assert "called superseded since it held until 2025-12-31 only; on the day it had not ended" in caveats
    code, out, err = kb(*words, "--known", "2026-01-01", folder=folder)
    assert (2, "") == (code, out)
    assert "Leave --known out." in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--date", "2026-13-01"), "--date '2026-13-01' is no date; write year-month-day: 2026-03-01"),
        (("--known", "some day"), "--known 'some day' is no date; write year-month-day: 2026-03-01"),
        (("--date", "Mar 2026"), "--date 'Mar 2026' is no date; write year-month-day: 2026-03-01"),
        (("--date", "2/30/2026"), "--date '2/30/2026' is no date; write year-month-day: 2026-03-01"),
        (("--processed", "2026-01-01"), "--processed goes with a date of service; give --date too"),
    ],
)
def test_a_date_that_cannot_be_read_is_told_with_the_way_out(kb, story, words, message):
    code, out, err = kb(*RANGE, *words, folder=story.folder)
    assert (2, "", message) == (code, out, err.strip())


@pytest.mark.parametrize(
    "written", ["6/1/2025", "2025/06/01", "20250601", "1 June 2025", "June 1, 2025", " 06-01-25"]
)
def test_a_date_is_read_in_every_usual_form(kb, story, written):
    iso = ("--date", "2025-06-01", "--known", "2025-06-01", "--processed", "2025-06-01", "--today", "2026-03-02")
    usual = tuple(word if word.startswith("--") else written for word in iso[:-1])
    assert kb(*RANGE, *iso, folder=story.folder) == kb(*RANGE, *usual, "March 2, 2026", folder=story.folder)


@pytest.mark.parametrize("asked", [f"{PLANS}/b-final", f"{PLANS}/b-new.md", f" {PLANS}/b-final.md"])
def test_history_lists_the_versions_newest_first_by_any_name_the_file_had(told, asked):
    found = told("history", asked)
    assert (f"{PLANS}/b-final", "recorded", None) == (found["entry"], found["history"], found["note"])
    keys = ("recorded", "kind", "effective", "subject", "readable")
    assert [
        ("2025-04-10", "renamed", "2025-04-01", "#25", True),
        ("2025-02-10", "renamed", "2025-01-01", "#12", True),
        ("2025-01-12", "added", "2025-01-01", "#03", True),
    ] == [tuple(version[key] for key in keys) for version in found["versions"]]


def test_history_is_printed_a_version_a_line(kb, story):
    code, out, _ = kb("history", f"{PLANS}/h", folder=story.folder)
    assert 0 == code
    lines = out.splitlines()
    assert f"{PLANS}/h" == lines[0]
    assert ["added", "withdrawn", "added"] == [line.split(" · ")[1] for line in lines[1:]]
    assert lines[1].startswith("    2025-09-05 ")
    assert lines[1].endswith(" · added · effective 2025-09-01 · in force on 2026-03-02 · #42")
    assert lines[3].endswith(" · added · effective 2025-01-01 · earlier · #06")


def test_history_names_former_paths_and_what_cannot_be_read(kb, story):
    assert f"        as {PLANS}/b-old.md" in kb("history", f"{PLANS}/b-final", folder=story.folder)[1].splitlines()
    printed = kb("history", f"{PLANS}/i", folder=story.folder)[1]
    assert (
        "cannot be read by today's schema, its text is kept: example-health/commercial/i.md:2:1: missing-key"
        in printed
    )


def test_the_text_of_a_version_that_cannot_be_read_is_printed_as_it_stood(kb, story, told):
    commit = told("history", f"{PLANS}/i")["versions"][-1]["commit"]
    code, out, _ = kb("history", f"{PLANS}/i", "--text", commit[:8], folder=story.folder)
    assert 0 == code
    assert "What the rule said before the schema changed." in out


def test_a_file_or_a_version_that_never_was_is_told_with_the_way_out(kb, story):
    code, out, err = kb("history", f"{PLANS}/b-finale", folder=story.folder)
    assert (2, "") == (code, out)
    assert f"did you mean `{PLANS}/b-final`?" in err
    for commit in ("fffffff", ""):
        code, out, err = kb("history", f"{PLANS}/i", "--text", commit, folder=story.folder)
        assert (2, "") == (code, out)
        assert f"has the commit '{commit}'; one of: " in err
