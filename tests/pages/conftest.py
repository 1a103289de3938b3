"""What the tests of pages share: a library with the answer grid of each of its codes."""

from __future__ import annotations

import pytest

from kb.catalogue import tables as catalogue
from kb.changes.log import change_log
from kb.content.load import load
from kb.history.clocks import read_clocks
from kb.pages.answers_as_of import CodeTimelines
from kb.pages.every_page import make_pages
from kb.pages.grid import make_grids
from kb.pages.version_history import VersionHistories
from kb.rules.check import check


@pytest.fixture(scope="session")
def grids_of():
    """Make the answer grid of each code of a library."""

    def made(library):
        with catalogue.open_catalogue(library) as tables:
            return make_grids(catalogue.scopes(tables), tables.resolved)

    return made


@pytest.fixture(scope="session")
def real(real_library, grids_of):
    """The real library and its grids."""
    return real_library, grids_of(real_library)


@pytest.fixture
def good(good_library, grids_of):
    """The small library and its grids."""
    library = check(load(good_library)).library
    return library, grids_of(library)


@pytest.fixture
def good_pages(good):
    """Every page of the small library, without a history."""
    clocks = read_clocks(good[0])
    with catalogue.open_catalogue(clocks.library) as tables:
        return tuple(
            make_pages(CodeTimelines(VersionHistories(clocks)), change_log(clocks.history, clocks.documents), tables)
        )
