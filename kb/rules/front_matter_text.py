"""Rules on front matter as it is written: nothing of it is cut, joined or shown as a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kb.content.front_matter import Mapping, Node, Path, Scalar, Sequence, comments, scalars
from kb.content.parse import Parsed
from kb.content.paths import TEMPLATE
from kb.domain.look_alikes import name_of
from kb.domain.problem import place_in, shown
from kb.rules.rule import Found, TextRule

QUOTED: Final = re.compile(r'"(?:[^"\\]|\\[\s\S])*"')
ESCAPE: Final = re.compile(r'\\(?!["\\])')
NOTHING: Final = re.compile(r"[\W_]*|(?:null|nil|none|n/?a|n\. ?a\.|tba)\W*", re.IGNORECASE)
"""What stands for a value that is not there."""

MARKS: Final = {
    "a citation": re.compile(r"\[[a-z0-9]+(?:-[a-z0-9]+)*\](?!\()"),
    "a link": re.compile(r"\]\([^)\s]"),
    "bold": re.compile(r"\*\*\S|__\S"),
    "a code span": re.compile(r"`[^`]+`"),
    "HTML": re.compile(r"</?[A-Za-z][^<>]{0,80}>|<!--|-->|&(?:[A-Za-z]{2,31}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"),
}
MAY_MARK: Final = re.compile(r"[\[\]*_`<>&]")
"""A sign that each of them has: most values have none."""

CURLY: Final = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
CUT: Final = re.compile(r"[,;:(\[{/\u2013\u2014-]\Z|\b(?:and|or|the)\Z")
PAIRS: Final = ("()", "[]", "{}")
DOUBLED: Final = re.compile(r"(?<![\w-])([A-Za-z]{2,})(?: +|\n *)\1\b(?!-)", re.IGNORECASE)
"""A word that appears twice in a row, on one line or over its end."""


def _prose(parsed: Parsed) -> Iterator[Scalar]:
    """Return the values that are words and not an address."""
    return (value for path, value in parsed.values if path[-1:] not in {("url",), ("own_url",)})


def _first_line(parsed: Parsed) -> int:
    """Return the line on which the front matter begins: below its fence, or first where all of a file is YAML."""
    return 2 if parsed.kind else 1


def comment(parsed: Parsed) -> Found:
    """A comment is above the key it is about; anywhere else it cuts what a writer meant to keep."""
    for found in comments(parsed.front, _first_line(parsed)) if parsed.root else ():
        words = shown(found.text)
        if not found.alone:
            yield (
                found.place,
                f"'{words}' is a comment and lost; put the value in quotes, or the comment above its key",
            )
        elif found.text[1:2] not in {"", " ", "#"}:
            yield found.place, f"'{words}' is a comment and lost; put a text in quotes, or begin a comment with '# '"
        elif found.place.column != found.next_column:
            way = "put the text above in quotes, or the comment in the column of the key below it"
            yield found.place, f"'{words}' is a comment and lost; {way}"


def lost_line_break(parsed: Parsed) -> Found:
    """A value is one paragraph: line breaks in it are not kept."""
    for _, value in parsed.values:
        if "\n" in value.text.strip():
            way = "write one paragraph behind `>-`, or use the section below for more"
            yield value.place, f"line breaks in a value are lost; {way}"


def escape(parsed: Parsed) -> Found:
    """No escape sequence is used in double quotes, except for a quote or a backslash."""
    if "\\" not in parsed.front:
        return
    lines = parsed.front.split("\n")
    for _, value in parsed.values:
        row = value.place.line - _first_line(parsed)
        written = "\n".join([lines[row][value.place.column - 1 :], *lines[row + 1 :]]) if value.style == '"' else ""
        found = QUOTED.match(written)
        if found and (slip := ESCAPE.search(found[0].replace("\\\\", "--"))):
            sign = shown(found[0][slip.start() : slip.start() + 2])
            yield value.place, f"'{sign}' in double quotes is another character; write that, or use 'single quotes'"


def no_words(parsed: Parsed) -> Found:
    """A value says something; a payer's own word may be any."""
    for path, value in parsed.values if isinstance(parsed.root, Mapping) else ():
        quoted = str(path[-1]).endswith("words")
        if value.text.strip() and not quoted and NOTHING.fullmatch(value.text.strip()):
            yield value.place, f"'{shown(value.text)}' says nothing; take the key out, or give the value"


