"""Reads a payer's document (PDF, HTML or DOCX) into the draft of an entry; it never answers a question.

`reading` finds the reader of a file's kind: `pdf`, `html` and `docx` each import one library, which is installed with
the extra `documents` and loaded only when such a file is read. They give `pages.Paper`: pages of lines of cells.
`printed_dates`, `numbers`, `code_lists` and `sentences` find what a paper prints; `draft` gathers it and `entry_text`
writes it.
"""
