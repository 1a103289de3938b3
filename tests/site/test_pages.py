"""Every built page, read as a browser reads it: links resolve, the frame stands, and nothing is asked of others."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from benchmarks.bounds import measure
from kb.site.static_files import STYLES, stylesheet
from kb.site.unchanged import TEMPLATES

pytestmark = pytest.mark.slow

LINKS = ("href", "src", "action", "formaction", "poster", "srcset", "data", "cite", "background")
"""Attributes that hold an address."""

NAMES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "data-search")
"""Attributes that hold ids of the same page."""

BOX = ["names.js", "joined/page.js", "search.js"]
SEARCH = ["names.js", "joined/search.js"]
SEARCHING = ("index.html", "search.html", "ask.html", "worklist.html")
"""What pages that read queries load in place of the scripts of the box."""

KEYS = ["grid_keys.js", "grid_copy.js", "grid_plans.js"]
LEAD = (*KEYS[:2], "verdicts.js", *KEYS[2:])
ANSWERS = "joined/answers.js"
CARD = ["answer_pieces.js", "dated_answers.js", "card.js"]
PARTS = ["joined/engine_days.js", "joined/engine_plans.js"]
"""In the order in which each needs the ones before it."""


ALONE = "404.html"
"""A server shows it at any wrong address: it carries its style and one script, and links that count folders up."""

LIMIT = 60_000
"""Fewer bytes than these a server sends of any page, compressed: what stands there before anybody searches."""


@dataclass(frozen=True)
class Site:
    """A built site: the bytes of every file, and every page as a tree."""

    files: dict[str, bytes]
    trees: dict[str, object]
    faults: list[str]

    @cached_property
    def elements(self):
        """Every element with its page and its tag, without a namespace."""
        found = ((page, element) for page, tree in self.trees.items() for element in tree.iter())
        return [(page, e.tag.rpartition("}")[2], e) for page, e in found if isinstance(e.tag, str)]

    @cached_property
    def links(self):
        """Every address with its page, its tag and its attribute."""
        given = ((page, tag, element, name) for page, tag, element in self.elements for name in element.attrib)
        plain = ((page, tag, name.rpartition("}")[2], element.get(name)) for page, tag, element, name in given)
        return [(page, tag, name, value) for page, tag, name, value in plain if name in LINKS]

    @cached_property
    def ids(self):
        """The ids of each page."""
        return {page: Counter(filter(None, (e.get("id") for e in tree.iter()))) for page, tree in self.trees.items()}

    def has(self, page, target):
        """Tell whether an address on a page leads to a file of the site, and to an id there."""
        parts = urlsplit(target)
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
        )
        anchor = unquote(parts.fragment)
        state = anchor.startswith(STATES.get(path, "no state"))
        return path in self.files and (not anchor or state or anchor in self.ids.get(path, ()))


DATES = ["dates.js", "dates_read.js", "date_forms.js", "date_of_service.js"]
GRID = ["date_banner.js", "dated_answers.js", "dated_grid.js", "grids_today.js"]
NOTHING_LEAVES = "read-text.html"
"""The page whose text of a record goes nowhere, not even into a search."""

OWN = {
    "index.html": (
        ANSWERS,
        "called.js",
        *GRID,
        "reasons.js",
        "plan_field.js",
        "pickers.js",
        "countdown.js",
        *LEAD,
    ),
    "search.html": (),
    "ask.html": (ANSWERS, "called.js", "joined/ask.js", "ask_page.js"),
    "read-text.html": ("read_text.js", "read_text_page.js"),
    "compare.html": ("called.js", *CARD, "plan_field.js", "compare.js"),
    "worklist.html": (
        *(*PARTS, "called.js", *CARD, "sheet.js"),
        *("worklist_lines.js", "worklist.js"),
    ),
    "look-up.html": ("look_up.js", "look_up_page.js"),
    "claim.html": ("joined/ask.js", "facts.js", "cite.js", "joined/claim.js", "claim_page.js"),
    "my-plans.html": ("choose_plans.js",),
}
"""The scripts of a page beside those of the search box."""

STATES = {
    "search.html": "q=",
    "ask.html": "q=",
    "claim.html": "codes=",
    "look-up.html": "q=",
    "compare.html": "code=",
    "changes.html": "payer=",
}
"""What stands behind the # of an address of these pages where it is no id."""


