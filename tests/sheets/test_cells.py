"""Cells as people write them: days, codes, questions, values and sources."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.concepts import CONCEPTS
from kb.domain.vocabulary import QUESTIONS, UNKNOWN, names, question
from kb.sheets.cells import SAID, BadCell, Cited, read_codes, read_day, read_question, read_sources, read_value
from kb.sheets.columns import ALSO_ASKED


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01", "2026/3/1", "3/1/2026", "03/01/2026", "3/1/26", "3-1-2026", "2026-03-01 00:00:00",
        "2026-03-01T00:00:00Z", "3/1/2026 12:00 AM", "1 Mar 2026", "1-Mar-26", "March 1, 2026", "Mar 1st 2026",
        "46082", "46082.0",
    ],
)  # fmt: skip
def test_a_day_is_read_in_any_usual_form(written):
    assert dt.date(2026, 3, 1) == read_day(written)


@pytest.mark.parametrize("written", ["13/13/2026", "1 Foo 2026", "12", "99999", "1.3.2026", "March 2026", "2026-3"])
def test_what_is_no_day_or_not_surely_one_is_refused(written):
    with pytest.raises(BadCell, match="write 2026-03-01"):
        read_day(written)


def test_september_is_known_by_four_letters():
    assert dt.date(2026, 9, 1) == read_day("Sept 1, 2026")


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("0709T", "0709T"),
        ("0709t", "0709T"),
        ("CPT 0709T", "0709T"),
        ("CPT® 0709T", "0709T"),
        ("HCPCS 00100", "00100"),
        ("99213.0", "99213"),
        ("0708T/0709T", "0708T, 0709T"),
        ("0708T; 0709T; 0708T", "0708T, 0709T"),
        ("0708T 0709T", "0708T, 0709T"),
        ("0708t-0710t", "0708T to 0710T"),
        ("Category III", "category III"),
        ("cat iii", "category III"),
        ("category III codes", "category III"),
        ("All", "all codes"),
        ("add-on", "add-on codes"),
        ("Cancer Vaccines", "cancer vaccines"),
        ("hcpcs level ii", "HCPCS Level II"),
    ],
)
def test_codes_are_read_as_people_write_them(written, label):
    assert label == read_codes(written, names(CONCEPTS)).label


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.slug)
def test_a_question_is_read_by_each_of_its_names(asked):
    names = (asked.key, asked.title.upper(), *ALSO_ASKED[asked.key])
    assert {asked} == {read_question(name) for name in names}


@pytest.mark.parametrize("key", SAID)
def test_each_word_for_a_value_leads_to_a_value_of_its_question(key):
    allowed = {value.name for value in question(key).values}
    assert {*SAID[key].values()} <= allowed


@pytest.mark.parametrize(
    ("asked", "written", "value"),
    [
        ("coverage", "E/I/U", "investigational"),
        ("coverage", "Non-covered", "not covered"),
        ("coverage", "No", "not covered"),
        ("coverage", "COVERED", "covered"),
        ("prior authorization", "Y", "required"),
        ("prior authorization", "none", "not required"),
        ("prior authorization", "N/A", "not applicable"),
        ("coverage", "?", UNKNOWN),
        ("coverage", "TBD", UNKNOWN),
        ("coverage", "N/A", UNKNOWN),
        ("timely filing", "90  days", "90 days"),
        ("appeals", "Unknown", UNKNOWN),
    ],
)
def test_values_are_read_as_people_write_them(asked, written, value):
    assert value == read_value(written, question(asked))


@pytest.mark.parametrize(
    ("written", "sources"),
    [
        ("Policy 12 <https://a.org/1>", [("Policy 12", "https://a.org/1")]),
        ("A; b <https://a.org/1>; C <https://a.org/2>", [("A; b", "https://a.org/1"), ("C", "https://a.org/2")]),
        ("Policy 12, https://a.org/1", [("Policy 12", "https://a.org/1")]),
        ("https://a.org/1", [("", "https://a.org/1")]),
        ("https://a.org/1; https://a.org/2", [("", "https://a.org/1"), ("", "https://a.org/2")]),
        ("Provider manual (2026)", [("Provider manual (2026)", "")]),
        ("", []),
    ],
)
def test_sources_are_read_as_people_write_them(written, sources):
    assert [Cited(*source) for source in sources] == [*read_sources(written)]
