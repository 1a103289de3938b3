"""Files broken in every way we could think of: each is told with its place and the way out, alone and all at once."""

from __future__ import annotations

import os

import pytest

from kb.content.load import load
from kb.rules.check import check

SHELF = "example-health/commercial"
ENTRY = """\
---
title: Spare entry
codes: 0709T
document: Spare Policy 5
currency: current
reviewed: 2026-03-02
review_by: 2026-09-02
appeals: 90 days
appeals_sources: spare-policy
appeals_confidence: high
sources:
  spare-policy:
    title: Spare policy
    publisher: Example Health
    url: https://example.org/spare
    standing: primary
    read: whole
    retrieved: 2026-03-01
---

## Appeals

Within 90 days [spare-policy].
"""
DIGITS = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")


def swap(old, new):
    """Give the entry with one thing changed."""
    assert ENTRY.count(old) == 1
    return ENTRY.replace(old, new)


# The kind of break, the codes it is told by, and the file: text, bytes, or what makes it at its path.
BROKEN = {
    "empty-file": ("empty-file", ""),
    "blanks-only": ("empty-file", " \n\n "),
    "byte-order-mark": ("byte-order-mark", b"\xef\xbb\xbf" + ENTRY.encode()),
    "windows-line-ends": ("line-ending", ENTRY.replace("\n", "\r\n")),
    "old-mac-line-ends": ("line-ending", ENTRY.replace("\n", "\r")),
    "unicode-line-end": ("line-ending", swap("Spare entry", "Spare\u2028entry")),
    "latin-1": ("not-utf-8", swap("Spare entry", "M\u00fcller").encode("latin-1")),
    "utf-16": ("not-utf-8", ENTRY.encode("utf-16")),
    "utf-16-without-a-mark": ("not-utf-8", ENTRY.encode("utf-16-le")),
    "utf-16-of-the-other-order": ("not-utf-8", ENTRY.encode("utf-16-be")),
    "utf-32-without-a-mark": ("not-utf-8", ENTRY.encode("utf-32-le")),
    "binary": ("not-utf-8", bytes(range(256))),
    "nul-byte": ("control-character", swap("Spare entry", "Spare\0entry")),
    "terminal-colours": ("control-character", swap("Within", "\x1b[31mWithin")),
    "huge-file": ("too-large", ENTRY + "word " * 100_000),
    "tab-as-indent": ("tab", swap("  spare-policy:\n", "\tspare-policy:\n")),
    "no-front-matter": ("no-front-matter", "## Appeals\n\nWithin 90 days.\n"),
    "blank-line-first": ("no-front-matter", "\n" + ENTRY),
    "unclosed-front-matter": ("no-front-matter", ENTRY.replace("---\n\n", "\n")),
    "only-a-fence": ("no-front-matter", "---\n"),
    "empty-front-matter": ("missing-key", "---\n---\n\n## Appeals\n\nData not available.\n"),
    "only-front-matter": ("answer-without-section", ENTRY.partition("\n## ")[0]),
    "unclosed-bracket": ("yaml", swap("codes: 0709T", "codes: [0709T")),
    "unclosed-quote": ("yaml", swap("Spare entry", '"Spare entry')),
    "unquoted-colon": ("yaml", swap("Spare entry", "Spare: an entry")),
    "reserved-sign": ("yaml", swap("Spare entry", "@spare")),
    "wrong-indent": ("yaml", swap("    publisher:", "   publisher:")),
    "tag": ("yaml", swap("Spare entry", "!!python/object/apply:os.getcwd []")),
    "anchor-and-alias": ("yaml", swap("0709T", "&a 0709T").replace("2026-03-02", "*a")),
    "two-documents": ("yaml", swap("currency:", "--- # another\ncurrency:")),
    "mapping-as-key": ("yaml", swap("Spare entry", "x\n? {a: b}\n: c")),
    "nested-brackets": ("yaml", swap("0709T", "[" * 1_000)),
    "nested-lists": ("yaml", swap("title: Spare entry", "title:\n" + "- " * 900 + "x")),
    "thousands-of-values": ("yaml", swap("0709T", f"[{('0709T, ' * 200 + chr(10)) * 30}]")),
    "key-twice": ("duplicate-key", swap("codes: 0709T\n", "codes: 0709T\ncodes: 0708T\n")),
    "key-twice-in-a-source": ("duplicate-key", swap("    read: whole\n", "    read: whole\n    read: part\n")),
    "unknown-key": ("unknown-key", swap("currency:", "colour: red\ncurrency:")),
    "very-long-key": ("unknown-key", swap("currency:", f"? {'x' * 1_900}\n: y\ncurrency:")),
    "key-without-value": ("empty-value", swap("Spare entry", "")),
    "empty-list": ("empty-value", swap("0709T", "[]")),
    "list-for-text": ("wrong-kind", swap("Spare entry", "[Spare, entry]")),
    "text-for-a-list": ("wrong-kind", swap("\nsources:\n", "\nlooked: everywhere\nsources:\n")),
    "list-at-the-top": ("wrong-kind", "---\n- title: Spare entry\n---\n"),
    "unknown-value": ("unknown-value", swap("currency: current", "currency: no")),
    "value-of-many-lines": ("unknown-value", swap("currency: current", "currency: a\n  b")),
    "very-long-value": ("unknown-value long-line", swap("currency: current", f"currency: {'x' * 200_000}")),
    "very-long-title": ("too-long long-line", swap("Spare entry", "one two " * 20_000)),
    "impossible-date": ("bad-date", swap("2026-03-02", "2026-02-30")),
    "american-date": ("bad-date", swap("2026-03-02", "3/2/2026")),
    "other-digits": ("bad-date", swap("2026-03-02", "2026-03-02".translate(DIGITS))),
    "code-like-a-number": ("unknown-code", swap("0709T", "1E500")),
    "code-in-lower-case": ("unknown-code", swap("0709T", "0709t")),
    "no-web-address": ("wrong-kind", swap("https://example.org/spare", "https://[example.org")),
    "very-long-line": ("long-line long-body", ENTRY + f"\n{'one two ' * 20_000}\n"),
    "text-above-headings": ("text-outside", swap("## Appeals", "A word.\n\n## Appeals")),
    "escaped-nul": ("control-character", swap("Spare entry", '"Spare\\0entry"')),
    "link-to-itself": ("symlink", lambda path: path.symlink_to(path.name)),
    "link-to-nothing": ("symlink", lambda path: path.symlink_to("nowhere.md")),
    "link-to-a-folder": ("symlink", lambda path: path.symlink_to("..")),
    "pipe": ("unreadable", os.mkfifo),
    "Upper-Case": ("file-name", ENTRY),
    "blanks and \u00fcml\u00e4uts": ("file-name", ENTRY),
    "very/deep/down/below": ("file-name", ENTRY),
    "back\\slash": ("file-name", ENTRY),
    "two\nlines": ("file-name", ENTRY),
}


