"""The keys of front matter, in the order in which they are: entry, payer page, code page and the records inside.

The reader walks these tuples, the checker quotes them, and the field guide is generated from them.
"""

from __future__ import annotations

from dataclasses import replace

from kb.content import kinds
from kb.content.record_reader import Field, record
from kb.domain.criteria import CRITERION_KINDS, CRITERION_VERDICTS
from kb.domain.vocabulary import (
    AMOUNT_READINGS,
    BASES,
    CONFIDENCES,
    CONTACT_KINDS,
    CURRENCIES,
    DATE_BASES,
    EXTENTS,
    LINES_OF_BUSINESS,
    NOT_AVAILABLE,
    PERIOD_COUNTS,
    PERIOD_HOLIDAYS,
    PERIOD_STARTS,
    PERIOD_UNITS,
    PERIOD_WEEKENDS,
    QUESTIONS,
    REASONS,
    REPLY_KINDS,
    SCOPE_KINDS,
    SETTINGS,
    STANDINGS,
    THROUGH,
    Question,
    Value,
)

PERIOD_FIELDS = (
    Field("length", kinds.whole_number, "how many", required=True),
    Field("unit", kinds.choice(PERIOD_UNITS), "of what", required=True),
    Field("counts", kinds.choice(PERIOD_COUNTS), "which days count, where the source says so"),
    Field("holidays", kinds.choice(PERIOD_HOLIDAYS), "which holidays are left out, where the source says so"),
    Field("from", kinds.choice(PERIOD_STARTS), "the day from which the time counts", required=True),
    Field("from_words", kinds.short_text(120), "that day in more words: the claim's first denial"),
    Field("presumed_days", kinds.whole_number, "how many days after its date a notice is presumed received"),
    Field(
        "weekend", kinds.choice(PERIOD_WEEKENDS), "what happens to a last day on a weekend, where the source says so"
    ),
    Field("level", kinds.short_text(60), "the step: reconsideration, first level"),
    Field("who", kinds.short_text(80), "for whom, where it is not for all: nonparticipating providers"),
    Field("since", kinds.date, "the first day from which it holds, where that is not the entry's"),
    Field("source", kinds.word, "the id of the source that states it", required=True),
    Field("note", kinds.short_text(300), "what to know beside it"),
)

CONTACT_FIELDS = (
    Field("kind", kinds.choice(CONTACT_KINDS), "what kind of contact it is", required=True),
    Field("value", kinds.short_text(200), "the number, address or name as the source prints it", required=True),
    Field("who", kinds.short_text(80), "for whom, where it is not for all: Medicare plans"),
    Field("turnaround", kinds.short_text(120), "how long the payer takes, in its own words"),
    Field("source", kinds.word, "the id of the source that prints it", required=True),
    Field("checked", kinds.date, "the day it was compared with its source", required=True),
    Field("review_by", kinds.date, "the day it is due again", required=True),
    Field("note", kinds.short_text(300), "what to know before using it"),
)

ASKED = tuple(Value(question.title.lower(), question.asks) for question in QUESTIONS)
"""The questions as they are typed outside front matter keys: `prior authorization`."""


def _answer_fields(question: Question) -> tuple[Field, ...]:
    key = question.key
    value = kinds.choice(question.values) if question.values else kinds.short_text(kinds.LONGEST_ANSWER)
    reason = replace(kinds.choice(REASONS), name="reason")
    periods = Field(f"{key}_periods", kinds.list_of(record(PERIOD_FIELDS)), "its time limits as numbers")
    return (
        Field(key, value, question.asks),
        Field(f"{key}_reason", reason, "why it is data not available"),
        Field(f"{key}_words", kinds.short_text(200), "the payer's own word for it, quoted briefly"),
        Field(f"{key}_sources", kinds.many(kinds.word), "ids of the sources of the value"),
        Field(f"{key}_confidence", kinds.choice(CONFIDENCES), "right, and still current?"),
        Field(f"{key}_note", kinds.short_text(300), "what a reader must know beside the value"),
        *((periods,) if question.timed else ()),
        Field(f"{key}_contacts", kinds.list_of(record(CONTACT_FIELDS)), "whom to turn to about it"),
    )


SOURCE_FIELDS = (
    Field("title", kinds.text, "the document's own title, or what the page is", required=True),
    Field("publisher", kinds.text, "who publishes what was read", required=True),
    Field("url", kinds.url, "where it was read", required=True),
    Field("own_url", kinds.url, "the publisher's own address, where it was read elsewhere"),
    Field("standing", kinds.choice(STANDINGS), "how close to the payer", required=True),
    Field("read", kinds.choice(EXTENTS), "how much of it was read", required=True),
    Field("printed", kinds.partial_date, "the date it carries: 2026, 2026-04 or 2026-04-15"),
    Field("retrieved", kinds.date, "the day it was looked up", required=True),
    Field("part", kinds.short_text(80), "the page or section that is relied on: page 3"),
    Field("note", kinds.short_text(300), "what to know about this copy"),
)

