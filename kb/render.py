"""Page values to HTML text, through the templates of `site_templates/`. Undefined names and raw text are errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import jinja2

from kb.days import day
from kb.pages.page import Page
from kb.problem import ToolError
from kb.vocabulary import UNKNOWN

ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def environment(templates: Path) -> jinja2.Environment:
    """Open the templates folder as it is now, strictly: unknown names fail, text is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["day"] = day
    made.filters["host"] = host
    made.tests["date"] = is_date
    made.globals["UNKNOWN"] = UNKNOWN
    return made


def render(page: Page, templates: jinja2.Environment) -> str:
    """Render one page. Raises ToolError, naming the page, where its template fails."""
    root = "../" * page.address.count("/")
    shown: dict[str, Any] = vars(page.context)
    try:
        return templates.get_template(f"pages/{page.template}.html").render(
            **shown, root=root, address=page.address, page_title=page.title
        )
    except Exception as fault:
        raise ToolError(f"the template pages/{page.template}.html fails for {page.address}: {fault}") from fault


def host(url: str) -> str:
    """Give the host of a web address, without www: what a reader wants to know before a click."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def is_date(text: str) -> bool:
    """Tell whether a text is nothing but a day or a month: 2026-04-15 or 2026-04."""
    return ISO_DATE.fullmatch(text) is not None
