"""The calendar: read with a program of others, its days are those of the content, and a corrected one moves."""

from __future__ import annotations

import datetime as dt
import re

import icalendar
import pytest

from kb.changes.calendar import OCTETS, calendar
from kb.changes.dates import LONGEST_PAST, CalendarDay, dates, not_long_past
from kb.history.clocks import read_clocks

RULE = "example-health/commercial/category-iii.md"
CODE = "codes/0709t.md"
BASE = "https://example.org/policies/"


def written(story, base=""):
    return calendar(dates(story.clocks()), base)


def events(text):
    """Give the events as the program of others reads them, in order."""
    read = icalendar.Calendar.from_ical(text)
    assert [] == read.errors
    return read.walk("VEVENT")


@pytest.fixture(scope="module")
def real(real_library):
    """The calendar of the real policies, without a history."""
    return calendar(dates(read_clocks(real_library)), "")


def test_each_event_has_what_a_calendar_needs(real):
    for event in events(real):
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION"} <= set(event)
        assert type(event.decoded("DTSTART")) is dt.date
        assert dt.timedelta(days=1) == event.end - event.start
        assert dt.timedelta(0) == event.decoded("DTSTAMP").utcoffset()


def test_no_two_events_have_one_id(real):
    ids = [str(event["UID"]) for event in events(real)]
    assert sorted(set(ids)) == sorted(ids)


def test_lines_end_as_the_rules_say_and_are_no_longer_than_they_allow(real):
    lines = real.encode().split(b"\r\n")
    assert b"" == lines.pop()
    assert OCTETS >= max(map(len, lines))
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(line.decode() for line in lines)


def test_the_expected_sunset_of_0709t_stands_first_and_is_the_first_alarm(real):
    first, *rest = events(real)
    assert "0709T: sunset expected Jan 2027 (inferred, printed by no source)" == first["SUMMARY"]
    assert "check the AMA's Category III list before any 2027 date of service" in first["DESCRIPTION"]
    assert "No day is known, only Jan 2027; it stands on the first." in first["DESCRIPTION"]
    assert alarm(first) <= min(alarm(event) for event in rest if event.walk("VALARM"))


def alarm(event):
    (found,) = event.walk("VALARM")
    return event.decoded("DTSTART") + found.decoded("TRIGGER")


def test_each_date_of_the_content_stands_in_it(story):
    found = {(str(event["SUMMARY"]), str(event.decoded("DTSTART"))) for event in events(written(story))}
    title = "Example Health, Commercial plans: Category III codes"
    assert {
        (f"Takes effect: {title}", "2026-01-01"),
        (f"Review due: {title}", "2026-09-02"),
        ("0709T: effective Jul 1, 2022", "2022-07-01"),
        ("0709T: sunset expected Jun 2027 (inferred, printed by no source)", "2027-06-01"),
        ("Review due: Example Health, the payer's page", "2026-09-02"),
    } <= found


def test_what_lies_behind_the_day_of_the_content_has_no_alarm(story):
    for event in events(written(story)):
        assert (event.decoded("DTSTART") > dt.date(2026, 3, 2)) == bool(event.walk("VALARM"))


def moved(event):
    """Give how often an event was moved; one that does not say was never."""
    return int(event.get("SEQUENCE", 0))


def test_a_day_leaves_the_calendar_of_the_site_when_it_is_past_for_longer_than_a_year(story):
    days = dates(story.clocks())
    first = min(one.on for one in days)
    day = first + dt.timedelta(days=LONGEST_PAST)
    assert days == not_long_past(days, day)
    assert [one for one in days if one.on > first] == [*not_long_past(days, day + dt.timedelta(days=1))]


CORRECTED = {
    r"Takes effect: .*: Category III codes": (RULE, "effective: 2026-01-01", "effective: 2026-02-01"),
    r"Review due: .*: Category III codes": (RULE, "review_by: 2026-09-02", "review_by: 2026-10-01"),
    r"0709T: sunset .*": (CODE, "on: 2027-06", "on: 2027-07-01"),
}


@pytest.mark.parametrize("summary", CORRECTED)
def test_a_corrected_date_moves_its_event_and_no_other(summary, story):
    path, old, new = CORRECTED[summary]
    day = new.split()[-1]
    before = written(story)
    story.change("2026-03-09", path, old, new)
    after = written(story)
    (was,) = [event for event in events(before) if re.fullmatch(summary, event["SUMMARY"])]
    (now,) = [event for event in events(after) if re.fullmatch(summary, event["SUMMARY"])]
    assert (was["UID"], 0, 1) == (now["UID"], moved(was), moved(now))
    assert day == str(now.decoded("DTSTART"))
    assert dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC) == now.decoded("DTSTAMP")
    assert {str(event["UID"]) for event in events(before)} == {str(event["UID"]) for event in events(after)}
    assert {1} == {moved(e) for e in events(after) if e["UID"] == now["UID"]}
    assert {0} == {moved(e) for e in events(after) if e["UID"] != now["UID"]}


def test_the_same_history_gives_the_same_calendar(story):
    assert written(story) == written(story)


def test_an_event_leads_to_its_page_where_the_address_of_the_site_is_known(story):
    assert all("URL" not in event for event in events(written(story)))
    assert all(str(event["URL"]).startswith(BASE) for event in events(written(story, BASE)))


def test_a_text_reads_back_as_it_was_whatever_it_holds():
    told = "one; two, three\\four\nfive ü 漢字 🎉 " * 9
    day = CalendarDay("urn:uuid:1", dt.date(2026, 1, 1), "An event", told, "x.html", 0, dt.datetime.now(dt.UTC), 0)
    (event,) = events(calendar([day], ""))
    assert f"{told}\nPage: x.html" == str(event["DESCRIPTION"])
