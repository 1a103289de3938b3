"""Page values to HTML text, through the templates of `site_templates/`. Undefined names and raw text are errors."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

import jinja2
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from kb.domain.days import dated, day, eve, first_day, next_day, pieces
from kb.domain.problem import ToolError
from kb.domain.vocabulary import UNKNOWN, label, through_what
from kb.pages.grid import is_large
from kb.pages.page import Page
from kb.site.kept import Kept

Templates = jinja2.Environment

ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")

INDENT: Final = re.compile(r"^[ \t]+", re.MULTILINE)

MARK: Final = re.compile(r'<symbol id="(mark-[a-z]+)".*</symbol>\n')
"""The shape of an answer, which answers of its tone show by its id."""

AS_WRITTEN: Final = ("entry", "evidence", "version", "version_text", "withdrawn")
"""Templates of pages on which no script draws an answer: they need the shapes of what they show alone."""


def environment(
    templates: Path, edit: str = "", made_for: dt.date | None = None, kept: Kept | None = None
) -> Templates:
    """Open the templates folder as it is now, strictly: unknown names fail, text is escaped.

    `edit` is what is before a file's path in the code host's editor, or empty. `made_for` is the day that the
    site is made for; None for a standalone page, which never changes with the day. `kept` keeps compiled templates.
    """
    made = Templates(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_Compiled(kept) if kept else None,
        extensions=[_Unindented],
    )
    made.filters["dated"] = dated
    made.filters["day"] = day
    made.filters["eve"] = eve
    made.filters["first_day"] = first_day
    made.filters["label"] = label
    made.filters["large"] = is_large
    made.filters["next_day"] = next_day
    made.filters["hash_source"] = hash_source
    made.filters["host"] = host
    made.filters["pieces"] = pieces
    made.filters["through"] = through_what
    made.tests["date"] = is_date
    made.globals["UNKNOWN"] = UNKNOWN
    made.globals["EDIT_URL"] = edit
    made.globals["DAY"] = made_for
    return made


def frameless(templates: Templates) -> Templates:
    """Return the templates so that a page is its main part alone, without the frame that all pages have."""
    bare = jinja2.DictLoader({"base.html": "{% block main %}{% endblock %}"})
    return templates.overlay(loader=jinja2.ChoiceLoader([bare, cast("jinja2.BaseLoader", templates.loader)]))


class _Unindented(Extension):
    """Leaves out the space before each line of a page's template, which every page would repeat."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  (Jinja's)
        """Return the text of a template as it is compiled; what a page fills in, and scripts, keep their space."""
        return INDENT.sub("", source) if (name or "").endswith(".html") else source


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates among the results of the last build, by version of Jinja and source."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its compiled template, if it is there."""
        if found := self._kept.get(jinja2.__version__, bucket.key, bucket.checksum):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self._kept.put(bucket.bytecode_to_string(), jinja2.__version__, bucket.key, bucket.checksum)


def render(page: Page, templates: Templates) -> str:
    """Render one page. Raises ToolError, naming the page, if its template fails."""
    root = page.root or "../" * page.address.count("/")
    shown: dict[str, Any] = vars(page.context)
    try:
        text = templates.get_template(f"pages/{page.template}.html").render(
            **shown, root=root, address=page.address, page_title=page.title
        )
    except Exception as fault:
        raise ToolError(f"the template pages/{page.template}.html fails for {page.address}: {fault}") from fault
    return with_marks_shown(text) if page.template in AS_WRITTEN else text


def with_marks_shown(page: str) -> str:
    """Leave out of a page the shapes that none of its answers shows."""
    begin, end = page.find("<symbol id="), page.rfind("</symbol>\n") + len("</symbol>\n")
    shown = MARK.sub(lambda found: found[0] if f'"#{found[1]}"' in page else "", page[begin:end])
    return f"{page[:begin]}{shown}{page[end:]}" if 0 <= begin < end else page


def render_alone(page: Page, templates: Templates) -> str:
    """Render a page as one file that needs no other: its style inside, allowed by its hash, and nothing else.

    Raises ToolError, naming the page, if its template fails.
    """
    running = in_style(page.title)
    style = templates.get_template(f"standalone/{page.template}.css").render(running=running)
    shown: dict[str, Any] = vars(page.context)
    try:
        return templates.get_template(f"standalone/{page.template}.html").render(
            **shown,
            root="",
            address=page.address,
            page_title=page.title,
            running=running,
            style_hash=hash_source(style),
        )
    except Exception as fault:
        raise ToolError(f"the template standalone/{page.template}.html fails for {page.address}: {fault}") from fault


def hash_source(text: str) -> str:
    """Return the hash by which a page's policy allows one style or script that is in the page itself."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def in_style(text: str) -> str:
    """Write a text so that it may be between quotes in a style: whatever could end it there is a number."""
    return re.sub(r"[^A-Za-z0-9 ,.:()-]", lambda found: f"\\{ord(found[0]):06x}", text)


def host(url: str) -> str:
    """Return the host of a web address, without www: what a reader wants to know before a click."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def is_date(text: str) -> bool:
    """Return whether a text is nothing but a day or a month: 2026-04-15 or 2026-04."""
    return ISO_DATE.fullmatch(text) is not None
