"""Replies on a code itself: what it is, its add-ons, and the rows of its page's tables. Each claim is one record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from kb.ask.asked import Asked
from kb.ask.claims import row_claim
from kb.ask.code_particulars import alone, amounts_of_payers, checklist, indicator
from kb.ask.code_reply import AMOUNTS, PAIRS, WHAT, add_on_claims, made, other_day, table_of, words_said
from kb.ask.leads import YES
from kb.ask.questions_on_codes import (
    ADD_ON,
    ASKED_OF_CODES,
    BILLED_WITH,
    CODES,
    FILE,
    IS_ADD_ON,
    MODIFIER,
    OF_PAIR,
    TOGETHER,
    TOPICS,
    WHAT_IT_IS,
    Topic,
)
from kb.ask.reply import Claim, Gap, Reply, claim_of
from kb.ask.sayings import sayings
from kb.content.code_tables import Row, Table
from kb.content.parse import slug
from kb.domain.model import CodePage
from kb.domain.vocabulary import UNKNOWN
from kb.facts.codes import holds
from kb.search.intent_words import DOCUMENTATION
from kb.search.plan_tables import MEDICARE

MODIFIERS: Final = "Modifiers"
FEES: Final = "Fee schedule"
SETTINGS: Final = ("outpatient hospital", "practitioner")
"""The kinds of claims of a file of pairs, the last word of which names each."""

NO_ROW: Final = f"{{heading}} of {{codes}}: {UNKNOWN}. No row and no sentence with a source is on its page."
NO_PRIMARY: Final = "No record here names a primary code of {code}."
AN_EDIT: Final = "An edit with {codes}"
LOOK: Final = "Look in the official file of that quarter, or import it here: `import cms`."
"""What is told where a look-up in the records of a page found nothing."""

LATER: Final = f"{UNKNOWN} for that day: each row on file begins after it."
"""What is told of a day before all rows of a table."""


def of_code(asked: Asked) -> Reply | None:
    """Reply to a question on a code itself; None where none is asked, or where no record of its page answers it."""
    read = asked.found.read
    pages = [asked.desk.current.codes[code] for code in read.codes if code in asked.desk.current.codes]
    others_pay = read.named and set(read.payers) != {MEDICARE}
    if not pages or read.asks:
        return None
    if read.question == DOCUMENTATION and not read.named:
        return checklist(asked, pages)
    if read.question not in ASKED_OF_CODES:
        return None
    if others_pay:
        return amounts_of_payers(asked, pages)
    for maker in (_what_it_is, alone, _add_on, indicator, _pairs, _billed_with, _table):
        reply = maker(asked, pages)
        if reply:
            return reply
    return None


def _short(asked: Asked) -> bool:
    """Tell whether a day or a month is named, or none: within a year the edition may change."""
    first, last = asked.found.read.day, asked.found.read.last_day
    return first[:7] == last[:7]


def _none_of(asked: Asked, heading: str, pages: list[CodePage]) -> Reply:
    """Say that no page of the codes asked of has what is asked; a gap is no denial."""
    codes = " or ".join(page.code for page in pages)
    missing = NO_ROW.format(heading=heading, codes=codes)
    return Reply(asked.typed, "not known", unknown=(Gap(missing),), following=(LOOK,))


def _what_it_is(asked: Asked, pages: list[CodePage]) -> Reply | None:
    if not WHAT_IT_IS.match(asked.typed) or asked.found.read.named:
        return None
    page = pages[0]
    told = what_it_is(page)
    return made(asked, told, asked.typed) if told else None


def what_it_is(page: CodePage) -> tuple[Claim, ...]:
    """Return what a code is: its title and family, and the first saying on it; nothing where none has a source."""
    told = next(sayings(page, slug(WHAT)), None)
    if told is None:
        return ()
    return (*claim_of(f"{page.code}: {page.title}. {page.family}.", page.id, told.section, told.sources), told)


def _add_on(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell of what a code is an add-on, and which codes are add-ons to it; yes only where its own page says so."""
    words, library = ADD_ON.search(asked.typed), asked.desk.current
    if not words or asked.found.read.named:
        return None
    claims = tuple(claim for page in pages for claim in add_on_claims(library, page))
    is_one = IS_ADD_ON.search(asked.typed)
    own = library.codes.get(is_one["code"].upper()) if is_one else pages[0]
    wants_own = is_one or not words[0].lower().startswith("add")
    if claims and (not wants_own or (own and own.primaries)):
        return made(asked, claims, words[0], YES if is_one else "")
    missing = NO_PRIMARY.format(code=is_one["code"].upper() if is_one else pages[0].code)
    return Reply(asked.typed, "nearest" if claims else "not known", claims=claims, unknown=(Gap(missing),))


