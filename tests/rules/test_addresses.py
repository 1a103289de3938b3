"""Which web addresses lead to a document, and which only seem to."""

from __future__ import annotations

import pytest

from kb.content.load import load
from kb.rules.addresses import web_address
from kb.rules.check import check


@pytest.fixture
def told(laid_over, good_library):
    """Give the messages on an address put into an entry of the small library."""
    path = "example-health/commercial/policy-1-2019.md"
    text = (good_library / path).read_text(encoding="utf-8")

    def of(url):
        changed = text.replace("https://example.org/archive/policy-1-2019", url)
        assert changed != text
        return [p.message for p in check(load(laid_over({path: changed}))).problems if p.code == "web-address"]

    return of


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://me@example.org/a", "user name"),
        ("https://me:secret@example.org/a", "user name"),
        ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org", "leads on"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.org", "leads on"),
        ("https://bit.ly/abc", "leads on"),
        ("https://urldefense.com/v3/__https://example.org__", "leads on"),
        ("http://localhost.localdomain/a", "own network"),
        ("http://192.168.0.7/a", "own network"),
        ("https://wiki.corp/a", "own network"),
        ("https://example.org/a.", "sign of the sentence"),
        ("https://example.org/a)", "sign of the sentence"),
        ("https://example.org/a,", "sign of the sentence"),
        ("https://example.org/a%20", "sign of the sentence"),
        ("https://example.org/https://example.org/a", "second address"),
        ("https://ex\u0430mple.org/a", "no address has"),
        ("https://example.org/a`b", "no address has"),
    ],
)
def test_an_address_that_does_not_lead_to_the_document_is_told(told, url, words):
    (message,) = told(url)
    assert words in message


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/",
        "http://www.example.org/a/b.pdf?x=1&y=a%20b#page=3",
        "https://example.org/wiki/A_(b)",
        "https://web.archive.org/web/2024/https://example.org/a",
        "https://example.org/@team/a",
        "https://10tv.example.org/a",
    ],
)
def test_an_address_as_a_browser_shows_it_passes(told, url):
    assert [] == told(url)


def test_every_address_of_the_real_policies_passes(real_library):
    assert [] == [found for document in real_library.documents for found in web_address(document, real_library)]
