"""Which mutants are made of a module, and which flags are left out."""

from __future__ import annotations

import pytest

from benchmarks.mutants import mutants

VALUES = """
@dataclass(frozen=True, slots=True)
class Value:
    number: int = field(default=1, compare=False)

cached = lru_cache(maxsize=1)(print)
"""


@pytest.fixture
def made(tmp_path):
    """Give what each mutant of a text changes: its line, and the code before and after."""

    def of(text):
        path = tmp_path / "module.py"
        path.write_text(text, encoding="utf-8")
        return [(one.line, one.before, one.after) for one in mutants(path)]

    return of


def test_flags_that_change_no_result_are_left_out_and_no_other(made):
    assert [(4, "1", "2"), (4, "False", "True")] == sorted(made(VALUES))


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("a == b", ["a != b"]),
        ("a < b", ["a <= b"]),
        ("a in b", ["a not in b"]),
        ("a and b", ["a or b", "b", "a"]),
        ("not a", ["a"]),
        ("a if b else c", ["a", "c"]),
        ("any(a)", ["all(a)"]),
        ("a is b is c", []),
    ],
)
def test_each_way_to_be_mistaken_is_tried(code, after, made):
    assert after == [found for _, _, found in made(code)]


def test_each_number_and_each_condition_is_tried_once_for_each_way(made):
    assert [(1, "if a:", "if True:"), (1, "if a:", "if False:"), (2, "3", "4")] == made("if a:\n    b = 3\n")
