"""Each row of the list of words holds on the pages of the real library: the old words are gone, the field's stand.

A row has what no page says any more, and a page or a script that has the better words.
Judged is what a page says now: recorded texts of other days (versions, changes) stay as they were recorded.
"""

from __future__ import annotations

import html
import re

import pytest

from kb.domain.vocabulary import COVERAGE, PRIOR_AUTHORIZATION
from kb.site.unchanged import TEMPLATES

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = rf"\b[0-9]{{1,2}} (?:{MONTHS}) [0-9]{{4}}\b"
C, E, V = "codes/0709t.html", "cigna/commercial/category-iii.html", "evidence/cigna/commercial/category-iii.html"
CODING, SEARCH, HOME = "codes/0709t/coding.html", "search.html", "index.html"
ROWS = {
    "plan, not scope": (r"(?<![.\w/-])[Ss]copes?\b", HOME, "Payer and plan"),
    "no information found": (r"nothing known|not a no\b", HOME, "no information found"),
    "unknown does not mean no": (r"never a no", HOME, "unknown (does not mean “no”)"),
    "tones have names": (r"[Gg]ood for payment|against payment|said in words", HOME, "covered, or no action needed"),
    "distinct answers": (r"of them different", HOME, "of them distinct (some rules apply to several plans)"),
    "why unknown": (r"looked and not found|not looked up|\blapsed\b", HOME, "searched, not found"),
    "a category rule applies": (
        r"so it stands at|\breaches\b",
        "static/answers/*.js",
        "applies to all Category III codes, including",
    ),
    "no policy answers": (r"No entry of this", "static/answers/*.js", "No policy on file for this plan answers this"),
    "background only": (r"\binforms (?:only|and)|[Tt]hey inform;", "glossary.html", "background only"),
    "code-specific findings": (r"0709T by name", "aetna/payer.html", "Code-specific findings: 0709T"),
    "US dates": (DAY, E, "Nov 22, 2026"),
    "dollars": (r"[0-9] (?:US )?dollars|US dollars", "bcbs/blue-shield-california/0709t.html", "$2,207"),
    "applies to": (r"[Ss]peaks for|Kept by", E, "Applies to"),
    "owner": (r"no owner is named", E, "not assigned"),
    "confidence": (r"[Hh]ow sure", E, "Confidence"),
    "source types": (r"primary elsewhere|part-read|\bsecondary\b", E, "third-party summary"),
    "printable evidence": (r"Evidence to print", E, "Printable policy evidence"),
    "prior version": (r"[Vv]ersion before\b|became nothing", E, "Changes from the prior version"),
    "suggest a change": (r"How to propose", E, "To suggest a change, see"),
    "answers and confidence": (r"What stands\b|how sure that is", V, "Answers and confidence"),
    "this entry has no answer": (
        r"[Tt]his entry does not know",
        "evidence/aetna/commercial/0709t.html",
        "has no answer",
    ),
    "other entries": (r"What else speaks|[Ss]tanding in time", V, "Other relevant"),
    "library owner": (r"[Ww]hoever keeps", V, "ask the library owner to print that date"),
    "document date": (r"[Pp]rinted date", E, "document date"),
    "columns of an edit": (r"win over|lose to it", CODING, "column 1: paid"),
    "kinds of codes": (
        r"[Oo]rdinary injection|(?<!E/M )(?<!E/M)\bvisits and other",
        CODING,
        "therapeutic injection and infusion codes",
    ),
    "visits are E/M visits": (r"column [12]: \w+ visits", CODING, "E/M visits"),
    "pump refill": (r"pump refill(?! and maintenance)", CODING, "pump refill and maintenance"),
    "MUE": (r"at most [0-9]+ expected", C, "MUE 2"),
    "preparation": (r"[Gg]etting the medicine", CODING, "preparation of the drug"),
    "patient tolerance": (r"how the patient took", CODING, "patient tolerance"),
    "coding newsletter": (r"coding press", CODING, "A coding newsletter states"),
    "hospital rates": (
        r"[Oo]bserved amounts",
        "codes/0709t/rates.html",
        "Published hospital rates (price transparency)",
    ),
    "default rate": (r"\bcatch-all\b", "codes/0709t/rates.html", "default rate"),
    "primary code": (r"\bparent\b", CODING, "primary code"),
    "non-covered": (
        r"turns .{3,40} down\b",
        "bcbs/massachusetts/category-iii.html",
        "treats all Category III codes as non-covered",
    ),
    "trial documentation": (r"Trial papers", "aetna/commercial/clinical-trials.html", "Trial documentation"),
    "plan documents": (r"member's own documents", "bcbs/massachusetts/category-iii.html", "plan documents (COC/SPD)"),
    "non-Medicare": (r"business that is not", "aetna/commercial/all-codes.html", "non-Medicare"),
    "search syntax": (
        r"[Ww]ords must all match",
        SEARCH,
        'All words must match. "quotes" = exact phrase, -word = exclude',
    ),
    "search needs JavaScript": (r"[Ll]ive search|[Aa]ll else works", SEARCH, "Search requires JavaScript"),
    "no results": (r"[Nn]o page (?:here )?holds", "static/joined/search.js", "No results for"),
    "remove filter": (r"Take the filter", "static/joined/search.js", "Remove filter"),
    "results did not load": (r"hits could not be loaded|built anew", "static/joined/search.js", "didn't load"),
    "gap note": (r"note of the gap|by telephone", "static/no_results.js", "Copy a gap note"),
    "date recorded": (r"The day is that of", "changes.html", "date recorded; the effective date is shown beside it"),
    "re-read": (r"worded anew|\banew\b", "changes.html", "re-read or reworded"),
    "no answer affected": (
        r"change no answer|Answers that moved|taken (?:out|away)",
        "changes.html",
        "no answer affected",
    ),
    "review worklist": (
        r"[Rr]eview board|What there is to do|[Tt]he whole board",
        "review.html",
        "Download worklist (CSV)",
    ),
    "rows group gaps": (
        r"what one step mends",
        "review.html",
        "Each row groups gaps that one call or search can resolve",
    ),
    "no contact": (r"known from others|\bnobody\b", "review.html", "third-party or partial sources"),
    "third-party summary decides": (r"somebody else", "review.html", "based on a third-party summary"),
    "policy change lag": (r"How long changes|What lacks", "drift.html", "Policy change lag"),
    "not adopted": (r"works by it\b", "drift.html", "not adopted by any team"),
    "compare plans": (r"side by side|[Aa]nother scope|they part\b", "compare.html", "Plan A"),
    "unknown is not compared": (r"not known is not compared", "compare.html", "Unknown answers are not compared"),
    "review intervals": (r"[Hh]ow long an answer|half-li(?:fe|ves)\b", "glossary.html", "Review intervals"),
    "precedence": (r"\boutranks?\b", "about.html", "take precedence"),
    "wrong address": (r"taken away|a slip in it", "404.html", "moved or removed, or the URL has a typo"),
    "way home": (r"how deep in the site", "404.html", "can't locate the home page"),
    "plan names on hover": (r"under the pointer", "glance.html", "hover for the plan name"),
    "authorization": (r"[Ss]econd approval|\bapproval is asked", C, "Prior authorization"),
    "MAC": (r"\bthe contractor's own\b|judgement", "medicare/payer.html", "MAC"),
    "RARC": (r"with remark code MA130|\(MA130\)", "medicare/palmetto/appeals.html", "RARC MA130"),
    "medical review": (
        r"[Rr]ecords are asked for after",
        "medicare/cgs/category-iii.html",
        "requested after billing (ADR)",
    ),
    "questions have the field's names": (r"\bBenchmarks\b", C, "Payment rates"),
    "search log": (r"\b[Rr]eceipts\b|\b[Tt]he receipt lists", E, "Search log"),
    "our interpretation": (r"Our reading\b:", CODING, "Our interpretation:"),
    "restrictive": (r"\b[Tt]ighter\b|\b[Ll]ooser\b", "glossary.html", "more restrictive, less restrictive"),
    "US spelling": (r"[Ll]icence|labelled|neighbour|judgement|\bcolour", "medicare/payer/contacts.html", "judgment"),
}


