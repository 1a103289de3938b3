"""`build.py` sets up once, from the lock files alone, on a fresh Python; nothing is installed here.

A made-up project in a temporary folder stands for the real one, and the commands that would set it up are recorded
instead of run.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "build.py"
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / ".lock").glob("*.txt"))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
UV = "/somewhere/uv"
BEGINNING = ["venv", "-r", "--editable"]
MORE = ["-r", "--editable"]
BEGUN = "Setting up .venv for `build` (once) ...\n"
BASE = sys._base_executable
"""The Python that this environment was made from, or that runs without one."""


class Runs:
    """What was started instead of being run.

    `fails` names a word of the command that fails; `fills` puts into `.venv` what a real set-up would.
    """

    def __init__(self, python):
        self.python, self.commands, self.given, self.fails, self.code = python, [], [], None, 0
        self.fills = lambda: None

    def __call__(self, command, **given):
        words = [str(word) for word in command]
        self.commands.append(words)
        self.given.append(given)
        if self.fails in words:
            raise subprocess.CalledProcessError(1, words)
        if "venv" in words:
            self.python.parent.mkdir(parents=True)
            self.python.touch()
            self.fills()
        return subprocess.CompletedProcess(words, self.code)

    def become(self, path, words, environment):
        """Stand for the call that puts another program in the place of this one."""
        self.commands.append(words)
        self.given.append({"path": path, "env": environment, "cwd": Path.cwd()})
        sys.exit(self.code)

    def taken(self):
        """Give the commands so far by what they do, and forget them."""
        done = [
            next((name for name in ("venv", "-r", "--editable", "kb", "pytest") if name in w), "")
            for w in self.commands
        ]
        self.commands = []
        return done


@pytest.fixture
def door(tmp_path, monkeypatch):
    """The door of a project in a temporary folder, without uv."""
    spec = importlib.util.spec_from_file_location("door", DOOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".lock").mkdir()
    for name in ("build", "documents", "test"):
        (tmp_path / ".lock" / f"{name}.txt").write_text(f"{name}==1\n")
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    module.STAMP, module.PYTHON = module.VENV / "set-up.json", module.VENV / "bin" / "python"
    module.BEGUN = tmp_path / ".cache" / "set-up-begun"
    monkeypatch.setattr(shutil, "which", lambda _: None)
    return module


@pytest.fixture
def runs(door, monkeypatch):
    """Write down what the door starts, and what it would become."""
    written, real = Runs(door.PYTHON), door.main
    monkeypatch.setattr(subprocess, "run", written)
    monkeypatch.setattr(os, "execve", written.become)
    monkeypatch.chdir(Path.cwd())

    def main(words):
        try:
            return real(words)
        except SystemExit as done:
            return done.code

    door.main = main
    return written


def stamp(door):
    return json.loads(door.STAMP.read_text())


# What it stands on


def test_the_door_imports_the_standard_library_alone():
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [] == [name for name in imported if name.split(".")[0] not in sys.stdlib_module_names]


def test_an_older_python_can_read_the_door_and_so_say_that_it_is_too_old():
    assert ast.parse(DOOR.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_python_that_is_too_old_is_told_and_nothing_is_started(door, runs, capsys):
    door.OLDEST = (9, 0)
    assert 2 == door.main(["check"])
    assert ("", f"Python 9.0 or newer is needed; this is {sys.version.split()[0]}.\n") == capsys.readouterr()
    assert ([], False) == (runs.commands, door.VENV.exists())


def test_the_oldest_python_is_the_same_wherever_it_is_named(door):
    oldest = ".".join(map(str, door.OLDEST))
    assert f">={oldest}" == PROJECT["project"]["requires-python"]
    assert oldest == PROJECT["tool"]["mypy"]["python_version"]
    assert f"py{oldest.replace('.', '')}" == PROJECT["tool"]["ruff"]["target-version"]


# The stamp


def test_a_fresh_machine_is_set_up_once(door, runs, capsys):
    assert 0 == door.main([])
    assert [*BEGINNING, "kb"] == runs.taken()
    assert ["build"] == stamp(door)["holds"]
    assert f"{BEGUN}Set up.\n" == capsys.readouterr().err
    assert 0 == door.main([])
    assert ["kb"] == runs.taken()
    assert "" == capsys.readouterr().out


@pytest.mark.parametrize("change", ["build.txt", "test.txt", "third.txt"])
def test_a_changed_lock_sets_up_anew_in_an_empty_folder(change, door, runs):
    door.set_up("test")
    (door.VENV / "left.txt").touch()
    runs.taken()
    (door.ROOT / ".lock" / change).write_text("other==2\n")
    door.set_up("build")
    assert BEGINNING == runs.taken()
    assert (["build"], False) == (stamp(door)["holds"], (door.VENV / "left.txt").exists())


@pytest.mark.parametrize("name", ["version", "base_prefix"])
def test_another_python_sets_up_anew(name, door, runs, monkeypatch):
    door.set_up("build")
    monkeypatch.setattr(sys, name, "another")
    runs.taken()
    door.set_up("build")
    assert BEGINNING == runs.taken()


def test_a_project_that_was_moved_sets_up_anew(door, tmp_path):
    before = door.fingerprint()
    shutil.copytree(tmp_path / ".lock", tmp_path / "moved" / ".lock")
    door.ROOT = tmp_path / "moved"
    assert before != door.fingerprint()


@pytest.mark.parametrize("torn", [b"", b'{"fingerprint": "', b"\xff", b"{}"])
def test_a_torn_stamp_sets_up_anew(torn, door, runs):
    door.set_up("build")
    door.STAMP.write_bytes(torn)
    runs.taken()
    door.set_up("build")
    assert BEGINNING == runs.taken()
    assert ["build"] == stamp(door)["holds"]


def test_tests_after_a_build_install_only_more(door, runs):
    door.set_up("build")
    (door.VENV / "kept.txt").touch()
    runs.taken()
    door.set_up("test")
    assert MORE == runs.taken()
    assert (["build", "documents", "test"], True) == (stamp(door)["holds"], (door.VENV / "kept.txt").exists())


def test_a_build_after_tests_installs_nothing(door, runs):
    door.set_up("test")
    runs.taken()
    door.set_up("build")
    door.set_up("test")
    assert [] == runs.taken()


@pytest.mark.parametrize("step", BEGINNING)
def test_a_set_up_that_fails_is_told_and_begun_anew_by_the_next_run(step, door, runs, capsys):
    runs.fails = step
    assert 2 == door.main([])
    told = capsys.readouterr().err.removeprefix(BEGUN)
    assert ("Set-up failed: ", step == "venv") == (told[:15], "apt-get install python3-venv" in told)
    assert ("check the network" in told) == (step != "venv")
    assert not door.STAMP.exists()
    runs.fails, _ = None, runs.taken()
    assert 0 == door.main([])
    assert [*BEGINNING, "kb"] == runs.taken()


def test_a_failure_on_the_way_from_build_to_test_is_begun_anew(door, runs):
    door.set_up("build")
    runs.fails = "-r"
    assert 2 == door.main(["test"])
    assert not door.STAMP.exists()


def test_a_tool_that_is_not_there_ends_with_2_and_a_sentence(door, monkeypatch, capsys):
    def absent(*_, **__):
        raise FileNotFoundError(2, "No such file or directory", "python")

    monkeypatch.setattr(subprocess, "run", absent)
    assert 2 == door.main([])
    told = capsys.readouterr().err.removeprefix(BEGUN)
    assert ("Set-up failed: ", True) == (told[:15], "apt-get install python3-venv" in told)


@pytest.mark.parametrize("gone", ["bin/python", "bin", "pyvenv.cfg", "lib/python3.11/site-packages/jinja2", "lib"])
def test_a_set_up_of_which_a_part_was_deleted_is_told_and_made_anew(gone, door, runs, capsys):
    site = door.VENV / "lib" / "python3.11" / "site-packages"

    def fill():
        (site / "jinja2").mkdir(parents=True)
        (site / "__pycache__").mkdir()
        (door.VENV / "pyvenv.cfg").touch()

    runs.fills = fill
    assert 0 == door.main([])
    (site / "__pycache__").rmdir()
    assert 0 == door.main([])
    assert [*BEGINNING, "kb", "kb"] == runs.taken()
    path = door.VENV / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    capsys.readouterr()
    assert 0 == door.main([])
    assert [*BEGINNING, "kb"] == runs.taken()
    assert capsys.readouterr().err.startswith("Part of .venv is missing; making it again.\n")


# What set-up prints


TALKS = """import pathlib, sys
pathlib.Path(sys.argv[1]).mkdir()
print("from pip: Ünïcode", flush=True)
print("WARNING: from pip", file=sys.stderr)
sys.exit(int(sys.argv[2]))
"""


@pytest.fixture
def chatty(door, monkeypatch):
    """Make every step of set-up a real process that prints on both streams and exits with a code."""

    def exit_with(code):
        words = [sys.executable, "-X", "utf8", "-c", TALKS, str(door.VENV), str(code)]
        monkeypatch.setattr(door, "steps", lambda _: [words])

    return exit_with


def test_what_pip_prints_is_not_shown_while_set_up_succeeds(door, chatty, capfd):
    chatty(0)
    door.set_up("build")
    assert ("", f"{BEGUN}Set up.\n") == capfd.readouterr()


def test_what_pip_printed_on_both_streams_is_shown_when_set_up_fails(door, chatty, capfd):
    chatty(3)
    assert 2 == door.main([])
    out, err = capfd.readouterr()
    assert ("", BEGUN) == (out, err[: len(BEGUN)])
    assert ["from pip: Ünïcode", "WARNING: from pip"] == err.splitlines()[1:3]
    assert "Set-up failed: " == err.splitlines()[3][:15]
    assert "returned non-zero exit status 3" in err


def test_the_tests_and_commands_themselves_print_as_they_run(door, runs):
    door.set_up("test")
    door.main(["test"])
    door.main(["check"])
    assert [] == [given for given in runs.given[-2:] if {"stdout", "stderr", "capture_output"} & given.keys()]


@pytest.mark.parametrize("during", ["venv", "kb"])
def test_ctrl_c_during_set_up_or_a_command_ends_with_130(during, door, runs, monkeypatch):
    def interrupted(command, **given):
        if during in command:
            raise KeyboardInterrupt
        return runs(command, **given)

    monkeypatch.setattr(subprocess, "run", interrupted)
    monkeypatch.setattr(os, "execve", lambda _, command, __: interrupted(command))
    assert 130 == door.main(["check"])
    assert ([] if during == "venv" else BEGINNING) == runs.taken()


@pytest.mark.parametrize("content", [["bin/python", "pyvenv.cfg"], []], ids=["an environment", "an empty folder"])
def test_an_environment_that_somebody_else_made_is_told_and_kept(content, door, runs, capsys):
    door.VENV.mkdir()
    for name in content:
        (door.VENV / name).parent.mkdir(exist_ok=True)
        (door.VENV / name).touch()
    assert 2 == door.main([])
    told = f"Set-up failed: {door.VENV} was not made by this project; move it away\n"
    assert told == capsys.readouterr().err
    assert ([], True) == (runs.commands, all((door.VENV / name).exists() for name in content))


# The steps


@pytest.mark.parametrize("uv", [None, UV], ids=["without uv", "with uv"])
@pytest.mark.parametrize("need", ["build", "test"])
def test_packages_come_from_the_lock_alone_each_with_its_hash(need, uv, door, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: uv)
    make, install, own = door.steps(need)
    pip = [uv, "pip", "install", "--quiet", "--python", str(door.PYTHON)]
    if not uv:
        pip = [str(door.PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    assert (uv or BASE) == make[0]
    assert ("venv", str(door.VENV)) == (make[1] if uv else make[2], make[-1])
    assert [*pip, "--require-hashes", "-r", str(door.ROOT / ".lock" / f"{need}.txt")] == install
    assert [*pip, "--no-deps", "--no-build-isolation", "--editable", str(door.ROOT)] == own


def test_an_environment_that_is_there_is_not_made_twice(door):
    door.PYTHON.parent.mkdir(parents=True)
    door.PYTHON.touch()
    assert 2 == len(door.steps("test"))


def test_uv_takes_the_python_that_runs_the_door(door, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: UV)
    make = door.steps("build")[0]
    assert BASE == make[make.index("--python") + 1]


@pytest.mark.parametrize("uv", [None, UV], ids=["without uv", "with uv"])
def test_called_from_inside_the_environment_it_is_made_anew_by_the_python_it_came_from(uv, door, monkeypatch):
    """The set-up takes the old environment away, and the Python in it too."""
    monkeypatch.setattr(shutil, "which", lambda _: uv)
    monkeypatch.setattr(sys, "executable", str(door.PYTHON))
    assert str(door.PYTHON) not in door.steps("build")[0]


def test_set_up_runs_in_the_project_and_unswayed_by_another_environment(door, runs, monkeypatch):
    for name in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("KEPT", "yes")
    door.set_up("build")
    assert [door.ROOT] * 3 == [given["cwd"] for given in runs.given]
    assert [True] * 3 == [given["check"] for given in runs.given]
    assert {"yes"} == {given["env"]["KEPT"] for given in runs.given}
    assert set() == {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"} & set(runs.given[0]["env"])


@pytest.mark.parametrize(
    ("locale", "given"), [("C", "C.UTF-8"), ("POSIX", "C.UTF-8"), ("de_DE.UTF-8", "de_DE.UTF-8")]
)
def test_python_reads_files_as_utf_8_whatever_the_locale(door, monkeypatch, locale, given):
    monkeypatch.setenv("LC_ALL", locale)
    found = door.clean_environment()
    assert ("1", given) == (found["PYTHONUTF8"], found["LC_ALL"])


# Handing on


@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_command_is_handed_on_where_it_was_called_and_its_exit_code_back(code, door, runs):
    door.set_up("build")
    runs.code = code
    assert code == door.main(["search", "0709T", "--json"])
    assert [str(door.PYTHON), "-m", "kb", "search", "0709T", "--json"] == runs.commands[-1]
    here = {"path": str(door.PYTHON), "cwd": Path.cwd(), "env": door.clean_environment()}
    assert here == runs.given[-1]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_on_windows_the_command_is_run_and_its_exit_code_given(code, door, runs, monkeypatch):
    door.set_up("build")
    runs.code = code
    monkeypatch.setattr(os, "name", "nt")
    assert code == door.run(["-m", "kb"], None)
    assert {"cwd": None, "check": False, "env": door.clean_environment()} == runs.given[-1]


def test_test_runs_the_tests_of_the_project_with_the_words_that_follow(door, runs):
    runs.code = 1
    assert 1 == door.main(["test", "--quick", "-k", "door"])
    assert [str(door.PYTHON), "-m", "pytest", "--quick", "-k", "door"] == runs.commands[-1]
    assert {"path": str(door.PYTHON), "cwd": door.ROOT, "env": door.clean_environment()} == runs.given[-1]
    assert ["build", "documents", "test"] == stamp(door)["holds"]


@pytest.mark.parametrize("words", [[], ["--quick"]])
def test_all_tests_run_on_all_cores(words, door, runs):
    door.main(["test", *words])
    assert [str(door.PYTHON), "-m", "pytest", "-n", "auto", "--dist", "loadfile", *words] == runs.commands[-1]


# The locks


def packages(lock):
    """Give each locked package, in the index's spelling, with its version and how many hashes it has."""
    whole = re.sub(r"\\\n\s*", "", lock)
    lines = [line for line in whole.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = [(re.match(r"([A-Za-z0-9._-]+)==(\S+)", line), line.count("--hash=sha256:")) for line in lines]
    return {normal(match[1]): (match[2], hashes) for match, hashes in found}


def normal(name):
    """Spell a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.match(r"[A-Za-z0-9._-]+", name)[0]).lower()


@pytest.mark.parametrize("name", ["build", "test"])
def test_each_locked_package_has_a_version_and_a_hash(name):
    found = packages(LOCKS[name])
    assert found
    assert [] == [package for package, (version, hashes) in found.items() if not version or not hashes]
    assert [] == [
        word for word in re.findall(r"--hash=(\S+)", LOCKS[name]) if not re.fullmatch(r"sha256:[0-9a-f]{64}", word)
    ]


@pytest.mark.parametrize("name", ["build", "test"])
def test_a_lock_names_no_host_and_no_other_place(name):
    assert [] == re.findall(
        r"\S*://\S*|\S+ @ \S+|--\S*(?:index|find-links|trusted)\S*|^-[ef].*", LOCKS[name], re.MULTILINE
    )


def test_each_dependency_of_the_project_is_in_its_lock():
    project = PROJECT["project"]
    built = {normal(name) for name in (*project["dependencies"], *PROJECT["build-system"]["requires"])}
    extras = {normal(name) for names in project["optional-dependencies"].values() for name in names}
    assert set() == built - packages(LOCKS["build"]).keys()
    assert set() == (built | extras) - packages(LOCKS["test"]).keys()


def test_an_exact_dependency_is_locked_at_its_version():
    exact = {normal(name): name.split("==")[1] for name in PROJECT["project"]["dependencies"] if "==" in name}
    assert exact == {name: packages(LOCKS["build"])[name][0] for name in exact}


def test_each_lock_adds_to_the_one_before_and_changes_nothing():
    build, documents, test = (packages(LOCKS[name]) for name in ("build", "documents", "test"))
    assert build == {name: documents.get(name) for name in build}
    assert documents == {name: test.get(name) for name in documents}
    assert {"build", "documents", "test"} == set(LOCKS)


def test_the_readers_of_documents_are_installed_once_they_are_needed(door, runs):
    door.set_up("build")
    runs.taken()
    assert 0 == door.main(["import", "policy", "file.pdf"])
    assert ["build", "documents"] == stamp(door)["holds"]
    assert any(word.endswith("documents.txt") for command in runs.commands for word in command)


def test_ci_calls_the_door_and_asks_for_a_browser_a_database_and_a_mail_server():
    written = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert written.endswith(
        "\nexport KB_REQUIRE_BROWSER=1 KB_REQUIRE_DATABASE=1 KB_REQUIRE_DOVECOT=1\npython3 build.py test\n"
    )
