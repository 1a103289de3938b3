"""The addresses that a call names are read once: that of the site, and that of the code host's editor."""

from __future__ import annotations

import pytest

from kb.domain.problem import UsageError
from kb.published.base_url import path_of, read_base, read_edit

REFUSED = [
    *("example.org", "ftp://example.org/", "https://", "https://example.org/?a", "x#y", "https://[example.org"),
    *("https://somebody:secret@example.org/", "https://example.org/a b/", "javascript:alert(1)"),
    *('https://example.org/"', "https://example.org/\n"),
]


@pytest.mark.parametrize("read", [read_base, read_edit])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        ("https://example.org", "https://example.org/"),
        ("http://example.org/a/", "http://example.org/a/"),
        ("https://example.org/@team/edit/main/policies", "https://example.org/@team/edit/main/policies/"),
    ],
)
def test_an_address_below_which_files_stand_ends_with_a_slash(read, written, expected):
    assert expected == read(written)


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_address_of_a_site_is_refused_with_the_way_out(written):
    with pytest.raises(UsageError, match=r"^--base-url .*write https://example\.org/policies/"):
        read_base(written)


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_address_of_an_editor_is_refused_with_the_way_out(written):
    with pytest.raises(UsageError, match=r"^--edit-url .*like https://host/team/library/edit/main/policies/"):
        read_edit(written)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("", ""),
        ("https://example.org", "/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("https://example.org:8443/a", "/a/"),
        ("https://example.org//a", "/a/"),
    ],
)
def test_the_path_of_a_site_on_its_host_leads_to_no_other_host(written, path):
    assert path == path_of(read_base(written))
