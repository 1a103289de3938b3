"""Stops the replacing of a site before each single call of the system, and looks at what stands there afterwards.

    python stop_at_every_step.py FOLDER HOW exchange|two-steps|touched|spare

HOW is SIGKILL, SIGTERM, SIGINT, or an error number such as ENOSPC, with which the call then fails. Each stop is in a
process of its own, forked from this one. With `spare` the new site is made of the one before the old one. Prints a
line for each fault found, and in the end the number of stops.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from kb.commands.signals import ended_by_signals
from kb.domain.problem import ToolError
from kb.site import swap
from kb.site.file_list import foreign, read_list
from kb.site.replace import replace_folder
from kb.site.spare import Spare
from kb.site.unchanged import fingerprint_of
from kb.site.work_folder import mend

OLD = {"index.html": b"old", "a/page.html": b"old page", "gone/deep/page.html": b"gone", "same.css": b"x"}
BEFORE = {**OLD, "index.html": b"before", "left/page.html": b"left"}
NEW = {"index.html": b"new", "a/page.html": b"new page", "b/page.html": b"more", "same.css": b"x"}
TOUCHED = {address: content for address, content in NEW.items() if content != OLD.get(address)}
KEPT = {"CNAME": b"example.org"}
CALLS = ("os.", "open", "shutil.", "fcntl.", "ctypes.dlsym", "tempfile.", "glob.")
COMPLETE = 70


def read(folder):
    """Give the files of a site by address, without the list of them."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {address: content for address, content in found.items() if address != ".kb-site"}


def stop(how):
    """Do to this process what is to be tried."""
    if how.startswith("SIG"):
        os.kill(os.getpid(), getattr(signal, how))
    else:
        number = getattr(errno, how)
        raise OSError(number, os.strerror(number))


def spare_of(out):
    """Give the folder of the site that the last build replaced, as its note has it."""
    folder = out.parent.parent / f"spare-{out.parent.name}"
    return Spare(folder, fingerprint_of(folder))


def build(out, files, before=lambda: None, *, way=""):
    """Do what a build does with its folder; two ways write what changed alone, where the old site stands."""
    mend(out)
    spare = spare_of(out) if way == "spare" else None
    before()
    if way in {"touched", "spare"} and read(out).keys() >= OLD.keys():
        replace_folder(out, TOUCHED.items(), ("CNAME",), gone={"gone/deep/page.html"}, spare=spare)
    else:
        replace_folder(out, files.items(), ("CNAME",), spare=spare)


def begin(out, way):
    """Make the old site, and with `spare` the one before it, whose folder is kept."""
    build(out, BEFORE if way == "spare" else OLD)
    (out / "CNAME").write_bytes(KEPT["CNAME"])
    if way == "spare":
        (out / "CNAME").unlink()
        replace_folder(out, [("index.html", OLD["index.html"])], gone={"left/page.html"}, spare=spare_of(out))
        (out / "CNAME").write_bytes(KEPT["CNAME"])


def stopped_at(number, how, out, way):
    """Run a build that is stopped before a call of the system; exit with COMPLETE where it ends before that."""
    seen = 0

    def count(event, _):
        nonlocal seen
        if event.startswith(CALLS):
            seen += 1
            if seen == number:
                stop(how)

    with suppress(ToolError), ended_by_signals():
        build(out, NEW, lambda: sys.addaudithook(count), way=way)
    os._exit(COMPLETE if seen < number else 0)


def forked(run, *given):
    """Run a function in a child process; gives the raw status it ended with."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    os.close(2)  # what Python tells of an interrupt is no fault
    try:
        run(*given)
    except BaseException:  # noqa: BLE001  (an interrupt too ends the child, and nothing of the parent)
        os._exit(1)
    os._exit(0)


def site_of(out):
    """Name what stands at the address: old, new, nothing, or else what is wrong with it."""
    if not out.exists():
        return "nothing"
    found = read(out)
    names = {"old": {**OLD, **KEPT}, "new": {**NEW, **KEPT}}
    name = next((name for name, files in names.items() if files == found), f"torn: {sorted(found)}")
    strange = list(foreign(out, ("CNAME",)))
    return f"{name}, but its list is wrong: {strange}" if strange or not read_list(out) else name


def faults(number, how, out, *, gap, way):
    """Tell what is wrong after a stop, after the mending, and after the next build."""
    stands = site_of(out)
    if stands not in {"old", "new", *(["nothing"] if gap else [])}:
        yield f"{how} {number}: {stands}"
    beside = [path.name for path in out.parent.iterdir() if path != out]
    if how == "SIGKILL" and len(beside) > 1:
        yield f"{how} {number}: more than one folder is left: {beside}"
    if how in {"SIGTERM", "SIGINT"} and beside:
        yield f"{how} {number}: left behind: {beside}"
    mend(out)
    if site_of(out) not in {"old", "new"}:
        yield f"{how} {number}: not mended: {site_of(out)}"
    build(out, NEW, way=way)
    if (site_of(out), [out]) != ("new", list(out.parent.iterdir())):
        yield f"{how} {number}: the next build gives {site_of(out)}, {list(out.parent.iterdir())}"


def main(folder, how, way):
    """Try every place to stop at, until a build is done before its turn comes."""
    if way == "two-steps":
        swap.exchange = lambda *_: False
    number = 0
    while True:
        number += 1
        out = Path(folder) / str(number) / "site"
        begin(out, way)
        status = forked(stopped_at, number, how, out, way)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == COMPLETE:
            break
        for fault in faults(number, how, out, gap=way == "two-steps" and how == "SIGKILL", way=way):
            sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{number - 1} stops\n")


main(*sys.argv[1:])
