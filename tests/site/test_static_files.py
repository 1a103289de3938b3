"""Scripts go out without their comments, some of them joined, and the stylesheet is one file made of several."""

import re
from pathlib import Path

import pytest

from kb.site import static_files as made
from kb.site.static_files import JOINED, static_files

TEMPLATES = Path(__file__).resolve().parents[2] / "site_templates"


@pytest.fixture(autouse=True)
def joined(monkeypatch):
    """Join two of the small scripts of these tests."""
    monkeypatch.setattr(made, "JOINED", {"two": ("b", "a")})


def templates(folder, files):
    """Make a templates folder with a few files: text by path."""
    for path, text in {
        "static/a.js": "",
        "static/b.js": "",
        "styles/1.css": "",
        "page_styles/1.css": "",
        **files,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_a_script_alone_is_shipped_without_comments_and_space(tmp_path):
    files = {"static/c.js": "// why\n  // how\n\n  let a = 'b'; // c\n", "static/b.svg": "  // no comment here\n"}
    found = dict(static_files(templates(tmp_path, files)))
    assert [b"let a='b';\n", b"  // no comment here\n"] == [found["static/c.js"], found["static/b.svg"]]


def test_a_script_that_pages_load_joined_with_others_alone_is_not_there_by_itself(tmp_path):
    page = {"pages/one.html": "{% block scripts %}joined/two{% if more %} a{% endif %}{% endblock %}"}
    found = static_files(templates(tmp_path, {"static/c.js": "", **page}))
    assert ["static/a.js", "static/c.js"] == [name for name, _ in found if re.fullmatch(r"static/\w\.js", name)]


def test_the_stylesheet_joins_its_parts_in_the_order_of_their_names_without_comments_and_space(tmp_path):
    more = '/* why {\n */\nb :is(i, u) > a { top: calc(1px + 2px);\n  content: "✓ "; }\n'
    files = {"styles/02-more.css": more, "styles/01-base.css": "a {}\n", "styles/1.css": "c {}\n"}
    joined = 'a{}b :is(i, u) > a{top: calc(1px + 2px);content: "✓ ";}c{}\n'
    assert joined == dict(static_files(templates(tmp_path, files)))["static/site.css"].decode()


def test_no_text_of_the_stylesheet_is_touched_by_what_takes_its_space_away():
    for path in (*(TEMPLATES / "styles").iterdir(), *(TEMPLATES / "page_styles").iterdir()):
        texts = re.findall(r'"[^"\n]*"', re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        assert [] == [text for text in texts if re.search(r"/\*|[{};]|\s\s", text)], path.name


def test_scripts_that_go_together_are_one_file_in_the_order_that_they_need(tmp_path):
    files = {"static/a.js": "// needs b\nkb.a = kb.b;\n", "static/b.js": "kb.b = 1;\n"}
    assert b"kb.b=1;\nkb.a=kb.b;\n" == dict(static_files(templates(tmp_path, files)))["static/joined/two.js"]


def test_no_page_loads_a_script_alone_and_joined():
    for path in (TEMPLATES / "pages").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        joined = {one for name in re.findall(r"static/joined/(\w+)\.js", text) for one in JOINED[name]}
        alone = set(re.findall(r'"(\w+)"', " ".join(re.findall(r"{% for script in \((.*?)\) %}", text, re.DOTALL))))
        alone |= set(re.findall(r"static/(\w+)\.js", text))
        assert not alone & {*joined, *JOINED["page"]}, path.name