@pytest.fixture(scope="module", params=["good", "real", "dated"])
def site(request):
    """The site of the small library, that of the real policies, and that of the small one with a history.

    What leads on from a folder has its own test.
    """
    folder = request.getfixturevalue(f"{request.param}_site")
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    trees, faults = {}, []
    for name in (name for name in files if name.endswith(".html") and not name.endswith("/index.html")):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        trees[name] = parser.parse(files[name], transport_encoding="utf-8")
        faults += [f"{name}:{line}:{column}: {code}" for (line, column), code, _ in parser.errors]
    return Site(files, trees, faults)


def text(element):
    """Give the words below an element."""
    return " ".join("".join(element.itertext()).split())


def outside(address):
    """Tell whether an address leads out of the site."""
    return bool(urlsplit(address).scheme or urlsplit(address).netloc)


# Links and ids


def test_each_page_is_html_without_a_fault(site):
    assert [] == site.faults


def test_each_link_within_the_site_leads_to_a_file_and_an_id(site):
    inner = [(page, target) for page, _, _, target in site.links if not outside(target) and page != ALONE]
    assert [] == [f"{page} -> {target}" for page, target in inner if not site.has(page, target)]


def test_each_result_of_the_search_leads_to_a_file_and_an_id(site):
    calls = [json.loads(f"[{line[11:-2]}]") for line in site.files["static/index.js"].decode().splitlines()]
    rows = [row for _, name, content in calls if name.startswith("documents/") for row in content]
    found = [f"{entry}.html#{section}" for entry, section, *_ in rows]
    assert found
    assert [] == [target for target in found if not site.has("index.html", target)]


def test_each_id_stands_once_on_its_page_and_is_one_word(site):
    twice = [f"{page}#{name}" for page, ids in site.ids.items() for name, number in ids.items() if number > 1]
    odd = [f"{page}#{name}" for page, ids in site.ids.items() for name in ids if re.search(r"\s", name)]
    assert ([], []) == (twice, odd)


def test_an_id_is_made_of_letters_digits_and_hyphens(site):
    odd = [
        f"{page}#{name}" for page, ids in site.ids.items() for name in ids if not re.fullmatch(r"[a-z0-9-]+", name)
    ]
    assert [] == odd


def test_each_label_names_ids_of_its_page(site):
    named = [(page, word) for page, _, e in site.elements for name in NAMES for word in e.get(name, "").split()]
    assert [] == [f"{page}#{word}" for page, word in named if word not in site.ids[page]]


def test_links_within_the_site_are_relative_so_that_it_works_below_any_path(site):
    absolute = [f"{page}: {target}" for page, _, _, target in site.links if target.startswith(("/", "\\"))]
    bases = [page for page, tag, _ in site.elements if tag == "base"]
    assert ([], []) == (absolute, bases)


def test_the_page_of_a_payer_or_a_code_names_its_own_feeds_for_programs_and_for_readers(site):
    kinds = {"application/atom+xml": ".xml", "application/feed+json": ".json"}
    pages = [
        name
        for name in site.trees
        if re.fullmatch(r"codes/[^/]+\.html", name) or re.fullmatch(r"[a-z-]+/payer\.html", name)
    ]
    assert pages
    for page in pages:
        feed = f"../feeds/{page.removesuffix('/payer.html').removesuffix('.html')}"
        own = dict([*kinds.items()][: 1 if page.startswith("codes/") else 2])
        named = {e.get("type"): e.get("href") for e in site.trees[page].iter("link") if e.get("rel") == "alternate"}
        assert {kind: f"{feed}{ending}" for kind, ending in own.items()} == named
        lines = [e for e in site.trees[page].iter("p") if text(e).startswith("Follow changes of ")]
        assert [[f"{feed}{ending}" for ending in own.values()]] == [
            [a.get("href") for a in line.iter("a")] for line in lines
        ]


def test_each_page_is_quick_to_send(site):
    pages = {name: len(gzip.compress(text)) for name, text in site.files.items() if name.endswith(".html")}
    assert {} == {name: weight for name, weight in pages.items() if weight >= LIMIT}


# Nothing of others


def test_nothing_but_a_link_to_click_leads_to_another_host(site):
    assert [] == [(page, tag, target) for page, tag, _, target in site.links if outside(target) and tag != "a"]


