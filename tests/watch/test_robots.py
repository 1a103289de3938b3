"""What a host's robots.txt allows: asked once, obeyed, and nothing is forbidden where there is none."""

from __future__ import annotations

import pytest

from kb.watch.robots import Robots


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        ((200, {}, b"User-agent: *\nDisallow: /private\n"), True),
        ((200, {}, b"User-agent: *\nDisallow: /p\n"), False),
        ((200, {}, b"User-agent: kb-watch\nDisallow: /\n"), False),
        ((404, {}, b""), True),
        ((403, {}, b""), False),
        ((500, {}, b""), True),
    ],
)
def test_robots_txt_is_obeyed_and_asked_once(server, answer, allowed):
    server.answers["/robots.txt"] = answer
    robots = Robots(5.0)
    assert [allowed, allowed] == [robots.allows(f"{server.address}/p") for _ in range(2)]
    assert ["/robots.txt"] == [path for path, _ in server.asked]


def test_a_host_out_of_reach_forbids_nothing():
    assert Robots(1.0).allows("http://127.0.0.1:1/p")
