"""Rules on one file beside all the others: payers, scopes, codes, duplicates and links."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from kb.content.kinds import suggest
from kb.content.paths import TEMPLATE
from kb.domain.model import CodePage, Document, Entry, Library
from kb.domain.problem import Place, shown
from kb.domain.reach import is_code
from kb.domain.vocabulary import names
from kb.rules.rule import Found, Rule, on

LINK: Final = re.compile(r"\]\(\s*([^)\s]*)")
"""A link from the end of its words on, for these may begin on the line above."""


def unknown_payer(document: Document, library: Library) -> Found:
    """An entry's payer, and a payer named in an observed amount, has a payer page."""
    if (
        isinstance(document, Entry)
        and document.path != TEMPLATE
        and not _is_there(library, f"{document.payer}/payer.md")
    ):
        message = f"no payer '{document.payer}'; add {document.payer}/payer.md, or move the file"
        yield document.place(), message
    if isinstance(document, CodePage):
        for number, row in enumerate(document.observed_amounts):
            if row.payer and not _is_there(library, f"{row.payer}/payer.md"):
                place = document.place("observed_amounts", number, "payer")
                yield place, f"no payer '{row.payer}'; {suggest(row.payer, tuple(library.payers))}"


def _is_there(library: Library, path: str) -> bool:
    """Return whether there is such a file, be it one with errors of its own: those are told where they are."""
    return path in library.paths or path in library.by_path


def unknown_scope(entry: Entry, library: Library) -> Found:
    """An entry's scope is named on the payer's page."""
    payer = library.payers.get(entry.payer)
    known = tuple(scope.id for scope in payer.scopes) if payer else ()
    if payer and entry.scope not in known:
        message = f"no scope '{entry.scope}' in {entry.payer}/payer.md; {suggest(entry.scope, known)}"
        yield entry.place(), message


def code_without_page(document: Document, library: Library) -> Found:
    """A named code and a parent code have a code page; the code that the template names is nobody's."""
    if document.path == TEMPLATE:
        return
    if isinstance(document, Entry) and document.reach.kind == "named code":
        wanted, key = document.reach.codes, "codes"
    elif isinstance(document, CodePage) and document.add_on_to:
        wanted, key = (document.add_on_to,), "add_on_to"
    else:
        return
    for code in wanted:
        if is_code(code) and not _is_there(library, f"codes/{code.lower()}.md"):
            way = f"add codes/{code.lower()}.md, or correct the code"
            yield document.place(key), f"there is no page for {code}; {way}"


def own_parent(page: CodePage, library: Library) -> Found:
    """No code is an add-on to itself, in one step or two."""
    parents = [library.codes[code] for code in page.primaries if code in library.codes]
    if page.code in page.primaries or any(page.code in parent.primaries for parent in parents):
        yield page.place("add_on_to"), f"{page.code} cannot be its own parent; name the primary code"


def duplicate_reach(entry: Entry, library: Library) -> Found:
    """No two entries of a scope have the same document and the same codes."""
    for other in library.entries_of(entry.scope_id):
        same_codes = (other.reach.kind, set(other.reach.codes)) == (entry.reach.kind, set(entry.reach.codes))
        same_reach = same_codes and (entry.reach.codes or other.reach.label == entry.reach.label)
        if same_reach and other.document == entry.document and other.path < entry.path:
            yield entry.place("codes"), f"{other.path} has the same reach and document; join the two files"


def replaced_entry(entry: Entry, library: Library) -> Found:
    """What an entry replaces was of its payer, and is no entry of the library any more."""
    for number, replaced in enumerate(entry.replaces):
        place = entry.place("replaces", number)
        if _is_there(library, f"{replaced}.md"):
            yield place, f"{replaced} is an entry still and speaks for itself; take its file out, or this line"
        elif replaced.split("/")[0] != entry.payer:
            yield place, f"{replaced} was of another payer; name one of {entry.payer}, or take this line out"


def broken_link(document: Document, library: Library) -> Found:
    """A link leads to a file and heading of the library; the web is cited as a source."""
    for section in (one for one in document.sections if LINK.search(one.text)):
        for number, line in enumerate(section.text.split("\n"), section.line + 1):
            for match in LINK.finditer(line):
                fault = _link_fault(match[1], document, library)
                if fault:
                    yield Place(number, match.start(1) + 1), fault


def _link_fault(target: str, document: Document, library: Library) -> str:
    """Say what is wrong with a link's target; empty if nothing is."""
    if re.match(r"[a-z]+:|//", target):
        return f"'{shown(target)}' leaves the library; add it as a source and cite [id]"
    file, _, anchor = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), file)) if file else document.path
    found = document if path == document.path else library.by_path.get(path)
    if not found:
        way = suggest(path, tuple(library.by_path)) if library.by_path else "correct it"
        return "" if _is_there(library, path) else f"'{shown(target)}' leads to no file of the library; {way}"
    if anchor and anchor not in {section.slug for section in found.sections}:
        return f"'{path}' has no heading '{shown(anchor)}'; {suggest(anchor, tuple(s.slug for s in found.sections))}"
    return ""


def unknown_concept(document: Document, library: Library) -> Found:
    """A service that an entry or a code page names stands in `concepts.yml`."""
    known = names(library.concepts)
    if isinstance(document, Entry) and document.reach.kind == "concept" and document.reach.label not in known:
        yield document.place("concept"), _no_concept(document.reach.label, known)
    for number, concept in enumerate(document.concepts if isinstance(document, CodePage) else ()):
        if concept not in known:
            yield document.place("concepts", number), _no_concept(concept, known)


def _no_concept(concept: str, known: tuple[str, ...]) -> str:
    return f"no service '{concept}' in concepts.yml; add it there, or {suggest(concept, known)}"


def receipt_plans(document: Document, library: Library) -> Found:
    """A receipt names plans only in an entry of a brand, and there its licensees, by their ids."""
    payer = library.payers.get(document.payer) if isinstance(document, Entry) else None
    kinds = {scope.id: scope.kind for scope in payer.scopes} if payer else {}
    is_brands = isinstance(document, Entry) and kinds.get(document.scope) == "brand"
    licensees = tuple(plan for plan, kind in kinds.items() if kind == "licensee")
    for number, receipt in enumerate(document.looked):
        wrong = next((plan for plan in receipt.plans if not is_brands or plan not in licensees), None)
        if wrong:
            found = f"no licensee '{shown(wrong)}' on the page of the payer; {suggest(wrong, licensees)}"
            message = found if is_brands else "only a receipt in an entry of a brand names plans; take `plans:` out"
            yield document.place("looked", number, "plans"), message


LIBRARY_RULES: Final = (
    Rule("unknown-payer", "a payer has its page `<payer>/payer.md`", unknown_payer),
    Rule("unknown-scope", "a scope is named on its payer's page", on(Entry, unknown_scope)),
    Rule("code-without-page", "a named code and a parent code have a page below `codes/`", code_without_page),
    Rule("unknown-concept", "a service that is named stands in `concepts.yml`", unknown_concept),
    Rule("own-parent", "no code is an add-on to itself", on(CodePage, own_parent)),
    Rule("duplicate-reach", "a scope's document speaks once on the same codes", on(Entry, duplicate_reach)),
    Rule("replaced-entry", "what an entry replaces was of its payer and is gone", on(Entry, replaced_entry)),
    Rule("receipt-plans", "a receipt vouches for licensees of its brand only, by their ids", receipt_plans),
    Rule("broken-link", "a link leads to a file and heading of the library", broken_link),
)
