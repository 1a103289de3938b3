"""The tables of the catalogue: what a row of each holds, and which rows of other tables it names.

Table classes of SQLModel accept any value, so each has a plain class beside it that validates its rows. What one row
names of another is a foreign key: a question, a payer, a scope, a code or an entry that does not exist is refused.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from sqlmodel import Field, ForeignKeyConstraint, SQLModel, col


class QuestionFields(SQLModel):
    """A question, by the one name that it has in every format; `position` is its place in lists."""

    id: str = Field(primary_key=True)
    position: int
    title: str
    asks: str


class PayerFields(SQLModel):
    """A payer."""

    id: str = Field(primary_key=True)
    title: str


class DocumentFields(SQLModel):
    """A file of the library: an entry, or the page of a payer or a code. `owner` is its own or its payer's."""

    id: str = Field(primary_key=True)
    kind: str
    title: str
    page: str
    reviewed: dt.date
    review_by: dt.date
    owner: str


class CodeFields(SQLModel):
    """A code with a page."""

    code: str = Field(primary_key=True)
    document: str = Field(foreign_key="document.id")
    title: str
    family: str
    add_on_to: str | None
    reviewed: dt.date
    review_by: dt.date


class ScopeFields(SQLModel):
    """A scope of a payer; `position` is its place in lists."""

    id: str = Field(primary_key=True)
    position: int
    payer: str = Field(foreign_key="payer.id", index=True)
    payer_title: str
    name: str
    kind: str


class EntryFields(SQLModel):
    """An entry without its answers; `owner` is its own or its payer's."""

    id: str = Field(primary_key=True, foreign_key="document.id")
    scope: str = Field(foreign_key="scope.id", index=True)
    title: str
    reach_kind: str
    reach: str
    document: str
    currency: str
    effective: dt.date | None
    ends: dt.date | None
    date_basis: str
    reviewed: dt.date
    review_by: dt.date
    owner: str


class AnswerFields(SQLModel):
    """The answer that an entry itself gives to a question."""

    entry: str = Field(primary_key=True, foreign_key="entry.id")
    question: str = Field(primary_key=True, foreign_key="question.id")
    value: str
    reason: str
    words: str
    confidence: str
    note: str


class SourceFields(SQLModel):
    """A source record of a document."""

    document: str = Field(primary_key=True, foreign_key="document.id")
    id: str = Field(primary_key=True)
    number: int
    title: str
    publisher: str
    url: str
    own_url: str
    standing: str
    read: str
    printed: str
    retrieved: dt.date
    part: str
    note: str


class AnswerSourceFields(SQLModel):
    """A source that an answer of an entry cites; `number` is its place among them."""

    entry: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    source: str


class PeriodFields(SQLModel):
    """A time limit of an answer as a number; `starts` is the day from which it counts. Empty: not stated."""

    entry: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    length: int
    unit: str
    counts: str
    holidays: str
    starts: str
    starts_words: str
    presumed_days: int | None
    weekend: str
    level: str
    who: str
    since: dt.date | None
    source: str
    note: str


class ContactFields(SQLModel):
    """Whom to turn to about an answer of an entry, as a source prints it."""

    entry: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    kind: str
    value: str
    who: str
    turnaround: str
    source: str
    checked: dt.date
    review_by: dt.date
    note: str


class CriterionFields(SQLModel):
    """A criterion that the document of an entry prints; `most` and `per` are the number and the span of a limit."""

    entry: str = Field(primary_key=True, foreign_key="entry.id")
    number: int = Field(primary_key=True)
    kind: str
    says: str
    heading: str
    most: int | None
    per: str
    source: str
    read: str
    note: str


class CriterionItemFields(SQLModel):
    """An item of a criterion: a code, a range, or a short text."""

    entry: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    item: str = Field(index=True)


class ReceiptFields(SQLModel):
    """A receipt: where, when and with which words a search found nothing.

    `plans` are the licensees that it vouches for, where it is their brand's, with commas between.
    """

    document: str = Field(primary_key=True, foreign_key="document.id")
    number: int = Field(primary_key=True)
    where: str
    words: str
    on: dt.date
    through: str
    plans: str


