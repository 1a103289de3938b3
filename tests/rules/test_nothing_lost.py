"""Whatever a slip of the hand makes of a file: what the checker lets pass shows every word that was typed."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.content.front_matter import Mapping, Scalar, comments
from kb.content.load import Texts, load
from kb.content.parse import parse
from kb.content.prose import to_plain
from kb.rules.check import check
from kb.rules.front_matter_text import scalars

GOOD = load(Path(__file__).parents[1] / "data" / "good").files
NAMES = [name for name in GOOD if name.endswith(".md")]
SIGNS = [
    *(
        "*",
        "_",
        "**",
        "`",
        "```",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "|",
        "#",
        " #",
        "# ",
        "- ",
        "1. ",
        "> ",
        ">",
        "\\",
        "<!--",
    ),
    *(
        "-->",
        "<b>",
        "&amp;",
        "&nbsp;",
        "\n",
        "\n\n",
        "    ",
        "  ",
        ": ",
        ", ",
        "{",
        "}",
        "!",
        "'",
        '"',
        "---",
        "===",
        "$",
    ),
    *(
        "[zebra](",
        "](zebra)",
        "[^zebra]",
        "zebra",
        " zebra",
        "| zebra |",
        "<zebra>",
        "[zebra]: ",
        "\u200b",
        "\u202e",
        "![",
        "^",
    ),
]
LINES = [
    *(
        "zebra",
        "# zebra",
        "#zebra",
        "  zebra",
        "    zebra",
        "- zebra",
        "1. zebra",
        "| zebra |",
        "> zebra",
        "zebra: zebra",
    ),
    *(
        "<!-- zebra -->",
        "[zebra]: zebra",
        "[^1]: zebra",
        "***zebra***",
        "```",
        "~~~ zebra",
        "::: zebra",
        "{: .zebra}",
        "--",
    ),
]


@st.composite
def slips(draw):
    """Make a file of the small library with up to three slips: a sign, a line, a deletion, an indent."""
    name = draw(st.sampled_from(NAMES))
    text = GOOD[name]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        lines = text.split("\n")
        row = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 5)):
            case 0 | 1:
                text = text[:at] + draw(st.sampled_from(SIGNS)) + text[at:]
            case 2:
                text = "\n".join([*lines[:row], draw(st.sampled_from(LINES)), *lines[row:]])
            case 3:
                text = text[:at] + text[at + draw(st.integers(1, 3)) :]
            case 4:
                text = "\n".join([*lines[:row], " " * draw(st.integers(1, 5)) + lines[row], *lines[row + 1 :]])
            case 5:
                text = "\n".join([*lines[:row], lines[row] + draw(st.sampled_from(SIGNS)), *lines[row + 1 :]])
    return name, text


def words(text):
    """Count the words of a text; an entity that the rules let through is a sign and no word."""
    return Counter(re.findall(r"[^\W_]+", re.sub(r"&(?:amp|gt|lt);", " ", text)))


def keys(node):
    for key, value in node.items if isinstance(node, Mapping) else ():
        yield key.text
        yield from keys(value)
    for item in node.items if not isinstance(node, Mapping | Scalar) else ():
        yield from keys(item)


def seen(name, text):
    """Count the words that readers see of a file, those of its keys, of addresses and of notes above keys."""
    parsed = parse(name, text)
    shown = [value.text for _, value in scalars(parsed.root)] + list(keys(parsed.root))
    shown += [comment.text for comment in comments(parsed.front)]
    for section in parsed.sections:
        shown += [section.heading, to_plain(section.text)]
        shown += re.findall(r"\[[a-z0-9-]+\]|\]\([^)]*\)|(?m:^ *[0-9]+[.)] )", section.text)
    return words("\n".join(shown))


@settings(max_examples=300)
@given(slips())
def test_what_passes_shows_every_word_that_was_typed(slip):
    name, text = slip
    if not check(Texts({**GOOD, name: text}, ())).problems:
        assert Counter() == words(text) - seen(name, text)


@pytest.mark.parametrize("name", NAMES)
def test_the_small_library_shows_every_word(name):
    assert Counter() == words(GOOD[name]) - seen(name, GOOD[name])
