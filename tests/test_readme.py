"""What the pages for people name is there: files, folders, commands, options, values, links and headings."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.main import get_command

from kb.commands.app import app_of
from kb.commands.names import COMMANDS

ROOT = Path(__file__).parents[1]
MOST_LINES = {"README.md": 120, "kb/README.md": 80, "CONTRIBUTING.md": 80, "benchmarks/README.md": 40}
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in MOST_LINES}
ASKED = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
ANYWHERE = "\n".join([*TEXTS.values(), ASKED])
TOPS = r"(?:\.ci|\.github|\.lock|\.readme|benchmarks|kb|policies|site_templates|tests)"
PATHS = sorted(set(re.findall(rf"(?<![\w/.<-]){TOPS}/[\w./<>*-]*[\w/>]", ANYWHERE)))
CALLED = {" ".join(call.replace('"', "").split()) for call in re.findall(r"build\.py( [^`#(;\n]*)", ANYWHERE)}
CALLS = sorted(call for call in CALLED if call and not call.startswith(("test", "COMMAND")))
PROGRAMS = sorted(set(re.findall(r"-m (benchmarks\.\w+)", ANYWHERE)))
NAMED = re.findall(r"((?:`[A-Z_]+`[a-z,\s]*?)+)\sin\s+`([\w/.]+)`", ANYWHERE)
VALUES = sorted({(value, path) for values, path in NAMED for value in re.findall(r"[A-Z_]+", values)})
LINKS = [(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)]+)\)", text)]


@pytest.mark.parametrize("name", MOST_LINES)
def test_a_page_is_short(name):
    assert len(TEXTS[name].splitlines()) <= MOST_LINES[name]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_there(path):
    """In `policies/<payer>/payer.md` the part in angle brackets stands for any name."""
    pattern = re.sub(r"<\w+>", "*", path).replace("**.md", "**/*.md")
    assert list(ROOT.glob(pattern.rstrip("/")))


@pytest.mark.parametrize(("name", "link"), LINKS)
def test_a_link_leads_to_a_file(name, link):
    assert (ROOT / name).parent.joinpath(link).exists()


@pytest.mark.parametrize("call", CALLS)
def test_a_call_names_a_command_and_its_options(call):
    words = call.split()
    name = "build" if words[0].startswith("-") else words[0]
    assert name in COMMANDS
    known = {option for given in get_command(app_of()).commands[name].params for option in given.opts}
    assert set() == {word for word in words if word.startswith("--")} - known - {"--help"}


def test_an_option_that_the_readme_names_is_one_of_a_command_or_of_the_tests():
    known = {
        option
        for command in get_command(app_of()).commands.values()
        for given in command.params
        for option in given.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", TEXTS["README.md"]))
    assert {"--base-url", "--date"} <= named
    assert set() == named - known - {"--help", "--quick"}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_of_the_benchmarks_is_there(program):
    assert find_spec(program)


@pytest.mark.parametrize(("value", "path"), VALUES)
def test_a_value_is_in_the_file_that_is_named_with_it(value, path):
    assert re.search(rf"^{value}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_folders_of_the_code_stand_in_the_order_of_imports():
    order = re.search(
        r'FOLDERS = """\n(.*?)"""', (ROOT / "tests/test_layers.py").read_text(encoding="utf-8"), re.DOTALL
    )
    assert order[1].split() == re.findall(r"^\| `kb/(\w+)` \|", TEXTS["kb/README.md"], re.MULTILINE)


def test_the_readme_has_the_heading_to_which_pages_without_an_editor_send_a_reader():
    (named,) = {
        found
        for path in (ROOT / "site_templates").rglob("*.html")
        for found in re.findall(r"see “([^”]+)” in the library.s README", path.read_text(encoding="utf-8"))
    }
    assert f"## {named}\n" in TEXTS["README.md"]


def test_the_examples_above_are_found_and_not_passed_over():
    assert {"policies/<payer>/payer.md", "kb/answers/resolve.py", ".ci/policy-diff"} <= set(PATHS)
    assert {("PATTERNS", "kb/rules/patient.py"), ("SHORT", "benchmarks/phrases.py")} <= set(VALUES)
    assert "diff main --gate" in CALLS
    assert "benchmarks.search" in PROGRAMS