class ReceiptQuestionFields(SQLModel):
    """A question on which the search of a receipt found nothing."""

    document: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    question: str = Field(primary_key=True, foreign_key="question.id")


class ResolvedAnswerFields(SQLModel):
    """A resolved answer, stated once for all codes that have it.

    `entry` decides it, or else is the one to open first. In `why`, `{code}` stands for the code.
    """

    id: int = Field(primary_key=True)
    scope: str = Field(foreign_key="scope.id")
    question: str = Field(foreign_key="question.id")
    value: str
    reason: str
    why: str
    warning: str
    entry: str | None = Field(foreign_key="entry.id")
    decided: bool
    reach: str
    named: bool
    standing: str
    confidence: str
    part_read: bool
    currency: str
    effective: dt.date | None


class AnswerSetFields(SQLModel):
    """A set of resolved answers, one to each question, that codes have in a scope."""

    id: int = Field(primary_key=True)
    scope: str = Field(foreign_key="scope.id")


class SetAnswerFields(SQLModel):
    """The answer of a set to a question."""

    answer_set: int = Field(primary_key=True, foreign_key="answer_set.id")
    question: str = Field(primary_key=True, foreign_key="question.id")
    resolved_answer: int = Field(foreign_key="resolved_answer.id")


class CodeSetFields(SQLModel):
    """The set of answers that a code has in a scope."""

    code: str = Field(primary_key=True, foreign_key="code.code")
    scope: str = Field(primary_key=True, foreign_key="scope.id")
    answer_set: int = Field(foreign_key="answer_set.id")


class AmountFields(SQLModel):
    """An amount a hospital's price file prints for a code."""

    code: str = Field(primary_key=True, foreign_key="code.code")
    number: int = Field(primary_key=True)
    hospital: str
    payer: str
    plan: str
    low: Decimal | None
    high: Decimal | None
    rows_sharing: int | None
    reading: str
    as_of: str


class EditionFields(SQLModel):
    """The one row on the file itself: of which day it is, and the commit it was made from."""

    as_of: dt.date = Field(primary_key=True)
    version: str
    generated_at: str
    generated_from: str


class QuestionRow(QuestionFields, table=True):
    """Table of questions."""

    __tablename__ = "question"


class PayerRow(PayerFields, table=True):
    """Table of payers."""

    __tablename__ = "payer"


class DocumentRow(DocumentFields, table=True):
    """Table of files."""

    __tablename__ = "document"


class Code(CodeFields, table=True):
    """Table of codes. The rows of an add-on and its parent may come in any order."""

    __table_args__ = (ForeignKeyConstraint(["add_on_to"], ["code.code"], deferrable=True, initially="DEFERRED"),)


class ScopeRow(ScopeFields, table=True):
    """Table of scopes."""

    __tablename__ = "scope"


class EntryRow(EntryFields, table=True):
    """Table of entries."""

    __tablename__ = "entry"


class AnswerRow(AnswerFields, table=True):
    """Table of the answers that entries give."""

    __tablename__ = "answer"


class SourceRow(SourceFields, table=True):
    """Table of sources."""

    __tablename__ = "source"


class AnswerSourceRow(AnswerSourceFields, table=True):
    """Table of the sources that answers cite."""

    __tablename__ = "answer_source"
    __table_args__ = (
        ForeignKeyConstraint(["entry", "question"], ["answer.entry", "answer.question"]),
        ForeignKeyConstraint(["entry", "source"], ["source.document", "source.id"]),
    )


class PeriodRow(PeriodFields, table=True):
    """Table of time limits."""

    __tablename__ = "period"
    __table_args__ = (
        ForeignKeyConstraint(["entry", "question"], ["answer.entry", "answer.question"]),
        ForeignKeyConstraint(["entry", "source"], ["source.document", "source.id"]),
    )


class ContactRow(ContactFields, table=True):
    """Table of contacts."""

    __tablename__ = "contact"
    __table_args__ = (
        ForeignKeyConstraint(["entry", "question"], ["answer.entry", "answer.question"]),
        ForeignKeyConstraint(["entry", "source"], ["source.document", "source.id"]),
    )