RECEIPT_FIELDS = (
    Field("for", kinds.many(kinds.choice(ASKED)), "the questions it was searched for"),
    Field("where", kinds.text, "the pages or files searched", required=True),
    Field("words", kinds.text, "the words searched with", required=True),
    Field("on", kinds.date, "the day of the search", required=True),
    Field("through", kinds.choice(THROUGH), "what was asked"),
    Field("plans", kinds.many(kinds.word), "in an entry of a brand: the licensees that it vouches for, by id"),
)  # fmt: skip

CRITERION_FIELDS = (
    Field("kind", kinds.choice(CRITERION_KINDS), "what it is about", required=True),
    Field("says", kinds.choice(CRITERION_VERDICTS), "what the document says of the items", required=True),
    Field("items", kinds.many(kinds.short_text(120)), "codes, ranges, or texts in our own words", required=True),
    Field("source", kinds.word, "the id of the source that prints it", required=True),
    Field("read", kinds.choice(EXTENTS[:2]), "how much of this list was read", required=True),
    Field("heading", kinds.short_text(160), "the heading that it has there"),
    Field("most", kinds.whole_number, "of units and frequency: the number"),
    Field("per", kinds.short_text(60), "of units and frequency: in which time: 14 days"),
    Field("note", kinds.short_text(300), "what to know beside it"),
)

LIST_FIELDS = (
    Field("source", kinds.word, "the id of the source that prints the list", required=True),
    Field("read", kinds.choice(EXTENTS[:2]), "how much of the list was read", required=True),
    Field("heading", kinds.short_text(160), "the heading that it has there"),
    Field("codes", kinds.many(kinds.listed), "the codes, one a line, in order: 0709T or 0708T-0710T", required=True),
)

COMMON_FIELDS = (
    Field("looked", kinds.list_of(record(RECEIPT_FIELDS)), "receipts of what was searched"),
    Field("sources", kinds.table_of(record(SOURCE_FIELDS)), "source records by id; cite one as [id]"),
)

REVIEW_FIELDS = (
    Field("reviewed", kinds.date, "the day it was last compared with its sources", required=True),
    Field("review_by", kinds.date, "the day it is due again", required=True),
    Field("owner", kinds.team, "the team that keeps it, never a person; an entry without one has its payer's"),
)

ADOPTED_FIELDS = (
    Field("by", kinds.team, "the team, as it calls itself", required=True),
    Field("on", kinds.date, "the first day it works by this rule", required=True),
    Field("note", kinds.short_text(300), "what was put in place"),
)

ENTRY_FIELDS = (
    Field("title", kinds.short_text(100), "what the entry is about, in our words", required=True),
    Field("codes", kinds.many(kinds.text), "0709T · [0708T, 0709T] · 0708T-0710T · category III · all codes"),
    Field("concept", kinds.service, "instead of codes: the service the document is about"),
    Field("document", kinds.short_text(160), "the payer's document and its number"),
    Field("currency", kinds.choice(CURRENCIES), "is it the edition in force?", required=True),
    Field("effective", kinds.date, "the first day it holds"),
    Field("ends", kinds.date, "the last day it holds"),
    Field("date_basis", kinds.choice(DATE_BASES), "which day the effective date counts from"),
    Field("replaces", kinds.many(kinds.entry), "the entry, taken out of the library, that this one carries on"),
    *REVIEW_FIELDS,
    Field("adopted", kinds.list_of(record(ADOPTED_FIELDS)), "the teams that work by this edition, and since when"),
    *(field for question in QUESTIONS for field in _answer_fields(question)),
    Field("criteria", kinds.list_of(record(CRITERION_FIELDS)), "criteria that the document prints as data"),
    Field("listed", record(LIST_FIELDS), "the code list of the document, as printed; `import codes` writes it"),
    *COMMON_FIELDS,
)

SCOPE_FIELDS = (
    Field("name", kinds.short_text(80), "the scope's name as staff say it", required=True),
    Field("kind", kinds.choice(SCOPE_KINDS), "what kind of part it is", required=True),
    Field("line_of_business", kinds.many(kinds.choice(LINES_OF_BUSINESS)), "the plans it speaks for"),
    Field("states", kinds.many(kinds.state), "the states it serves, by postal abbreviation: [FL, PR]"),
    Field("aliases", kinds.many(kinds.phrase), "other names, for the search"),
    Field("note", kinds.short_text(300), "what to know before relying on it"),
)

