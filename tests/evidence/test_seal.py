"""An evidence file is known again by its last line as long as nothing in it was edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.seal import is_sealed, sealed


@given(st.text())
def test_a_sealed_file_is_known_again(text):
    assert is_sealed(sealed(text))
    assert sealed(text).startswith(text.encode())


@given(st.binary())
def test_no_other_file_is_taken_for_one(content):
    assert not is_sealed(content)


@pytest.mark.parametrize(
    "edit",
    [
        lambda file: b"note\n" + file,
        lambda file: file + b"note\n",
        lambda file: file.replace(b"page", b"Page", 1),
        lambda file: file[:-1],
        lambda file: file + file,
        lambda _: b"",
    ],
)
def test_an_edited_file_is_not(edit):
    assert not is_sealed(edit(sealed("a page\n")))
