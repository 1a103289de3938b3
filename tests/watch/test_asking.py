"""What comes of a visit: each state is told apart, and nothing but the address and its redirects is asked."""

from __future__ import annotations

import pytest

from kb.watch.asking import MOST_HOPS, STATES, Known, Limits, ask
from tests.watch.conftest import LOGIN, OTHER, PAGE, SAME

NOTHING = Known()
FEW = Limits(seconds=5.0, size=4096)


@pytest.fixture
def visit(server):
    """Let the server answer one path so, and visit it."""

    def of(status=200, body=PAGE, known=NOTHING, limits=FEW, **headers):
        server.answers["/p"] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return ask(f"{server.address}/p", known, limits)

    return of


def test_a_first_visit_remembers_and_a_second_compares_words_and_not_markup(visit):
    first = visit(ETag='"1"', Last_Modified="Sun, 01 Mar 2026 00:00:00 GMT")
    assert ("first seen", '"1"', "Sun, 01 Mar 2026 00:00:00 GMT") == (
        first.state, first.known.etag, first.known.modified,
    )  # fmt: skip
    assert "unchanged" == visit(body=SAME, known=first.known).state
    changed = visit(body=OTHER, known=first.known)
    assert "changed" == changed.state
    assert changed.known.sha256 != first.known.sha256


def test_another_kind_of_document_is_compared_by_its_bytes(visit):
    first = visit(body=b"%PDF a", Content_Type="application/pdf")
    assert "changed" == visit(body=b"%PDF  a", Content_Type="application/pdf", known=first.known).state


def test_a_visit_is_conditional_and_304_is_unchanged(visit, server):
    seen = visit(304, b"", Known("a", '"1"', "yesterday"))
    assert ("unchanged", Known("a", '"1"', "yesterday")) == (seen.state, seen.known)
    [(_, headers)] = server.asked
    assert ('"1"', "yesterday") == (headers["If-None-Match"], headers["If-Modified-Since"])
    assert headers["User-Agent"].startswith("kb-watch")


@pytest.mark.parametrize(
    ("status", "headers", "state"),
    [
        (404, {}, "gone"),
        (410, {}, "gone"),
        (401, {}, "login page"),
        (403, {}, "login page"),
        (500, {}, "no answer"),
        (429, {}, "no answer"),
        (301, {"Location": "/new"}, "moved"),
        (308, {"Location": "https://other.example.org/p"}, "moved"),
        (302, {"Location": "http://other.example.org/p"}, "moved"),
        (302, {"Location": "/login?back=p"}, "login page"),
        (307, {"Location": "https://sso.example.org/saml2/start"}, "login page"),
        (302, {"Location": "/p"}, "redirect loop"),
        (302, {}, "redirect loop"),
    ],
)
def test_each_status_has_its_state(visit, server, status, headers, state):
    seen = visit(status, b"", **headers)
    assert state == seen.state
    assert ["/p"] == [path for path, _ in server.asked]


def test_a_page_with_a_password_field_is_a_login_page_and_is_not_remembered(visit):
    seen = visit(body=LOGIN, known=Known("before"))
    assert ("login page", Known("before")) == (seen.state, seen.known)


def test_a_redirect_for_now_is_followed_on_the_same_host(server):
    server.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (200, {}, PAGE)}
    assert "first seen" == ask(f"{server.address}/a", Known(), FEW).state
    assert ["/a", "/b"] == [path for path, _ in server.asked]


def test_a_circle_and_a_chain_without_end_are_loops(server):
    server.answers |= {"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")}
    seen = ask(f"{server.address}/a", Known(), FEW)
    assert ("redirect loop", 2) == (seen.state, len(server.asked))
    server.answers |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)}
    assert "redirect loop" == ask(f"{server.address}/0", Known(), FEW).state
    assert MOST_HOPS + 3 == len(server.asked)


def test_a_huge_document_is_not_read_to_its_end(visit):
    assert "huge" == visit(body=b"x" * 200_000).state


def test_a_server_that_does_not_answer_in_time_is_slow(server):
    server.answers["/p"] = lambda _: server.ended.wait(60) and (200, {}, PAGE)
    assert "slow" == ask(f"{server.address}/p", Known("a"), Limits(seconds=0.2)).state


def test_a_certificate_that_nobody_vouches_for_is_told(secured):
    secured.answers["/p"] = (200, {}, PAGE)
    seen = ask(f"{secured.address}/p", Known(), FEW)
    assert ("wrong certificate", []) == (seen.state, secured.asked)
    assert "self-signed" in seen.told.replace(" ", "-")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/p", "http://[", "http://no-such-host.invalid/p"])
def test_an_address_that_cannot_be_reached_has_no_answer(url):
    assert "no answer" == ask(url, Known(), FEW).state


def test_each_state_has_one_name():
    assert len(STATES) == len({state.name for state in STATES})
