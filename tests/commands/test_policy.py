"""`import policy`: a draft that `check` refuses in one message; nothing is replaced, and bad files write nothing."""

from __future__ import annotations

import json

import pytest

from kb.commands import main as cli
from kb.content.load import load
from kb.rules.check import check
from tests.drafts import papers

PLAN = "example-health/commercial"
ENTRY = f"{PLAN}/cell-injections"
TODAY = ("--today", "2026-12-01")


@pytest.fixture
def run(capsys, policies, tmp_path):
    def go(name, *words, content=None):
        file = tmp_path / name
        file.write_bytes(papers.PAPERS[name]() if content is None else content)
        code = cli.main(["import", "policy", str(file), *words, "--policies", str(policies), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


READABLE = [name for name in papers.PAPERS if name not in {"locked.pdf", "scanned.pdf", "long.pdf"}]


@pytest.mark.parametrize("name", READABLE)
def test_an_untouched_draft_is_one_message_and_answers_nothing(name, run, policies):
    code, out, _ = run(name, "--entry", ENTRY)
    assert (0, True) == (code, f"Draft written: {ENTRY}.md" in out)
    texts = load(policies)
    found = check(texts).problems
    assert [(f"{ENTRY}.md", "placeholder")] == [(one.path, one.code) for one in found]
    text = texts.files[f"{ENTRY}.md"]
    assert "\ncoverage: REPLACE\n" in text
    assert {"REPLACE"} == {line.split(": ")[1] for line in text.splitlines() if "_confidence: " in line}
    assert "made-up" not in text


def test_a_draft_holds_the_number_the_dates_the_codes_and_the_sentences_with_their_pages(run, policies):
    run("aetna.html", "--entry", ENTRY)
    text = (policies / f"{ENTRY}.md").read_text()
    for part in (
        "document: Tumor Cell Injections, 0641\n", "effective: 2016-02-10\n", "    printed: 2026-03-12\n",
        "codes: [0708T, 0709T]\n", "  heading: CPT codes not covered for indications listed in the CPB\n",
        "# The document's next review: Jan 9, 2027\n", "    url: https://www.example.org/cpb/0641\n",
        '# page 1: "Prior authorization is required before the first dose for all commercial plans."\nprior_auth',
    ):  # fmt: skip
        assert part in text


def test_a_filled_in_draft_passes(run, policies):
    run("aetna.html", "--entry", ENTRY)
    file = policies / f"{ENTRY}.md"
    text = file.read_text()
    for old, new in (
        ("title: REPLACE WITH what the entry is about, in your own words", "title: Injections of processed cells"),
        ("currency: REPLACE", "currency: current"), ("reviewed: 1900-01-01", "reviewed: 2026-03-12"),
        ("review_by: 1900-01-02", "review_by: 2026-06-12"), ("retrieved: 1900-01-01", "retrieved: 2026-03-12"),
        ("\ncoverage: REPLACE", "\ncoverage: investigational"), ("confidence: REPLACE", "confidence: medium"),
        ("\nlisted:", "\nprior_authorization_note: It reviews what it denies.\nlisted:"),

        ("\nprior_authorization: REPLACE", "\nprior_authorization: required"),
        ("standing: REPLACE", "standing: primary"),
        ("read: REPLACE", "read: whole"), ("REPLACE WITH who publishes what was read", "Example Health"),
        ("REPLACE WITH what the source says", "so says the policy"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    assert "" == "\n".join(str(one) for one in check(load(policies)).problems)


def test_json_tells_what_was_read_and_check_writes_nothing(run, policies):
    code, out, _ = run("medicare.docx", "--entry", ENTRY, "--check", "--json")
    told = json.loads(out)
    assert (0, False, "L39999", []) == (code, told["written"], told["number"], told["problems"])
    assert {"effective": "2026-01-08", "original": "2019-10-01"} == told["dates"]
    assert [("0708T", 2), ("0709T", 2)] == [(one["code"], one["page"]) for one in told["codes"]]
    assert not (policies / f"{ENTRY}.md").exists()


@pytest.mark.parametrize(("name", "told"), [("locked.pdf", "encrypted"), ("scanned.pdf", "no-text")])
def test_a_file_that_cannot_be_read_writes_nothing(name, told, run, policies):
    before = sorted(policies.rglob("*"))
    code, out, err = run(name, "--entry", ENTRY)
    assert (1, True, True) == (code, f"{name}:1:1: {told}" in out, "Nothing was written." in err)
    code, out, _ = run(name, "--entry", ENTRY, "--json")
    assert (1, told) == (code, json.loads(out)["problems"][0]["code"])
    assert before == sorted(policies.rglob("*"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--entry"),
        (("--entry", "nobody/commercial/x"), "new plan"),
        (("--entry", PLAN), f"{PLAN}/name"),
        (("--entry", f"{PLAN}/Cell Injections"), ENTRY),
        (("--entry", f"{PLAN}/category-iii"), "stays as it is"),
        (("--entry", ENTRY, "--read", "whole"), "--read is not for import policy"),
    ],
)
def test_a_wrong_call_names_the_way_out_and_writes_nothing(words, told, run, policies):
    before = {path: path.read_bytes() for path in policies.rglob("*.md")}
    code, out, err = run("aetna.html", *words)
    assert (2, True) == (code, told in out + err)
    assert before == {path: path.read_bytes() for path in policies.rglob("*.md")}


def test_a_draft_is_never_written_over(run, policies):
    run("aetna.html", "--entry", ENTRY)
    before = (policies / f"{ENTRY}.md").read_bytes()
    code, _, err = run("blues.html", "--entry", ENTRY)
    assert (2, True) == (code, "stays as it is" in err)
    assert before == (policies / f"{ENTRY}.md").read_bytes()


def test_a_printed_title_that_breaks_a_rule_is_left_to_the_person_who_reads(run, policies):
    made = papers.page(
        "<h1>The policy that ends in a comma and,</h1><p>Policy Number: 12</p><p>It is not covered.</p>"
    )
    code, out, _ = run("x.html", "--entry", ENTRY, content=made)
    assert (0, True) == (code, "the title left out: as printed it breaks a rule of check" in out)
    assert "REPLACE WITH the document's own title" in (policies / f"{ENTRY}.md").read_text()


def test_a_sentence_that_looks_like_a_persons_data_is_not_quoted(run, policies):
    made = papers.page("<h1>Cell Injections</h1><p>The claim is not covered for member id: X12345678.</p>")
    code, out, _ = run("x.html", "--entry", ENTRY, content=made)
    assert (0, True) == (code, "like a person's data, are not quoted: read page 1" in out)
    assert "X12345678" not in (policies / f"{ENTRY}.md").read_text()