def mark_in_value(parsed: Parsed) -> Found:
    """A value is plain text: marks of Markdown and HTML would be shown as they are typed."""
    for value in _prose(parsed) if parsed.path != TEMPLATE else ():
        for what, pattern in MARKS.items() if MAY_MARK.search(value.text) else ():
            if found := pattern.search(value.text):
                said = f"'{shown(found[0])}' is shown as typed, for a value has no {what.removeprefix('a ')}"
                yield value.place, f"{said}; write plain words, and put the rest in the section"


def curly_quotes(parsed: Parsed) -> Found:
    """A value that is quoted is so by straight quotes, for curly ones become a part of it."""
    for _, value in parsed.values:
        written = value.text.strip()
        if len(written) > 1 and written[0] in CURLY and written[-1] in CURLY:
            yield value.place, f"{name_of(written[0])} becomes a part of the value; use straight quotes, or none"


def cut_off(parsed: Parsed) -> Found:
    """No value looks truncated: by an unclosed bracket, or by a last word such as "and"."""
    for value in _prose(parsed):
        written = value.text.strip()
        open_ones = [pair for pair in PAIRS if written.count(pair[0]) != written.count(pair[1])]
        if " " in written and (open_ones or CUT.search(written)):
            missing = f"'{open_ones[0]}' do not pair" if open_ones else f"it ends with '{written[-12:].split()[-1]}'"
            yield value.place, f"this text looks cut off, {missing}; write it to its end"


def doubled_word(parsed: Parsed) -> Found:
    """No word appears twice in a row."""
    for value in _prose(parsed):
        if found := DOUBLED.search(value.text):
            yield value.place, f"'{shown(found[0])}' appears twice in a row; take one out"
    for section in parsed.sections:
        for found in DOUBLED.finditer(section.text):
            place = place_in(section.text, found.start(), section.line + 1)
            yield place, f"'{shown(found[0])}' appears twice in a row; take one out"


def repeated_item(parsed: Parsed) -> Found:
    """No item appears twice in a list, no record twice in a list of records, no name in two groups of synonyms."""
    groups = set[str]()
    for path, node in _sequences(parsed.root):
        seen = groups if len(path) == 1 and isinstance(path[0], int) else set[str]()
        for item in node.items if path != ("codes",) else ():
            said = _said(item)
            if said in seen:
                what = f"'{shown(said)}'" if isinstance(item, Scalar) else "a record with the same values"
                yield item.place, f"{what} stands above already; take one out"
            seen.add(said)


def _sequences(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Sequence]]:
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield from _sequences(value, (*path, key.text))
    elif isinstance(node, Sequence):
        yield path, node
        for number, item in enumerate(node.items):
            yield from _sequences(item, (*path, number))


def _said(node: Node) -> str:
    """Write what a node says: a value whatever its capitals, a record with its keys."""
    if isinstance(node, Scalar):
        return node.text.strip().casefold()
    return "\n".join(f"{path} {' '.join(value.text.split())}" for path, value in scalars(node))


def comma_in_name(parsed: Parsed) -> Found:
    """A list of names is written as one: a comma in a name parts nothing."""
    for path, value in parsed.values:
        alone = path[-1:] == ("aliases",) or path[-2:-1] == ("aliases",)
        if alone and "," in value.text:
            names = [part.strip() for part in value.text.split(",")]
            message = f"'{shown(value.text)}' is one name with a comma; write a list: [{shown(', '.join(names))}]"
            yield value.place, message


FRONT_MATTER_TEXT_RULES: Final = (
    TextRule("comment", "a comment stands above the key it is about, and begins with '# '", comment),
    TextRule("lost-line-break", "a value is one paragraph", lost_line_break),
    TextRule("escape", "double quotes hold no backslash that stands for another character", escape),
    TextRule("no-words", "a value says something", no_words),
    TextRule("mark-in-value", "a value is plain text, without Markdown and HTML", mark_in_value),
    TextRule("curly-quotes", "values are quoted by straight quotes", curly_quotes),
    TextRule("cut-off", "a text goes on to its end", cut_off),
    TextRule("doubled-word", "no word appears twice in a row", doubled_word),
    TextRule("repeated-item", "nothing appears twice in a list", repeated_item),
    TextRule("comma-in-name", "several names are a list", comma_in_name),
)
