"""The address that a site will have is read once, for feeds and for published data."""

from __future__ import annotations

import pytest

from kb.base_url import path_of, read_base
from kb.problem import UsageError


@pytest.mark.parametrize(
    ("written", "read"),
    [("", ""), ("https://example.org", "https://example.org/"), ("http://example.org/a/", "http://example.org/a/")],
)
def test_the_address_of_a_site_ends_with_a_slash(written, read):
    assert read == read_base(written)


@pytest.mark.parametrize(
    "written", ["example.org", "ftp://example.org/", "https://", "https://example.org/?a", "x#y"]
)
def test_what_is_no_address_of_a_site_is_refused_with_the_way_out(written):
    with pytest.raises(UsageError, match=r"write https://example\.org/policies/"):
        read_base(written)


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
