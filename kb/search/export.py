"""The index to the files the browser searches: the same postings, weights and rarities, and the sections to show.

Classic scripts that each call one function, since a page opened from disk may load scripts and nothing else.
`static/index.js` tells what there is; families of small files beside it are loaded as a query asks for them, so that
ten thousand entries cost a query no more than a few files. A small library has all of them in the one file. Each file
says a hash of its content (`documents` by one of several files), and `index.js` lists them, so that no
page mixes two builds and an edit changes only the files of its own words, and the rows beside its own.

terms      by term: how many sections hold it, and for each field which do, with what weight
places     by term: for each field and section the places where the term stands, for phrases; cut as the terms are
facets     by facet of a code without a page or a day: the sections that have it; of a page's, terms tell it
titles     by word: the pages whose title holds it
documents  a few sections a file, as they are shown: those of a page together
pages      a few pages a file: address, kind, title
columns    for every section its value of each other facet, of those that rank and of those that filter, or its date;
           `ranks`, which every query loads, tells which sections stand together and of which kind they are
known      some sections a file: whether the value of each is known
lives      a few codes a file: from when to when each exists, the modifiers its page is about
limits     the time limits of one payer a file
words      phrases that few queries have, and what they stand for, by the words that ask for them: by_word.py
spelling   the words by which others are mended, and those that names have, a few first letters a file
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final

from kb.search import (
    code_kinds,
    dates,
    exceptions,
    expansion,
    pieces,
    reading_export,
    spoken_elsewhere,
    subject,
    typed,
)
from kb.search.analysis import tables, words
from kb.search.by_word import FAMILY as BY_WORD
from kb.search.by_word import FILTER
from kb.search.by_word import cut as cut_by_word
from kb.search.coded_runs import LONG
from kb.search.columns import FILTERS, IN_COLUMNS, KNOWN, KNOWN_TOGETHER, columns, is_in_column, known_parts
from kb.search.documents import SearchDocument
from kb.search.excerpt import BEFORE, LEADING_WHOLE, LEADING_WIDTH, PLACES, WHOLE, WIDTH
from kb.search.gather import SearchData
from kb.search.index_files import (
    DIGITS,
    FOLDER,
    HASHED_TOGETHER,
    INDEX,
    SHOWN_TOGETHER,
    call,
    group_of,
    hash_of,
    hashes_with_places,
    is_row,
    payload,
    shown,
    written,
)
from kb.search.lexicon import Lexicon
from kb.search.number_keys import letters_of
from kb.search.packing import (
    LETTERS,
    Packed,
    cut,
    file_names,
    front_coded,
    gaps,
    packed,
    parting,
    varints,
)
from kb.search.places import ENDED
from kb.search.postings import Postings
from kb.search.query import (
    COUNTED,
    DATE_SPAN,
    DATES,
    FACETS,
    NOISE,
    PART,
    PREFIX,
    QUESTION_WORDS,
    UNTOLD,
    VALUE_CONCEPTS,
)
from kb.search.reading_tables import ReadingTables
from kb.search.scoring import FIELDS, LEAD, SCALE, VALUE_FIELDS
from kb.search.stretches import KIND_FACETS, KIND_FIELD, SHARED_FACETS, SHARED_FIELDS, lengths_of, starts_of

WHOLE_BELOW: Final = 200
"""Entries below which a library is one file."""

FEW_FACETS: Final = 3 * 1024
"""Bytes that a file of facets has at least: a query asks for one or two."""

NAMED: Final = frozenset({"terms", "places"})
"""Families whose files are named by the texts with which those of terms begin, the others by number: an edited
sentence may part one of these files in two."""

Files = Iterator[tuple[str, Any]]


def export(data: SearchData, *, whole: bool | None = None) -> dict[str, str]:
    """Return the scripts that hand the index to the page, by address.

    `whole` puts all into the one file; where it is left out, the size of the library decides.
    """
    texts, firsts = dict[str, str](), dict[str, list[str]]()
    kept, by_word = cut_by_word(tables_of(data))
    for name, files in _keyed(data):
        firsts[name] = parted([(file.keys[0], file.keys[-1]) for file in files])
        named = file_names(firsts[name]) if name in NAMED else map(str, range(len(files)))
        texts |= {f"{name}/{part}": written(payload(name, file)) for part, file in zip(named, files, strict=True)}
    texts |= {name: written(content) for name, content in _unkeyed(data)}
    texts |= {f"{BY_WORD}/{number}": written(rows) for number, rows in enumerate(by_word)}
    together = _is_small(data.documents) if whole is None else whole
    both = hashes_with_places(texts)
    alone = {name: both.get(name) or hash_of(text) for name, text in texts.items() if not is_row(name)}
    hashes = alone | _hashes_of_rows(texts)
    del firsts["places"]
    filtered = kept.pop(FILTER)  # beside the hashes: what looks like chance packs best together
    meta = written({**kept, **_lists(data, firsts, whole=together), FILTER: filtered, "hashes": _by_family(hashes)})
    return _scripts(meta, texts, hashes, whole=together)


def _unkeyed(data: SearchData) -> Files:
    """Yield what each file without keys hands over: one after another, since together they are as large as all."""
    starts = starts_of(lengths_of(data.postings.shared.begins), SHOWN_TOGETHER["documents"])
    for number, (first, end) in enumerate(pairwise([*starts, len(data.documents)])):
        yield f"documents/{number}", [shown(one) for one in data.documents[first:end]]
    yield from _rows("pages", _pages(data.documents))
    yield from _rows("lives", [_life(code, data.tables) for code in data.tables.lives])
    yield from _rows("limits", list(_limits_by_payer(data.tables)))
    yield from _spelling(data.lexicon)
    yield from columns(data.documents, data.postings.shared)
    yield from known_parts(data.documents, data.postings.shared)


def _spelling(lexicon: Lexicon) -> Files:
    """Yield the words by which others are mended, and those of names, by their first letters; others are last."""
    groups = expansion.FIRST_LETTERS
    of = {word: next((at for at, one in enumerate(groups) if word[0] in one), -1) for word in lexicon.spelling}
    for number in range(len(groups)):
        words = {word: often for word, often in lexicon.spelling.items() if of[word] % len(groups) == number}
        yield f"spelling/{number}", [words, sorted(lexicon.names & words.keys())]


def _life(code: str, tables: ReadingTables) -> dict[str, str]:
    return {**asdict(tables.lives[code]), "modifiers": tables.modifiers.get(code, "")}


def _scripts(meta: str, texts: dict[str, str], hashes: Mapping[str, str], *, whole: bool) -> dict[str, str]:
    """Return the scripts of all texts, which are taken from `texts` one by one: two copies of all take much room."""
    if whole:
        calls = (call(name, text, hashes[name]) for name, text in texts.items())
        return {INDEX: "".join((call("meta", meta), *calls))}
    made = {f"{FOLDER}{name}.js": call(name, texts.pop(name), hashes[name]) for name in tuple(texts)}
    return {INDEX: call("meta", meta), **made}


def _hashes_of_rows(texts: Mapping[str, str]) -> dict[str, str]:
    """Return by name the hash of each file of `documents`: that of its group."""
    groups: dict[int, list[str]] = defaultdict(list)
    for name in filter(is_row, texts):
        groups[group_of(name)].append(name)
    hashes = {group: hash_of("".join(texts[name] for name in names)) for group, names in groups.items()}
    return {name: hashes[group] for group, names in groups.items() for name in names}


def _by_family(hashes: Mapping[str, str]) -> dict[str, str | dict[str, str]]:
    """Return the hashes of the files of each family: one behind the other, or by name where they have no numbers.

    Of `documents` those of its groups.
    """
    found: dict[str, dict[str, str]] = {}
    for name, digest in hashes.items():
        family, _, part = name.partition("/")
        found.setdefault(family, {})[str(group_of(name)) if is_row(name) else part] = digest
    found.pop("places")
    return {family: of if family == "columns" else "".join(of.values()) for family, of in found.items()}


def _is_small(documents: Sequence[SearchDocument]) -> bool:
    return len({document.entry for document in documents if document.kind == "entry"}) < WHOLE_BELOW


def tables_of(data: SearchData) -> dict[str, Any]:
    """Return the tables by which a query is read, found and shown."""
    return {
        "analysis": tables(data.concepts),
        "query": {
            "part": PART.replace("?P<", "?<"),
            "facets": FACETS,
            "valueConcepts": VALUE_CONCEPTS,
            "dates": DATES,
            "dateSpan": DATE_SPAN,
            "prefix": PREFIX,
            "questionWords": QUESTION_WORDS,
            "noise": NOISE,
            "untold": UNTOLD,
            "counted": COUNTED,
            "ended": ENDED,
        },
        "typed": typed.tables(),
        "subject": subject.tables(),
        "spoken": spoken_elsewhere.tables(),
        "exceptions": exceptions.tables(),
        "pieces": pieces.tables(),
        "codeKinds": code_kinds.KINDS,
        "dates": dates.tables(),
        "reading": reading_export.exported(data.tables),
        "expansion": expansion.tables(data.lexicon),
        "fields": [field.name for field in FIELDS],
        "valueFields": VALUE_FIELDS,
        "leadField": LEAD,
        "scale": SCALE * SCALE,
        "unit": SCALE,
        "places": PLACES,
        "excerpt": {"width": [WIDTH, LEADING_WIDTH], "whole": [WHOLE, LEADING_WHOLE], "before": BEFORE},
        "filters": FILTERS,
        "inColumns": IN_COLUMNS,
        "kindFacets": KIND_FACETS,
        "sharedFacets": SHARED_FACETS,
        "shared": {**dict.fromkeys(SHARED_FIELDS, "stretch"), KIND_FIELD: "kind"},
    }


def _lists(data: SearchData, families: Mapping[str, list[str]], *, whole: bool) -> dict[str, Any]:
    """Return what there is, and where every file begins."""
    return {
        "count": len(data.documents),
        "numberLetters": sorted({letters_of(term) for term in data.lexicon.terms if term.startswith("#")}),
        "together": {**SHOWN_TOGETHER, KNOWN: KNOWN_TOGETHER},
        "digits": DIGITS,
        "long": LONG,
        "hashedTogether": {"documents": HASHED_TOGETHER},
        "letters": LETTERS,
        "whole": whole,
        "families": {name: front_coded(firsts) for name, firsts in families.items()},
    }


# ---- families by key


def _keyed(data: SearchData) -> Iterator[tuple[str, list[Packed]]]:
    places = dict[str, bytes]()
    files = list(cut(_blocks(data.postings, places)))
    yield "terms", files
    yield "places", [packed((term, places[term]) for term in file.keys) for file in files]
    paged = {f"code={code.lower()}" for code in data.lexicon.codes}
    facets = (one for one in data.postings.sections_of_facets() if not (is_in_column(one[0]) or one[0] in paged))
    yield "facets", list(cut(facets, FEW_FACETS))
    yield "titles", list(cut((word, _numbers(held)) for word, held in sorted(_titles(data.documents).items())))


def _blocks(postings: Postings, places: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the block of each term; put that of its places by."""
    for term, block, of_places in postings.terms():
        places[term] = of_places
        yield term, block


