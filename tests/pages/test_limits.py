"""Time limits and contacts on pages: a length and a first day in words, and what a press on a contact opens."""

from __future__ import annotations

import datetime as dt

import pytest

from kb.domain.contacts import Contact
from kb.domain.periods import Period
from kb.domain.vocabulary import PERIOD_STARTS, names
from kb.pages.limits import STARTS, contact_link, starts_words
from kb.pages.page import with_days

DAY = dt.date(2026, 1, 1)


def test_a_length_has_its_unit_and_how_its_days_count():
    assert "120 calendar days" == Period(120, "days", "decision", "a", counts="calendar").length_words
    assert "1 year" == Period(1, "years", "decision", "a").length_words


def test_every_first_day_has_words_and_those_of_the_source_go_before_them():
    assert set(names(PERIOD_STARTS)) == set(STARTS)
    assert "the date of service" == starts_words(Period(1, "years", "date of service", "a"))
    own = Period(120, "days", "receipt of the notice", "a", starts_words="the letter", presumed_days=5)
    assert "the letter, presumed 5 days after its date" == starts_words(own)


@pytest.mark.parametrize(
    ("kind", "value", "link"),
    [
        ("telephone", "1-800-555-0100", "tel:18005550100"),
        ("fax", "1-800-555-0100", ""),
        ("portal", "https://example.org/claims", "https://example.org/claims"),
        ("telephone", "the number on the card", ""),
    ],
)
def test_a_contact_opens_what_it_is(kind, value, link):
    assert link == contact_link(Contact(kind, value, "a", DAY, DAY))


def test_a_day_in_prose_is_written_as_us_readers_write_it_and_one_in_code_stays():
    told = with_days('<p title="2026-04-01">From 2026-04-01, <code>2026-04-01</code></p>')
    day = '<time datetime="2026-04-01">Apr 1, 2026</time>'
    assert f'<p title="2026-04-01">From {day}, <code>2026-04-01</code></p>' == told
