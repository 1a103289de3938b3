"""What stands as it was in a library without problems is held beside new texts alone; the same problems are found."""

from __future__ import annotations

from itertools import combinations

import pytest

from benchmarks.generate import files, sized
from kb.content.load import Texts
from kb.domain.vocabulary import UNKNOWN
from kb.rules.check import check


@pytest.fixture(scope="module")
def library():
    texts = Texts(dict(sorted(files(sized(60, 7)))), ())
    assert () == check(texts).problems
    return texts


def headings(entry):
    return [section.heading for section in entry.sections]


def pairs(library):
    """Give two entries of two payers on the same codes, with the same headings, that tell something."""
    entries = [
        entry
        for entry in check(library).library.entries
        if any(answer.value != UNKNOWN for answer in entry.answers.values())
    ]
    return [
        (one.path, two.path)
        for one, two in combinations(entries, 2)
        if one.reach == two.reach and one.payer != two.payer and headings(one) == headings(two)
    ]


def body(text):
    return text.split("---\n", 2)[2]


def with_body(library, path, written):
    text = library.files[path]
    return Texts({**library.files, path: f"{text.removesuffix(body(text))}{written}"}, ())


def found(texts, path):
    """Give the problems where all but one file stands, after those where nothing does."""
    whole = check(texts)
    standing = []

    def stands(outlines):
        standing.append(outlines)
        return texts.files.keys() - {path}

    told = check(texts, stands=stands)
    assert standing == [whole.outlines]
    return told.problems, whole.problems


def test_a_text_that_becomes_a_copy_is_told_whichever_of_the_two_is_new(library):
    one, two = pairs(library)[0]
    for new, old in ((one, two), (two, one)):
        told, whole = found(with_body(library, new, body(library.files[old])), new)
        assert (two, "other-words") in {(problem.path, problem.code) for problem in whole}
        assert told == whole


def test_a_link_of_a_new_text_is_followed(library):
    path = pairs(library)[0][0]
    text = f"{body(library.files[path]).rstrip()} See [more](nowhere.md).\n"
    told, whole = found(with_body(library, path, text), path)
    assert {(path, "broken-link")} == {(problem.path, problem.code) for problem in whole}
    assert told == whole


def test_where_everything_stands_nothing_is_found(library):
    assert () == check(library, stands=lambda _: library.files.keys()).problems
