"""Other engines get the texts that our own index is made of."""

from __future__ import annotations

from benchmarks.rivals import plain_pages, text_of
from kb.search.documents import SearchDocument


def section(entry, heading, **fields):
    return SearchDocument(entry, heading.lower(), "entry", "Aetna & co", heading, "", fields, ())


def test_a_page_holds_all_its_sections_and_signs_are_text():
    told = section("aetna/a/b", "Coverage", value="covered", text="only <b>here</b>")
    made = dict(plain_pages([told, section("aetna/a/b", "Appeals", text="90 days"), section("aetna/a/c", "Billing")]))
    assert ["aetna/a/b.html", "aetna/a/c.html"] == list(made)
    page = made["aetna/a/b.html"]
    assert "<h1>Aetna &amp; co</h1>" in page
    assert '<h2 id="coverage">Coverage</h2>\n<p>covered. only &lt;b&gt;here&lt;/b&gt;</p>' in page
    assert '<h2 id="appeals">Appeals</h2>\n<p>90 days</p>' in page


def test_the_codes_and_the_payer_stand_in_the_text_and_our_own_workings_do_not():
    told = section("a/b/c", "Coverage", named="0709T", name="Aetna", reached="0710T", value="covered", text="told")
    assert text_of(told) == "0709T. Aetna. covered. told"