def test_a_link_out_of_the_site_leads_to_the_web_or_dials_a_number(site):
    out = [(page, target) for page, _, _, target in site.links if outside(target)]
    assert [] == [(page, target) for page, target in out if urlsplit(target).scheme not in {"http", "https", "tel"}]


def test_styles_ask_for_no_further_file():
    assert [] == re.findall(
        rb"url\([^)]*\)|@import.*", b"".join(stylesheet(TEMPLATES / folder) for folder in STYLES.values())
    )


def test_there_is_no_script_or_style_in_line_and_no_event_attribute(site):
    scripts = [
        page for page, tag, e in site.elements if tag == "script" and page != ALONE and (not e.get("src") or text(e))
    ]
    styles = [page for page, tag, e in site.elements if (tag == "style" and page != ALONE) or "style" in e.attrib]
    events = [(page, name) for page, _, e in site.elements for name in e.attrib if name.lower().startswith("on")]
    assert ([], [], []) == (scripts, styles, events)


def test_there_is_nothing_that_could_carry_a_foreign_page(site):
    carriers = {"iframe", "frame", "object", "embed", "applet", "portal"}
    refreshing = [page for page, tag, e in site.elements if tag == "meta" and e.get("http-equiv") == "refresh"]
    assert ([], []) == ([page for page, tag, _ in site.elements if tag in carriers], refreshing)


# The frame of every page


def test_each_page_says_that_its_language_is_english(site):
    assert [] == [page for page, tree in site.trees.items() if tree.get("lang") != "en"]


def test_each_page_has_one_first_heading_and_it_has_words(site):
    found = {page: [text(heading) for heading in tree.iter("h1")] for page, tree in site.trees.items()}
    assert {} == {page: headings for page, headings in found.items() if len(headings) != 1 or not headings[0]}


def test_each_page_has_a_title_of_its_own(site):
    titles = [[text(title) for title in tree.find("head").iter("title")] for tree in site.trees.values()]
    assert {1} == {len(found) for found in titles}
    assert [] == [title for (title,), number in Counter(map(tuple, titles)).items() if number > 1]
    assert [] == [title for (title,) in titles if not re.fullmatch(r"\S.* · Payer policy library", title)]


def test_each_page_forbids_whatever_is_not_of_the_site_before_anything_is_loaded(site):
    for page, tree in site.trees.items():
        head = list(tree.find("head"))
        policies = [e for e in head if e.get("http-equiv") == "Content-Security-Policy"]
        assert 1 == len(policies), page
        assert [] == [e.tag for e in head[: head.index(policies[0])] if e.tag in {"script", "link"}], page
        rules = dict(rule.split(maxsplit=1) for rule in policies[0].get("content").split("; "))
        assert "'none'" == rules.pop("default-src"), page
        assert "'none'" == rules.pop("base-uri"), page
        for rule, tag in (("style-src", "style"), ("script-src", "script")):
            own = f"'self' '{hash_of(tree, tag)}'" if page == ALONE else "'self'"
            assert own == rules.pop(rule), page
        assert {"'self'", "'none'", "data:"} >= {word for words in rules.values() for word in words.split()}, page
        assert ("'none'" if page == NOTHING_LEAVES else "'self'") == rules["form-action"], page
        assert page != NOTHING_LEAVES or {"'none'"} == {rules["connect-src"], rules["img-src"]}


def hash_of(tree, tag):
    """Give the hash by which a policy allows the one style or script that stands in a page, and no other."""
    (found,) = tree.iter(tag)
    return f"sha256-{base64.b64encode(hashlib.sha256(found.text.encode()).digest()).decode()}"


def test_the_page_for_a_wrong_address_asks_for_no_file_and_leads_home_from_every_depth(site):
    tree = site.trees[ALONE]
    names = [name for name in site.trees if name != ALONE]
    (ways,) = [e for e in tree.iter("div") if "data-without-top" in e.attrib]
    links = [e.get("href") for e in ways.iter("a")]
    assert {"../" * name.count("/") + "index.html" for name in names} <= set(links)
    assert len(set(links)) == len(links)
    assert [] == [e for tag in ("link", "img") for e in tree.iter(tag)]
    assert [None] == [e.get("src") for e in tree.iter("script")]


