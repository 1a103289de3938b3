"""A payer page: a scope of which nobody has written anything says so, and what to do next."""

from __future__ import annotations

import html5lib
import pytest

from kb.site.build import build

OTHER_SCOPES = """
  empty:
    name: Plans without an entry
    kind: licensee
    line_of_business: commercial
  brand:
    name: Sample Mutual as a whole
    kind: brand
looked:"""


@pytest.fixture
def scopes(laid_over, good_library, tmp_path):
    """The scopes of a payer of which two have no entry, as its page shows them."""
    payer = (good_library / "sample-mutual" / "payer.md").read_text(encoding="utf-8")
    folder = laid_over({"sample-mutual/payer.md": payer.replace("\nlooked:", OTHER_SCOPES, 1)})
    built = build(folder, tmp_path / "site", lambda _: None)
    assert () == built.problems
    tree = html5lib.parse((built.out / "sample-mutual" / "payer.html").read_bytes(), namespaceHTMLElements=False)
    return {e.get("id"): e for e in tree.iter("article")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scope", "way"),
    [("scope-empty", ["../review/sample-mutual.html"]), ("scope-brand", []), ("scope-regional", None)],
)
def test_a_scope_without_an_entry_leads_to_the_board_but_for_a_brand_which_has_nobody_to_ask(scopes, scope, way):
    said = "No policy on file yet. Unknown does not mean “not covered”" in "".join(scopes[scope].itertext())
    assert (way is not None) == said
    if said:
        assert way == [link.get("href") for link in scopes[scope].iter("a")]
