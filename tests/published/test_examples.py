"""Each example of the page on data is run as it stands there, and prints what stands below it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import html5lib
import pytest


def shown(folder):
    """Read the examples of the page: language, text, output."""
    tree = html5lib.parse((folder / "api.html").read_bytes(), namespaceHTMLElements=False)
    texts = [(e.get("data-example"), "".join(e.itertext())) for e in tree.iter("code") if e.get("data-example")]
    outputs = ["".join(e.itertext()) for e in tree.iter("samp")]
    return [(language, text, output) for (language, text), output in zip(texts, outputs, strict=True)]


def run(language, text, folder):
    if language == "sql":
        with closing(sqlite3.connect(f"file:{folder / 'catalogue.sqlite'}?mode=ro", uri=True)) as tables:
            return "\n".join("|".join(map(str, row)) for row in tables.execute(text))
    env = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", text], cwd=folder, env=env, capture_output=True, check=True)
    return done.stdout.decode().rstrip("\n").replace("\r\n", "\n")


@pytest.mark.parametrize("site", ["good", "real"])
def test_each_example_prints_what_the_page_shows(site, request):
    folder = request.getfixturevalue(f"{site}_site")
    examples = shown(folder)
    assert ["python", "python", "sql"] == [language for language, *_ in examples]
    for language, text, output in examples:
        assert output.strip()
        assert output == run(language, text, folder)


def test_a_question_that_is_misspelled_is_an_error_or_said_and_never_an_empty_answer(good_site):
    _, (python, csv, _), (sql, tables, _) = shown(good_site)
    with pytest.raises(subprocess.CalledProcessError) as fault:
        run(python, csv.replace('"Prior authorization"', '"prior authorisation"'), good_site)
    assert b"KeyError: 'prior authorisation'" in fault.value.stderr
    told = run(sql, tables.replace("'prior-authorization'", "'prior_authorization'"), good_site)
    assert "no question is called prior_authorization|None|0" == told
