"""A whole file laid out: it says the same before and after, or it is left alone and named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content.parse import parse
from kb.content.paths import kind_of
from kb.layout.file import lay_out, meaning
from kb.layout.folder import lay_out_all, write

RULE = "example-health/commercial/category-iii.md"


def pages(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
        if kind_of(path.relative_to(folder).as_posix())
    }


@pytest.fixture(scope="module")
def texts(real_policies):
    return pages(real_policies)


@st.composite
def roughened(draw, text):
    """Give a file as careless hands leave it: blanks, blank lines, brackets and quotes that say nothing."""
    front, body = text.split("\n---\n", 1)
    lines = front.split("\n")
    for number in draw(st.lists(st.integers(1, len(lines) - 1), max_size=6)):
        line, rough = lines[number], draw(st.sampled_from(["trailing", "colon", "list", "date", "comment"]))
        if rough == "trailing":
            lines[number] = f"{line}  "
        elif rough == "colon":
            lines[number] = re.sub(r"^( *(?:- )?[a-z_]+:) (?=\w)", r"\1   ", line)
        elif rough == "list":
            lines[number] = re.sub(r"^( *[a-z_]*sources:) ([a-z0-9-]+)$", r"\1 [\2]", line)
        elif rough == "date":
            lines[number] = re.sub(r": (\d{4}-\d\d-\d\d)$", r': "\1"', line)
        elif re.match(r"[a-z]", line):
            lines[number] = f"# a comment\n{line}"
    blocks = body.split("\n\n")
    for number in draw(st.lists(st.integers(0, len(blocks) - 1), max_size=4)):
        blocks[number] += draw(st.sampled_from(["\n", "\n\n", " ", "\n   "]))
    return "\n".join(lines) + "\n---\n" + "\n\n".join(blocks)


@given(data=st.data())
def test_a_file_says_the_same_before_and_after_and_the_second_time_nothing_changes(data, texts):
    path = data.draw(st.sampled_from(sorted(texts)))
    rough = data.draw(roughened(texts[path]))
    laid = lay_out(path, rough)
    assert () == laid.problems, rough
    before, after = parse(path, rough), parse(path, laid.after)
    assert without_prose(before.document) == without_prose(after.document)
    assert meaning(path, rough) == meaning(path, laid.after)
    assert [s.text.split() for s in before.sections] == [s.text.split() for s in after.sections]
    again = lay_out(path, laid.after)
    assert (False, ()) == (again.differs, again.changed_lines())


def without_prose(document):
    return {name: value for name, value in vars(document).items() if name not in {"sections", "places"}}


@given(data=st.data())
def test_keys_in_any_order_come_into_theirs(data, texts):
    path = data.draw(st.sampled_from(sorted(path for path in texts if kind_of(path) == "entry" and "/" in path)))
    front, body = texts[path].removeprefix("---\n").split("---\n", 1)
    blocks = re.split(r"^(?=[a-z])", front, flags=re.MULTILINE)[1:]
    mixed = "---\n" + "".join(data.draw(st.permutations(blocks))) + "---\n" + body
    laid = lay_out(path, mixed)
    assert ((), texts[path]) == (laid.problems, laid.after)


def test_a_file_with_a_problem_is_left_alone_and_named():
    text = "---\ntitle:   A\nzebra: 1\n---\n"
    laid = lay_out(RULE, text)
    assert not laid.differs
    assert "unknown-key" in {problem.code for problem in laid.problems}


def test_a_file_that_would_say_something_else_is_left_alone_and_named(good_library):
    """What looks like a comment above `title:` is the end of a text; it must not move with the key."""
    text = (good_library / RULE).read_text(encoding="utf-8")
    less = text.replace("title: Category III codes\n", "", 1)
    note = "coverage_note: |-\n  The example default\n  # and more\ntitle: Category III codes\n"
    mixed = re.sub(r"^coverage_note: .*?(?=^prior)", note, less, flags=re.MULTILINE | re.DOTALL)
    laid = lay_out(RULE, mixed)
    assert (["layout"], False) == ([problem.code for problem in laid.problems], laid.differs)


def test_lines_that_would_change_are_named_with_their_number(good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    rough = text.replace("title: Cat", "title:  Cat").replace("\n## Prior", "\n\n## Prior")
    at = rough[: rough.index("\n\n\n## Prior")].count("\n") + 2
    laid = lay_out(RULE, rough)
    assert (2, "blanks around 'title: Category III codes'") == laid.changed_lines()[0]
    assert at in {line for line, _ in laid.changed_lines()} or at + 1 in {line for line, _ in laid.changed_lines()}
    assert text == laid.after


def test_a_folder_is_laid_out_with_its_line_ends_and_its_faults_named(laid_over, good_library):
    text = (good_library / RULE).read_text(encoding="utf-8")
    folder = laid_over(
        {
            RULE: text.replace("\n", "\r\n"),
            "example-health/commercial/0709t.md": "no front matter\n",
            "example-health/commercial/tabbed.md": text.replace("title: ", "title:\t"),
        }
    )
    laid = {one.path: one for one in lay_out_all(folder)}
    assert {"example-health/commercial/0709t.md", "example-health/commercial/tabbed.md"} == {
        path for path, one in laid.items() if one.problems
    }
    assert laid[RULE].differs
    assert not laid["example-health/commercial/policy-1-2019.md"].differs
    write(folder, laid[RULE])
    assert text.encode() == (folder / RULE).read_bytes()
