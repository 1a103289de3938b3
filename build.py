#!/usr/bin/env python3
"""Set the project up once, then run a command of `kb`, or the tests.

    python3 build.py                build policies/ into site/
    python3 build.py test           run all tests; words that follow go to pytest
    python3 build.py test --quick   run the tests that need neither a browser nor much time
    python3 build.py COMMAND ...    check, search, answer, diff, ...: `python3 build.py --help` lists them

Runs on a fresh Python, so it imports the standard library only. Set-up makes a virtual environment in `.venv` with
the packages locked in `.lock/`, each checked against its hash. A stamp file in `.venv` tells the next run that
nothing is left to do. Exit code 2 means that set-up failed.
"""

# ruff: noqa: E402  (an interrupt may come while modules are loaded, so what answers it goes before them)
from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def end_quietly(kind: type[BaseException], fault: BaseException, trace: object) -> None:
    """End at an interrupt without a word; tell every other fault as Python does."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__excepthook__(kind, fault, trace)  # type: ignore[arg-type]


sys.excepthook = end_quietly

import hashlib
import json
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
BEGUN = ROOT / ".cache" / "set-up-begun"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
ALL_CORES = ["-n", "auto", "--dist", "loadfile"]
"""How all tests and all quick ones run: a file at a time on each core. One module needs one core."""

HOLDS = ["build", "documents", "test"]
"""The sets of packages in `.lock/`; each holds those before it."""

NO_VENV = "Debian and Ubuntu have Python's venv in a package of its own: apt-get install python3-venv"
NO_PACKAGES = "Packages are downloaded: check the network and pip's settings, then run this again."


def main(arguments: list[str]) -> int:
    """Set up what the command needs, run it, and return its exit code."""
    if sys.version_info < OLDEST:
        return stop(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version.split()[0]}.")
    try:
        return set_up_and_run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def need_of(arguments: list[str]) -> str:
    """Return which packages a command needs: those of the tests, those that read others' files, or the rest."""
    if arguments[:1] == ["test"]:
        return "test"
    return "documents" if arguments[:2] == ["import", "policy"] or arguments[:1] == ["rates"] else "build"


def set_up_and_run(arguments: list[str]) -> int:
    """Set up `.venv` and run pytest or `kb` with it; return the exit code, 2 if set-up fails."""
    need = need_of(arguments)
    try:
        set_up(need)
    except FileExistsError as fault:
        return stop(f"Set-up failed: {fault}")
    except OSError as fault:
        return stop(f"Set-up failed: {fault}\n{NO_VENV}")
    except subprocess.CalledProcessError as fault:
        way_out = NO_VENV if "venv" in fault.cmd else NO_PACKAGES
        return stop(f"{fault.stdout or ''}Set-up failed: {fault}\n{way_out}")
    if need == "test":
        spread = ALL_CORES if arguments[1:] in ([], ["--quick"]) else []
        return run(["-m", "pytest", *spread, *arguments[1:]], ROOT)
    return run(["-m", "kb", *arguments], None)


def run(words: list[str], where: Path | None) -> int:
    """Turn this process into the Python of `.venv` with these words, so that a signal reaches the command itself.

    Windows cannot do that: there the command is a child process, and its exit code is returned.
    """
    command, environment = [str(PYTHON), *words], clean_environment()
    if os.name != "nt":
        sys.stdout.flush()
        if "kb" in words[:2]:  # an interrupt waits until `kb` can answer it: Python itself would print a traceback
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        os.chdir(where or ".")
        os.execve(command[0], command, environment)
    return subprocess.run(command, cwd=where, env=environment, check=False).returncode


def set_up(need: str) -> None:
    """Install the packages of `.lock/<need>.txt` in `.venv`, unless the stamp says that they are there.

    Raises OSError or CalledProcessError when a step fails. The stamp is written last, so after a failure the next run
    starts over; it also does when a part of `.venv` was deleted. Raises FileExistsError for a `.venv` made by others.
    What it tells goes to standard error: standard output is the command's, which another program may read.
    """
    wanted, found = fingerprint(), read_stamp()
    fits, whole = found.get("fingerprint") == wanted, set(found.get("parts", [])) <= parts() and PYTHON.exists()
    if fits and whole and need in found.get("holds", []):
        return
    if fits and not whole:
        print(f"Part of {VENV.name} is missing; making it again.", file=sys.stderr, flush=True)
    if os.path.lexists(VENV) and not STAMP.exists() and not BEGUN.exists():
        raise FileExistsError(f"{VENV} was not made by this project; move it away")
    BEGUN.parent.mkdir(exist_ok=True)
    BEGUN.touch()
    print(f"Setting up {VENV.name} for `{need}` (once) ...", file=sys.stderr, flush=True)
    if not (fits and whole):
        shutil.rmtree(VENV, ignore_errors=True)
    STAMP.unlink(missing_ok=True)
    for step in steps(need):
        run_quietly(step)
    stamp = {"fingerprint": wanted, "holds": HOLDS[: HOLDS.index(need) + 1], "parts": sorted(parts())}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    BEGUN.unlink(missing_ok=True)
    print("Set up.", file=sys.stderr, flush=True)


def run_quietly(step: list[str]) -> None:
    """Run a step of set-up and keep what it prints to itself; a CalledProcessError carries it as `stdout`.

    Bytes that are not UTF-8 are replaced, since this is only shown to a person.
    """
    subprocess.run(
        step,
        cwd=ROOT,
        check=True,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def steps(need: str) -> list[list[str]]:
    """List the commands that fill `.venv`: with uv if it is installed, otherwise with venv and pip."""
    lock, uv = str(ROOT / ".lock" / f"{need}.txt"), shutil.which("uv")
    # If this runs in .venv itself, its Python may be deleted by now: use the Python that .venv was made from.
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
    """Return the environment variables without those that select another Python, and with UTF-8 in any locale.

    Without UTF-8, a project in a folder with an accent in its name cannot be imported where LC_ALL is C.
    """
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}}
    plain = {"LC_ALL": "C.UTF-8"} if kept.get("LC_ALL") in {"C", "POSIX"} else {}
    return {**kept, **plain, "PYTHONUTF8": "1"}


def fingerprint() -> str:
    """Hash what `.venv` depends on: the lock files, the project's folder, and the Python."""
    digest = hashlib.sha256(f"{ROOT} {sys.version} {sys.base_prefix}".encode())
    for path in sorted((ROOT / ".lock").glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def parts() -> set[str]:
    """List what is in `.venv`: its folders and files, and each package; not the caches that Python makes itself."""
    places = ("*", "lib/python*/site-packages/*", "Lib/site-packages/*")
    found = {path.relative_to(VENV).as_posix() for place in places for path in VENV.glob(place)}
    return {part for part in found if not part.endswith("__pycache__")} - {STAMP.name}


def read_stamp() -> dict[str, Any]:
    """Read the stamp; a missing or damaged one counts as empty."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        return {}


def stop(message: str) -> int:
    """Print why nothing was done and return 2, the exit code of a broken tool."""
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
