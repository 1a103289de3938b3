"""Lines with their styles on a terminal; the only module that knows Rich."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text


def print_colored(parts: Iterable[tuple[str, str]], *, aside: bool = False) -> None:
    """Print a line made of texts, each with its style, without wrapping or markup; `aside`, to standard error."""
    Console(stderr=aside).print(Text.assemble(*parts), soft_wrap=True)