def place_all(folder, kinds):
    """Write the broken files of these kinds into a folder; give the name of each as it is told, with its codes."""
    for kind in kinds:
        path = folder / SHELF / f"{kind}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        content = BROKEN[kind][1]
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    names = {kind: f"{SHELF}/{kind}.md".replace("\n", "\N{REPLACEMENT CHARACTER}") for kind in kinds}
    return {(names[kind], code) for kind in kinds for code in BROKEN[kind][0].split()}


def test_the_entry_they_are_made_from_is_whole(laid_over):
    assert () == check(load(laid_over({f"{SHELF}/spare.md": ENTRY}))).problems


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_with_its_place_and_the_way_out(kind, laid_over, way_out):
    folder = laid_over({})
    expected = place_all(folder, [kind])
    problems = check(load(folder)).problems
    assert expected == {(problem.path, problem.code) for problem in problems}
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
    assert [] == [problem.message for problem in problems if not way_out.search(problem.message)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_in_lines_that_can_be_read(kind, laid_over):
    folder = laid_over({})
    place_all(folder, [kind])
    lines = [str(problem) for problem in check(load(folder)).problems]
    assert [] == [line for line in lines if len(line) > 2_000 or not line.isprintable()]


def test_all_broken_files_of_a_folder_are_told_at_once(laid_over):
    folder = laid_over({})
    expected = place_all(folder, BROKEN)
    told = {(problem.path, problem.code) for problem in check(load(folder)).problems}
    assert set() == expected - told
    assert {path for path, _ in expected} == {path for path, _ in told}
