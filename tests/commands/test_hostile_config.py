"""A copied repository brings its own configuration; no command runs what that names."""

from __future__ import annotations

import shutil

import pytest

from kb.commands import main as cli

RULE = "example-health/commercial/category-iii.md"
RUN = (
    *("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "core.gitProxy"),
    *("diff.external", "diff.policy.textconv", "diff.policy.command", "filter.x.clean", "filter.x.smudge"),
    *("filter.x.process", "credential.helper", "gpg.program", "gpg.ssh.program", "sequence.editor", "pager.log"),
    *("uploadpack.packObjectsHook", "interactive.diffFilter", "merge.x.driver", "browser.x.cmd"),
)
HOOKS = ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc")
COMMANDS = {
    "build": (),
    "check": (),
    "history": (RULE.removesuffix(".md"),),
    "evidence": (RULE.removesuffix(".md"), "--date", "2026-03-02"),
    "answer": ("0709T", "example-health/commercial", "coverage", "--date", "2026-03-02"),
    "diff": ("HEAD~1", "--gate"),
    "diff of two commits": ("HEAD~1", "HEAD", "--markdown"),
}


@pytest.fixture
def kb(capsys, monkeypatch, tmp_path):
    """Run a command in this process, with a cache of its own; gives exit code, output and errors."""
    monkeypatch.setattr("kb.commands.options.ROOT", tmp_path / "own")
    return lambda *words: (cli.main(list(words)), *capsys.readouterr())


@pytest.fixture
def hostile(repository, good_library, tmp_path):
    """A repository in which everything that git can be told to run makes a file called `ran`."""
    shutil.copytree(good_library, repository.folder, dirs_exist_ok=True)
    repository.commit({}, "2026-03-02")
    text = (repository.folder / RULE).read_text(encoding="utf-8")
    repository.commit({RULE: text.replace("coverage: investigational", "coverage: not covered")}, "2026-03-03")
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{tmp_path}/ran"\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    (repository.root / ".git/info/attributes").write_text("* filter=x diff=policy merge=x\n")
    for name in RUN:
        repository.git("config", name, str(program))
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "alias.log", f"!{program}")
    repository.git("config", "alias.rev-parse", f"!{program}")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        shutil.copy(program, hooks / name)
    repository.git("config", "core.hooksPath", str(hooks))
    # As after a copy: what git knows of the files is older than they are, so it would look at each anew.
    (repository.root / ".git/index").touch()
    for path in repository.folder.rglob("*.md"):
        path.write_bytes(path.read_bytes())
    return repository


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_runs_nothing_that_the_configuration_names(name, hostile, kb, tmp_path):
    more = ("--out", str(tmp_path / "site")) if name == "build" else ()
    code, _, err = kb(name.split()[0], *COMMANDS[name], "--policies", str(hostile.folder), *more)
    assert (1 if "--gate" in COMMANDS[name] else 0) == code, err
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_a_missing_content_is_told_and_not_fetched_by_a_program(hostile, kb, tmp_path):
    ours = hostile.git("rev-parse", f"HEAD~1:policies/{RULE}")
    (hostile.root / ".git/objects" / ours[:2] / ours[2:]).unlink()
    settings = {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{tmp_path}/program",
        "remote.origin.promisor": "true",
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    }
    for setting in settings.items():
        hostile.git("config", *setting)
    for words in (("diff", "HEAD~1"), ("history", RULE.removesuffix(".md")), ("build", "--out", str(tmp_path / "o"))):
        code, _, err = kb(*words, "--policies", str(hostile.folder))
        assert (2, True) == (code, "lost the content" in err), err
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()
