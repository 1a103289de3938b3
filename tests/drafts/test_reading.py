"""Files that are no readable document are refused by kind, with the way out."""

from __future__ import annotations

import io
import zipfile

import pytest

from kb.domain.problem import ToolError
from kb.drafts import pdf, reading
from kb.drafts.pages import BadPaper
from kb.drafts.reading import LARGEST, kind_of, read_paper
from tests.drafts import papers


def packed(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"", "empty-file", "download it again"),
        (b"  \n", "empty-file", "download it again"),
        (b"just words", "wrong-kind", "save it as one of these"),
        (b"\xd0\xcf\x11\xe0 old", "wrong-kind", "save it as DOCX"),
        (b"\x89PNG\r\n", "wrong-kind", "no PDF, HTML or DOCX"),
        (b"PK torn", "damaged-file", "download it again"),
        (packed(a="b"), "wrong-kind", "unpack it first"),
        (packed(word__document="x", **{"word/document.xml": "<torn"}), "damaged-file", "save it again as DOCX"),
        (b"%PDF-1.4 torn", "damaged-file", "download it again"),
        (papers.united_pdf()[:900], "damaged-file", "download it again"),
        (papers.locked_pdf(), "encrypted", "without one"),
        (papers.scanned_pdf(), "no-text", "no text on any of its 2 pages"),
        (papers.page("<img src=a.png>"), "no-text", "no text on page 1"),
        (b"%PDF-" + b"\0" * LARGEST, "too-long", "save the part that you need"),
        (papers.page("<div>" * 20_000 + "x"), "nesting", "save the page from a browser again"),
        (papers.page("<table><tr><td>" * 5_000), "nesting", "save the page from a browser again"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_way_out(content, code, told):
    with pytest.raises(BadPaper) as refused:
        read_paper("file.x", content)
    problem = refused.value.problem
    assert ("file.x", code, True) == (problem.path, problem.code, told in problem.message)


def test_a_web_page_of_many_elements_beside_each_other_is_not_nested():
    depth, count = 100, 2_000
    nested = f"{'<div>' * depth}<p>inner</p>{'</div>' * depth}"
    texts = [line.text for _, line in read_paper("x", papers.page(f"{nested}<p>a</p>" * count)).lines]
    assert ["inner", "a"] * count == texts


def test_a_pdf_with_more_text_than_a_file_of_its_size_holds_is_refused_by_the_page(monkeypatch):
    content = papers.long_pdf(3)
    signs = sum(len(line.text) for _, line in read_paper("x", content).lines)
    monkeypatch.setattr(pdf, "SIGNS_A_BYTE", 0)
    monkeypatch.setattr(pdf, "SIGNS_FREE", 2 * signs)
    assert read_paper("x", content)
    monkeypatch.setattr(pdf, "SIGNS_FREE", signs * 2 // 3)
    with pytest.raises(BadPaper) as refused:
        read_paper("x", content)
    problem = refused.value.problem
    assert "too-long" == problem.code
    assert "more text than a file of its size holds; print it to a PDF anew" in problem.message


def test_kinds_are_known_by_the_content_whatever_the_name():
    kinds = {name: kind_of("file", make()) for name, make in papers.PAPERS.items() if name != "long.pdf"}
    assert {name: name.rpartition(".")[2] for name in kinds} == kinds


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch):
    def missing(name):
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(reading, "import_module", missing)
    with pytest.raises(ToolError, match="documents"):
        read_paper("a.html", papers.page("<p>words</p>"))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_web_page_in_another_encoding_is_read(encoding):
    paper = read_paper("a.html", "<html><p>Caf\u00e9 policy</p></html>".encode(encoding))
    assert ["Caf\u00e9 policy"] == [line.text for _, line in paper.lines]


def test_hidden_text_and_menus_of_a_web_page_are_not_read():
    paper = read_paper("a.html", papers.page("<nav>x</nav><p hidden>y</p><script>z</script><p>kept <b>words</b></p>"))
    assert ["kept words"] == [line.text for _, line in paper.lines]


def test_tracked_changes_of_a_word_document_are_doubted():
    made = papers.word("One paragraph")
    source, changed = zipfile.ZipFile(io.BytesIO(made)), io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for member in source.namelist():
            content = source.read(member)
            if member == "word/document.xml":
                content = content.replace(b"</w:p>", b'<w:ins w:id="1" w:author="a"><w:r/></w:ins></w:p>', 1)
            archive.writestr(member, content)
    assert "tracked changes" in read_paper("a.docx", changed.getvalue()).doubts[0]
