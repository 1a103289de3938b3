"""What the site has beside its pages that no content changes: scripts, pictures and the two stylesheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.site.short_script import shortened

PAGE: Final = ("fragment", "dom", "clock", "privacy", "state", "suggest", "my_plans", "note_titles")
ENGINE: Final = (
    *("late", "stem", "number_keys", "analysis", "by_word", "typed", "query", "packing", "coding", "store"),
    *("not_held", "dates", "plans", "asks", "intent", "code_life", "other_numbers"),
    "mentions",
    *("document_numbers", "left_out", "expansion", "pieces", "excerpt", "reading"),
    *("field_sets", "subject", "headline", "ranking_base", "ranking_first", "ranking_order"),
    *("ranking_words", "ranking", "sentences", "first_entry", "fitting"),
    *("editions", "spoken_elsewhere", "leading", "notes_text", "engine"),
)
RESULTS: Final = ("cards", "facets", "cite", "hits", "read_as", "notes", "results", "asked_on_paper")

JOINED: Final = {
    "page": PAGE,
    "search": (*PAGE, *ENGINE, *RESULTS),
    "engine_days": ("dates_read", "beginnings", "editions_told", "rule_behind"),
    "engine_plans": ("plans_beside", "plan_sides", "payer_order", "period_groups", "compared"),
    "engine_exact": ("phrase", "held_elsewhere", "diagnoses", "modifiers"),
    "engine_asks": ("asks_read", "ranking_asks"),
    "engine_mend": ("spelling", "mend"),
    "engine_spoken": ("exceptions", "spoken_by_plan", "first_told"),
    "ask": (
        *("ask_words", "ask_leads", "ask_claims", "ask_heard", "ask_card", "ask_code_facts", "ask_wording"),
        *("ask_note", "ask_last_days", "rule_versions", "ask_days", "ask_which", "ask_changes", "ask_unknowns"),
        *("ask_intents", "ask_compose"),
    ),
    "claim": ("claim_answers", "claim_parts", "claim_sheet"),
    "answers": ("unknown_answers", "answer_pieces", "card", "cards_drawn"),
}
"""By file below static/joined/: the scripts that pages load together, each after those that it needs.

`page` is on every page; `search`, which has all of it, is on each that reads queries: one file packs better than the
engine and what shows its results alone. The script of the box, which begins a search, comes after all that a page
puts in their place. Parts of the engine are for few queries (late.js loads them); `answers` draws the cards above the
results, `ask` composes a reply, and `claim` a claim sheet.
"""

STYLES: Final = {"site": "styles", "pages": "page_styles"}
"""By file below static/: the folder of its styles. All that a search shows is in the first, which it loads alone."""

SCRIPTS: Final = re.compile(r'data-scripts="[^"]*"|{% block (?:every_script|scripts) %}.*?{% endblock %}', re.DOTALL)
"""Where a template names the scripts of its page."""

COMMENT: Final = re.compile(rb"/\*.*?\*/", re.DOTALL)
BESIDE: Final = re.compile(rb"\s*([{};])\s*")
"""The space around what ends a selector or a declaration; that around : and , may mean something."""
SPACE: Final = re.compile(rb"\s+")


def static_files(templates: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below static/ of a templates folder, and its stylesheets: address and bytes.

    A script that pages load joined with others alone is not there by itself.
    """
    joined_only = {name for names in JOINED.values() for name in names} - _named_alone(templates)
    for path in sorted((templates / "static").iterdir()):
        if path.suffix != ".js" or path.stem not in joined_only:
            yield f"static/{path.name}", _shipped(path)
    for name, scripts in JOINED.items():
        yield f"static/joined/{name}.js", b"".join(_shipped(templates / "static" / f"{one}.js") for one in scripts)
    yield from ((f"static/{name}.css", stylesheet(templates / folder)) for name, folder in STYLES.items())


def _named_alone(templates: Path) -> set[str]:
    """Return the names of the scripts that a page loads by itself: the words of what templates name as scripts."""
    pages = (path.read_text(encoding="utf-8") for path in sorted(templates.rglob("*.html")))
    return {word for text in pages for named in SCRIPTS.findall(text) for word in re.findall("[a-z_]+", named)}


def stylesheet(folder: Path) -> bytes:
    """Join the styles of a folder in the order of their names: a page then asks for one file, whatever it shows.

    It goes out without comments and the space between rules, which a slow phone would wait for.
    """
    joined = b"\n".join(path.read_bytes() for path in sorted(folder.iterdir()))
    return SPACE.sub(b" ", BESIDE.sub(rb"\1", COMMENT.sub(b"", joined))).strip() + b"\n"


def _shipped(path: Path) -> bytes:
    """Return a static file as the site has it: a script with short names, and without comments and space."""
    return shortened(path.read_bytes(), path.name) if path.suffix == ".js" else path.read_bytes()
