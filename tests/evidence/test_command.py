"""`evidence` as it is called: one file that stands alone, or the same as data."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import html5lib
import pytest

X = "example-health/commercial/x"
CALL = ("evidence", X, "--date", "2026-04-01", "--code", "0708T")


def page(kb, tmp_path, *words):
    """Write a page, and give its text and its tree."""
    code, out, err = kb(*words, "--out", str(tmp_path / "page.html"))
    assert (0, "") == (code, err)
    assert "page.html" in out
    text = (tmp_path / "page.html").read_bytes().decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    assert [] == parser.errors
    return text, tree


def words_of(tree):
    return " ".join("".join(tree.find("body").itertext()).split())


def test_the_data_has_the_keys_that_others_read(told):
    assert [
        *("entry", "title", "scope", "reach_label", "document", "codes", "more_codes", "date", "known", "processed"),
        *("in_force", "why", "caveats", "known_on_the_date", "version", "sha256", "questions", "sections", "sources"),
        *("others", "versions", "versions_before", "not_known", "searched", "prepared"),
    ] == list(told(*CALL))


def test_the_page_says_what_the_data_says(kb, told, tmp_path):
    found, said = told(*CALL), words_of(page(kb, tmp_path, *CALL)[1])
    assert found["sha256"] in said
    assert found["version"]["content"] in said
    assert found["version"]["commit"] in said
    assert f"Coverage, 0708T: {found['questions'][0]['answer']} (payer document, high confidence)" in said
    for source in found["sources"]:
        assert source["title"] in said
        assert source["url"] in said
    assert "Coverage: covered → not covered (more restrictive)" not in said
    assert "→ investigational (other change)" not in said
    assert "Coverage: not covered → investigational (less restrictive)" in said


def test_the_file_needs_no_other_and_its_style_is_allowed_by_its_hash_alone(kb, tmp_path):
    text, tree = page(kb, tmp_path, *CALL)
    policy = next(e.get("content") for e in tree.iter("meta") if e.get("http-equiv"))
    (style,) = tree.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert [] == [e.tag for e in tree.iter() if e.tag in {"link", "script", "img", "form", "iframe", "input"}]
    links = [e.get("href") for e in tree.iter("a") if e.get("href") is not None]
    assert links
    assert [] == [link for link in links if not link.startswith(("#", "https://", "http://"))]
    ids = {e.get("id") for e in tree.iter()}
    assert [] == [link for link in links if link.startswith("#") and link[1:] not in ids]
    assert [] == re.findall(r"url\(|@import", style.text)
    assert "\r" not in text


def test_the_same_call_writes_the_same_bytes(kb, tmp_path):
    assert page(kb, tmp_path, *CALL)[0] == page(kb, tmp_path, *CALL)[0]


def test_a_page_made_before_is_replaced_and_an_edited_one_or_any_other_file_is_kept(kb, tmp_path):
    page(kb, tmp_path, *CALL)
    text, _ = page(kb, tmp_path, "evidence", X, "--date", "2026-03-02")
    edited = text.replace("</body>", "<p>My own note.</p></body>")
    assert edited != text
    for name, content in {"page.html": edited, "policy.md": "---\n", "empty.txt": ""}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        code, out, err = kb(*CALL, "--out", str(tmp_path / name))
        assert (2, "") == (code, out)
        assert f"{name} was not made by this command, or was edited since; name a new file, or move it" in err
        assert content == (tmp_path / name).read_text(encoding="utf-8")


def test_without_a_name_the_file_is_named_for_the_entry_and_the_day(kb, tmp_path):
    assert 0 == kb("evidence", X, "--date", "2026-04-01")[0]
    assert ["evidence-example-health-commercial-x-2026-04-01.html"] == [path.name for path in tmp_path.glob("*.html")]


@pytest.mark.parametrize(
    ("today", "answer"),
    [("2026-12-31", "not covered"), ("2027-01-01", "investigational"), ("2027-06-15", "investigational")],
)
def test_without_a_date_the_page_is_of_today_and_says_what_then_holds(told, today, answer):
    found = told("evidence", X, "--today", today)
    assert (today, answer) == (found["date"], found["questions"][0]["answer"])
    assert found["prepared"].startswith(f"Prepared on {today} from the library at commit ")


def test_after_its_day_a_review_that_was_due_is_told_as_a_gap(told):
    gap = "A new review of the entry was due on 2026-12-01 and has not been recorded by {day}."
    assert gap.format(day="2026-12-02") in told("evidence", X, "--today", "2026-12-02")["not_known"]
    assert [] == [told for told in told("evidence", X, "--today", "2026-12-01")["not_known"] if "was due" in told]


def test_data_alone_writes_no_file_and_with_a_name_it_writes_both(kb, told, tmp_path):
    told(*CALL)
    assert [] == list(tmp_path.glob("*.html"))
    code, out, _ = kb(*CALL, "--json", "--out", str(tmp_path / "both.html"))
    assert (0, X) == (code, json.loads(out)["entry"])
    assert (tmp_path / "both.html").exists()


def test_a_file_that_cannot_be_written_and_a_wrong_word_end_with_two(kb, tmp_path):
    code, _, err = kb(*CALL, "--out", str(tmp_path / "none" / "page.html"))
    assert 2 == code
    assert "none/page.html: No such file or directory" in err
    assert 2 == kb("evidence", "no/such/entry")[0]
    assert 2 == kb("evidence", X, "--date", "1 March")[0]


def test_a_page_of_a_day_of_which_nothing_is_recorded_says_so_and_shows_no_rule(kb, tmp_path):
    _, tree = page(kb, tmp_path, "evidence", X, "--date", "2025-12-31")
    said = words_of(tree)
    assert "Not recorded for the date of service." in said
    assert "No text of this policy is recorded for this date, so none is shown." in said
    assert "The rule says so" not in said
    assert "There is no text to check." in said


def test_no_field_takes_what_is_typed_and_the_claim_reference_is_an_empty_line(kb, tmp_path):
    _, tree = page(kb, tmp_path, *CALL)
    assert [] == [e for e in tree.iter() if e.tag in {"input", "textarea"} or "contenteditable" in e.attrib]
    (line,) = [e for e in tree.iter("span") if e.get("class") == "ev-rule"]
    assert not "".join(line.itertext())
    assert "Claim reference" in words_of(tree)
    assert "It holds no patient data." in words_of(tree)
