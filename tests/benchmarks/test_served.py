"""The server sends what stands in its folder, packed as a host would, and remembers the bytes."""

from __future__ import annotations

import gzip
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from benchmarks.served import Sent, Size, served, size_of


def get(server, path):
    with urlopen(f"{server.address}/{path}") as told:  # noqa: S310 - this machine's own
        return told.read()


def test_texts_are_packed_others_are_sent_as_they_are_and_each_is_noted(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.js").write_text("kb();" * 100)
    (tmp_path / "b.pf_index").write_bytes(b"packed already")
    with served(tmp_path) as server:
        script = get(server, "static/a.js?build")
        assert get(server, "b.pf_index") == b"packed already"
    assert gzip.decompress(script) == b"kb();" * 100
    assert [Sent("static/a.js", len(script)), Sent("b.pf_index", 14)] == server.sent
    assert Size(2, 514, 14 + len(script)) == size_of(tmp_path.rglob("*"))


@pytest.mark.parametrize("path", ["none.html", "../outside.html", "%2e%2e/outside.html", ""])
def test_nothing_but_files_of_the_folder_is_sent(tmp_path, path):
    (tmp_path / "outside.html").write_text("secret")
    (tmp_path / "site").mkdir()
    with served(tmp_path / "site") as server, pytest.raises(HTTPError) as told:
        get(server, path)
    told.value.close()
    assert told.value.code == 404
    assert server.sent == []
