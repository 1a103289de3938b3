"""The columns of a sheet of answers: what each holds, and what people call it. The guide prints this table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kb.domain.vocabulary import QUESTIONS


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, other names that are read as it, and whether a sheet must have it."""

    name: str
    meaning: str
    also: tuple[str, ...] = ()
    needed: bool = False


COLUMNS: Final = (
    Column("payer", "the payer's id, name or alias",
           ("payor", "insurance", "insurer", "carrier", "insurance company", "health plan"), needed=True),
    Column("plan", "the plan's id, name or alias; not needed where the payer has one plan",
           ("plan name", "product", "line of business", "lob", "scope", "network")),
    Column("code", "0709T · 0708T, 0709T · 0708T-0710T · category III · all codes · a service concept",
           ("codes", "cpt", "hcpcs", "cpt code", "hcpcs code", "cpt hcpcs", "procedure code", "procedure"),
           needed=True),
    Column("question", "coverage, prior authorization ...; or a column for each", ("topic", "question title")),
    Column("value", "the answer; unknown for data not available; an empty cell is passed over",
           ("answer", "determination", "response", "result", "status")),
    Column("source", "title and address: Policy 12 <https://...>; several with ; between",
           ("sources", "source title", "source name", "reference", "citation", "source document")),
    Column("url", "the address, where it is not in the cell of the source",
           ("link", "web address", "website", "source url", "source link", "address")),
    Column("date", "the day the source was read: 2026-03-01, 3/1/2026, 1 Mar 2026, an Excel date",
           ("date checked", "last checked", "checked", "date verified", "last verified", "verified", "as of",
            "retrieved", "date retrieved", "checked on", "verified on")),
    Column("note", "what a reader must know beside the value", ("notes", "comment", "comments", "remarks")),
    Column("reason", "why it is data not available"),
    Column("words", "the payer's own word, quoted briefly", ("payer words", "quote")),
    Column("confidence", "high, medium, low; else low"),
    Column("publisher", "who publishes the source; else the host of its address", ("published by",)),
    Column("standing", "primary, primary elsewhere, secondary; else secondary", ("source type",)),
    Column("read", "whole, part, reference; else part"),
    Column("printed", "the date that the source carries", ("document date", "published", "publication date")),
    Column("document", "the payer's document and its number", ("policy", "policy number", "policy name")),
    Column("currency", "current, undated, old, superseded; else undated"),
    Column("effective", "the first day it holds", ("effective date", "start date")),
    Column("ends", "the last day it holds", ("end date", "termination date")),
    Column("date basis", "date of service, date processed, not stated; else not stated"),
    Column("title", "the title of the entry; else made from its codes", ("entry title",)),
    Column("entry", "the entry's id, payer/plan/name, where several speak for the same codes"),
)  # fmt: skip
"""In the order in which an export writes them."""

NAMES: Final = tuple(column.name for column in COLUMNS)

ALSO_ASKED: Final = {
    "coverage": ("covered", "coverage status", "is it covered"),
    "prior_authorization": (
        *("pa", "prior auth", "auth", "authorization", "auth required", "pa required", "prior auth required"),
        *("precert", "precertification", "preauthorization", "pre authorization", "preauth", "is pa required"),
    ),
    "documentation": ("documents", "documentation required", "records"),
    "billing": ("coding", "coding and billing", "billing rules"),
    "benchmarks": ("rates", "payment rates", "rate", "price", "pricing", "reimbursement", "fee"),
    "timely_filing": ("timely filing limit", "tfl", "filing limit", "filing deadline", "claim filing limit"),
    "appeals": ("appeal", "appeal deadline", "appeals deadline", "dispute", "disputes"),
}
"""What people call a question in a cell or a head of a sheet, beside its own names."""


def plain_head(written: str) -> str:
    """Write a head or a name in small letters, with single blanks for everything but letters and digits."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", written.lower()).split())


HEADS: Final = {plain_head(name): column.name for column in COLUMNS for name in (column.name, *column.also)}
"""The column of each head that is read, by its plain form."""

ASKED: Final = {
    plain_head(name): question
    for question in QUESTIONS
    for name in (question.key, question.title, *ALSO_ASKED[question.key])
}
"""The question of each name that is read, by its plain form."""
