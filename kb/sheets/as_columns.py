"""A message of a rule on an entry, said of the sheet that the entry would come from: keys become columns."""

from __future__ import annotations

import re
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.sheets.columns import NAMES
from kb.sheets.file import Sheet
from kb.sheets.lines import Line

KEY: Final = re.compile(rf"`(?:({'|'.join(question.key for question in QUESTIONS)})_)?([a-z_]+):`")
COLUMNS_OF: Final = {
    "codes": ("code",),
    "concept": ("code",),
    "date_basis": ("date basis",),
    "looked": ("source", "date"),
    "retrieved": ("date",),
    "reviewed": ("date",),
    "sources": ("source",),
    **{question.key: ("value",) for question in QUESTIONS},
}
"""Keys of an entry or of an answer whose columns have other names."""


def as_columns(message: str, sheet: Sheet, line: Line) -> str:
    """Name the column, and the cell of the line if there is one, for each key of an entry or an answer in a message.

    A key of another question than the line's is that column in a row on the other question.
    """
    titles = {question.key: question.title.lower() for question in QUESTIONS}

    def told(found: re.Match[str]) -> str:
        asked, key = found[1] or (found[2] if found[2] in titles else ""), found[2]
        columns = COLUMNS_OF.get(key, (key.replace("_", " "),))
        if not all(column in NAMES for column in columns):
            return found[0]
        if asked and asked != line.question.key:
            return f"`{columns[0]}` in a row on {titles[asked]}"
        return " and ".join(f"`{column}` in {sheet.cell(line.row, column)}" for column in columns)

    return KEY.sub(told, message)
