"""Our own side of the benchmarks: check, index and export a library, and serve it as the site's search page.

The site is not built as a whole. A first query requests the search page, the files of `static/`, the index, and the
answers of the plans and codes it names, of today or of another day; the functions of the build make exactly these.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.served import Size, size_of
from kb.catalogue import tables as catalogue
from kb.content.load import load
from kb.domain.model import Library
from kb.domain.problem import Problem
from kb.history.clocks import read_clocks
from kb.pages.about import search_page
from kb.pages.answer_card import answer_scripts, dated_scripts
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.dated_scripts import code_dates
from kb.pages.grid import make_grids
from kb.pages.version_history import VersionHistories
from kb.rules.check import check
from kb.search.box_data import box_script, called_script
from kb.search.export import export
from kb.search.find import Searcher, make_searcher
from kb.search.gather import gather
from kb.site.render import environment, render
from kb.site.static_files import static_files
from kb.site.unchanged import TEMPLATES

Made = TypeVar("Made")


class RefusedError(ValueError):
    """A library with problems, which no site is made of."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"the library has {len(problems)} problems, the first: {problems[0]}")


@dataclass(frozen=True)
class Built:
    """A searcher, the seconds of processor it took to check, index and export, and the size of the export on disk."""

    entries: int
    searcher: Searcher
    check_cpu: float
    index_cpu: float
    export_cpu: float
    size: Size


def build(policies: Path, site: Path) -> Built:
    """Check and index a policies folder, and write the search page with all it loads. Raises RefusedError."""
    checked, check_cpu = timed(lambda: check(load(policies)))
    if checked.problems:
        raise RefusedError(checked.problems)
    tell("indexing")
    data, index_cpu = timed(lambda: gather(checked.library))
    tell(f"exporting {len(data.documents)} sections")
    files, export_cpu = timed(lambda: export(data))
    write(site, files)
    tell("rendering the search page and the answers of all codes")
    write(site, dict(page_files(checked.library)))
    size = size_of(site / name for name in files)
    return Built(len(checked.library.entries), make_searcher(checked.library), check_cpu, index_cpu, export_cpu, size)


def page_files(library: Library) -> Iterator[tuple[str, str]]:
    """Yield the search page, the files of `static/`, the names, and the answers of the code that is asked for."""
    page = search_page()
    yield page.address, render(page, environment(TEMPLATES))
    yield "static/names.js", box_script(library, library.newest_review)
    yield "static/called.js", called_script(library)
    yield from ((address, content.decode()) for address, content in static_files(TEMPLATES))
    with catalogue.open_catalogue(library) as tables:
        yield from answer_scripts(library, tables, {})
        dated = CodeTimelines(VersionHistories(read_clocks(library)))
        for code, grid in make_grids(catalogue.scopes(tables), tables.resolved).items():
            yield code_dates(code, dated.histories.clocks.today, dated.timelines(code, grid), grid)
        yield from dated_scripts(tables, dated)


def write(site: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder."""
    for address, text in files.items():
        path = site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def timed(make: Callable[[], Made]) -> tuple[Made, float]:
    """Return what is made, and the seconds of processor it took."""
    start = time.process_time()
    made = make()
    return made, time.process_time() - start


def tell(what: str) -> None:
    """Say on the console what is being done."""
    sys.stderr.write(f"{what} ...\n")
    sys.stderr.flush()