PAYER_FIELDS = (
    Field("title", kinds.short_text(80), "the payer's name", required=True),
    Field("aliases", kinds.many(kinds.phrase), "other names, for the search"),
    *REVIEW_FIELDS,
    Field("contacts", kinds.choice((NOT_AVAILABLE,)), "contacts are not collected yet",
          required=True),
    Field("contacts_reason", kinds.choice(REASONS), "why it is data not available", required=True),
    Field("portals", kinds.list_of(record((
        Field("name", kinds.text, "what the page is", required=True),
        Field("url", kinds.url, "its address", required=True),
    ))), "public pages of the payer worth opening"),
    Field("scopes", kinds.table_of(record(SCOPE_FIELDS)), "the parts that speak, by id", required=True),
    *COMMON_FIELDS,
)  # fmt: skip

CITED = Field("sources", kinds.many(kinds.word), "ids of the sources", required=True)

LIFE_FIELDS = (
    Field("event", kinds.text, "what happens: released, effective, sunset ...", required=True),
    Field("on", kinds.partial_date, "the date", required=True),
    Field("basis", kinds.choice(BASES), "printed for this code, or inferred", required=True),
    CITED,
    Field("note", kinds.text, "how it was inferred, or what to check"),
)

FEE_FIELDS = (
    Field("file", kinds.text, "the release of the file: RVU25D (October 2025)", required=True),
    Field("status", kinds.text, "status code: C is contractor-priced", required=True),
    Field("global_days", kinds.text, "ZZZ, XXX, 000 ...", required=True),
    Field("total_rvu", kinds.amount, "relative value units", required=True),
    Field("pc_tc", kinds.text, "professional/technical component indicator", required=True),
    Field("multiple_procedure", kinds.text, "indicator", required=True),
    Field("bilateral", kinds.text, "indicator", required=True),
    Field("assistant", kinds.text, "assistant-at-surgery indicator", required=True),
    Field("co_surgeon", kinds.text, "indicator", required=True),
    Field("team", kinds.text, "indicator", required=True),
    Field("conversion_factor", kinds.amount, "the file's conversion factor, US dollars"),
    CITED,
    Field("note", kinds.text, "what to know about this row"),
)

UNIT_FIELDS = (
    Field("setting", kinds.choice(SETTINGS), "which claims", required=True),
    Field("units", kinds.whole_number, "most units expected", required=True),
    Field("indicator", kinds.text, "MUE adjudication indicator (MAI)", required=True),
    Field("rationale", kinds.text, "the rationale the file prints", required=True),
    Field("effective", kinds.date, "the edition's date", required=True),
    CITED,
)

PAIR_FIELDS = (
    Field("others", kinds.text, "the other codes: 96401, 96402, 96360-96361", required=True),
    Field("what", kinds.text, "what they are, in our words", required=True),
    Field("column", kinds.whole_number, "this code's column: 1 pays, 2 is denied", required=True),
    Field("indicator", kinds.text, "1: a modifier can open the pair; 0: none can", required=True),
    Field("setting", kinds.many(kinds.choice(SETTINGS)), "which file carries the pair", required=True),
    Field("edition", kinds.date, "the quarter's date", required=True),
    CITED,
    Field("rationale", kinds.text, "the rationale the file prints"),
    Field("note", kinds.text, "what follows from it"),
)

MODIFIER_FIELDS = (
    Field("modifier", kinds.text, "the two characters", required=True),
    Field("rule", kinds.text, "what the source says", required=True),
    CITED,
)

AMOUNT_FIELDS = (
    Field("hospital", kinds.text, "whose price file", required=True),
    Field("payer", kinds.word, "the payer's id, where the row names one"),
    Field("plan", kinds.text, "the plan as the file names it"),
    Field("gross", kinds.amount, "gross charge, US dollars"),
    Field("cash", kinds.amount, "discounted cash price, US dollars"),
    Field("low", kinds.amount, "lowest negotiated amount, US dollars"),
    Field("high", kinds.amount, "highest negotiated amount, US dollars"),
    Field("entries", kinds.whole_number, "how many payer terms the range is made from"),
    Field("rows_sharing", kinds.whole_number, "rows of the file, or of that plan in it, with the same amount"),
    Field("reading", kinds.choice(AMOUNT_READINGS), "what the amount can be used for", required=True),
    Field("as_of", kinds.partial_date, "the file's date", required=True),
    CITED,
    Field("note", kinds.text, "how the reading was reached"),
)

CONFLICT_FIELDS = (
    Field("topic", kinds.text, "what the statements are about", required=True),
    Field("says", kinds.text, "the one statement", required=True),
    Field("against", kinds.text, "the other", required=True),
    Field("reading", kinds.text, "how we read them", required=True),
    CITED,
)

ELEMENT_FIELDS = (
    Field("shows", kinds.short_text(120), "what the record must show, in our own words", required=True),
    Field(
        "words", kinds.many(kinds.phrase), "words by which a text shows it; without them no text is searched for it"
    ),
    Field("unlike", kinds.many(kinds.phrase), "words of other services and routes: a text with one is in doubt"),
    Field("asked_by", kinds.scope, "the plan that asks for it, where one does"),
    CITED,
    Field("note", kinds.short_text(300), "what to know beside it: that it is an illustration"),
)

