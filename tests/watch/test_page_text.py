"""What a page says, without its markup."""

from __future__ import annotations

import pytest

from kb.watch.page_text import asks_for_password, hash_of


@pytest.mark.parametrize(
    "page",
    [b"<p>a b</p>", b"<div>a\n  b</div>", b"<p>a b</p><script>c</script>", b"<p class=x>a&#32;b<style>d</style>"],
)
def test_markup_scripts_and_blanks_change_no_hash(page):
    assert hash_of(b"a b", "text/html; charset=utf-8") == hash_of(page, "text/html")


def test_words_and_other_kinds_do():
    assert hash_of(b"a b", "text/html") != hash_of(b"a c", "text/html")
    assert hash_of(b"a b", "text/plain") != hash_of(b"a  b", "text/plain")


def test_a_field_for_a_password_is_known():
    assert asks_for_password(b"<INPUT id=a type='password'>")
    assert not asks_for_password(b"<input type=text> password")
