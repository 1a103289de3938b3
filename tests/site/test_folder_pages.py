"""The address of a folder of pages leads to the page on it; of those that are many, the page for a wrong address."""

from __future__ import annotations

import re

import pytest

from kb.site.folder_pages import folder_pages, lead, with_data_folders

PAGES = (
    "index.html",
    "changes.html",
    "search.html",
    "pages.html",
    "api.html",
    "codes/0709t.html",
    "codes/0709t/rates.html",
    "acme/payer.html",
    "acme/commercial/all.html",
    "acme/commercial/all/versions/2026-03-02-abc.html",
    "changes/2026-03.html",
    "evidence/acme/commercial/all.html",
    "other/index/index.html",
)


@pytest.mark.parametrize(
    ("folder", "page"),
    [
        ("acme", "acme/payer.html"),
        ("acme/commercial", "acme/payer.html"),
        ("acme/commercial/all", "acme/commercial/all.html"),
        ("acme/commercial/all/versions", "acme/commercial/all.html"),
        ("changes", "changes.html"),
        ("codes", "pages.html#codes"),
        ("codes/0709t", "codes/0709t.html"),
        ("evidence", "pages.html"),
        ("evidence/acme/commercial", "acme/payer.html"),
        ("static", "index.html"),
        ("unheard/of", "index.html"),
    ],
)
def test_a_folder_leads_to_the_page_on_it(folder, page):
    assert page == lead(folder, PAGES)


def test_each_folder_but_that_of_one_page_has_a_page_that_leads_on_from_its_own_depth():
    made = dict(folder_pages(PAGES))
    folders = {address.removesuffix("/index.html") for address in made}
    assert {"acme", "acme/commercial", "changes", "codes", "evidence/acme"} <= folders
    assert not {"acme/commercial/all", "acme/commercial/all/versions", "codes/0709t"} & folders
    assert 'content="0; url=../../acme/payer.html"' in made["acme/commercial/index.html"]
    assert 'href="../pages.html#codes"' in made["codes/index.html"]


def test_a_page_that_stands_at_such_an_address_is_kept():
    assert "other/index/index.html" not in dict(folder_pages(PAGES))


def test_every_folder_of_pages_of_a_site_leads_to_a_page_that_is_there(good_site):
    folders = {path.parent for path in good_site.rglob("*.html")} - {good_site}
    of_one_page = {folder for folder in folders if folder.with_suffix(".html").is_file()} - {*good_site.iterdir()}
    assert {"0709t", "payer"} <= {folder.name for folder in of_one_page}
    for folder in folders - of_one_page - {folder / "versions" for folder in of_one_page}:
        text = (folder / "index.html").read_text(encoding="utf-8")
        (to,) = re.findall(r'href="([^"#]+)', text)
        assert (folder / to).resolve().is_file(), folder


def test_the_folders_of_data_feeds_and_scripts_lead_on_and_no_file_is_lost():
    files = [("api/v1/answers/acme/one.json", b"{}"), ("feeds/codes/0709t.xml", b"<a/>"), ("static/x/y.js", b"")]
    made = dict(with_data_folders(files))
    assert files == list(made.items())[:3]
    assert {"api/v1", "api/v1/answers", "feeds/codes", "static/x"} == {
        address.removesuffix("/index.html") for address in list(made)[3:]
    }
    assert b'href="../../../api.html"' in made["api/v1/answers/index.html"]
    assert b'href="../../changes.html"' in made["feeds/codes/index.html"]
    assert b'href="../../index.html"' in made["static/x/index.html"]
