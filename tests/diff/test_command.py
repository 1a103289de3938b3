"""`diff` and `fmt` as they are called: what is printed, as text, Markdown and JSON, and the exit codes."""

from __future__ import annotations

import json
import re

import pytest

from kb.commands import main as cli
from kb.domain.problem import ToolError
from kb.layout.folder import lay_out_all, write

RULE = "example-health/commercial/category-iii.md"
NAMED = "example-health/commercial/0709t.md"


@pytest.fixture
def kb(capfdbinary, monkeypatch):
    """Run a command in this process; gives its exit code, what it printed, and its errors."""
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words):
        code = cli.main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


@pytest.fixture
def flipped(laid_over, good_library, good_texts):
    """A copy of the small library in which the wide rule covers."""
    covered = good_texts[RULE].replace("coverage: investigational", "coverage: covered")
    folder = laid_over({RULE: covered.replace("calls every", "calls each")})
    return ("diff", good_library, folder, "--policies", good_library, "--today", "2026-03-02")


def test_text_tells_the_change_its_prose_what_follows_and_what_needs_a_second_approval(kb, flipped):
    code, out, err = kb(*flipped)
    assert (0, "") == (code, err)
    lines = out.splitlines()
    assert "entry edited: example-health/commercial/category-iii · looser, effective 2026-01-01" == lines[0]
    assert "  Coverage: investigational → covered (looser)" == lines[1]
    assert (
        "  Coverage: Example Health calls [-every-] {+each+} Category III code not proven unless a policy … "
        in lines[2]
    )
    told = "  ⇒ Coverage for example-health/commercial: investigational → covered (looser): 0708T, 0709T"
    assert told == lines[3]
    assert "Needs a second approval:" in lines
    flip = "  polarity-flip example-health/commercial/category-iii: Coverage goes from “investigational” to “covered”"
    assert flip in lines
    assert "1 change (1 looser), 2 resolved answers affected." == lines[-1]


def test_the_gate_ends_with_1_and_only_where_it_is_asked_for(kb, flipped, good_library):
    assert [0, 1, 1, 1] == [
        kb(*flipped, *more)[0] for more in ([], ["--gate"], ["--gate", "--json"], ["--gate", "--markdown"])
    ]
    assert 0 == kb("diff", good_library, good_library, "--gate", "--policies", good_library)[0]


def test_all_three_forms_list_the_reasons(kb, flipped):
    for more in ([], ["--json"], ["--markdown"]):
        _, out, _ = kb(*flipped, *more)
        assert {"polarity-flip", "retroactive"} <= set(re.findall(r"polarity-flip|retroactive", out))


def test_json_has_the_keys_that_others_read(kb, flipped):
    code, out, err = kb(*flipped, "--json")
    found = json.loads(out)
    assert (0, "") == (code, err)
    keys = ["base", "head", "today", "changes", "effects", "dated_effects", "second_approval", "unread", "official"]
    assert keys == list(found)
    (change,) = found["changes"]
    assert ["id", "was", "kind", "what", "title", "direction", "effective", "ahead", "facts", "prose"] == list(change)
    assert {
        "name": "Coverage",
        "kind": "answer",
        "question": "coverage",
        "before": "investigational",
        "after": "covered",
        "direction": "looser",
    } == change["facts"][0]
    effect = found["effects"][0]
    assert ["code", "scope", "question", "direction", "before", "after", "because_of", "now"] == list(effect)
    assert ["answer", "standing", "entries", "effective", "why"] == list(effect["before"]) == list(effect["after"])
    assert ["example-health/commercial/category-iii"] == effect["because_of"]


def test_the_same_two_sides_give_the_same_bytes(kb, flipped):
    for more in ([], ["--json"], ["--markdown"]):
        assert kb(*flipped, *more) == kb(*flipped, *more)


