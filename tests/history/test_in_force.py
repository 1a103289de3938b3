"""The version in force of random histories, against a slow model that walks day by day and version by version."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.in_force import AsOfDates, in_force
from kb.history.lineage import commit_of, lineages
from kb.history.read import read_history

START, LAST = dt.date(2026, 1, 1), 14
PATH = "p/s/x.md"
BASES = ("date of service", "date processed", "not stated")


def day(number):
    return None if number is None else START + dt.timedelta(number)


# An event: days since the last one (a broken clock goes back), what happens, and the dates of the text.
numbers = st.one_of(st.none(), st.integers(0, LAST))
texts = st.tuples(numbers, numbers, st.sampled_from(BASES))
events = st.lists(
    st.tuples(st.integers(-2, 4), st.sampled_from(["write", "write", "write", "delete"]), texts), max_size=7
)


DAYLESS = (None, None, BASES[0])


def told(happened):
    """Give the log and the dates by blob, and beside them the plain records of the model."""
    log, spans, records = [], {}, []
    now, standing = 5, False
    for number, (later, what, (effective, ends, given_basis)) in enumerate(happened):
        now = max(0, now + later)
        recorded = max([now, *(record["recorded"] for record in records[-1:])])
        if what == "delete" and not standing:
            continue
        blob = "" if what == "delete" else f"b{number}"
        basis = given_basis if blob else records[-1]["basis"]
        spans[f"b{number}"] = Span(day(effective), day(ends), basis)
        status = "D" if not blob else "M" if standing else "A"
        moment = int(dt.datetime.combine(day(now), dt.time(12), dt.UTC).timestamp())
        log.append(Logged(f"{number:040}", "", moment, "", (Change(status, PATH, blob),)))
        begins = recorded if not blob else -1 if effective is None else effective
        records.append({"blob": blob, "recorded": recorded, "begins": begins, "ends": ends if blob else None,
                        "basis": basis, "number": number})  # fmt: skip
        standing = bool(blob)
    return log, spans, records


def fold(log, spans):
    return lineages([(commit_of(logged), logged.changes) for logged in log], spans)


def model(records, date, processed, known):
    """Walk forward: each version that had begun takes the place of the one before it."""
    standing = None
    for record in records:
        if known is not None and record["recorded"] > known:
            break
        if record["begins"] <= (processed if record["basis"] == "date processed" else date):
            standing = record
    return standing


def blob(record):
    return record and record["blob"]


def holds(record, date, processed):
    at = processed if record and record["basis"] == "date processed" else date
    return record is not None and bool(record["blob"]) and (record["ends"] is None or record["ends"] >= at)


def numbered(version):
    return None if version is None else int(version.commit.sha)


@settings(max_examples=400)
@given(events, st.integers(0, LAST), numbers, numbers)
@example([(0, "write", (0, None, BASES[0])), (1, "write", (0, 3, BASES[0]))], 5, None, None)
def test_the_version_in_force_is_that_of_the_model(happened, date, known, processed):
    log, spans, records = told(happened)
    found = fold(log, spans)
    if not records:
        assert {} == found
        return
    asked = in_force(found["p/s/x"], AsOfDates(day(date), day(known), day(processed)))
    claim = date if processed is None else processed
    standing = model(records, date, claim, known)
    assert (standing and standing["number"]) == numbered(asked.decided)
    assert (standing["number"] if holds(standing, date, claim) else None) == numbered(asked.version)
    assert asked.why.endswith(".")
    assert asked.why.startswith("In force") == (asked.version is not None)


@settings(max_examples=200)
@given(events, st.integers(0, LAST), numbers)
def test_what_is_upcoming_is_what_the_model_comes_to_on_later_days(happened, date, known):
    log, spans, records = told([(later, what, (*dates[:2], BASES[0])) for later, what, dates in happened])
    if records:
        coming = [model(records, later, later, known) for later in range(date, 200)]
        wanted = list(dict.fromkeys(record["number"] for record in coming if record))
        asked = in_force(fold(log, spans)["p/s/x"], AsOfDates(day(date), day(known)))
        assert wanted == [numbered(version) for version in (asked.decided, *asked.upcoming) if version]


@settings(max_examples=200)
@given(events, st.integers(0, LAST), st.integers(0, LAST))
@example(
    [(0, "write", DAYLESS), (0, "delete", DAYLESS), (0, "write", (9, None, BASES[0])), (0, "delete", DAYLESS)], 5, 0
)
def test_what_was_learned_later_is_what_the_model_comes_to_as_more_is_recorded(happened, date, known):
    log, spans, records = told(happened)
    if records:
        upto = sum(record["recorded"] <= known for record in records)
        learned = [model(records[:count], date, date, None) for count in range(upto, len(records) + 1)]
        changed = [
            now for before, now in zip([None, *learned], learned, strict=False) if now and blob(now) != blob(before)
        ]
        wanted = [record["number"] for record in changed]
        asked = in_force(fold(log, spans)["p/s/x"], AsOfDates(day(date), day(known)))
        assert wanted == [numbered(version) for version in (asked.decided, *asked.superseded_later) if version]


@settings(max_examples=12)
@given(happened=events)
def test_a_real_repository_gives_the_same_history_as_the_log_made_by_hand(make_repository, rule, happened):
    """So that what hypothesis drives above is what git would have told."""
    log, spans, records = told(happened)
    if not records:
        return
    repository = make_repository()
    for record, logged in zip(records, log, strict=True):
        span = spans[f"b{record['number']}"]
        text = (
            rule("covered", span.effective or "", span.ends or "", span.date_basis) + f"\nEdit {record['number']}.\n"
        )
        moment = dt.datetime.fromtimestamp(logged.seconds, dt.UTC)
        repository.commit({PATH: text if record["blob"] else None}, moment.date().isoformat(), str(record["number"]))
    found = read_history(repository.folder).lineages["p/s/x"].versions
    mine = fold(log, spans)["p/s/x"].versions
    assert [(v.kind, v.recorded, v.begins) for v in mine] == [(v.kind, v.recorded, v.begins) for v in found]