CODE_FIELDS = (
    Field("title", kinds.short_text(100), "what the code is, in our own plain words", required=True),
    Field("family", kinds.short_text(60), "CPT Category I, CPT Category III, HCPCS Level II", required=True),
    Field("add_on_to", kinds.many(kinds.code), "the primary codes of an add-on, the one whose rules it shares first"),
    Field("add_on_type", kinds.text, "the CMS add-on type: 1, 2 or 3"),
    Field("add_on_sources", kinds.many(kinds.word), "ids of the sources of the relation"),
    Field("concepts", kinds.many(kinds.service), "service concepts whose entries inform"),
    *REVIEW_FIELDS,
    Field("life_cycle", kinds.list_of(record(LIFE_FIELDS)), "dates in the life of the code"),
    Field("fee_schedule", kinds.list_of(record(FEE_FIELDS)), "Medicare physician fee schedule rows"),
    Field("units", kinds.list_of(record(UNIT_FIELDS)), "medically unlikely edits (MUE)"),
    Field("pairs", kinds.list_of(record(PAIR_FIELDS)), "NCCI code pairs"),
    Field("modifiers", kinds.list_of(record(MODIFIER_FIELDS)), "modifiers"),
    Field("observed_amounts", kinds.list_of(record(AMOUNT_FIELDS)), "amounts in hospital price files"),
    Field("conflicts", kinds.list_of(record(CONFLICT_FIELDS)), "public statements that disagree"),
    Field("elements", kinds.list_of(record(ELEMENT_FIELDS)), "what the record must show; texts are read for it"),
    *COMMON_FIELDS,
)

ASK_FIELDS = (
    Field("ask", kinds.short_text(160), "the question, as staff type it", required=True),
    Field("first", kinds.hit, "the section that must be found first"),
    Field("top", kinds.many(kinds.hit), "sections that must be among the first 5"),
    Field("answer",
          kinds.row(
              code=kinds.code, scope=kinds.scope, question=kinds.choice(ASKED), value=kinds.short_text(160)
          ),
          "the answer it leads to; where it is in our own words, some of them"),
    Field("never", kinds.many(kinds.unwanted),
          "what must not be among the first 10: a section, a file, payer=, coverage=, pa= with a value, or payer!="
          " with the one payer whose sections may be"),
    Field("note", kinds.short_text(300), "what to know about the question: misspelt, or why it is not held yet"),
)  # fmt: skip

REPLY_FIELDS = (
    Field("ask", kinds.short_text(160), "the question, as staff type it", required=True),
    Field("kind", kinds.many(kinds.choice(REPLY_KINDS)), "what the reply must be: one of these", required=True),
    Field("says", kinds.many(kinds.short_text(160)), "words that the reply must have"),
    Field("cites", kinds.many(kinds.hit), "sections that its claims must cite"),
    Field("never_says", kinds.many(kinds.short_text(160)), "words that the reply must not have"),
    Field("note", kinds.short_text(300), "what to know about the question"),
)

QUESTION_FIELDS = (
    Field("questions", kinds.list_of(record(ASK_FIELDS)), "what search must answer; each is a test", required=True),
    Field("not_yet", kinds.list_of(record(ASK_FIELDS)), "what search should answer and does not yet"),
    Field("replies", kinds.list_of(record(REPLY_FIELDS)), "what the replies of `ask` must be; each is a test"),
)

OTHER_PLAN_FIELDS = (
    Field("name", kinds.short_text(80), "the payer or plan, as staff say it", required=True),
    Field("aliases", kinds.many(kinds.phrase), "other names, for the search"),
    Field("payer", kinds.word, "the id of its payer or brand, where that is in the library"),
    Field("states", kinds.many(kinds.state), "the states it serves"),
    Field("lines", kinds.many(kinds.choice(LINES_OF_BUSINESS)), "its lines of business"),
    Field("note", kinds.short_text(300), "where the name was read"),
)

DENIAL_FIELDS = (
    Field("code", kinds.denial, "as a remittance advice prints it: CO-29, N362, B15", required=True),
    Field("question", kinds.choice(ASKED), "the question it raises", required=True),
    Field("words", kinds.short_text(100), "words that find the sections on it", required=True),
    Field("note", kinds.short_text(300), "what to know before the answer, as an entry here says it"),
)

LOOKUP_FIELDS = (
    Field("other_plans", kinds.list_of(record(OTHER_PLAN_FIELDS)), "payers and plans that have no entry here"),
    Field("denial_codes", kinds.list_of(record(DENIAL_FIELDS)), "denial codes and where each leads"),
)
