"""Pages of a browser that are used again by the next test, as long as each leaves them as it found them.

A new page takes as long to begin as most tests take to read it. One that a test changed for good, or that has gone to
many places, is closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

SIZE = {"width": 1280, "height": 900}
"""Of the window of a page that is handed out, in CSS pixels."""

FARTHEST = 25
"""Steps in the history of a page that is used again: a browser keeps 50, and tests count them."""

LASTING = {"add_init_script", "clock", "close", "context", "expose_binding", "expose_function", "on", "once", "video"}
LASTING |= {"expect_popup", "route", "route_from_har", "set_default_timeout", "set_extra_http_headers", "workers"}
"""What changes a page for good, or hands out what does."""

LOOKS = ("media", "color_scheme", "reduced_motion", "forced_colors", "contrast")

STOPPED = """noon => {
  globalThis.Date = new Proxy(Date, {
    construct: (real, given, made) => Reflect.construct(real, given.length ? given : [noon], made),
    apply: () => new Date(noon).toString(),
    get: (real, name) => (name === "now" ? () => noon : Reflect.get(real, name)),
  });
}"""
"""A script that stops the clock of a page."""

CLEARED = """() => {
  try { localStorage.clear(); sessionStorage.clear(); } catch { /* a test took storage away */ }
  return history.length;
}"""


class WatchedPage(Page):
    """A page that remembers by which names it was used."""

    def __getattribute__(self, name):
        """Give what has a name, and remember that it was asked for."""
        own = super().__getattribute__("__dict__")
        own.setdefault("used", set()).add(name)
        return super().__getattribute__(name)


class KeptPages:
    """The pages of a browser that no test uses now: by the day at which their clocks stand, each with its faults."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._free: dict[dt.date, list[tuple[Page, list[str]]]] = {}

    @contextmanager
    def on(self, day: dt.date) -> Iterator[Page]:
        """Hand out a blank page at noon of a day. Fails where a script on it throws, or it asks another host."""
        page, faults = self._free.get(day, []).pop() if self._free.get(day) else self._new(day)
        faults.clear()
        vars(page)["used"] = set()
        yield page
        if left_as_it_was(page, set(vars(page)["used"])):
            self._free.setdefault(day, []).append((page, faults))
        assert faults == []

    def _new(self, day: dt.date) -> tuple[Page, list[str]]:
        page = self._context.new_page()
        stop_the_clock(page, day)
        faults = watch(page)
        page.__class__ = WatchedPage
        return page, faults


def left_as_it_was(page: Page, used: set[str]) -> bool:
    """Make a page blank, with nothing kept in the browser; close it, and give False, where it is of no more use."""
    visited = FARTHEST
    with suppress(Error):  # closed, or on its way to another page
        visited = int(page.evaluate(CLEARED))
    if used & LASTING or visited >= FARTHEST:
        page.close()
        return False
    page.goto("about:blank")
    if "emulate_media" in used:
        page.emulate_media(**dict.fromkeys(LOOKS, "null"))
    if "set_viewport_size" in used:
        page.set_viewport_size(SIZE)
    return True


def begun(page: Page, script: str, given: Any) -> Callable[[], Any]:
    """Begin a script on a page, and give what waits for its result; this process can work meanwhile."""
    page.evaluate(f"given => {{ window.begun = ({script})(given); }}", given)
    return lambda: page.evaluate("() => window.begun")


def stop_the_clock(page: Page, day: dt.date) -> None:
    """Let it be noon of a day on each page that is opened from now on.

    Playwright's own clock is one of the whole browser, which keeps what every test before has set.
    """
    noon = dt.datetime.combine(day, dt.time(12)).timestamp() * 1000
    page.add_init_script(f"({STOPPED})({noon})")


def watch(page: Page) -> list[str]:
    """Give a list into which each error of a script, and each request to another host, is written from now on."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
    page.on("request", lambda request: faults.append(f"asked {request.url}") if is_foreign(request.url) else None)
    return faults


def is_foreign(url: str) -> bool:
    """Tell whether an address is that of another host."""
    return not url.startswith(("file:", "http://127.0.0.1:", "about:", "data:", "blob:"))