def test_what_the_page_for_a_wrong_address_shows_once_it_found_the_top_is_hidden_and_leads_into_the_site(site):
    parts = [e for e in site.trees[ALONE].iter() if "data-with-top" in e.attrib]
    links = [link.get("href") for part in parts for link in part.iter("a")]
    assert ["div", "div", "div"] == [part.tag for part in parts if "hidden" in part.attrib]
    assert {"index.html", "search.html", "codes/0709t.html"} <= set(links)
    assert [] == [link for link in links if not site.has("index.html", link)]


def test_the_page_for_a_wrong_address_loads_the_scripts_of_the_search_box_and_its_own(site):
    (script,) = site.trees[ALONE].iter("script")
    named = json.loads(re.search(r"SCRIPTS = (\[[^]]*])", script.text)[1])
    assert [*BOX[:-1], "wrong_address.js", BOX[-1]] == [f"{name}.js" for name in named]


def test_each_page_loads_the_scripts_of_the_search_in_order_and_after_itself(site):
    for page, tree in site.trees.items():
        if page == ALONE:
            continue
        (loader,) = tree.iter("script")
        own = OWN.get(page) or of_its_kind(page, tree)
        wanted = [*(SEARCH if page in SEARCHING else BOX[:-1]), *own, BOX[-1]]
        assert wanted == [f"{name}.js" for name in loader.get("data-scripts").split()], page
        assert [] == [name for name in wanted if not site.has("index.html", f"static/{name}")], page
        assert loader.get("src").endswith("static/load.js"), page
        assert "defer" in loader.attrib, page


def of_its_kind(page, tree):  # noqa: C901, PLR0911  (one line a kind)
    """Give the scripts that a page has by its kind."""
    if page.startswith("review/"):
        return ["countdown.js", "sheet.js", "review_day.js", "review.js"]
    if page in {"review.html", "acts.html"}:
        return ["countdown.js", "review_day.js" if page == "review.html" else "acts.js"]
    if page == "changes.html" or page.startswith("changes/"):
        parts = any("data-change-parts" in e.attrib for e in tree.iter("nav"))
        return ["countdown.js", "sheet.js", "changes.js", *(["moved_change.js"] if parts else [])]
    if page.startswith("codes/") and page.count("/") == 2:
        drawn = any(e.get("class") == "plan-lines" for e in tree.iter("figure"))
        return ["countdown.js", *(["line_plans.js"] if drawn else [])]
    if "/payer/" in page:
        return ["countdown.js"]
    if page.startswith("codes/"):
        dated = [*DATES, "date_banner.js", *CARD[:2], "dated_grid.js", "answers_as_of.js"]
        cells = ["card.js", "reasons.js", *LEAD[:-1], "grid_rows.js", LEAD[-1]]
        return ["parts.js", "called.js", "countdown.js", *dated, *cells]
    if page.endswith("/payer.html"):
        grid = ["date_banner.js", *CARD[:2], "dated_grid.js", "grids_today.js"]
        return ["parts.js", "called.js", *grid, "card.js", "reasons.js", *KEYS]
    if any("data-cite" in e.attrib for e in tree.iter("div")):
        return [*DATES, "countdown.js", "cite.js", "code_links.js"]
    return DATES if any("data-spans" in e.attrib for e in tree.iter("div")) else []


def test_each_page_tells_its_scripts_the_way_to_the_top(site):
    ways = {page: tree.find("body").get("data-root") for page, tree in site.trees.items()}
    assert {page: "../" * page.count("/") for page in site.trees} == ways


def test_no_page_tells_another_host_where_a_reader_came_from(site):
    told = {(page, e.get("content")) for page, _, e in site.elements if e.get("name") == "referrer"}
    assert {(page, "no-referrer") for page in site.trees} == told


def test_each_page_carries_the_notice_on_cpt(site):
    notices = {
        page: [text(e) for e in tree.iter("p") if e.get("class") == "cpt-notice"] for page, tree in site.trees.items()
    }
    notice = "CPT is a registered trademark of the American Medical Association, and CPT codes are copyright American"
    assert [] == [page for page, found in notices.items() if len(found) != 1 or not found[0].startswith(notice)]


def test_each_page_says_that_it_guarantees_no_payment(site):
    footers = {page: [text(e) for e in tree.iter("footer")] for page, tree in site.trees.items()}
    said = "Not a guarantee of payment."
    assert [] == [page for page, found in footers.items() if len(found) != 1 or not found[0].startswith(said)]


