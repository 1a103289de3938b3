"""Pagefind and MiniSearch over the same texts, each set up as its own guide says, in a folder outside the project.

Pagefind    one plain HTML page for each of our pages, with the same texts that our index is made of: a heading and
            its text for each section; all settings are its defaults
MiniSearch  one document for each section: title, heading, text; fuzzy 0.2 and prefix search, otherwise its defaults
            (any word); titles and headings are stored for the hits, texts are not, so it shows no excerpts
"""

from __future__ import annotations

import html
import json
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from benchmarks.chromium import Engine
from benchmarks.served import Size, size_of
from kb.search.documents import SearchDocument

PAGEFIND: Final = "1.6.0"
MINISEARCH: Final = "7.2.0"
PAGES: Final = Path(__file__).resolve().parent / "rival_pages"
SHOWN: Final = "#status:not(:empty)"
OPTIONS: Final = {
    "fields": ["title", "heading", "text"],
    "storeFields": ["page", "title", "heading"],
    "searchOptions": {"fuzzy": 0.2, "prefix": True},
}
TEXTS: Final = ("named", "name", "value", "text")
"""Fields that stand in a page's text; title and heading stand above it, the others are our own workings."""


class MissingError(RuntimeError):
    """npm, or a package of it, that cannot be had; the message says which."""


@dataclass(frozen=True)
class Rival:
    """Another engine, ready to be opened: what its page is, the seconds its index took, and the index's size."""

    engine: Engine
    cpu: float
    size: Size


def install(work: Path) -> Path:
    """Get both from npm into a folder of their own. Raises MissingError where they cannot be had."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise MissingError("npm and node are not installed")
    work.mkdir(parents=True, exist_ok=True)
    (work / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    wanted = (f"pagefind@{PAGEFIND}", f"minisearch@{MINISEARCH}")
    run = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", *wanted]
    done = subprocess.run(run, cwd=work, check=False, capture_output=True, text=True)  # noqa: S603 - npm
    if done.returncode:
        raise MissingError(f"npm could not install {' and '.join(wanted)}: {done.stderr.strip()[-300:]}")
    return work / "node_modules"


def make_pagefind(modules: Path, site: Path, documents: Sequence[SearchDocument]) -> Rival:
    """Write the plain pages and run Pagefind over them."""
    for address, text in plain_pages(documents):
        path = site / "plain" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    cpu = _run([str(modules / ".bin" / "pagefind"), "--silent", "--site", str(site / "plain"),
                "--output-path", str(site / "pagefind")])  # fmt: skip
    for name in ("pagefind.html", "pagefind_page.js"):
        shutil.copyfile(PAGES / name, site / name)
    index = (path for path in (site / "pagefind").rglob("*") if path.suffix.startswith(".pf_"))
    return Rival(Engine("Pagefind", "pagefind.html", "", SHOWN), cpu, size_of(index))


def plain_pages(documents: Sequence[SearchDocument]) -> Iterator[tuple[str, str]]:
    """Give for each page its address and its HTML: title, then heading and text of each section."""
    for page, sections in groupby(documents, key=lambda document: document.entry):
        yield f"{page}.html", _plain_page(list(sections))


def _plain_page(sections: Sequence[SearchDocument]) -> str:
    title = html.escape(sections[0].title)
    parts = "".join(
        f'<h2 id="{section.section}">{html.escape(section.heading)}</h2>\n<p>{html.escape(text_of(section))}</p>\n'
        for section in sections
    )
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>\n<h1>{title}</h1>\n{parts}</body></html>\n'


def text_of(document: SearchDocument) -> str:
    """Give a section's text, with the codes and names that our own index has for it."""
    return ". ".join(text for field in TEXTS if (text := document.fields.get(field, "")))


def make_minisearch(modules: Path, site: Path, documents: Sequence[SearchDocument]) -> Rival:
    """Make the index with node, as JSON."""
    records = [
        {"id": number, "page": found.entry, "title": found.title, "heading": found.heading, "text": text_of(found)}
        for number, found in enumerate(documents)
    ]
    source, options, index = (
        modules / "documents.json",
        site / "minisearch-options.json",
        site / "minisearch-index.json",
    )
    source.write_text(json.dumps(records), encoding="utf-8")
    options.write_text(json.dumps(OPTIONS), encoding="utf-8")
    script = modules.parent / "minisearch_index.cjs"
    shutil.copyfile(PAGES / script.name, script)
    cpu = _run(["node", str(script), str(options), str(source), str(index)])
    for name in ("minisearch.html", "minisearch_page.js"):
        shutil.copyfile(PAGES / name, site / name)
    shutil.copyfile(modules / "minisearch" / "dist" / "umd" / "index.js", site / "minisearch.js")
    return Rival(Engine("MiniSearch", "minisearch.html", "", SHOWN), cpu, size_of(iter([index])))


def _run(command: list[str]) -> float:
    """Run a program to its end and give the seconds of processor it took. Raises MissingError where it fails."""
    before = _children()
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - what was installed
    if done.returncode:
        raise MissingError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