@pytest.fixture(scope="module")
def told(real_site):
    """What each page says now, by address."""
    found = {path.relative_to(real_site).as_posix(): path for path in sorted(real_site.rglob("*.html"))}
    left = {
        name: path
        for name, path in found.items()
        if "/versions/" not in name and not name.startswith(("changes", "api"))
    }
    return {name: plain(path.read_text(encoding="utf-8")) for name, path in left.items()}


OTHERS = (
    r"(?s)<(script|style|code|pre|del|ins|head)\b.*?</\1>",
    r'(?s)<table class="facts version-table">.*?</table>',
    r'(?s)<section aria-labelledby="news">.*?</section>',
    r"\(commit [0-9a-f]{7}, “[^”]*”\)",
    r"(?s)<dt>Commit</dt><dd>.*?</dd>",
)
"""What is no text of the page itself: code, what was recorded on other days, and the subject of a commit."""


def plain(page):
    """Give the words of a page itself."""
    for cut in (*OTHERS, r"<[^>]*>"):
        page = re.sub(cut, " ", page)
    return " ".join(html.unescape(page).split())


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_list_of_words_holds(told, real_site, row):
    old, place, new = ROWS[row]
    said = {
        name: text[max(0, hit.start() - 40) : hit.end() + 40]
        for name, text in told.items()
        if (hit := re.search(old, text))
    }
    assert {} == said
    assert any(new in page for page in pages(real_site, told, place)), f"{place} does not say: {new}"


def pages(site, told, place):
    """Give the words of a page, or the texts of scripts."""
    if place.endswith(".html"):
        text = (site / place).read_text(encoding="utf-8")
        return [told.get(place, ""), plain(text), re.sub(r"<[^>]*>", "", text)]
    return [html.unescape(path.read_text(encoding="utf-8")) for path in site.glob(place.replace("*.js", "**/*.js"))]


TONES = {
    "covered": "good",
    "covered with criteria": "partial",
    "case by case": "partial",
    "investigational": "bad",
    "not covered": "bad",
    "not required": "good",
    "required in some cases": "partial",
    "required": "action",
    "not applicable": "neutral",
    "data not available": "unknown",
}
"""How each answer of a fixed list looks: paid, conditional, denied, action needed, nothing to do, unknown."""


def test_denied_conditional_paid_action_needed_and_unknown_look_different():
    assert {value.name: value.tone for value in (*COVERAGE, *PRIOR_AUTHORIZATION)} == TONES
    style = (TEMPLATES / "styles" / "01-base.css").read_text(encoding="utf-8")
    for tone in set(TONES.values()):
        colors = re.findall(rf"--{tone}: (#[0-9a-f]+);", style)
        assert 2 == len(colors), "one color for each theme"
    in_light = [re.search(rf"--{tone}: (#[0-9a-f]+);", style)[1] for tone in set(TONES.values())]
    assert len(set(in_light)) == len(in_light)


@pytest.mark.parametrize("address", [HOME, C, "aetna/payer.html", "compare.html", E, SEARCH, "worklist.html", V])
def test_every_page_of_answers_leads_to_the_glossary(real_site, address):
    assert re.search(r'href="[./]*glossary\.html', (real_site / address).read_text(encoding="utf-8"))
