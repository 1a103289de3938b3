"""A small file that unpacks to a flood of drawing is refused before it is read; papers of payers pass."""

from __future__ import annotations

import zlib

import pytest

from kb.drafts.pages import BadPaper
from kb.drafts.pdf_streams import allowed, unpacks_too_far
from kb.drafts.reading import read_paper
from tests.drafts import papers


def stream(drawn, head=b""):
    packed = zlib.compress(drawn, 9)
    return b"7 0 obj\n<< /Length %d %s >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), head, packed)


FLOOD = b"BT (words) Tj ET\n" * 100_000


def test_a_drawing_beyond_the_size_of_its_file_is_refused_with_the_way_out(way_out):
    with pytest.raises(BadPaper) as refused:
        read_paper("a.pdf", b"%PDF-1.7\n" + stream(FLOOD))
    problem = refused.value.problem
    assert "too-long" == problem.code
    assert way_out.search(problem.message)


def test_many_drawings_count_together():
    part = FLOOD[: allowed(0) // 2]
    assert not unpacks_too_far(b"%PDF-1.7\n" + stream(part))
    assert unpacks_too_far(b"%PDF-1.7\n" + stream(part) * 3)


@pytest.mark.parametrize("head", [b"/Subtype /Image", b"/Length1 99", b"/Type /XRef", b"/N 3"])
def test_pictures_fonts_and_tables_are_no_drawing(head):
    assert not unpacks_too_far(b"%PDF-1.7\n" + stream(FLOOD, head))


def test_what_is_packed_otherwise_is_left_to_the_reader():
    assert not unpacks_too_far(b"%PDF-1.7\n7 0 obj\n<< >>\nstream\nno flate\nendstream\nendobj\n")


@pytest.mark.parametrize("name", [name for name in papers.PAPERS if name.endswith(".pdf")])
def test_papers_in_the_layouts_of_payers_pass(name):
    assert not unpacks_too_far(papers.PAPERS[name]())
