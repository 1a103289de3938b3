"""A message of a rule on an entry, said of the sheet that the entry would come from: keys become columns."""

from __future__ import annotations

import re
from typing import Final

from kb.domain.vocabulary import QUESTIONS
from kb.sheets.columns import NAMES
from kb.sheets.file import Sheet
from kb.sheets.lines import Line

KEY: Final = re.compile(rf"`({'|'.join(question.key for question in QUESTIONS)})_([a-z]+):`")
COLUMN_OF: Final = {"sources": "source"}
"""Keys of an answer whose column has another name."""


def as_columns(message: str, sheet: Sheet, line: Line) -> str:
    """Name the column, and the cell of the line where there is one, for each key of an answer in a message.

    A key of another question than the line's is that column in a row on the other question.
    """
    titles = {question.key: question.title.lower() for question in QUESTIONS}

    def told(found: re.Match[str]) -> str:
        column = COLUMN_OF.get(found[2], found[2])
        if column not in NAMES:
            return found[0]
        if found[1] != line.question.key:
            return f"`{column}` in a row on {titles[found[1]]}"
        return f"`{column}` in {sheet.cell(line.row, column)}"

    return KEY.sub(told, message)
