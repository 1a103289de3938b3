"""What was seen at the last visit of each address, kept as JSON between runs; it can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kb.content.save import save
from kb.watch.asking import Known, Seen

KEYS = frozenset({"sha256", "etag", "modified"})


def recall(path: Path) -> dict[str, Known]:
    """Read what is known of each address; a file that is not there or damaged is nothing known."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {url: Known(**known) for url, known in held.items() if known.keys() == KEYS}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(path: Path, before: Mapping[str, Known], seen: list[Seen]) -> None:
    """Keep what is known after some visits; addresses that were not visited stay as they were."""
    known = {**before, **{one.url: one.known for one in seen if one.known.sha256}}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({url: asdict(one) for url, one in sorted(known.items())}, indent=1)
    save(path, text.encode())
