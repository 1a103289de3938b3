"""Finds what kind of file a payer's document is, by its first bytes, and reads it."""

from __future__ import annotations

import re
import zipfile
from importlib import import_module
from io import BytesIO
from typing import Final

from kb.domain.problem import Place, Problem, ToolError
from kb.drafts.pages import BadPaper, Paper

LARGEST: Final = 64 * 1024 * 1024
OLD_WORD: Final = b"\xd0\xcf\x11\xe0"
MARKUP: Final = re.compile(rb"<(?:!doctype html|html|head|body|table|div|p|h[1-6])\b", re.IGNORECASE)
INSTALL: Final = "the readers of PDF, HTML and DOCX are not installed; type: pip install '.[documents]'"


def read_paper(name: str, content: bytes) -> Paper:
    """Read a document. Raises BadPaper if it cannot be read or has no text, ToolError if no reader is installed."""
    kind = kind_of(name, content)
    try:
        reader = import_module(f"kb.drafts.{kind}")
    except ModuleNotFoundError as fault:
        raise ToolError(INSTALL) from fault
    paper: Paper = reader.read(name, content)
    if not any(line.text for _, line in paper.lines):
        raise BadPaper(Problem(name, Place(), "no-text", _no_text(paper)))
    return paper


def kind_of(name: str, content: bytes) -> str:
    """Return pdf, docx or html. Raises BadPaper for another kind of file, an empty one or one that is too large."""
    if len(content) > LARGEST:
        message = f"{len(content) // 2**20} MB, at most {LARGEST // 2**20} MB are read; save the part that you need"
        raise BadPaper(Problem(name, Place(), "too-long", message))
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _packed(name, content)
    if MARKUP.search(content[:65_536].replace(b"\0", b"")):
        return "html"
    raise BadPaper(Problem(name, Place(), *_unread(content)))


def _packed(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if "word/document.xml" in packed.namelist():
                _refuse_bombs(name, packed)
                return "docx"
    except zipfile.BadZipFile as fault:
        raise BadPaper(Problem(name, Place(), "damaged-file", "a torn archive; download it again")) from fault
    raise BadPaper(Problem(name, Place(), "wrong-kind", "an archive and no Word document; unpack it first"))


def _refuse_bombs(name: str, packed: zipfile.ZipFile) -> None:
    size = sum(member.file_size for member in packed.infolist() if member.filename.endswith((".xml", ".rels")))
    if size > 4 * LARGEST:
        raise BadPaper(Problem(name, Place(), "too-long", "its text is too large; save the part that you need"))


def _unread(content: bytes) -> tuple[str, str]:
    if not content.strip():
        return "empty-file", "nothing in it; download it again"
    if content.startswith(OLD_WORD):
        return "wrong-kind", "an old Word file, or one locked by a password; save it as DOCX without one"
    return "wrong-kind", "no PDF, HTML or DOCX; save it as one of these"


def _no_text(paper: Paper) -> str:
    count = len(paper.pages)
    which = f"no text on any of its {count} pages" if count > 1 else "no text on page 1"
    return f"{which}: scanned, or empty; make its text readable (OCR), or save the payer's web page"