def parted(ends: Sequence[tuple[str, str]]) -> list[str]:
    """Return a text for each file, given the first key and the last of each, that parts it from the one before."""
    befores = ["", *(last for _, last in ends)]
    return [parting(before, first) for before, (first, _) in zip(befores, ends, strict=False)]


def _numbers(rising: Sequence[int]) -> bytes:
    """Write how many there are, and the gaps."""
    return varints([len(rising), *gaps(rising)])


def _titles(documents: Iterable[SearchDocument]) -> dict[str, list[int]]:
    """Return the pages that have each word in their title, by number."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, title) in enumerate(_pages(documents)):
        for word in sorted({word.raw for word in words(title)}):
            found[word].append(number)
    return found


# ---- families by number


def _rows(name: str, rows: Sequence[Any]) -> Files:
    together = SHOWN_TOGETHER[name]
    for number, first in enumerate(range(0, len(rows), together)):
        yield f"{name}/{number}", rows[first : first + together]


def _limits_by_payer(tables: ReadingTables) -> Iterator[list[dict[str, Any]]]:
    """Yield the time limits of each payer, in the order of the payers."""
    found: dict[str, list[dict[str, Any]]] = {payer: [] for payer in tables.plans.payers}
    for limit in tables.limits:
        found[limit.scope.partition("/")[0]].append(asdict(limit))
    yield from found.values()


def _pages(documents: Iterable[SearchDocument]) -> list[tuple[str, str, str]]:
    """Return address, kind and title of every page, each once."""
    return list(dict.fromkeys((document.entry, document.kind, document.title) for document in documents))