def _pairs(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the rows of a code's page that hold another code of the question, of the kind of claim that is named."""
    typed = asked.typed.lower()
    codes = {code.upper() for code in CODES.findall(typed)}
    for page in pages:
        table = table_of(page, PAIRS)
        rows = [row for row in (table.rows if table else ()) if _holds_one(row, codes - {page.code})]
        settings = [name for name in SETTINGS if name.rpartition(" ")[2] in typed]
        kept = [row for row in rows if any(name in row.cells[4] for name in settings)] or rows
        if table and kept:
            said = (*sorted(codes), *(words[0] for words in OF_PAIR.finditer(typed)))
            return made(asked, _claims(page, table, kept), " ".join(said))
    if len(codes) == 1 or not (asked.found.read.table == slug(PAIRS) or TOGETHER.search(typed)):
        return None
    told = [claim for page in pages for claim in sayings(page, slug(PAIRS)) if _names(claim, codes - {page.code})]
    other = ", ".join(sorted(codes - {pages[0].code}))
    return made(asked, told) if told else _none_of(asked, AN_EDIT.format(codes=other), pages[:1])


def _holds_one(row: Row, codes: Iterable[str]) -> bool:
    return any(holds(row.cells[0].replace(",", " "), code) for code in codes)


def _names(claim: Claim, codes: Collection[str]) -> bool:
    return bool({code.upper() for code in CODES.findall(claim.text)} & {*codes})


def _billed_with(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell what is said on what a code is that names another code."""
    words = BILLED_WITH.search(asked.typed)
    if not words or len(asked.found.read.codes) > 1:
        return None
    said = [claim for page in pages for claim in sayings(page, slug(WHAT))]
    claims = [claim for claim in said if len({code.upper() for code in CODES.findall(claim.text)}) > 1]
    return made(asked, claims, words[0]) if claims else None


def _table(asked: Asked, pages: list[CodePage]) -> Reply | None:
    """Tell the rows of the table that the words ask for, of each code that has it."""
    for topic in TOPICS:
        words = topic.asked.search(asked.typed)
        if words and (topic.of_medicare or not asked.found.read.named):
            of_file = [claim for page in pages for claim in _of_file(page, topic, asked)]
            claims = of_file or [claim for page in pages for claim in _topic_claims(page, topic, asked)]
            by_cell = (found[0] for one, _ in topic.cells if (found := one.search(asked.typed)))
            said = " ".join((words[0], *by_cell))
            if claims:
                return made(asked, claims, said, of_day=bool(of_file) or (topic.since is not None and _short(asked)))
            late = asked.found.read.day and any(table_of(page, topic.heading) for page in pages)
            if late:
                return Reply(asked.typed, "not known", unknown=(Gap(f"{topic.heading}: {LATER}"),))
            return None if asked.found.read.named else _none_of(asked, topic.heading, pages)
    return None


def _of_file(page: CodePage, topic: Topic, asked: Asked) -> Iterator[Claim]:
    """Yield the rows of fees whose file is of the month that is named: October 2025."""
    table = table_of(page, topic.heading) if topic.heading == FEES else None
    named = [date.lower() for date in other_day(asked)]
    rows = [row for row in table.rows if any(date in row.cells[0].lower() for date in named)] if table else []
    return _claims(page, table, rows) if table else iter(())


def _topic_claims(page: CodePage, topic: Topic, asked: Asked) -> Iterator[Claim]:
    """Yield the rows asked for; where none is, what the section says, and of a modifier only what names it."""
    table = table_of(page, topic.heading)
    typed, day = asked.typed, asked.found.read.day
    rows = _chosen(table, topic, typed) if table else []
    if table and rows:
        dated = topic.since is not None and day
        yield from _claims(page, table, _in_force(rows, topic.since or 0, day) if dated else rows)
        return
    named = MODIFIER.search(typed) if topic.heading == MODIFIERS else None
    for claim in sayings(page, slug(topic.heading)):
        if not named or named["one"].upper() in claim.text.upper().replace(",", " ").split(" "):
            yield claim


def _chosen(table: Table, topic: Topic, typed: str) -> list[Row]:
    """Return the rows that the question names by a word of a cell; all where it names none."""
    for words, cell in topic.cells:
        if words.search(typed):
            return [row for row in table.rows if row.cells[0].lower() == cell]
    named = MODIFIER.search(typed) if topic.heading == MODIFIERS else FILE.search(typed)
    if named:
        wanted = (named["one"] if "one" in named.groupdict() else named[0]).upper()
        return [row for row in table.rows if row.cells[0].upper().split(" ")[0] == wanted]
    said = words_said(typed)
    by_name = [row for row in table.rows if said & {*row.cells[0].lower().split()}]
    return (by_name if topic.heading == AMOUNTS else []) or list(table.rows)


def _in_force(rows: Iterable[Row], since: int, day: str) -> list[Row]:
    """Return of each kind of claim the newest row that had begun by a day."""
    begun = sorted((row for row in rows if row.cells[since] <= day), key=lambda row: row.cells[since])
    return list({row.cells[0]: row for row in begun}.values())


def _claims(page: CodePage, table: Table, rows: Iterable[Row]) -> Iterator[Claim]:
    for row in rows:
        yield from row_claim(page, table, row)
