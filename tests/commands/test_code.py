"""The command on any code: what official files say of it, with the file and its edition, and what they cannot say."""

from __future__ import annotations

import io
import json

import pytest

from benchmarks import cms_files as made
from kb.commands import main as cli
from kb.facts.rationales import PAIR_RATIONALES

TODAY = ("--today", "2026-03-02")
EDIT = "edition of 2026-01-01"


@pytest.fixture
def tell(capsys):
    """Ask of a code, and give the exit code and what was printed."""

    def go(policies, *words):
        code = cli.main(["code", *map(str, words), "--policies", str(policies), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


@pytest.fixture
def record(tell):
    """Ask of a code as JSON."""
    return lambda policies, *words: json.loads(tell(policies, *words, "--json")[1])


def test_a_code_without_a_page_has_status_units_and_pairs_each_with_file_and_edition(tell, stocked):
    code, out, _ = tell(stocked, "12001")
    assert 0 == code
    blocks = out.split("Physician fee schedule\n")[1]
    first, explained, status, *_ = blocks.splitlines()
    assert f"    PPRRVU2026_Jan.csv, {EDIT}" == first
    assert explained.startswith("    Indicators are explained by CMS, notes on the relative value file")
    assert status.startswith("    Status: A: active")
    assert f"Units (MUE), practitioner claims\n    MCR_MUE_PractitionerServices_Eff_01-01-2026.csv, {EDIT}\n" in out
    pairs = out.split("Code pairs (NCCI), practitioner claims\n")[1].splitlines()
    assert f"    ccipra-v320r0.txt, {EDIT}" == pairs[0]
    assert pairs[2].startswith("    column 1: it is paid; 1 code")
    assert "62.75" in out


def test_an_add_on_names_its_primaries_and_a_primary_its_add_ons(record, stocked):
    assert ["0708T"] == [row["primary"] for row in record(stocked, "0709T")["facts"]["primaries"]]
    assert ["0709T"] == [row["add_on"] for row in record(stocked, "0708T")["facts"]["added"]]
    assert (
        "the contractor names the primary codes" == record(stocked, "12345")["facts"]["primaries"][0]["primary_means"]
    )
    assert ["22630", "22633"] == [row["primary"] for row in record(stocked, "22632")["facts"]["primaries"]]


def test_documents_that_list_a_code_are_named(record, stocked):
    assert [("A59001", "article", "1")] == [
        (row["document"], row["kind"], row["groups"]) for row in record(stocked, "96372")["documents"]
    ]


@pytest.mark.parametrize(
    ("code", "other", "state", "told"),
    [
        ("0709T", "12001", "edit", "12001 is paid, 0709T is denied. Modifier 1: allowed"),
        ("12001", "0709T", "edit", "12001 is paid, 0709T is denied."),
        ("0709T", "96413", "edit", "Modifier 0: not allowed"),
        ("0709T", "70553", "no edit", "no edit between 0709T and 70553 in the whole table"),
        ("0709T", "99999", "not in the files imported", "that is no answer"),
    ],
)
def test_whether_a_code_is_paid_beside_another(  # noqa: PLR0913, PLR0917
    record, stocked, code, other, state, told
):
    answer = record(stocked, code, "--with", other)["with"]["answers"][0]
    assert ("practitioner", state) == (answer["claims"], answer["state"])
    assert told in answer["told"]
    assert "2026-01-01" == answer["source"]["edition"]


def test_without_the_whole_table_it_is_never_said_that_there_is_no_edit(record, laid_over, stock, tmp_path):
    folder = laid_over({})
    part = {"ccipra-v320r0-f1.txt": made.pairs([("0709T", "96372", "20220101", "*", "1", PAIR_RATIONALES[8])])}
    stock(folder, tmp_path / "d", {**part, "PPRRVU2026_Jan.csv": made.small_files()["PPRRVU2026_Jan.csv"]})
    answers = record(folder, "0709T", "--with", "70553")["with"]["answers"]
    assert {"not in the files imported"} == {answer["state"] for answer in answers}


def test_a_code_that_no_file_holds_is_told_as_no_answer(tell, stocked):
    code, out, _ = tell(stocked, "99999")
    assert 0 == code
    assert "99999 stands in none of the files imported; that is no answer." in out


def test_without_an_import_the_way_to_one_is_shown_and_rules_of_plans_are_still_told(tell, good_library):
    _, out, _ = tell(good_library, "0042T")
    assert "import cms FILE" in out
    assert "What plans of the library say" in out


def test_codes_of_standard_input_are_answered_line_by_line(tell, stocked, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("12001\n0709t\n"))
    lines = tell(stocked, "-")[1].splitlines()
    assert ["12001", "0709T"] == [json.loads(line)["code"] for line in lines]


@pytest.mark.parametrize("word", ["709T", "W0001", "0709T 12001"])
def test_what_is_no_code_is_refused(tell, stocked, word):
    code, _, err = tell(stocked, word)
    assert 2 == code
    assert "no CPT or HCPCS code" in err


def test_the_crosswalk_says_from_what_to_what_since_when_and_who_says_so(record, stocked):
    rows = {(row["kind"], row["to"]): row for row in record(stocked, "0709T")["crosswalk"]}
    assert ("2022-01-01", f"AOC_V2026Q1-MCR.txt, {EDIT}") == (
        rows["billed with", "0708T"]["since"], rows["billed with", "0708T"]["says"],
    )  # fmt: skip
    assert "an NCCI modifier may open it" == rows["not with", "12001-12002"]["modifiers"]
    assert "2026-04-01" == rows["policy lists", "A59001"]["since"]


def test_the_edition_in_force_on_a_day_comes_out_of_what_git_holds(  # noqa: PLR0913, PLR0917
    record, tell, make_repository, good_library, stock, tmp_path
):
    repository = make_repository()
    files = {path.relative_to(good_library).as_posix(): path.read_text() for path in good_library.rglob("*.*")}
    repository.commit(files, "2025-09-20", "the library")
    for day, name, year, month, work in (
        ("2025-10-05", "PPRRVU2025_Oct.csv", 2025, "October", "1.00"),
        ("2026-01-09", "PPRRVU2026_Jan.csv", 2026, "January", "2.00"),
    ):
        stock(repository.folder, tmp_path / "d", {name: made.fees([made.fee_row("12001", work=work)], year, month)})
        stored = repository.folder / "facts/cms"
        repository.commit({f"facts/cms/{path.name}": path.read_text() for path in stored.iterdir()}, day, name)

    def work(*words):
        rows = record(repository.folder, "12001", *words)["facts"].get("fees")
        return rows and rows[0]["work_rvu"]

    assert "2.00" == work()
    assert "1.00" == work("--date", "2025-12-31")
    assert "2.00" == work("--date", "2026-01-01")
    assert "1.00" == work("--date", "2026-02-01", "--known", "2026-01-08")
    assert "2.00" == work("--known", "2026-01-09")
    assert not work("--date", "2025-09-30")
    assert "no edition of that day is held; the first is of 2025-10-01" in tell(
        repository.folder, "12001", "--date", "2025-09-30"
    )[1]  # fmt: skip


def test_amounts_by_locality_are_told_of_the_state_that_is_asked_for(tell, record, stocked):
    found = record(stocked, "12001", "--state", "all")["localities"]
    assert [("CA", "05", "01112")] == [(one["state"], one["locality"], one["contractor"]) for one in found]
    _, out, _ = tell(stocked, "12001", "--state", "ca")
    assert f"CA 05 (contractor 01112): ${found[0]['nonfacility']} without a facility" in out
    assert "GPCI2026.csv, edition of 2026-01-01" in out
    assert "none; it needs a fee row" in tell(stocked, "12001", "--state", "TX")[1]
    assert 2 == tell(stocked, "12001", "--state", "California")[0]


def test_an_indicator_says_which_modifiers_it_allows(record, stocked):
    [fee] = record(stocked, "12001")["facts"]["fees"]
    assert {"26": "refused", "TC": "refused"} == fee["pc_tc_modifiers"]
    assert fee["pc_tc_means"].endswith("; modifiers 26, TC: refused")
