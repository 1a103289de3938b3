"""An edition answers for no day before its start, and an old one is told to be one; a value goes with its edition."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.search.find import find

TODAY = dt.date(2026, 11, 28)

# A day before the edition that was read.
BEFORE = {
    "cpb 557 ca vaccine dos 11/1/25": "this revision begins on 2025-12-04; what applied on 2025-11-01",
    "cpb 0377 dos 9/1/2025": "this revision begins on 2025-09-26; what applied on 2025-09-01 is not recorded.",
    "uhc commercial category III codes 3/15/26": "this revision begins on 2026-04-01; what applied on 2026-03-15",
    "capital MA 4.002 dos 08/20/2025": "this revision begins on 2025-09-01; what applied on 2025-08-20",
    "first coast 0174T dos 1/30/2024 records": "this revision begins on 2024-02-26; what applied on 2024-01-30 is",
}

# A day before the first that words give, where the entry has no date of its own.
BEFORE_ITS_WORDS = {
    "arkansas cat iii 0709T dos 2/15/22": "is of 2022-03 at the earliest; what applied on 2022-02-15",
    "mpg043 dos 5/1/2019": "is of 2019-06-12 at the earliest; what applied on 2019-05-01 is not recorded.",
    "bcbsma filing dos 2017": "is of 2018 at the earliest; what applied from 2017-01-01 to 2017-12-31",
    "alabama t-vec dos 9/1/2021": "is of 2021-10-01 at the earliest; Blue Cross and Blue Shield of Alabama: Melanoma",
    "first coast car-t KX modifier dos 5/1/2025": "is of 2025-06-26 at the earliest; what applied on",
    "uhc ma injectable cancer drug auth dos 9/1/2019": "is of 2019-10-01 at the earliest; what applied on",
    "wps category iii documentation dos 2006": "is of 2007 at the earliest; what applied from 2006-01-01",
}

# A day of copies that said something else than those of today.
OF_COPIES = {
    "bcbsma appeal time dos june 2024": "as of 2024: “Copies of May and October 2024 allow one year from the denial",
    "bcbs ma second appeal 5/2/2024": "as of 2024: “Copies of May and October 2024 allow one year from the denial",
    "massachusetts bcbs 0709T appeal dos 10/9/24": "as of 2024: “Copies of May and October 2024 allow one year",
}

# A day after the one on which a rule ended, and one on which it was in force.
ENDED = {
    "bcbsnm MED203.010 dos 2015-05-01": "this ended on 2014-10-14; what applied on 2015-05-01 is not recorded.",
    "bcbs new mexico melanoma vaccine 2016": "this ended on 2014-10-14; what applied from 2016-01-01",
    "bcbsnm MED203.010 dos 10/15/2014": "this ended on 2014-10-14; what applied on 2014-10-15 is not recorded.",
}
IN_FORCE = "bcbsnm MED203.010 dos 10/14/2014"

# A day after an old edition.
AFTER = {
    "vt bcbs VT204 1/1/2022": "the revision read is of 2021-08-01; later ones were not read",
    "premera 8.01.01 2024": "the revision read is of 2020-12-01; later ones were not read",
    "fep basic 2026 cell therapy prior approval": "an old revision was read; later ones were not read",
    "anthem MED.00024 dos 6/1/2025": "the revision read is of 2023-04-12; later ones were not read",
    "bcbs north dakota experimental services 2023": "the revision read is of 2020-01-01; later ones were not read",
}

# What copies of the year asked of gave, and what the text says of a start that is no date of the entry.
TOLD = {
    "bcbsma appeal window denial july 2024": "“Copies of May and October 2024 allow one year from the denial",
    "bcbs ma appeal time limit dos 5/2/2024": "“Copies of May and October 2024 allow one year from the denial",
    "J9325 uhc mcr adv PA start date": "“For Medicare Advantage a page of the same series gives 2019-10-01",
    "CGS kentucky L34370 still active": "“CGS announced on 2020-05-27 that it retires its Category III LCD L34370",
    "2026 medicare pfs amount 0709t": "“The 2026 file was not seen.",
    "0708T fee schedule 2026": "“The 2026 file was not seen.",
}


@pytest.fixture(scope="module")
def searcher(real_searcher):
    return real_searcher


@pytest.mark.parametrize("typed", [*BEFORE, *BEFORE_ITS_WORDS, *AFTER, *TOLD])
def test_what_an_edition_leaves_open_on_a_day_is_told(typed, searcher):
    told = {**BEFORE, **BEFORE_ITS_WORDS, **AFTER, **TOLD}[typed]
    assert [note for note in find(searcher, typed, 1, TODAY).notes if told in note]


@pytest.mark.parametrize("typed", [*BEFORE, *AFTER])
def test_a_value_of_another_edition_is_not_called_that_of_today(typed, searcher):
    values = [hit.document.value for hit in find(searcher, typed, 1, TODAY).hits]
    assert [] == [value for value in values if value.startswith("today")]
    assert [] == [value for value in values if value and not value.startswith(("revision ", "data not available"))]


@pytest.mark.parametrize("typed", [*BEFORE, *BEFORE_ITS_WORDS])
def test_no_value_leads_for_a_day_before_it_begins(typed, searcher):
    assert find(searcher, typed, 1, TODAY).hits[0].document.value in {"", "data not available"}


@pytest.mark.parametrize("typed", ENDED)
def test_no_value_leads_for_a_day_after_a_rule_has_ended(typed, searcher):
    found = find(searcher, typed, today=TODAY)
    assert (True, "data not available") == (ENDED[typed] in " ".join(found.notes), found.hits[0].document.value)


def test_on_its_last_day_a_rule_is_in_force(searcher):
    found = find(searcher, IN_FORCE, today=TODAY)
    assert "revision of 2013-04-15: investigational" == found.hits[0].document.value
    assert "ended" not in " ".join(found.notes)


@pytest.mark.parametrize("typed", OF_COPIES)
def test_what_copies_of_the_day_gave_goes_before_what_newer_ones_give(typed, searcher):
    found = find(searcher, typed, 1, TODAY)
    assert found.hits[0].document.value.startswith(OF_COPIES[typed])
    assert [told.value for told in found.read.limits if told.alone] == [found.hits[0].document.value]


@pytest.mark.parametrize("typed", ["cpb 557", "premera 8.01.01", "fep cell therapy prior approval", "bcbsma appeal"])
def test_without_a_day_a_value_stands_alone(typed, searcher):
    found = find(searcher, typed, 1, TODAY)
    assert [] == [note for note in found.notes if "revision read" in note or "later ones" in note]
    assert not found.hits[0].document.value.startswith(("revision", "today"))


@pytest.mark.parametrize("typed", ["cigna 0709T coverage 3/1/26", "cigna 0709T 1/2/2026 covered?"])
def test_what_a_wider_rule_gives_today_is_no_answer_of_another_day(typed, searcher):
    hits = {hit.document.url: hit.document.value for hit in find(searcher, typed, 5, TODAY).hits}
    assert hits["cigna/commercial/0709t.html#coverage"] == "data not available"
    assert hits["cigna/commercial/category-iii.html#coverage"] == "data not available"


@pytest.mark.parametrize("typed", ["2026 rvu 0709t", "0709T rvu 2026 medicare", "0708T 2026 fee schedule"])
def test_that_the_file_of_the_year_was_not_read_is_told(typed, searcher):
    assert any("The 2026 file was not seen" in note for note in find(searcher, typed, 1, TODAY).notes)


@pytest.mark.parametrize("typed", ["cigna 0709T billed 2025", "cigna 0709T charge 2025", "cigna 0709T billed 3/1/25"])
def test_a_day_behind_a_word_for_a_bill_is_a_day_and_no_charge(typed, searcher):
    read = find(searcher, typed, 1, TODAY).read
    assert ("2025", "cigna") == (read.day[:4], read.payers[0])
