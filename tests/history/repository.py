"""A repository of policies that a test builds commit by commit: real git, in a folder of the test's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


class Repository:
    """A repository with its policies folder. Each `commit` takes what it changes and the author's day."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "policies"
        self.folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words, day="2026-01-01", **more):
        """Run git as nobody in particular, dated noon of a day in UTC; gives what it printed."""
        when = day if " " in day else f"{day} 12:00:00 +0000"
        environment = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, **more}
        done = subprocess.run(["git", "-C", self.root, *words], env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def write(self, files):
        """Write files, given as {path: text or bytes}; None takes one away."""
        for path, content in files.items():
            at = self.folder / path
            if content is None:
                at.unlink()
                continue
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, files, day="2026-01-01", subject="a change"):
        """Write files and commit all there is; gives the commit's name."""
        self.write(files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, day=day)
        return self.git("rev-parse", "HEAD")

    def move(self, before, after):
        """Rename a file of the policies folder, to be committed."""
        (self.folder / after).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", f"policies/{before}", f"policies/{after}")
