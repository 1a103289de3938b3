"""What a tool gives an assistant. Unknown is a type of its own; what is in doubt stands in the words of a value."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from kb.ask.reply import Kind


class Source(BaseModel):
    """A document that a value stands on, as the library recorded it."""

    title: str
    publisher: str
    url: str
    standing: str = Field(description="primary, secondary (a third-party summary), or primary elsewhere")
    read: str = Field(description="whole, or in part")
    printed: str | None = Field(description="the day or month that the document prints")
    retrieved: str = Field(description="the day on which it was read")


class Searched(BaseModel):
    """A search that found nothing: where, with which words, on which day, and what was asked where that is told."""

    where: str
    words: str
    on: str
    through: str | None = None


class _Asked(BaseModel):
    code: str
    plan: str = Field(description="the id of the plan: cigna/commercial")
    plan_name: str
    question: str
    day: str = Field(description="the date of service that the answer is for, ISO")
    library_as_of: str = Field(description="the day on which the library was last changed, ISO")


class Known(_Asked):
    """A recorded value. `value` has its standing and what is in doubt in its words: give it whole."""

    status: Literal["known"] = "known"
    value: str
    why: str
    entry: str
    effective: str | None
    note: str | None
    sources: list[Source]
    cautions: list[str]
    upcoming: list[str]


class Conflict(_Asked):
    """Policies that apply equally closely disagree: no value may be given as the answer."""

    status: Literal["conflict"] = "conflict"
    value: str
    why: str
    sources: list[Source]
    next: list[str]


class Unknown(_Asked):
    """No value is recorded. That is neither a yes nor a no; `next` is what a person can do."""

    status: Literal["unknown"] = "unknown"
    value: str
    reason: str
    why: str
    searched: list[Searched]
    upcoming: list[str]
    next: list[str]


class Refused(BaseModel):
    """What was asked cannot be answered as asked: `message` has the reason and what there is instead."""

    status: Literal["refused"] = "refused"
    kind: Literal["patient data", "unknown name"]
    message: str


Reply = Known | Conflict | Unknown


class Compared(BaseModel):
    """One question over several plans: how many give each value, then the answers, those with a value first."""

    counts: dict[str, int]
    known: list[Known]
    conflicts: list[Conflict]
    unknown: list[Unknown]


class Plan(BaseModel):
    """A plan, licensee, brand or contractor of the library."""

    id: str
    name: str
    payer: str
    kind: str


class Plans(BaseModel):
    """The plans of the library, and the questions that can be asked of each."""

    plans: list[Plan]
    questions: list[str]
    codes: list[str] = Field(
        description="codes with a page here; others are answered by wider rules and official files"
    )


class Hit(BaseModel):
    """A section that speaks of what was asked. `excerpt` is from our own words, not the payer's."""

    entry: str
    section: str
    plan: str | None
    title: str
    value: str | None = Field(description="the recorded value with its standing and doubts")
    excerpt: str


class CitedSource(Source):
    """A source of a claim, with its id in the library."""

    id: str


class Claim(BaseModel):
    """One record in words, with what is in doubt about it, the entry and section that hold it, and its sources."""

    text: str
    entry: str
    section: str
    sources: list[CitedSource] = Field(min_length=1)


class Asked(BaseModel):
    """A reply to a question in words, in the form of `kb ask --json`. Give `text` whole, or claims with sources.

    `nearest` is no answer to what was asked: what is recorded closest to it. `which` asks back for the plan.
    """

    query: str
    kind: Kind
    text: str
    claims: list[Claim]
    next: list[str]


class SectionText(BaseModel):
    """A section of an entry in our own words, with the sources that it cites."""

    entry: str
    title: str
    section: str
    text: str
    reviewed: str
    review_by: str
    sources: dict[str, Source]


class CodeFacts(BaseModel):
    """What official files and the plans of the library say of a code, each with its file and edition."""

    record: dict[str, Any]


class Act(BaseModel):
    """One thing to do about what is unknown or due: of a call, what to ask."""

    action: str
    about: str
    questions: list[str]
    codes: list[str]
    answers: int
    asks: list[str]


class Acts(BaseModel):
    """What is not known or due for review, those acts first that would settle most answers."""

    total: int
    acts: list[Act]


class Change(BaseModel):
    """A change of an entry: when it was recorded and, where it is dated, from when it holds."""

    recorded: str
    entry: str
    what: str
    effective: str | None


class Changes(BaseModel):
    """What changed in the library since a day, the newest first. A change recorded is not a change by the payer."""

    since: str
    total: int
    changes: list[Change]


class Versions(BaseModel):
    """The versions of an entry, the newest first, each with what it is today."""

    record: dict[str, Any]
