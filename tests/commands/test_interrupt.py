"""An interrupt ends the command quietly with 130, whatever it is doing."""

from __future__ import annotations

import sys

import pytest

from kb import __main__ as door
from kb.commands import main as cli


@pytest.mark.parametrize("moment", ["while modules load", "while it runs"])
def test_it_ends_quietly_with_130(moment, monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    if moment == "while it runs":
        monkeypatch.setattr(cli, "main", interrupt)
    else:
        monkeypatch.delitem(sys.modules, "kb.commands.main")
        monkeypatch.setattr(sys, "meta_path", [type("Interrupting", (), {"find_spec": interrupt})()])
    assert (130, "", "") == (door.main(), *capsys.readouterr())


def test_else_its_exit_code_is_that_of_the_command(monkeypatch):
    monkeypatch.setattr(cli, "main", lambda: 7)
    assert 7 == door.main()
