"""The texts of a policies folder as content of Hugo: each file a page with its Markdown, in bare templates."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

SETTINGS: Final = """\
baseURL = "https://example.org/"
title = "Payer policies"
disableKinds = ["taxonomy", "term", "section", "RSS", "sitemap", "robotsTXT", "404"]
"""
BASE: Final = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ block "main" . }}{{ end }}</main><footer>A library</footer></body></html>
"""
PAGE: Final = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Params.payer }} {{ .Params.codes }} {{ .Params.coverage }}</p>
{{ .Content }}{{ end }}
"""
HOME: Final = """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
LAYOUTS: Final = {"baseof": BASE, "single": PAGE, "index": HOME}
KEY: Final = re.compile(r"(?m)^(title|codes?|coverage): (.*)$")


def begin_pages(folder: Path) -> None:
    """Make a folder for Hugo: its settings and templates, and no content."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "hugo.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in LAYOUTS.items():
        place = folder / "layouts" / ("" if name == "index" else "_default")
        (place / f"{name}.html").write_text(text, encoding="utf-8")


def write_template(folder: Path, line: str) -> None:
    """Write the template of every page with a line at its end."""
    base = folder / "layouts" / "_default" / "baseof.html"
    base.write_text(BASE.replace("</body>", f"{line}</body>"), encoding="utf-8")


def write_pages(policies: Path, folder: Path) -> None:
    """Write the page of each Markdown file that has none yet, or another text."""
    for path in policies.glob("**/*.md"):
        below = path.relative_to(policies)
        page, text = folder / "content" / below, page_of(path.read_text(encoding="utf-8"), below.parts[0])
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8", newline="\n")


def page_of(text: str, payer: str) -> str:
    """Return the page of a file: some keys of its front matter, and its Markdown."""
    _, front, body = text.split("---\n", 2)
    keys = {"codes" if key == "code" else key: value.strip("\"'") for key, value in KEY.findall(front)}
    return f"{json.dumps({'payer': payer, **keys})}\n\n{body}"
