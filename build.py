#!/usr/bin/env python3
"""The door of the project: sets it up once, then hands every command on to `kb`.

    python3 build.py                builds policies/ into site/
    python3 build.py test           runs every test
    python3 build.py COMMAND ...    check, search, answer, diff, fmt, serve, guide: `python3 build.py --help`

Runs on the bare Python of a fresh machine, so it imports nothing but the standard library. Set-up is a virtual
environment in `.venv` with the locked packages of `.lock/`, each checked against its hash; a stamp inside tells
the next run that nothing is left to do. Exits 2 where set-up fails.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Set up what the command needs, run it, and give back its exit code."""
    if sys.version_info < OLDEST:
        return stop(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    testing = arguments[:1] == ["test"]
    try:
        set_up("test" if testing else "build")
    except (OSError, subprocess.CalledProcessError) as fault:
        return stop(f"Set-up failed: {fault}\nDebian and Ubuntu keep venv apart: apt-get install python3-venv")
    command = ["-m", "pytest", *arguments[1:]] if testing else ["-m", "kb", *arguments]
    try:
        where = ROOT if testing else None
        return subprocess.run([PYTHON, *command], cwd=where, env=clean_environment(), check=False).returncode
    except KeyboardInterrupt:
        return INTERRUPTED


def set_up(need: str) -> None:
    """Make `.venv` hold the packages of `.lock/<need>.txt`, unless its stamp says that it does.

    Raises OSError or CalledProcessError when a step fails; the stamp is written last, so a broken set-up is
    begun anew by the next run, and so is one of which a part was deleted.
    """
    wanted, found = fingerprint(), read_stamp()
    fits, whole = found.get("fingerprint") == wanted, set(found.get("parts", [])) <= parts() and PYTHON.exists()
    if fits and whole and need in found.get("holds", []):
        return
    if fits and not whole:
        print(f"{VENV.name} is no longer whole; it is made anew.", flush=True)
    print(f"Setting up {VENV.name} for `{need}` (once) ...", flush=True)
    if not (fits and whole):
        shutil.rmtree(VENV, ignore_errors=True)
    STAMP.unlink(missing_ok=True)
    for step in steps(need):
        subprocess.run(step, cwd=ROOT, check=True, env=clean_environment())
    holds = ["build"] if need == "build" else ["build", "test"]
    stamp = {"fingerprint": wanted, "holds": holds, "parts": sorted(parts())}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    print("Set up.", flush=True)


def steps(need: str) -> list[list[str]]:
    """List the commands that fill `.venv`: with uv where it is installed, else with venv and pip."""
    lock, uv = str(ROOT / ".lock" / f"{need}.txt"), shutil.which("uv")
    # Called from inside .venv, this Python may be gone by now: the one that it was made from makes the new one.
    python = getattr(sys, "_base_executable", "") or sys.executable
    here = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if uv:
        make = [uv, "venv", "--quiet", "--python", python, str(VENV)]
        pip = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        make = [python, "-m", "venv", str(VENV)]
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install = [[*pip, "--require-hashes", "-r", lock], [*pip, *here]]
    return install if PYTHON.exists() else [make, *install]


def clean_environment() -> dict[str, str]:
    """Give this environment without what would aim at another Python, and in UTF-8 whatever the locale.

    Without the latter a project folder with an accent in its name cannot be imported from where LC_ALL is C.
    """
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}}
    plain = {"LC_ALL": "C.UTF-8"} if kept.get("LC_ALL") in {"C", "POSIX"} else {}
    return {**kept, **plain, "PYTHONUTF8": "1"}


def fingerprint() -> str:
    """Hash what `.venv` depends on: the locks, its place, and the Python."""
    digest = hashlib.sha256(f"{ROOT} {sys.version} {sys.base_prefix}".encode())
    for path in sorted((ROOT / ".lock").glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def parts() -> set[str]:
    """List what `.venv` is made of: its folders and files, and each package; not what Python makes anew."""
    places = ("*", "lib/python*/site-packages/*", "Lib/site-packages/*")
    found = {path.relative_to(VENV).as_posix() for place in places for path in VENV.glob(place)}
    return {part for part in found if not part.endswith("__pycache__")} - {STAMP.name}


def read_stamp() -> dict[str, Any]:
    """Read the stamp; an absent or torn one counts as empty."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        return {}


def stop(message: str) -> int:
    """Say why nothing was done; 2 is the exit code of a broken tool."""
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
