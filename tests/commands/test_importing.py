"""The command that imports official files: what it prints and writes, and that it writes nothing when refused."""

from __future__ import annotations

import json

import pytest

from benchmarks import cms_files as made
from kb.commands import main as cli
from kb.content.load import load
from kb.rules.check import check

FEES = "PPRRVU2026_Jan.csv"
TODAY = ("--today", "2026-03-02")


@pytest.fixture
def files(tmp_path):
    """A folder with a small file of each kind, as CMS names them."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, content in made.small_files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def run(capsys, policies):
    """Import into the copy, and give the exit code and what was printed."""

    def go(*words):
        code = cli.main(["import", "cms", *map(str, words), "--policies", str(policies), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


def stored(policies):
    return {path.name: path.read_bytes() for path in sorted(policies.glob("facts/**/*")) if path.is_file()}


def every(files):
    return [path for path in sorted(files.iterdir()) if path.suffix != ".zip"] + [
        f"{files}/current_lcd_2026-01-01.zip:*.csv"
    ]


def test_files_of_every_kind_are_imported_in_one_call_and_the_library_stays_sound(run, files, policies):
    code, out, _ = run(*every(files))
    assert 0 == code
    assert "pairs-practitioner: ccipra-v320r0.txt, edition of 2026-01-01" in out
    assert 32 == len(stored(policies))
    assert () == check(load(policies)).problems
    assert made.PLANTED.encode() not in b"".join(stored(policies).values())


@pytest.mark.parametrize("words", ["current_lcd.zip:*.csv", "current_lcd.zip:current_lcd_csv.zip:*.csv"])
def test_a_star_fits_the_tables_in_the_archive_inside_the_one_that_is_downloaded(run, files, policies, words):
    inner = made.archive({f"csv/{name}": content for name, content in made.coverage().items()})
    (files / "current_lcd.zip").write_bytes(made.archive({"dictionary.pdf": b"%PDF", "current_lcd_csv.zip": inner}))
    code, _, err = run(f"{files}/{words}", "--edition", "2026-01-01")
    assert (0, 6) == (code, len(stored(policies))), err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("current_lcd.zip", "current_lcd.zip:current_lcd_csv.zip"),
        ("current_lcd.zip:current_lcd_csv.zip", "current_lcd.zip:current_lcd_csv.zip:csv/lcd.csv"),
        ("current_lcd.zip:*.xlsx", "no member fits"),
        ("broken.zip:*.csv", "broken archive"),
        ("nowhere.zip:*.csv", "no file"),
    ],
)
def test_an_archive_that_is_not_named_to_its_end_is_refused_with_the_way_to_its_members(
    run, files, policies, words, told
):
    inner = made.archive({f"csv/{name}": content for name, content in made.coverage().items()})
    (files / "current_lcd.zip").write_bytes(made.archive({"dictionary.pdf": b"%PDF", "current_lcd_csv.zip": inner}))
    (files / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    code, out, err = run(f"{files}/{words}", "--edition", "2026-01-01")
    assert code in {1, 2}
    assert told in out + err
    assert {} == stored(policies)


def test_a_second_import_changes_no_byte_and_says_so(run, files, policies):
    run(*every(files))
    before = stored(policies)
    code, out, _ = run(*every(files))
    assert (0, before) == (code, stored(policies))
    assert 16 == out.count("nothing to change")


def test_check_tells_what_would_change_and_writes_nothing(run, files, policies):
    code, out, _ = run(files / FEES, "--check")
    assert (0, {}) == (code, stored(policies))
    assert "lines new: 6, gone: 0; would be written" in out


def test_json_tells_files_hashes_and_rows(run, files):
    code, out, _ = run(files / FEES, "--json")
    [table] = json.loads(out)["tables"]
    assert (0, "fees", "2026-01-01", 5, True) == (
        code, table["table"], table["edition"], table["rows_kept"], table["changes"],
    )  # fmt: skip
    assert 64 == len(table["files"][0]["sha256"])


def test_a_file_that_is_refused_keeps_all_others_from_being_written(run, files, policies):
    (files / "claims.csv").write_text("Member ID,HCPCS\n99887766,12001\n")
    code, out, err = run(files / FEES, files / "claims.csv")
    assert (1, {}) == (code, stored(policies))
    assert "claims.csv:1:1: patient-data" in out
    assert "Nothing was written" in err
    assert "99887766" not in out + err


def test_a_refusal_is_told_as_json_too(run, files):
    (files / "empty.csv").write_bytes(b"")
    code, out, _ = run(files / "empty.csv", "--json")
    assert (1, "empty-file") == (code, json.loads(out)["problems"][0]["code"])


def test_a_shrunken_and_an_older_file_leave_the_store_as_it_was(run, files, policies):
    run(files / FEES)
    before = stored(policies)
    (files / FEES).write_bytes(made.fees([made.fee_row("12001")]))
    (files / "PPRRVU2025_Oct.csv").write_bytes(made.fees([made.fee_row("12001")] * 1, 2025, "October"))
    for name, rule in ((FEES, "shrunken-table"), ("PPRRVU2025_Oct.csv", "older-edition")):
        code, out, _ = run(files / name)
        assert (1, before) == (code, stored(policies))
        assert rule in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.csv",), "nothing is fetched"),
        ((FEES, "--codes", "709T"), "no CPT or HCPCS code"),
        ((FEES, "--claims", "both"), "neither practitioner nor hospital"),
        ((FEES, "--edition", "soon"), "--edition"),
        (("current_lcd_2026-01-01.zip:*.xml",), "no member fits"),
    ],
)
def test_a_call_that_cannot_be_read_is_a_fault_of_the_call(run, files, policies, words, told):
    code, _, err = run(files / words[0], *words[1:])
    assert (2, {}) == (code, stored(policies))
    assert told in err


def test_another_source_is_named_as_unknown(capsys):
    assert 2 == cli.main(["import", "payer", "x.csv"])
    assert "type: import cms FILE, or cms, sheet, codes, policy, hospital, rates" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("facts/cms/fees.csv", b"code\n", "facts-edited"),
        ("facts/notes.md", b"x", "facts-file"),
        ("facts/cms/opps.csv", b"x", "facts-source"),
        ("facts/watched.txt", b"12001\nnot a code\n", "facts-value"),
    ],
)
def test_check_names_what_does_not_belong_into_the_store(  # noqa: PLR0913, PLR0917
    run, files, policies, name, content, rule
):
    run(files / FEES)
    (policies / name).parent.mkdir(parents=True, exist_ok=True)
    (policies / name).write_bytes(content)
    assert rule in {problem.code for problem in check(load(policies)).problems}


def test_nothing_is_kept_of_an_import_that_ends_in_the_middle(run, files, policies, monkeypatch):
    run(files / FEES)
    before = stored(policies)
    (files / FEES).write_bytes(made.fees([made.fee_row(f"1200{number}") for number in range(6)]))

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    code, _, err = run(files / FEES)
    assert (2, before) == (code, stored(policies))
    assert "No space left" in err
