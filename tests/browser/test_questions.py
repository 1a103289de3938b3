"""The questions of `policies/questions.yml` in a real Chromium: the built site finds what the command line finds."""

from __future__ import annotations

import pytest

from kb.content.questions import FILE, FIRST_PAGE, read_questions
from tests.conftest import POLICIES
from tests.kept_pages import begun

pytestmark = pytest.mark.browser

SEARCH_ALL = """async ([asks, limit]) => {
  const data = await kb.ready();
  const urls = ({ ranked }) => ranked.slice(0, limit).map(({ number }) => kb.store.section(number, data).url);
  const found = (ask) => kb.settle(data, () => urls(kb.search(data, ask, 1)));
  return Promise.all(asks.map(found));
}"""


def test_the_browser_answers_every_question_as_the_command_line_does(
    page, real_site, real_searcher, misses, first_page
):
    asked = read_questions((POLICIES / FILE).read_text(encoding="utf-8"))
    documents = {document.url: document for document in real_searcher.documents}
    page.goto(f"{real_site.as_uri()}/search.html")
    every = (*asked.held, *asked.not_yet)
    there = begun(page, SEARCH_ALL, [[each.ask for each in every], FIRST_PAGE])
    expected = {each.ask: [document.url for document in first_page(real_searcher, each.ask)] for each in every}
    shown = there()
    assert expected == {each.ask: urls for each, urls in zip(every, shown, strict=True)}
    held = zip(asked.held, shown[: len(asked.held)], strict=True)
    missed = {each.ask: misses(each, [documents[url] for url in urls]) for each, urls in held}
    assert {} == {ask: found for ask, found in missed.items() if found}
