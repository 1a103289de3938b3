"""An edition says of which day the data is and what it was made from, honestly."""

from __future__ import annotations

import json

import pytest

from kb.content.load import load
from kb.domain.problem import UsageError
from kb.published.edition import Committed, edition
from kb.rules.check import check
from kb.site.build import build


@pytest.fixture
def library(good_library):
    return check(load(good_library)).library


def test_without_a_commit_the_day_of_the_library_stands_for_the_time_and_says_so(library):
    found = edition(library.newest_review)
    assert f"{found.as_of}T00:00:00Z" == found.generated_at
    assert "the library's day: no commit could be read" == found.generated_from


def test_a_commit_gives_its_time(library):
    found = edition(library.newest_review, Committed("2026-05-01T10:00:00Z", "commit abc"))
    assert ("2026-05-01T10:00:00Z", "commit abc") == (found.generated_at, found.generated_from)


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/", "http://example.org/a/b//"])
def test_a_base_address_ends_with_one_slash(library, address):
    assert f"{address.rstrip('/')}/" == edition(library.newest_review, base_url=address).base_url


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org", "https://", "https://e.org/?a", "https://e.org/#a"]
)
def test_what_is_no_base_address_is_refused_with_the_way_out(library, address):
    with pytest.raises(UsageError, match="write it like https://"):
        edition(library.newest_review, base_url=address)


@pytest.mark.slow
def test_a_build_without_a_base_address_has_no_sitemap_and_one_with_it_names_every_page(good_library, tmp_path):
    out = tmp_path / "site"
    build(good_library, out, lambda _: None)
    assert not (out / "sitemap.xml").exists()
    assert not (out / "robots.txt").exists()
    build(good_library, out, lambda _: None, base="https://example.org/", made_from=Committed("x", "commit abc"))
    told = (out / "sitemap.xml").read_text(encoding="utf-8")
    found = (path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    pages = [page for page in found if page != "404.html" and not page.endswith("/index.html")]
    assert [] == [page for page in pages if f"<loc>https://example.org/{page}</loc>" not in told]
    assert "Sitemap: https://example.org/sitemap.xml" in (out / "robots.txt").read_text(encoding="utf-8")
    assert "commit abc" == json.loads((out / "api/v1/codes.json").read_text(encoding="utf-8"))["generated_from"]
