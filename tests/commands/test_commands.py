"""The commands as they are called: exit codes, what is printed where, and what staff ask of the real policies."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from kb import __version__
from kb.catalogue import tables as catalogue
from kb.catalogue.schema import AnswerRow
from kb.commands import console, names, site
from kb.commands import main as cli
from kb.site.file_list import MARK

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "example-health/commercial/policy-1-2019.md"
PROBLEM = f"{ENTRY}:1:1: no-front-matter "
ANSWER = ("answer", "0709T", "example-health/commercial", "coverage")
TODAY = ("--today", "2026-03-02")
"""The day of the small library's newest review."""


class Told(NamedTuple):
    """What a command gave back and printed."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A folder for search indexes, so that the tests leave the project's own alone."""
    return tmp_path_factory.mktemp("root")


@pytest.fixture
def kb(capsys, monkeypatch, cache):
    """Run a command in this process, its output going to a pipe."""
    monkeypatch.setattr("kb.commands.options.ROOT", cache)
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words):
        code = cli.main([str(word) for word in words])
        return Told(code, *capsys.readouterr())

    return run


@pytest.fixture
def good(kb, good_library):
    """Run a command on the small library."""
    return lambda *words: kb(*words, "--policies", good_library)


@pytest.fixture
def bad(kb, laid_over):
    """Run a command on a library with one problem."""
    folder = laid_over({ENTRY: "no front matter\n"})
    return lambda *words: kb(*words, "--policies", folder)


@pytest.fixture
def real(kb, real_policies):
    """Run a command on the real policies, and read the JSON it prints."""

    def run(*words):
        told = kb(*words, "--json", "--policies", real_policies)
        assert (0, "") == (told.code, told.err)
        return json.loads(told.out)

    return run