def test_each_page_but_home_shows_the_way_to_itself(site):
    for page, tree in site.trees.items():
        crumbs = [e for e in tree.iter("nav") if e.get("aria-label") == "Breadcrumb"]
        steps = [(text(e), "a" in [link.tag for link in e]) for nav in crumbs for e in nav.iter("li")]
        if page in {"index.html", ALONE}:
            assert [] == steps
        else:
            assert ("Home", True) == steps[0], page
            assert [True] * (len(steps) - 1) + [False] == [linked for _, linked in steps], page


def test_no_text_is_escaped_twice_or_a_value_of_the_program(site):
    shown = [(page, part or "") for page, _, e in site.elements for part in (e.text, e.tail, *e.attrib.values())]
    escaped, values = (
        r"&(amp|lt|gt|quot|#\d+);|</[a-z]",
        r"^None\b|\bNone$|\bUndefined\b| object at 0x|datetime\.|\{[{%#]",
    )
    faulty = re.compile(f"{escaped}|{values}")
    assert [] == [(page, part) for page, part in shown if faulty.search(part.strip())]


def test_a_date_in_numbers_is_marked_as_one_where_it_stands_alone(site):
    plain = [
        (page, text(e))
        for page, tag, e in site.elements
        if tag in {"td", "li", "span"} and re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", e.text or "")
    ]
    assert [] == plain


def test_no_grid_holds_a_word_that_is_not_to_be_seen(site):
    """So that a copy, a text browser and a screen reader get what is seen; reasons come from the answers' scripts."""
    grids = [(page, e) for page, tag, e in site.elements if tag == "table" and e.get("class") == "grid"]
    assert len(grids) > 2
    unseen = {"visually-hidden", "cell-why"}
    parts = [(page, part) for page, grid in grids for part in grid.iter()]
    assert [] == [
        (page, text(e)) for page, e in parts if unseen & {*e.get("class", "").split()} or "hidden" in e.attrib
    ]
    assert [] == [(page, e.get("title")) for page, e in parts if e.get("title")]
    assert [] == [page for page, grid in grids if not grid.get("aria-label")]


def test_the_words_of_a_chip_are_parted_from_the_next_also_where_they_are_copied(site):
    pairs = [(page, one, other) for page, _, e in site.elements for one, other in pairwise(e)]
    words = [(page, one, other) for page, one, other in pairs if other.tag in {"span", "a", "b", "time", "code"}]
    beside = [(page, one, other) for page, one, other in words if "chip" in one.get("class", "").split()]
    assert beside
    assert [] == [(page, text(one), text(other)) for page, one, other in beside if not (one.tail or "")[:1].isspace()]


def test_the_list_of_all_pages_names_the_scope_of_each_entry_and_is_announced_where_no_script_runs(site):
    tree = site.trees["pages.html"]
    lists = [e for e in tree.iter("ul") if e.get("class") == "scope-list"]
    scopes = [item for each in lists[1:] for item in each if item.tag == "li"]
    under = {
        link.get("href"): item[0].get("href") for item in scopes for ul in item.iter("ul") for link in ul.iter("a")
    }
    hidden = {page for page, tag, e in site.elements if tag == "meta" and e.get("name") == "robots"}
    parts = re.compile(r"codes/|[a-z-]+/payer/")
    entries = {page for page in site.trees if page.count("/") == 2 and not parts.match(page)} - hidden
    assert entries == set(under)
    for entry, scope in under.items():
        payer, name, _ = entry.split("/")
        assert f"{payer}/payer.html#scope-{name}" == scope
    (told,) = site.trees["search.html"].iter("noscript")
    assert [link.get("href") for link in told.iter("a")] == ["pages.html"]


def test_a_date_in_words_is_marked_as_one_so_that_no_line_cuts_it(site):
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    written = re.compile(rf"\b([0-9]{{1,2}} )?({months}) [0-9]{{4}}\b")
    heads = [
        (page, e)
        for page, tag, e in site.elements
        if tag in {"dd", "p"} and e.get("class") in {"page-meta", "source-meta"}
    ]
    assert heads
    parts = [(page, part) for page, e in heads for part in (e.text, *(child.tail for child in e)) if part]
    assert [] == [(page, part) for page, part in parts if written.search(part)]


def test_every_page_of_the_real_library_has_at_most_1500_elements_and_60_kilobytes(real_site):
    pages = ((path.relative_to(real_site).as_posix(), path.read_bytes()) for path in real_site.rglob("*.html"))
    assert [] == [found for found in measure(pages) if not found.fits]
