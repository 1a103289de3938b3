"""Prose to HTML that can do nothing but be read, and to the words alone."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.content import markdown
from kb.content.prose import to_html, to_plain, to_sentences

NUMBERS = {"example-policy": 1, "other-policy": 2}

ALLOWED = set("a blockquote br code em h3 h4 hr li ol p pre strong sup table tbody td th thead tr ul".split())  # noqa: SIM905
ATTRIBUTES = {"href", "class", "title", "aria-label", "start", "align"}
SAFE = ("#", "http:", "https:", "mailto:")


def html(text):
    return to_html(text, NUMBERS)


def parsed(text):
    """Read the HTML of a text as a browser would."""
    return html5lib.parseFragment(html(text), treebuilder="etree", namespaceHTMLElements=False)


def elements(text):
    return [element for element in parsed(text).iter() if element.tag != "DOCUMENT_FRAGMENT"]


def links(text):
    """Give the words and the address of each link."""
    return [("".join(link.itertext()), link.get("href")) for link in parsed(text).iter("a")]


# Citations


def test_a_citation_becomes_a_numbered_link_to_its_source_with_an_accessible_name():
    (note,) = parsed("Paid [example-policy].").iter("sup")
    (link,) = note
    assert {"class": "cite"} == note.attrib
    assert {"href": "#source-example-policy", "aria-label": "Source 1"} == link.attrib
    assert "1" == link.text


def test_citations_side_by_side_are_each_a_link():
    expected = [("2", "#source-other-policy"), ("1", "#source-example-policy")]
    assert expected == links("Paid [other-policy] [example-policy].")
    assert expected == links("Paid [other-policy][example-policy].")


@pytest.mark.parametrize("text", ["Paid [unknown-policy].", "Paid [Example-Policy].", "`[example-policy]`", r"\[a]"])
def test_brackets_that_cite_no_known_source_stay_as_they_are_written(text):
    assert text.strip("`").replace("\\", "") == "".join(parsed(text).itertext())
    assert [] == links(text)


def test_a_citation_is_numbered_wherever_it_stands():
    text = "- **Paid [example-policy]**\n\n### Part [example-policy]\n\n| a |\n| --- |\n| b [example-policy] |"
    assert [("1", "#source-example-policy")] * 3 == links(text)


# Links


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("0709t.md", "0709t.html"),
        ("../../codes/0709t.md", "../../codes/0709t.html"),
        ("category-iii.md#coverage", "category-iii.html#coverage"),
        ("a.md.md", "a.md.html"),
        ("#coverage", "#coverage"),
        ("notes.mdx", "notes.mdx"),
        ("https://example.org/readme.md", "https://example.org/readme.md"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_link_between_content_files_leads_to_the_page_and_others_stay(target, expected):
    assert [("See", expected)] == links(f"[See]({target})")


def test_a_link_keeps_its_title():
    assert ["More"] == [link.get("title") for link in parsed('[See](0709t.md "More")').iter("a")]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#1;javascript:alert(1)",
        "<javascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
    ],
)
def test_a_link_that_runs_something_leads_nowhere(target):
    assert {None} >= {link.get("href") for link in parsed(f"[See]({target}) and [see][1]\n\n[1]: {target}").iter("a")}
    assert "See" in "".join(parsed(f"[See]({target})").itertext())


# Markup


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=alert(1)>x</b>",
        "a <!-- b --> c",
        "<svg><style>x</style></svg>",
        "<div>\n\nx\n\n</div>",
        "| <i>x</i> |",
    ],
)
def test_raw_html_is_shown_as_text(text):
    assert {"p"} == {element.tag for element in elements(text)}
    assert text.split() == "".join(parsed(text).itertext()).split()


@pytest.mark.parametrize("text", ["![x](https://example.org/x.png)", "![x][y]", "![x]"])
def test_an_image_is_shown_as_text(text):
    assert ["p"] == [element.tag for element in elements(text)]
    assert text == "".join(parsed(text).itertext())


def test_a_link_has_its_address_beside_it_and_nowhere_else():
    text = "[See][there] and [there].\n\n[there]: https://example.org"
    assert [] == links(text)
    assert text.split() == "".join(parsed(text).itertext()).split()


def test_text_is_laid_out_with_the_marks_of_markdown():
    text = "### Part\n\n1. one\n2. two\n\n***\n\n- **a** *b* `c`\n\n> said\n\nline  \nline\n\n#### Piece\n\n    kept"
    tags = [element.tag for element in elements(text)]
    assert ["h3", "ol", "li", "li", "hr", "ul", "li", "strong", "em", "code", "blockquote", "p", "p", "br"] == tags[
        :-3
    ]
    assert ["h4", "pre", "code"] == tags[-3:]


def test_a_list_begins_with_the_number_it_is_given():
    assert ["3"] == [found.get("start") for found in parsed("3. three\n4. four").iter("ol")]


def test_a_table_has_a_head_and_rows():
    text = "| Setting | Units |\n| --- | ---: |\n| Practitioner | 4 [example-policy] |\n| Other | <b> |"
    table = parsed(text).find("table")
    assert ["thead", "tbody"] == [part.tag for part in table]
    assert [["Setting", "Units"], ["Practitioner", "4 1"], ["Other", "<b>"]] == [
        ["".join(cell.itertext()) for cell in row] for row in table.iter("tr")
    ]
    assert [None, "right"] * 3 == [cell.get("align") for row in table.iter("tr") for cell in row]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our reading: both hold.", "reading"),
        ("**Our inference** is that both hold.", "reading"),
        ("OUR READING: both hold.", "reading"),
        ("Our readings differ.", None),
        ("In our reading both hold.", None),
        ("Data not available. Nothing was found.", "unknown"),
        ("*data not available*", "unknown"),
        ("There is data not available elsewhere.", None),
        ("Paid.", None),
    ],
)
def test_a_paragraph_that_is_a_reading_or_an_unknown_is_marked(text, expected):
    assert [None, expected, None] == [p.get("class") for p in parsed(f"Before.\n\n{text}\n\nAfter.").iter("p")]


NASTY = [
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<style>", "<!--", "-->"),
    *("<a href='javascript:alert(1)' onclick=x>", "</a>", "<iframe src=//e.org>", "<base href=//e.org>", "<![CDATA["),
    *("[x](javascript:alert(1))", "![x](x.png)", "[x]: javascript:alert(1) 'y'", "[x]", "[x][x]", "<https://e.org>"),
    *("[example-policy]", "[a [example-policy] b](c.md)", "`", "```", "**", "*", "_", "> ", "- ", "1. ", "    ", "#"),
    *(
        "| a | b |\n| --- | --- |\n| c |",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "&",
        "\\",
        "\n",
        "\n\n",
        " ",
        '"',
        "'",
    ),
    *("{: onclick=x }", "\x02", "\x03", "\x02wzxhzdk:0\x03", "klzzwxh:0000", "javascript:", "(", ")", "<", ">", "="),
    *("<math><mtext>", "<p class=x id=y>", "<form action=x>", "\u2028", "\x00", "\x1b", "Our reading", "data:"),
]
ANY = st.lists(st.sampled_from(NASTY) | st.text(max_size=8), max_size=14).map("".join) | st.text(max_size=200)


@given(ANY)
def test_no_text_becomes_more_than_words_marks_and_links(text):
    for element in elements(text):
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("class") in {None, "cite", "reading", "unknown"}


@given(ANY)
def test_no_text_becomes_a_link_that_runs_something(text):
    addresses = ("".join((href or "").split()).lower() for _, href in links(text))
    assert [] == [address for address in addresses if ":" in address.split("/")[0] and not address.startswith(SAFE)]


# Plain text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paid [example-policy].", "Paid."),
        ("Paid [example-policy] [other-policy], and soon [a].", "Paid, and soon."),
        ("**Not** *covered* `0709T`", "Not covered 0709T"),
        ("See [the code](../codes/0709t.md#units).", "See the code."),
        ("- one\n- two\n    - three\n", "one two three"),
        ("### Part\ntext", "Part text"),
        ("| a | b |\n| --- | --- |\n| c | d |", "a b c d"),
        ("a\nb  \nc\n\n\nd", "a b c d"),
        ("> said\n\nso", "said so"),
        ("    kept as it is\n    so", "kept as it is so"),
        ("5 < 7 & <b>", "5 < 7 & <b>"),
        ("Data not available.", "Data not available."),
        ("from 3.5 to .5", "from 3.5 to .5"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_alone(text, expected):
    assert expected == to_plain(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n- two\n", "one; two."),
        ("### Part\n\nA text", "Part. A text."),
        ("| Who | Time | From |\n| --- | --- | --- |\n| Texas | 95 days | |", "Who: Time; From. Texas: 95 days."),
        ("One line\ngoes on.", "One line goes on."),
    ],
)
def test_each_block_and_each_row_of_a_table_is_a_sentence(text, expected):
    assert expected == to_sentences(text)


WORD = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)
SHAPES = st.sampled_from(
    [
        *("{0} {1}", "{0}\n{1}", "{0}  \n{1}", "### {0}\n\n{1}", "#### {0}\n{1}", "- {0}\n- {1}", "- {0}\n    - {1}"),
        *(
            "1. {0}\n2. {1}",
            "> {0}\n> {1}",
            "**{0}** {1}",
            "{0} *{1}*",
            "`{0}` {1}",
            "[{0} {1}](a.md#b)",
            "    {0}\n{1}",
        ),
        *("| {0} |\n| --- |\n| {1} |", "{0} [example-policy] {1}", "{0} {1} [example-policy]", "{0}\n\n***\n\n{1}"),
        *("[example-policy] {0} {1}", "- {0} [a]\n\n- {1}", "> {0}\n\n{1}", "{0}\n\n{1}", "[{0}](a.md) {1}"),
    ]
)


@given(st.lists(st.tuples(SHAPES, WORD, WORD), max_size=6))
def test_plain_text_keeps_every_word_and_nothing_else(parts):
    text = "\n\n".join(shape.format(first, second) for shape, first, second in parts)
    assert " ".join(word for _, *words in parts for word in words) == to_plain(text)


def test_a_section_looks_the_same_whatever_was_rendered_before_it():
    cited = ("Paid [example-1], *not* `[example-1]` <b>here</b>.", {"example-1": 3})
    uncited = ("Paid [example-1].\n\n[example-1]: https://example.org\n\n| a |\n|---|\n| b [example-1] |", {})
    renumbered = (cited[0], {"example-1": 1})
    alone = []
    for section in (cited, uncited, renumbered):
        markdown._converter.cache_clear()
        alone.append(to_html(*section))
    assert 3 == len(set(alone))
    assert [*alone, *alone[::-1]] == [to_html(*s) for s in (cited, uncited, renumbered, renumbered, uncited, cited)]
