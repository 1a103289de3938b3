"""What a section says of the very subject that a query names, where its value is on the rest: an exception.

"Melanoma vaccines other than T-VEC are investigational" is no answer on T-VEC. The browser does the same in
`static/exceptions.js`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from kb.search.analysis import Concepts, analyse, fold
from kb.search.documents import SearchDocument

CLAUSES: Final = r"(?<=;) "
"""What parts the clauses of a sentence."""

SENTENCES: Final = r"(?<=[0-9a-z”)][.!?]) "
"""What parts sentences."""

MOST: Final = 2
"""Sentences that are quoted."""

VALUES: Final = (
    ("elsewhere", r"(?:handled|addressed|covered|discussed|described|ruled on|dealt with) (?:elsewhere|separately)"),
    ("denied", r"not (?:[a-z]+ )?cover(?:ed)?|non-?covered|not (?:be )?(?:paid|payable|billed)|denie[sd]"),
    ("investigational", r"investigational|experimental|unproven|not medically necessary"),
    ("free", r"not required|not needed|no (?:prior )?(?:authorization|approval)"),
    ("covered", r"covered|covers|medically necessary|payable"),
    ("required", r"required|needs? (?:prior )?approval|asks? for"),
)
"""Kinds of values with the words that name each; words that name one name none of those below it."""

EXCLUDED: Final = r"(?:other than|except(?:ing)?(?: for)?|excluding|apart from|aside from|but not|unless) "
"""Words behind which stands what a clause is not about."""

BEHIND: Final = 3
"""Words behind such a word that it leaves out."""

FEWEST: Final = 2
"""Words of a subject that a clause must hold where the subject has as many."""


def kinds_of_value(text: str) -> set[str]:
    """Return the kinds of values that a text names."""
    left, found = fold(text), set()
    for kind, pattern in VALUES:
        whole = rf"(?<![a-z])(?:{pattern})(?![a-z])"
        if re.search(whole, left):
            found.add(kind)
            left = re.sub(whole, " ", left)
    return found


def exceptions_of(document: SearchDocument, subject: frozenset[str], concepts: Concepts) -> tuple[str, ...]:
    """Return the sentences of a section on the subject, one that does not say what its value says first.

    Empty where the value stands. A subject that the title names is what the value is on. A name of the field of which
    every sentence says something else is an exception, whatever else is asked.
    """
    kinds = kinds_of_value(document.value)
    if not subject or not kinds or subject <= _terms(document.fields.get("title", ""), concepts):
        return ()
    sentences = re.split(SENTENCES, document.fields.get("text", ""))
    clauses = [(sentence, clause) for sentence in sentences for clause in re.split(CLAUSES, sentence)]
    held = [subject & _terms(clause, concepts) for _, clause in clauses]
    differing = [_differs(clause, kinds, subject, concepts) for _, clause in clauses]
    for term in sorted(term for term in subject if term.startswith("~")):
        told_of = [at for at, terms in enumerate(held) if term in terms]
        if told_of and all(differing[at] for at in told_of):
            return tuple(dict.fromkeys(clauses[at][0] for at in told_of))[:MOST]
    counts = [len(terms) for terms in held]
    most = max(counts)
    if most < min(FEWEST, len(subject)):
        return ()
    told = [pair for pair, count in zip(clauses, counts, strict=True) if count == most]
    differ = [sentence for sentence, clause in told if _differs(clause, kinds, subject, concepts)]
    return tuple(dict.fromkeys((*differ[:1], *(sentence for sentence, _ in told))))[:MOST] if differ else ()


def _differs(clause: str, kinds: set[str], subject: frozenset[str], concepts: Concepts) -> bool:
    """Return whether a clause leaves the subject out, or names another value for it and not the one shown."""
    behind = (" ".join(rest.split(" ")[:BEHIND]) for rest in re.split(EXCLUDED, fold(clause))[1:])
    if any(subject & _terms(words, concepts) for words in behind):
        return True
    named = kinds_of_value(clause)
    return bool(named) and not named & kinds


def _terms(text: str, concepts: Concepts) -> frozenset[str]:
    return frozenset(term.text for term in analyse(text, concepts))


def tables() -> dict[str, Any]:
    """Return the tables of this module as plain data, for the browser."""
    return {
        "clauses": CLAUSES,
        "sentences": SENTENCES,
        "most": MOST,
        "values": VALUES,
        "excluded": EXCLUDED,
        "behind": BEHIND,
        "fewest": FEWEST,
    }


def quoted(sentences: Sequence[str]) -> str:
    """Write sentences as a quotation."""
    return f"“{' '.join(sentences).rstrip('.;')}”"
