from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.screenshots import main, name_of

PAGE = """<!doctype html><title>Example</title><meta name="viewport" content="width=device-width">
<style>body { margin: 0; background: #fff } @media (prefers-color-scheme: dark) { body { background: black } }</style>
<div style="height: 1000px">Example</div>"""


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://127.0.0.1:8000/codes/0709t.html", "0709t"),
        ("http://127.0.0.1:8000/", "index"),
        ("file:///site/search.html#q=uhc%20prior", "search-q-uhc-20prior"),
    ],
)
def test_a_picture_is_named_for_its_page(address, name):
    assert name == name_of(address)


@pytest.mark.browser
def test_each_page_has_a_picture_of_its_whole_length_at_three_widths_in_light_and_dark(tmp_path, capsys):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    words = ["--out", str(tmp_path / "out"), (tmp_path / "page.html").as_uri()]
    # In a thread of its own, since another test's browser may already run in this one.
    with ThreadPoolExecutor(max_workers=1) as own:
        assert 0 == own.submit(main, words).result()
    pictures = {path.stem: path.read_bytes() for path in sorted((tmp_path / "out").iterdir())}
    sizes = {name: struct.unpack(">II", picture[16:24]) for name, picture in pictures.items()}
    assert sizes == {f"page-{w}-{scheme}": (w, 1000) for w in (390, 1024, 1440) for scheme in ("light", "dark")}
    assert 6 == len(set(pictures.values()))
    assert 6 == len(capsys.readouterr().out.splitlines())
