"""Answers in a spreadsheet: read into entries, and written from them in the same form.

columns       the columns of a sheet, and what people call them
file          a file as rows of cells: encodings, delimiters, the row of heads
cells         the text of a cell as a day, codes, a question, a value or sources
lines         a row as a typed line, or what is wrong with it
targets       the plan and the entry that a line is about
draft         an entry while lines are put into it
line_sources  the records of the sources that a line cites
apply         lines put into an entry, new or there already
written       the text of an entry with what changes
as_columns    a rule's message on an entry, said of columns and cells
planning      a whole sheet against a library: files that change, lines refused, what was assumed
export        a library as a sheet
"""
