"""Files that are no content of a policies folder: hidden ones, and what systems and editors put beside content."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

SYSTEM_FILE: Final = re.compile(
    r"desktop\.ini|(?:eh)?thumbs(?:_vista)?\.db|icon\r|__macosx|\$recycle\.bin|system volume information|@eadir"
    r"|~\$.*|.*~|#.*#|.*\.(?:swp|swo|swx|orig|rej|bak|tmp|temp|part|crdownload|lnk)|.*\.(?:md|yml)\.[0-9]{1,3}|nohup\.out",
    re.IGNORECASE,
)
"""Names of what Windows, macOS, a file server, an editor, a merge or a download leaves in a folder."""

PLAIN: Final = re.compile(r"[a-z0-9-]+(?:\.md)?")
"""The names of content and its folders; no system leaves such a one."""

FACTS: Final = "facts"
"""The folder of tables made from official files: no text of ours, so that the rules on content do not hold there."""

OWN: Final = frozenset({".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules"})
"""Hidden names that are meant to be there, so that nothing is said of them."""


def passed_over(path: str) -> bool:
    """Return whether a path, or the name of one file or folder, is hidden or a system's, and so no content."""
    if PLAIN.fullmatch(path):  # as nearly all are; this takes a tenth of the rest
        return False
    return any(part.startswith(".") or bool(SYSTEM_FILE.fullmatch(part)) for part in path.split("/"))


def is_fact(path: str) -> bool:
    """Tell whether a path below the policies folder is one of the facts store."""
    return path.startswith(f"{FACTS}/")


def left_beside(folder: Path) -> tuple[str, ...]:
    """List the files and folders below a folder that are passed over, in order; a folder stands for all in it."""
    found: list[str] = []
    for root, folders, names in os.walk(folder):
        passed = [name for name in folders if passed_over(name)]
        folders[:] = sorted(name for name in folders if name not in passed)
        left = [name for name in (*passed, *filter(passed_over, names)) if name not in OWN]
        found += [(Path(root).relative_to(folder) / name).as_posix() for name in left]
    return tuple(sorted(found))
