"""The evidence page: what people write is shown as text, and links that paper cannot follow are words."""

from __future__ import annotations

import datetime as dt
import shutil

import html5lib
import pytest

from kb.content.load import load
from kb.evidence.cases import case_of
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.pages.evidence import evidence_page
from kb.rules.check import check
from kb.site.render import environment, in_style, pieces, render_alone
from kb.site.unchanged import TEMPLATES

X = "example-health/commercial/x"
NASTY = "<script>alert(1)</script> & <b>bold</b> {{ 7 * 7 }}"


@pytest.fixture
def shown(repository, good_library):
    """Write an entry and give the page of it as a tree, for a date."""

    def of(text, subject="a change", date="2026-04-01"):
        shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
        repository.commit({f"{X}.md": text}, "2026-01-10", subject)
        texts = load(repository.folder)
        asked = AsOfDates(dt.date.fromisoformat(date))
        case = case_of(check(texts).library, read_history(repository.folder, texts), X, "", asked, today=asked.date)
        page = render_alone(evidence_page(case), environment(TEMPLATES))
        return html5lib.parse(page, namespaceHTMLElements=False)

    return of


def text(tree):
    return " ".join("".join(tree.find("body").itertext()).split())


def test_what_people_wrote_is_shown_as_text_and_never_as_markup(shown, rule):
    written = rule("covered", "2026-01-01").replace("An example rule on 0708T", f"'{NASTY}'")
    written = written.replace("Example document NAME", f"'{NASTY}'").replace(
        "title: Example rule", f"title: '{NASTY}'"
    )
    written = written.replace("The rule says so", f"The rule {NASTY} says so")
    tree = shown(written, subject=NASTY)
    assert [] == [e.tag for e in tree.iter() if e.tag in {"script", "b"}]
    assert 5 <= text(tree).count(NASTY)


def test_a_link_to_another_page_of_the_site_is_its_words_alone_and_one_to_the_web_stays(shown, rule):
    linked = "See [the other](0709t.md#coverage) and [the web](https://example.org/web) and [above](#coverage)"
    tree = shown(rule("covered", "2026-01-01").replace("The rule says so", linked))
    links = {"".join(e.itertext()): e.get("href") for e in tree.iter("a")}
    assert (None, "https://example.org/web", "#coverage") == tuple(
        links[key] for key in ("the other", "the web", "above")
    )


def test_the_payers_own_words_stand_in_quotes_and_where_none_are_kept_the_page_says_so(shown, rule):
    plain = rule("covered", "2026-01-01")
    assert "no quote of the payer is kept" in text(shown(plain))
    quoted = plain.replace("coverage_sources", "coverage_words: we pay for it\ncoverage_sources")
    told = text(shown(quoted))
    assert "In the payer's own words: “we pay for it”." in told
    assert "no quote" not in told


def test_the_head_of_an_entry_that_does_not_decide_gives_what_stands_and_not_what_it_says(shown, rule):
    over = rule("covered", "2025-01-01", "2025-12-31")
    (head,) = [e for e in shown(over).iter("h3") if "".join(e.itertext()).startswith("Coverage, ")]
    assert "covered" not in "".join(head.itertext()).split(":")[1].replace("not covered", "")
    assert "This policy says “covered”" in text(shown(over))


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("begins on 2026-03-01, after 2026-02", ["begins on ", "2026-03-01", ", after ", "2026-02"]),
        ("file 2024-2026-01 of 2024-25 and 2026-13-01", ["file 2024-2026-01 of 2024-25 and 2026-13-01"]),
        ("", []),
    ],
)
def test_a_sentence_is_cut_around_its_dates(sentence, cut):
    assert cut == pieces(sentence)


def test_a_text_within_a_style_can_neither_end_the_style_nor_be_read_as_more_of_it():
    assert "A\\00201db\\00003c\\00002fstyle\\00003e\\000022\\00005c\\00000a" == in_style(
        'A\N{RIGHT DOUBLE QUOTATION MARK}b</style>"\\\n'
    )
    assert "Plans, 2026-06-01: (a)." == in_style("Plans, 2026-06-01: (a).")