class CriterionRow(CriterionFields, table=True):
    """Table of criteria."""

    __tablename__ = "criterion"
    __table_args__ = (ForeignKeyConstraint(["entry", "source"], ["source.document", "source.id"]),)


class CriterionItemRow(CriterionItemFields, table=True):
    """Table of the items of criteria."""

    __tablename__ = "criterion_item"
    __table_args__ = (ForeignKeyConstraint(["entry", "number"], ["criterion.entry", "criterion.number"]),)


class ReceiptRow(ReceiptFields, table=True):
    """Table of receipts."""

    __tablename__ = "receipt"


class ReceiptQuestionRow(ReceiptQuestionFields, table=True):
    """Table of the questions that receipts are on."""

    __tablename__ = "receipt_question"
    __table_args__ = (ForeignKeyConstraint(["document", "number"], ["receipt.document", "receipt.number"]),)


class ResolvedAnswerRow(ResolvedAnswerFields, table=True):
    """Table of resolved answers."""

    __tablename__ = "resolved_answer"


class AnswerSetRow(AnswerSetFields, table=True):
    """Table of sets of answers."""

    __tablename__ = "answer_set"


class SetAnswerRow(SetAnswerFields, table=True):
    """Table of the answers in each set."""

    __tablename__ = "set_answer"


class CodeSetRow(CodeSetFields, table=True):
    """Table of the sets that codes have."""

    __tablename__ = "code_set"


class AmountRow(AmountFields, table=True):
    """Table of observed amounts."""

    __tablename__ = "observed_amount"


class EditionRow(EditionFields, table=True):
    """Table of one row: the edition."""

    __tablename__ = "edition"


METADATA: Final = SQLModel.metadata
column = col
"""Take an attribute of a table's class as the column that it is."""

TABLES: Final[dict[str, tuple[type[SQLModel], type[SQLModel]]]] = {
    "edition": (EditionRow, EditionFields),
    "question": (QuestionRow, QuestionFields),
    "payer": (PayerRow, PayerFields),
    "document": (DocumentRow, DocumentFields),
    "code": (Code, CodeFields),
    "observed_amount": (AmountRow, AmountFields),
    "scope": (ScopeRow, ScopeFields),
    "entry": (EntryRow, EntryFields),
    "answer": (AnswerRow, AnswerFields),
    "source": (SourceRow, SourceFields),
    "answer_source": (AnswerSourceRow, AnswerSourceFields),
    "period": (PeriodRow, PeriodFields),
    "contact": (ContactRow, ContactFields),
    "criterion": (CriterionRow, CriterionFields),
    "criterion_item": (CriterionItemRow, CriterionItemFields),
    "receipt": (ReceiptRow, ReceiptFields),
    "receipt_question": (ReceiptQuestionRow, ReceiptQuestionFields),
    "resolved_answer": (ResolvedAnswerRow, ResolvedAnswerFields),
    "answer_set": (AnswerSetRow, AnswerSetFields),
    "set_answer": (SetAnswerRow, SetAnswerFields),
    "code_set": (CodeSetRow, CodeSetFields),
}
"""By name of the table: its class, and the plain class that validates its rows."""

WITH_ROWID: Final = ("answer_set", "code", "resolved_answer")
"""Tables whose key is a number, or that are read in the order of their rows.

SQLite keeps the rows of all others in the order of their key, and no second list of it.
"""

for _name in TABLES.keys() - WITH_ROWID:
    METADATA.tables[_name].dialect_options["sqlite"]["with_rowid"] = False

RESOLVED: Final = """
CREATE VIEW resolved AS
SELECT code_set.code, code_set.scope, set_answer.question, value, reason,
    replace(why, '{code}', code_set.code) AS why, warning, entry, decided, reach, named, standing, confidence,
    part_read, currency, effective
FROM code_set
JOIN set_answer ON set_answer.answer_set = code_set.answer_set
JOIN resolved_answer ON resolved_answer.id = set_answer.resolved_answer
"""
RESOLVED_IS: Final = "A view: the resolved answer of each code, scope and question, with the code in its explanation."
"""The view that readers ask: a row for each code, scope and question."""
