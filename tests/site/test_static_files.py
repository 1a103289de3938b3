"""Scripts go out without their comments, and the stylesheet is one file made of several."""

from kb.site.static_files import static_files


def templates(folder, files):
    """Make a templates folder with a few files: text by path."""
    for path, text in {"static/a.js": "", "styles/1.css": "", **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_a_script_is_shipped_without_the_lines_that_are_comments(tmp_path):
    files = {"static/a.js": "// why\n  // how\nlet a = 'b'; // c\n", "static/b.svg": "// no comment here\n"}
    found = dict(static_files(templates(tmp_path, files)))
    assert [b"let a = 'b'; // c\n", b"// no comment here\n"] == [found["static/a.js"], found["static/b.svg"]]


def test_the_stylesheet_joins_its_parts_in_the_order_of_their_names(tmp_path):
    files = {"styles/02-more.css": "b {}\n", "styles/01-base.css": "a {}\n", "styles/1.css": "c {}\n"}
    assert b"a {}\n\nb {}\n\nc {}\n" == dict(static_files(templates(tmp_path, files)))["static/site.css"]