@pytest.fixture
def start(good_library):
    """Start a command in a process of its own, its output going to a pipe."""

    def run(*words, **environment):
        call = [sys.executable, "-m", "kb", *words, "--policies", str(good_library)]
        plain = {name: value for name, value in os.environ.items() if name not in {"FORCE_COLOR", "GITHUB_ACTIONS"}}
        env = {**plain, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
        done = subprocess.run(call, env=env, capture_output=True, check=False)
        return Told(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def words_of(printed):
    """Give what was printed without colours, frames and line ends."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    return " ".join(re.sub(r"[╭╮╰╯│─]", " ", plain).split())


# build


def count_pages(site):
    """Count the pages of a site, without those that only lead from a folder to the page on it."""
    return len([path for path in site.rglob("*.html") if path.name != "index.html" or path.parent == site])


def test_build_says_in_its_one_line_what_it_made_and_where_and_tells_its_steps_beside_it(good, tmp_path):
    told = good("build", "--out", tmp_path / "site")
    address = (tmp_path / "site" / "index.html").as_uri()
    pages = count_pages(tmp_path / "site")
    assert (0, f"Made {pages} pages from 5 entries, 0 problems. Open {address}\n") == (told.code, told.out)
    assert "Reading and checking ..." == told.err.splitlines()[0]
    assert (tmp_path / "site" / "index.html").is_file()


def test_options_without_a_command_build(kb, good_library, tmp_path):
    told = kb("--out", tmp_path / "site", "--policies", good_library)
    assert (0, f"Made {count_pages(tmp_path / 'site')} pages") == (
        told.code,
        told.out[: told.out.index(" from")],
    )
    assert (tmp_path / "site" / MARK).is_file()


def test_no_words_at_all_build_the_policies_of_the_project_into_its_site(kb, monkeypatch, tmp_path):
    asked = []
    built = site.Built(tmp_path / "site", 1, 1, ())
    monkeypatch.setattr(site, "build", lambda policies, out, *_, **__: asked.append((policies, out)) or built)
    monkeypatch.setattr(sys, "argv", ["kb"])
    assert 0 == cli.main()
    assert 0 == kb("build").code
    assert [(ROOT / "policies", ROOT / "site")] * 2 == asked


def test_build_as_json_prints_json_alone(good, tmp_path):
    told = good("build", "--json", "--out", tmp_path / "site")
    address = (tmp_path / "site" / "index.html").as_uri()
    pages = count_pages(tmp_path / "site")
    made = {
        "out": str(tmp_path / "site"),
        "pages": pages,
        "entries": 5,
        "address": address,
        "problems": [],
        "passed_over": [],
    }
    assert (0, made) == (told.code, json.loads(told.out))


def test_build_with_a_problem_writes_nothing_and_says_so(bad, tmp_path):
    told = bad("build", "--out", tmp_path / "site")
    assert (1, 1) == (told.code, len(told.out.splitlines()))
    assert told.out.startswith(PROBLEM)
    last = f"Nothing was written: 1 problem. The site in {tmp_path / 'site'} is as it was."
    assert last == told.err.splitlines()[-1]
    assert not (tmp_path / "site").exists()


def test_build_with_a_problem_as_json_names_it(bad, tmp_path):
    told = bad("build", "--json", "--out", tmp_path / "site")
    made = json.loads(told.out)
    assert (1, 0, ["no-front-matter"]) == (told.code, made["pages"], [found["code"] for found in made["problems"]])


def test_build_into_a_folder_that_is_not_ours_is_refused(good, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    told = good("build", "--out", tmp_path)
    what = "holds what the last build did not write: notes.txt; name an empty or new folder with --out"
    said = f"{tmp_path} {what}"
    assert (2, "", said) == (told.code, told.out, told.err.splitlines()[-1])


# check


def test_check_counts_entries_and_problems(good, bad):
    assert Told(0, "5 entries, 0 problems.\n", "") == good("check")
    told = bad("check")
    problem, count = told.out.splitlines()
    assert (1, "4 entries, 1 problem.", "") == (told.code, count, told.err)
    assert problem.startswith(PROBLEM)


def test_check_as_json_gives_place_rule_and_message_of_each_problem(good, bad):
    assert Told(0, '{\n  "problems": [],\n  "passed_over": []\n}\n', "") == good("check", "--json")
    told = bad("check", "--json")
    (problem,) = json.loads(told.out)["problems"]
    assert (1, "") == (told.code, told.err)
    assert ["path", "line", "column", "code", "message"] == list(problem)
    assert (ENTRY, 1, 1, "no-front-matter") == tuple(problem.values())[:4]


def test_check_as_annotations_gives_a_line_a_problem_and_nothing_else(good, bad):
    assert Told(0, "", "") == good("check", "--annotations")
    told = bad("check", "--annotations")
    assert 1 == told.code
    assert re.fullmatch(
        rf"::error file=(\.\./)*[^:,]*policies/{ENTRY},line=1,col=1,title=no-front-matter::.+\n", told.out
    )


def test_an_annotation_stays_on_its_line():
    assert "50%25 of%0Da%0Aline" == console._escaped("50% of\ra\nline")


def test_a_line_is_never_wrapped_and_brackets_in_it_are_no_markup(kb, laid_over, good_library, monkeypatch):
    text = (good_library / ENTRY).read_text(encoding="utf-8").replace("case by case", "'[red]case by case'")
    monkeypatch.setenv("COLUMNS", "30")
    told = kb("check", "--policies", laid_over({ENTRY: text}))
    mark, value, summary = told.out.splitlines()
    assert "'[red]' is shown as typed" in mark
    assert "'[red]case by case' is no value here; did you mean `case by case`?" in value
    assert summary.endswith("2 problems.")


@pytest.mark.parametrize(("today", "code"), [("2026-03-01", 1), ("2026-03-02", 0), ("2027-06-15", 0)])
def test_check_refuses_what_was_looked_at_on_a_day_to_come(good, today, code):
    told = good("check", "--today", today)
    assert code == told.code
    lines = [line for line in told.out.splitlines() if "day-to-come" in line]
    assert bool(code) is bool(lines)
    assert all(f"is a day to come: today is {today}; set the day it was done" in line for line in lines)


@pytest.mark.parametrize(("today", "day"), [((), "2026-03-02"), (("--today", "2027-06-15"), "2027-06-15")])
def test_a_site_is_made_for_the_librarys_own_day_or_for_today_as_it_is_typed(kb, laid_over, tmp_path, today, day):
    assert 0 == kb("build", "--policies", laid_over({}), "--out", tmp_path / "site", *today).code
    assert f'data-day="{day}"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert day == json.loads((tmp_path / "site" / "api/v1/index.json").read_bytes())["as_of"]


# search


def test_search_prints_title_address_words_and_reason_of_each_hit_and_counts_them(good):
    told = good("search", "0709t", "--limit", "2", "--today", "2026-03-02")
    lines = told.out.splitlines()
    assert (0, "", 10) == (told.code, told.err, len(lines))
    first = ["Read as: 0709T", "0709T: Example service, each further item: Summary", "    codes/0709t.html#summary"]
    assert first == lines[:3]
    assert "    found by: 0709t (this page)" == lines[4]
    assert re.fullmatch(r"\d+ results, 2 shown\.", lines[-1])


def test_search_as_json_has_the_keys_that_others_read(good):
    told = good("search", "investigational", "--json")
    found = json.loads(told.out)
    assert (0, "") == (told.code, told.err)
    assert ["query", "read_as", "unread", "notes", "card", "hits", "total"] == list(found)
    assert [
        "entry",
        "section",
        "scope",
        "title",
        "url",
        "score",
        "value",
        "marks",
        "certainty",
        "effective",
        "until",
        "excerpt",
        "why",
    ] == list(found["hits"][0])
    first = found["hits"][0]
    assert ("example-health/commercial/category-iii", "coverage") == (first["entry"], first["section"])
    assert "Example Health, Commercial plans: Category III codes: Coverage" == first["title"]
    assert "example-health/commercial/category-iii.html#coverage" == first["url"]
    assert 0 < first["score"]


def test_search_says_until_when_a_rule_that_ended_held(good):
    lines = good("search", "scope:example-health/commercial status:superseded").out.splitlines()
    at = next(number for number, line in enumerate(lines) if "policy-1-2019.html" in line)
    assert "    effective 2019-01-01 until 2025-12-31" == lines[at + 1]


def test_search_says_which_words_stand_nowhere(good):
    told = good("search", "0709t zebra")
    assert ["Read as: 0709T", "Nothing found has the word “zebra”; other words may say it."] == told.out.splitlines()[
        :2
    ]
    assert 0 == told.code
    assert ["zebra"] == json.loads(good("search", "zebra", "--json").out)["unread"]


def test_search_reads_queries_from_standard_input_and_gives_each_a_line(good, monkeypatch):
    lines = "0709T example commercial coverage\n1EG4-TE5-MK73 0709T\n\nexample commercial timely filing\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    told = good("search", "-")
    found = [json.loads(line) for line in told.out.splitlines()]
    assert (0, 4) == (told.code, len(found))
    assert ["example-health/commercial"] == found[0]["read_as"]["plans"]
    answer = {"scope": "example-health/commercial", "value": "investigational"}
    assert answer.items() <= found[0]["card"]["answers"][0].items()
    assert found[1]["query"] is None
    assert "Medicare beneficiary identifier" in found[1]["refused"]
    assert ([], None) == (found[2]["hits"], found[2]["card"])


def test_answer_reads_questions_from_standard_input_as_search_does(good, monkeypatch):
    lines = "0709T example-health/commercial coverage\n0709T example commercial coverage 2/30/2026\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    told = good("answer", "-")
    first, second = [json.loads(line) for line in told.out.splitlines()]
    assert (0, "investigational") == (told.code, first["card"]["answers"][0]["value"])
    assert {"query", "read_as", "unread", "notes", "card", "hits"} <= set(first)
    assert "2/30/2026" in second["notes"][0]


@pytest.mark.parametrize("beside", [("cigna/commercial",), ("--date", "2026-01-01"), ("--known", "2026-01-01")])
def test_beside_standard_input_answer_takes_nothing(good, beside):
    told = good("answer", "-", *beside)
    assert (2, "") == (told.code, told.out)
    assert "write them in each line of the input" in told.err


@pytest.mark.parametrize("words", [("0709T",), ("0709T", "example-health/commercial")])
def test_answer_says_what_it_takes_where_words_are_missing(good, words):
    told = good("answer", *words)
    assert (2, "") == (told.code, told.out)
    assert "answer 0709T cigna/commercial coverage" in told.err


def test_search_finds_the_same_with_and_without_an_index_kept_from_before(good):
    assert good("search", "units", "--json") == good("search", "units", "--json")


# answer


def test_answer_prints_value_reason_entry_and_sources(good):
    told = good(*ANSWER, *TODAY)
    lines = told.out.splitlines()
    assert (0, "") == (told.code, told.err)
    assert "0709T · example-health/commercial · coverage: investigational" == lines[0]
    assert re.match(
        r"    0709T is not listed.*: searched, not found\. “Example Policy 1, Category III Codes” applies", lines[1]
    )
    assert "    note: The example default, unless another example policy covers the code." == lines[2]
    facts = "category, standing primary, confidence high, currency current, effective 2026-01-01"
    assert f"    example-health/commercial/category-iii ({facts})" == lines[3]
    assert "    source: Example Policy 1, Example Health (primary) https://example.org/health/policy-1" == lines[4]
    searched = "    searched 2026-03-02: Example policies 1 to 9; words: 0708T, 0709T, example item; "
    assert f"{searched}copies of public pages that others keep; the payer's own site was not opened" == lines[-5]
    assert "    as of today, 2026-03-02" == lines[-4]
    assert "    modifiers, refused: 22 (example-health/commercial/category-iii)" == lines[-2]


def test_answer_as_json_has_the_keys_that_others_read(good):
    told = good(*ANSWER, "--json")
    answer = json.loads(told.out)
    assert (0, "") == (told.code, told.err)
    assert [
        *("code", "scope", "question", "answer", "reason", "entry", "reach", "reach_label", "decided", "why"),
        *("warning", "effective", "date_basis", "currency", "standing", "confidence", "words", "note"),
        *("periods", "contacts", "sources"),
        *("informed_by", "searched", "today", "cautions", "criteria"),
    ] == list(answer)
    source = ["id", "title", "publisher", "url", "standing", "read", "printed", "retrieved"]
    assert [source] * 2 == [list(found) for found in answer["sources"]]
    informers = [["entry", "reach", "answer", "reason", "currency"]] * 2
    assert informers == [list(found) for found in answer["informed_by"]]
    assert [["where", "words", "on", "through"]] == [list(found) for found in answer["searched"]]


def test_answer_where_nothing_is_known_says_why_and_leaves_the_rest_empty(good):
    answer = json.loads(good("answer", "0709T", "sample-mutual/regional", "billing", "--json").out)
    assert ("data not available", "not looked up", False) == (answer["answer"], answer["reason"], answer["decided"])
    empty = ("entry", "reach", "effective", "currency", "standing", "confidence", "words", "note", "warning")
    assert [None] * 9 == [answer[key] for key in empty]


@pytest.mark.parametrize(
    "words",
    [
        ("0709t", "Example-Health/Commercial", "Timely filing"),
        (" 0709T", "example-health/commercial ", "timely_filing"),
    ],
)
def test_answer_reads_its_words_in_any_case_and_form(words, good):
    answer = json.loads(good("answer", *words, "--json").out)
    told = ("0709T", "example-health/commercial", "timely-filing")
    assert told == (answer["code"], answer["scope"], answer["question"])


# guide


def test_guide_writes_the_readme_of_the_folder_and_names_it(kb, tmp_path):
    told = kb("guide", "--policies", tmp_path)
    assert Told(0, f"Wrote {tmp_path / 'README.md'}\n", "") == told
    assert (tmp_path / "README.md").read_text(encoding="utf-8").startswith("# How to write policy content\n")


def test_brackets_in_what_is_said_are_no_markup(kb, tmp_path):
    folder = tmp_path / "[bold]policies"
    folder.mkdir()
    assert f"Wrote {folder / 'README.md'}\n" == kb("guide", "--policies", folder).out
    assert f"there is no policies folder at {folder / 'no'}; " in kb("check", "--policies", folder / "no").err


# What is off in a call


OFF = [
    (["bogus"], "No such command 'bogus'"),
    (["--bogus"], "No such option: --bogus"),
    (["check", "--bogus"], "No such option: --bogus"),
    (["check", "more"], "Got unexpected extra argument"),
    (["build", "--out"], "Option '--out' requires an argument"),
    (["search"], "Missing argument 'query'"),
    (["search", "x", "--limit", "0"], "Invalid value for '--limit'"),
    (["search", "x", "--limit", "many"], "Invalid value for '--limit'"),
    (["answer", "0709T", "cigna/commercial"], "Missing argument 'question'"),
    (["serve", "--port", "70000"], "Invalid value for '--port'"),
]


@pytest.mark.parametrize(("words", "message"), OFF, ids=[" ".join(words) for words, _ in OFF])
def test_a_call_that_cannot_be_read_is_told(words, message, kb):
    told = kb(*words)
    assert (2, "") == (told.code, told.out)
    assert message in words_of(told.err)
    assert "python3 build.py " in told.err or "Did you mean --" in told.err or "Use one of --" in told.err


def test_options_before_the_name_of_a_command_are_taken_by_it(good_library, kb):
    told = kb("--json", "--policies", good_library, "check")
    assert ({"problems": [], "passed_over": []}, 0, "") == (json.loads(told.out), told.code, told.err)
    assert told == kb("check", "--json", "--policies", good_library)


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["709", "example-health/commercial", "coverage"], "'709' is no CPT or HCPCS code; write it like 0709T\n"),
        (["0709T", "example-health/comercial", "coverage"], "did you mean `example-health/commercial`?\n"),
        (["0709T", "zebra", "coverage"], "no scope 'zebra'; use one of: example-health/commercial, "),
        (["0709T", "example-health/commercial", "coverag"], "no question 'coverag'; did you mean `coverage`?\n"),
        (["0709T", "example-health/commercial", "zebra"], "no question 'zebra'; use one of: coverage, prior-author"),
    ],
    ids=["code", "scope", "far scope", "question", "far question"],
)
def test_an_unknown_code_scope_or_question_is_told_with_the_way_out(words, message, form, good):
    told = good("answer", *words, *form)
    assert (2, "") == (told.code, told.out)
    assert message in told.err


@pytest.mark.parametrize(
    "words",
    [["build"], ["check"], ["search", "x"], ANSWER, ["history", "x"], ["serve", "--port", "0"]],
    ids=lambda words: words[0],
)
def test_a_folder_that_is_not_there_is_told(words, kb, tmp_path):
    told = kb(*words, "--policies", tmp_path / "nowhere")
    said = f"there is no policies folder at {tmp_path / 'nowhere'}; name one with --policies"
    assert (2, "", said) == (told.code, told.out, told.err.splitlines()[-1])
    assert [] == list(tmp_path.iterdir())


def test_a_guide_is_not_written_over_a_readme_of_somebody_else(kb, tmp_path):
    (tmp_path / "README.md").write_text("# My project\n")
    told = kb("guide", "--policies", tmp_path)
    assert (2, "") == (told.code, told.out)
    assert "README.md was not made by this command" in told.err
    assert "# My project\n" == (tmp_path / "README.md").read_text()


def test_a_guide_for_a_folder_that_is_not_there_is_told(kb, tmp_path):
    told = kb("guide", "--policies", tmp_path / "nowhere")
    assert (
        Told(2, "", f"{tmp_path / 'nowhere' / 'README.md'}: No such file or directory; name one that is there\n")
        == told
    )


@pytest.mark.parametrize("words", [["search", "units"], ANSWER], ids=["search", "answer"])
def test_content_with_a_problem_gives_no_answer(words, bad):
    told = bad(*words)
    assert (1, "No answer from content with 1 problem.\n") == (told.code, told.err)
    assert told.out.startswith(PROBLEM)
    told = bad(*words, "--json")
    assert (1, ["no-front-matter"]) == (told.code, [found["code"] for found in json.loads(told.out)["problems"]])


def test_an_interrupt_is_neither_a_success_nor_a_problem_of_content(kb, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(site, "build", interrupt)
    assert 130 == kb("build").code


def test_a_torn_index_in_the_cache_is_made_anew(good, monkeypatch, tmp_path):
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path)
    whole = good("search", "units")
    for path in (tmp_path / ".cache").rglob("*.toc"):
        path.unlink()
    assert whole == good("search", "units")


# Help, version, colours


def test_help_names_each_command(kb):
    told = kb("--help")
    assert (0, "") == (told.code, told.err)
    named = ["build", "check", "search", "answer", "ask", "deadline", "claim", "worklist", "code", "codes", "rates"]
    named += [
        "history",
        "evidence",
        "diff",
        "new",
        "stale",
        "watch",
        "asked",
        "reviewed",
        "import",
        "export",
        "fmt",
        "mail",
        "mcp",
        "plain",
        "publish",
        "serve",
        "guide",
    ]
    assert named == [name for name in names.COMMANDS if f" {name} " in words_of(told.out)]


@pytest.mark.parametrize("command", [(), ("build",), ("check",), ("search",), ("answer",), ("serve",), ("guide",)])
def test_the_short_form_of_help_is_help(kb, command):
    told = kb(*command, "-h")
    assert (0, True) == (told.code, "Usage: kb" in told.out)
    assert kb(*command, "--help") == told


def test_a_home_folder_is_found_where_the_shell_left_its_sign(kb, good_library, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "policies").symlink_to(good_library)
    assert 0 == kb("--out", "~/made/site", "--policies=~/policies").code
    assert (tmp_path / "made" / "site" / MARK).is_file()


def test_a_home_folder_of_nobody_is_told(kb):
    said = "~nobody-here/site: nobody here has such a home folder; name another folder\n"
    assert Told(2, "", said) == kb("build", "--out", "~nobody-here/site")


def test_version_is_that_of_the_package(kb):
    assert Told(0, f"{__version__}\n", "") == kb("--version")


PRINTING = [("check",), ("build",), ("search", "0709t"), ANSWER]


@pytest.mark.parametrize("words", PRINTING, ids=lambda words: words[0])
def test_a_pipe_gets_no_colours(words, good, bad, tmp_path):
    out = ["--out", tmp_path / "site"] if words == ("build",) else []
    assert [] == [told for told in (good(*words, *out), bad(*words, *out)) if "\x1b" in told.out + told.err]


@pytest.mark.parametrize("words", PRINTING, ids=lambda words: words[0])
def test_a_terminal_gets_colours(words, good, monkeypatch, tmp_path):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    out = ["--out", tmp_path / "site"] if words == ("build",) else []
    assert "\x1b[" in good(*words, *out).out


# In a process of its own


def test_the_package_runs_as_a_command(start):
    assert Told(0, "5 entries, 0 problems.\n", "") == start("check")


def test_a_process_ends_with_2_and_a_message_and_no_traceback(start):
    told = start("answer", "0709T", "zebra", "coverage")
    assert (2, "", 1) == (told.code, told.out, len(told.err.splitlines()))
    assert told.err.startswith("no scope 'zebra'; use one of: ")


def test_a_pipe_from_a_process_gets_the_json_alone_and_no_colours(start):
    told = start(*ANSWER, "--json")
    assert (0, "", "investigational") == (told.code, told.err, json.loads(told.out)["answer"])
    assert "\x1b" not in told.out


def test_a_pipe_that_is_not_utf_8_gets_what_it_can_take(start):
    told = start(*ANSWER, PYTHONIOENCODING="ascii")
    assert (0, "") == (told.code, told.err)


# What staff ask of the real policies


def hits(found):
    return [(hit["entry"], hit["section"]) for hit in found["hits"]]


def test_uhc_prior_auth_of_the_code_comes_first(real):
    found = real("search", "uhc prior auth 0709T")
    assert ("uhc/commercial/0709t", "prior-authorization") == hits(found)[0]
    assert found["hits"][0]["title"].startswith("UnitedHealthcare, Commercial plans: ")


def test_not_covered_finds_denials_and_nothing_that_is_covered(real, real_library):
    found = real("search", "not covered", "--limit", "1000")
    engine = catalogue.build(real_library)
    with engine.connect() as connection:
        asked = select(AnswerRow.entry, AnswerRow.value).where(AnswerRow.question == "coverage")
        coverage = {row.entry: row.value for row in connection.execute(asked)}
    engine.dispose()
    entries = [entry for entry, _ in hits(found)]
    assert [] == [entry for entry in entries if coverage.get(entry) in {"covered", "covered with criteria"}]
    assert "not covered" == coverage[entries[0]]
    assert set() == {entry for entry, value in coverage.items() if value in {"not covered", "investigational"}} - {
        *entries
    }


def test_a_code_in_small_letters_finds_its_page_first(real):
    found = real("search", "0709t")
    assert ("codes/0709t", "summary") == hits(found)[0]
    assert hits(real("search", "0709T")) == hits(found)


def test_a_range_finds_both_codes_first(real):
    assert {("codes/0708t", "summary"), ("codes/0709t", "summary")} == set(hits(real("search", "0708T-0710T"))[:2])


def test_preauth_finds_what_prior_authorization_finds(real):
    found = real("search", "preauth", "--limit", "100")
    assert {"prior-authorization"} == {section for _, section in hits(found)[:10]}
    assert set(hits(found)) == set(hits(real("search", "prior authorization", "--limit", "100")))


def test_blue_cross_finds_its_payer_page_first_and_then_what_its_licensees_say(real):
    found = hits(real("search", "blue cross", "--limit", "30"))
    assert ("bcbs/payer", "summary") == found[0]
    assert {"bcbs"} == {entry.split("/")[0] for entry, _ in found}


@pytest.mark.parametrize("query", ["CPB 0557", "cpb557", "cpb-557", "CPB0557"])
def test_a_bulletin_is_found_however_its_number_is_written(query, real):
    found = hits(real("search", query))
    assert ("aetna/commercial/cancer-vaccines", "coverage") == found[0]
    assert hits(real("search", "CPB 0557")) == found


def test_cigna_calls_the_code_investigational_by_its_rule_on_the_category(real):
    answer = real("answer", "0709T", "cigna/commercial", "coverage")
    told = {
        "answer": "investigational",
        "entry": "cigna/commercial/category-iii",
        "decided": True,
        "reach": "category",
        "effective": "2026-04-15",
        "standing": "secondary",
    }
    assert told == {key: answer[key] for key in told}
    why = r"0709T is not listed.*: searched, not found\. .*0558.* applies to all Category III codes, including 0709T"
    assert re.match(why, answer["why"])
    assert [] != answer["sources"]
    assert {"secondary"} == {source["standing"] for source in answer["sources"]}
    assert ["cigna/commercial/0709t"] == [informer["entry"] for informer in answer["informed_by"]]


@pytest.mark.parametrize(
    "words",
    [
        ("search", "1EG4-TE5-MK73 uhc"),
        ("search", "--json", "DOB 1/2/1950"),
        ("answer", "0709T", "MRN 123456", "coverage"),
    ],
)
def test_a_patients_data_is_held_back_before_anything_is_read(kb, tmp_path, words):
    told = kb(*words, "--policies", tmp_path / "nowhere")
    assert (2, "") == (told.code, told.out)
    assert "this looks like a" in told.err
    assert "take it out" in told.err
    assert [] == [trace for trace in ("1EG4", "1950", "123456") if trace in told.err]


def test_files_that_are_no_content_are_passed_over_with_a_word(kb, laid_over, tmp_path):
    folder = laid_over({"Thumbs.db": "x", f"{ENTRY}~": "x", ".DS_Store": "x"})
    word = f"Passed over, for they are no content: .DS_Store, Thumbs.db, {ENTRY}~\n"
    checked = kb("check", "--policies", folder)
    assert (0, f"{word}5 entries, 0 problems.\n") == (checked.code, checked.out)
    built = kb("build", "--policies", folder, "--out", tmp_path / "site")
    assert (0, True) == (built.code, built.out.startswith(word))
    for words in (("check", "--json"), ("build", "--json", "--out", tmp_path / "site")):
        told = json.loads(kb(*words, "--policies", folder).out)
        assert [".DS_Store", "Thumbs.db", f"{ENTRY}~"] == told["passed_over"]


@pytest.mark.parametrize(
    ("number", "way_out"),
    [
        (errno.EACCES, "fix its permissions, or name another"),
        (errno.EROFS, "name a place that can be written"),
        (errno.ENOSPC, "make room and run this again"),
        (errno.EMFILE, "allow more open files"),
        (errno.ENAMETOOLONG, "name a shorter one"),
    ],
)
def test_a_fault_of_the_system_is_told_with_the_way_out(number, way_out, kb, monkeypatch, tmp_path):
    def fail(*_):
        raise OSError(number, os.strerror(number), str(tmp_path / "x"))

    monkeypatch.setattr("kb.commands.content.load", fail)
    told = kb("check", "--policies", tmp_path)
    assert (2, "") == (told.code, told.out)
    assert told.err.startswith(f"{tmp_path / 'x'}: {os.strerror(number)}; {way_out}")
