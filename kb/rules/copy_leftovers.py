"""Rules on what is left of the file that a new one was copied from: its title, words, code, payer and source."""

from __future__ import annotations

from typing import Final

from kb.domain.model import CodePage, Document, Entry, Library, Payer
from kb.domain.problem import Place
from kb.domain.reach import is_code
from kb.domain.vocabulary import UNKNOWN
from kb.rules.rule import Found, Rule, on


def duplicate_title(entry: Entry, library: Library) -> Found:
    """No two entries of a scope have the same title for other codes; editions of one rule may share theirs."""
    title = entry.title.casefold()
    for other in library.entries_of(entry.scope_id):
        if other.path < entry.path and other.title.casefold() == title and other.reach != entry.reach:
            yield entry.place("title"), f"{other.path} has the same title; name what this one is about"


def duplicate_name(document: Document, library: Library) -> Found:
    """No two code pages, and no two payers, have the same title."""
    pages = {CodePage: library.codes, Payer: library.payers}.get(type(document), {})
    title = document.title.casefold()
    for other in pages.values():
        if other.path < document.path and other.title.casefold() == title:
            yield document.place("title"), f"{other.path} has the same title; write what this page is about"


def other_words(entry: Entry, library: Library) -> Found:
    """No two payers, and no two licensees of a brand, say the same in the same words: one is a copy."""
    if not _known(entry):
        return
    for other in library.entries_on(entry.reach):
        if other.path < entry.path and _same_words(entry, other) and _strangers(entry, other, library):
            message = (
                f"all words are those of {other.path}; write what {entry.scope_id} itself says, with its sources"
            )
            yield Place(entry.sections[0].line, 1), message


def _known(entry: Entry) -> bool:
    return any(answer.value != UNKNOWN for answer in entry.answers.values()) and bool(entry.sections)


def _same_words(entry: Entry, other: Entry) -> bool:
    """Compare section by section, up to the first that differs: each entry is held beside all of its reach."""
    pairs = zip(entry.sections, other.sections, strict=False)
    return len(entry.sections) == len(other.sections) and all(one.text == two.text for one, two in pairs)


def _strangers(entry: Entry, other: Entry, library: Library) -> bool:
    """Return whether two entries have different payers or licensees; plans of one payer may share a document."""
    payer = library.payers.get(entry.payer)
    kinds = {scope.id: scope.kind for scope in payer.scopes} if payer else {}
    licensees = {kinds.get(entry.scope), kinds.get(other.scope)} == {"licensee"}
    return other.payer != entry.payer or (licensees and other.scope != entry.scope)


def other_code(entry: Entry, _: Library) -> Found:
    """A file whose name is a code speaks for that code."""
    code = entry.id.rpartition("/")[2].upper()
    if is_code(code) and code not in entry.reach.codes:
        yield entry.place("codes"), f"the file is named after {code}; add the code here, or name the file otherwise"


def other_payer(entry: Entry, library: Library) -> Found:
    """A payer's own document is not published by a competitor; one that binds all, as Medicare does, may be."""
    mine = library.payers.get(entry.payer)
    for source in entry.sources.values():
        called = library.payers_called(source.publisher)
        if not mine or source.standing != "primary" or not called or mine in called:
            continue
        other = called[0]
        if all(scope.kind != "national" for scope in other.scopes):
            message = f"a document of {other.name} is not {mine.name}'s own; move the file, or correct the source"
            yield entry.place("sources", source.id, "publisher"), message


def duplicate_source(document: Document, _: Library) -> Found:
    """No two source records of a file lead to the same address."""
    first: dict[str, str] = {}
    for source in document.sources.values():
        known = first.setdefault(source.url, source.id)
        if known != source.id:
            place = document.place("sources", source.id, "url")
            yield place, f"'{known}' has the same address; cite that one, or correct the address"


COPY_LEFTOVER_RULES: Final = (
    Rule("duplicate-title", "a title stands in a scope for the same codes only", on(Entry, duplicate_title)),
    Rule("duplicate-name", "a title stands once among payers, and once among codes", duplicate_name),
    Rule("other-words", "a payer or licensee is not given the words on another", on(Entry, other_words)),
    Rule("other-code", "a file whose name is a code speaks for that code", on(Entry, other_code)),
    Rule("other-payer", "a payer's own document is not one of another payer", on(Entry, other_payer)),
    Rule("duplicate-source", "a source's address stands once in a file", duplicate_source),
)