def test_a_terminal_gets_colours_and_a_pipe_none(kb, flipped, monkeypatch):
    assert "\x1b" not in kb(*flipped)[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in kb(*flipped)[1]


def test_two_entries_of_one_library(kb, good_library):
    words = ("example-health/commercial/policy-1-2019", RULE, "--policies", good_library)
    code, out, _ = kb("diff", "--entries", *words)
    assert 0 == code
    assert "  currency: superseded → current (neutral)" in out
    code, out, err = kb("diff", "--entries", words[0], "--policies", good_library)
    assert (2, "", "--entries compares two; name another entry\n") == (code, out, err)


def test_a_side_that_is_not_there_is_told(kb, good_library):
    code, out, err = kb("diff", "nowhere", "--policies", good_library)
    assert (2, "") == (code, out)
    assert "name a commit, a branch or a tag" in err


def test_a_file_not_read_is_shown_as_text(kb, laid_over, good_library):
    folder = laid_over({NAMED: "no front matter\n"})
    code, out, _ = kb("diff", good_library, folder, "--policies", good_library)
    assert 0 == code
    assert f"not read as content, compared as text: {NAMED}" in out
    assert "  +no front matter" in out.splitlines()
    assert out.splitlines()[-1].endswith("1 file not read as content.")


def test_fmt_says_what_would_change_and_then_changes_it(kb, laid_over, good_texts):
    folder = laid_over({path: text for path, text in good_texts.items() if path != "synonyms.yml"})
    kb("fmt", "--policies", folder)
    rough = good_texts[RULE].replace("title: Cat", "title:   Cat")
    (folder / RULE).write_text(rough, encoding="utf-8")
    code, out, _ = kb("fmt", "--check", "--policies", folder)
    assert (1, f"{RULE}:2: ") == (code, out[: len(RULE) + 4])
    assert rough == (folder / RULE).read_text(encoding="utf-8")
    assert (0, "1 of 9 files were laid out anew.\n", "") == kb("fmt", "--policies", folder)
    assert good_texts[RULE] == (folder / RULE).read_text(encoding="utf-8")
    assert (0, "0 of 9 files would be laid out anew.\n", "") == kb("fmt", "--check", "--policies", folder)


def test_fmt_on_a_full_disk_leaves_each_file_whole_and_no_litter(kb, laid_over, good_texts, monkeypatch):
    folder = laid_over({})
    kb("fmt", "--policies", folder)
    (folder / RULE).write_text(good_texts[RULE].replace("title: Cat", "title:   Cat"), encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    code, _, err = kb("fmt", "--policies", folder)
    monkeypatch.undo()
    assert (2, f"{folder / RULE}: No space left on device; make room and run this again\n") == (code, err)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_fmt_keeps_what_was_saved_while_it_ran(laid_over, good_texts):
    folder = laid_over({RULE: good_texts[RULE].replace("title: Cat", "title:   Cat")})
    (laid,) = [one for one in lay_out_all(folder) if one.differs and one.path == RULE]
    (folder / RULE).write_text("saved by an editor", encoding="utf-8")
    with pytest.raises(ToolError, match="was changed meanwhile and stays; run fmt again"):
        write(folder, laid)
    assert "saved by an editor" == (folder / RULE).read_text(encoding="utf-8")


def test_fmt_leaves_a_file_with_a_problem_alone_and_names_it(kb, laid_over):
    folder = laid_over({NAMED: "no front matter  \n"})
    code, out, _ = kb("fmt", "--policies", folder)
    assert (1, True) == (code, f"{NAMED}:1:1: no-front-matter" in out)
    assert "no front matter  \n" == (folder / NAMED).read_text(encoding="utf-8")


@pytest.fixture
def announced(laid_over, good_library, good_texts):
    """A copy of the small library in which the wide rule covers from 2027 on."""
    text = good_texts[RULE].replace("coverage: investigational", "coverage: covered")
    folder = laid_over({RULE: text.replace("effective: 2026-01-01", "effective: 2027-01-01")})
    return ("diff", good_library, folder, "--policies", good_library)


@pytest.mark.parametrize(("today", "ahead"), [("2026-03-02", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_an_effect_on_a_day_to_come_is_told_as_one_that_will_be(kb, announced, today, ahead):
    words = (*announced, "--today", today)
    text, told = kb(*words)[1], "Coverage will change on Jan 1, 2027: investigational → covered (looser)"
    assert ahead is (f"  {told}" in text)
    assert ahead is ("for example-health/commercial will change on Jan 1, 2027: investigational → covered" in text)
    assert (not ahead) is ("  Coverage: investigational → covered (looser)" in text)
    assert ("looser, will change on Jan 1, 2027" if ahead else "looser, effective 2027-01-01") in text
    assert ahead is ("Resolved answers, which will change on Jan 1, 2027:" in kb(*words, "--markdown")[1])
    found = json.loads(kb(*words, "--json")[1])
    assert (today, [ahead]) == (found["today"], [change["ahead"] for change in found["changes"]])


@pytest.mark.parametrize(("today", "past"), [("2026-12-31", False), ("2027-01-01", False), ("2027-01-02", True)])
def test_an_edit_is_retroactive_where_it_changes_what_held_before_the_day_of_the_edit(kb, announced, today, past):
    assert past is (
        "  retroactive example-health/commercial/category-iii: Coverage" in kb(*announced, "--today", today)[1]
    )


def test_what_an_edit_takes_away_today_is_listed_with_the_day(kb, laid_over, good_library, good_texts):
    folder = laid_over({RULE: good_texts[RULE].replace("date_basis", "ends: 2026-02-01\ndate_basis", 1)})
    words = ("diff", good_library, folder, "--policies", good_library, "--today", "2026-03-02")
    told = "Coverage for example-health/commercial on Mar 2, 2026: investigational → data not available"
    assert told in kb(*words)[1]
    assert "| Coverage (today) | example-health/commercial |" in kb(*words, "--markdown")[1]
    assert {True} == {effect["now"] for effect in json.loads(kb(*words, "--json")[1])["effects"]}
