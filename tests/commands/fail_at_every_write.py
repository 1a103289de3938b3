"""Lets each single write of a command fail, and looks at what stands there afterwards.

    python fail_at_every_write.py FOLDER COMMAND ENOSPC|SIGKILL

COMMAND is fmt, guide, evidence or publish. Each failure is in a process of its own, forked from this one. Prints a
line for each fault found, and in the end the number of failures.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from pathlib import Path

from kb.commands.main import main as kb
from kb.site.file_list import MARK, hash_of, write_list

GOOD = Path(__file__).parents[1] / "data" / "good"
ENTRY = "example-health/commercial/category-iii"
COMPLETE = 70
CALLS = ("os.rename", "os.mkdir", "os.remove", "os.truncate", "os.link", "os.chmod", "shutil.", "tempfile.")


def lay_out(folder):
    """Make what the commands work on: badly laid out policies, and a site of two pages with an older publication."""
    shutil.copytree(GOOD, folder / "policies")
    for path in (folder / "policies").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title:    ", 1), encoding="utf-8")
    for name, files in (("site", {"a.html": b"new", "b/c.html": b"new"}), ("published", {"a.html": b"old"})):
        for address, content in files.items():
            (folder / name / address).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / address).write_bytes(content)
        listed = [(address, hash_of(content)) for address, content in files.items()]
        (folder / name / MARK).write_bytes(write_list(listed))


def words_of(command, folder):
    """Give the words of a call."""
    policies = ("--policies", str(folder / "policies"))
    return {
        "fmt": ("fmt", *policies),
        "guide": ("guide", *policies),
        "evidence": ("evidence", ENTRY, "--date", "2026-03-02", "--out", str(folder / "page.html"), *policies),
        "publish": ("publish", str(folder / "published"), "--site", str(folder / "site")),
    }[command]


def failing_at(number, how, command, folder):
    """Run a command whose write of that number fails; exit with COMPLETE where it ends before that."""
    seen = 0

    def count(event, given):
        nonlocal seen
        writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        here = given and isinstance(given[0], (str, bytes)) and os.fsdecode(given[0]).startswith(str(folder))
        if here and (writes or event.startswith(CALLS)):
            seen += 1
            if seen == number and how == "SIGKILL":
                os.kill(os.getpid(), signal.SIGKILL)
            elif seen == number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), given[0])

    sys.addaudithook(count)
    code = kb(list(words_of(command, folder)))
    os._exit(COMPLETE if seen < number else code)


def forked(run, *given):
    """Run a function in a child process that says nothing; gives its exit code, negative for a signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        run(*given)
    except BaseException:  # noqa: BLE001  (whatever ends the child ends nothing of the parent)
        os._exit(99)
    os._exit(0)


def files_of(folder):
    """Give every file below a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def faults(code, how, stands, wanted):
    """Tell what is wrong after a failure: each file must be the old one or the new one, and nothing lie beside."""
    old, new = wanted
    if code not in {2, -signal.SIGKILL, 0}:
        yield f"exit code {code}"
    for path, content in stands.items():
        both = {whole.get(path) for whole in (old, new)}
        litter = Path(path).name.startswith(".kb-") and how == "SIGKILL"
        midway = path == f"published/{MARK}"
        if content not in both and not litter and not midway:
            yield f"{path} is neither the old one nor the new one"
    for path in old:
        if path not in stands:
            yield f"{path} is gone"


def main(folder, command, how):
    """Try every write, until a command is done before its turn comes."""
    root = Path(folder)
    whole = root / "whole"
    lay_out(whole)
    old = files_of(whole)
    if forked(failing_at, -1, how, command, whole) not in {0, COMPLETE}:
        sys.stdout.write("the command fails by itself\n")
    new = files_of(whole)
    number = 0
    while True:
        number += 1
        place = root / str(number)
        lay_out(place)
        code = forked(failing_at, number, how, command, place)
        if code == COMPLETE:
            break
        for fault in faults(code, how, files_of(place), (old, new)):
            sys.stdout.write(f"{command} {how} {number}: {fault}\n")
        again = forked(failing_at, -1, how, command, place)
        if again != 0 or {path: files_of(place).get(path) for path in new} != new:
            sys.stdout.write(f"{command} {how} {number}: the next call gives {again}\n")
    sys.stdout.write(f"{number - 1} failures\n")


main(*sys.argv[1:])
