from __future__ import annotations

import datetime as dt

import pytest

from kb.history.commits import Change, Logged
from kb.history.effective_dates import Span
from kb.history.lineage import Disk, commit_of, lineages

DAY = 86_400
P, Q, R = "p/s/p.md", "p/s/q.md", "p/s/r.md"


def fold(*commits, disk=None, days=None, spans=None):
    """Fold commits, each a text of changes `A path blob`, `R before path blob`, `D path`, one a day or as told."""
    log = [
        Logged(
            f"{number:040x}", "", (days[number] if days else number) * DAY, f"c{number}", tuple(map(change, found))
        )
        for number, found in enumerate(commits)
    ]
    return lineages([(commit_of(logged), logged.changes) for logged in log], spans or {}, disk)


def change(written):
    status, *paths, blob = written.split() if not written.startswith("D") else [*written.split(), ""]
    return Change(status, paths[-1], blob, paths[0] if status == "R" else "")


def told(found):
    return {
        id_: " ".join(f"{version.kind}:{version.path[4:-3]}:{version.blob or '-'}" for version in lineage.versions)
        for id_, lineage in found.items()
    }


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ([[f"A {P} 1"], [f"M {P} 2"]], {"p/s/p": "added:p:1 edited:p:2"}),
        ([[f"A {P} 1"], [f"R {P} {Q} 1"]], {"p/s/q": "added:p:1 renamed:q:1"}),
        ([[f"A {P} 1"], [f"D {P}"]], {"p/s/p": "added:p:1 withdrawn:p:-"}),
        ([[f"A {P} 1"], [f"D {P}"], [f"A {P} 2"]], {"p/s/p": "added:p:1 withdrawn:p:- added:p:2"}),
        (
            [[f"A {P} 1"], [f"R {P} {Q} 1"], [f"A {P} 2"]],
            {"p/s/p": "added:p:2", "p/s/q": "added:p:1 renamed:q:1"},
        ),
        (
            [[f"A {P} 1"], [f"R {P} {Q} 1", f"A {P} 2"], [f"M {P} 3", f"M {Q} 4"]],
            {"p/s/p": "added:p:2 edited:p:3", "p/s/q": "added:p:1 renamed:q:1 edited:q:4"},
        ),
        (  # two files change places
            [[f"A {P} 1", f"A {Q} 2"], [f"R {P} {Q} 1", f"R {Q} {P} 2"]],
            {"p/s/q": "added:p:1 renamed:q:1", "p/s/p": "added:q:2 renamed:p:2"},
        ),
        (  # a file takes the path of one withdrawn before, and is withdrawn and returns itself
            [[f"A {P} 1"], [f"D {P}"], [f"A {Q} 2"], [f"R {Q} {P} 2"], [f"D {P}"], [f"A {P} 3"]],
            {
                "p/s/p@0000000": "added:p:1 withdrawn:p:-",
                "p/s/p": "added:q:2 renamed:p:2 withdrawn:p:- added:p:3",
            },
        ),
        (  # a file renamed away, withdrawn under its new name, while its old path lives on
            [[f"A {P} 1"], [f"R {P} {Q} 1"], [f"A {P} 2"], [f"D {Q}"], [f"D {P}"], [f"A {Q} 3"]],
            {"p/s/q": "added:p:1 renamed:q:1 withdrawn:q:- added:q:3", "p/s/p": "added:p:2 withdrawn:p:-"},
        ),
        ([[f"M {P} 1"]], {"p/s/p": "edited:p:1"}),  # a submodule that became a file
    ],
)
def test_versions_belong_to_the_file_they_came_from(commits, expected):
    assert expected == told(fold(*commits))


@pytest.mark.parametrize(
    ("on_disk", "unreadable", "expected"),
    [
        ({P: "1", Q: "2"}, [], {"p/s/p": "added:p:1", "p/s/q": "added:q:2"}),
        ({P: "3", Q: "2"}, [], {"p/s/p": "added:p:1 working:p:3", "p/s/q": "added:q:2"}),
        ({Q: "2"}, [], {"p/s/p": "added:p:1 withdrawn:p:-", "p/s/q": "added:q:2"}),
        ({Q: "2"}, [P], {"p/s/p": "added:p:1", "p/s/q": "added:q:2"}),
        ({R: "1", Q: "2"}, [], {"p/s/r": "added:p:1 working:r:1", "p/s/q": "added:q:2"}),
        ({P: "1", Q: "2", R: "1"}, [], {"p/s/p": "added:p:1", "p/s/q": "added:q:2", "p/s/r": "working:r:1"}),
    ],
)
def test_what_stands_on_disk_is_the_newest_version(on_disk, unreadable, expected):
    assert expected == told(fold([f"A {P} 1", f"A {Q} 2"], disk=Disk(on_disk, frozenset(unreadable))))


def test_what_is_on_disk_is_recorded_not_yet():
    newest = fold([f"A {P} 1"], disk=Disk({P: "2"}))["p/s/p"].newest
    assert (None, None) == (newest.recorded, newest.commit)


def test_a_version_is_never_recorded_before_the_one_it_follows():
    found = fold([f"A {P} 1"], [f"M {P} 2", f"A {Q} 1"], [f"M {P} 3"], days=[5, 3, 9])
    assert [6, 6, 10] == [version.recorded.day for version in found["p/s/p"].versions]
    assert [4] == [version.recorded.day for version in found["p/s/q"].versions]


def test_a_withdrawal_keeps_the_clock_of_the_text_it_takes_away():
    spans = {"1": Span(dt.date(1970, 1, 1), None, "date processed")}
    assert Span(None, None, "date processed") == fold([f"A {P} 1"], [f"D {P}"], spans=spans)["p/s/p"].newest.span


@pytest.mark.parametrize("seconds", [-1, 0, 10**15])
def test_a_moment_that_no_calendar_has_breaks_nothing(seconds):
    assert commit_of(Logged("c", "", seconds, "x", ())).recorded.year in {1970, 9999}
