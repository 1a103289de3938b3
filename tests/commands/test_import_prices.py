"""`import hospital` and `import rates`: lines in git, prices outside it, and `rates` out of these as out of files."""

from __future__ import annotations

import json

import polars as pl
import pytest

from kb.commands import import_prices
from kb.commands.main import main
from kb.content.load import load
from kb.prices import importing, kept
from kb.rules.check import check
from tests.prices import made_payer
from tests.prices.made import GENERAL, row, tall

CODES = ("--codes", "70553,0709T")
TABLE = "facts/listed/hospital-north.csv"


@pytest.fixture
def call(tmp_path, policies, capsys):
    """Write files by name, run a command on them and on the copy of the library; give exit code, output, errors."""

    def go(files, *words, command="import"):
        for name, content in files.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        first, rest = words[:1] if command == "import" else (), words[1:] if command == "import" else words
        code = main([command, *first, *(str(tmp_path / name) for name in files), *rest, "--policies", str(policies)])
        return code, *capsys.readouterr()

    return go


def hospital(call, files, *words, name="north"):
    return call(files, "hospital", "--hospital", name, *CODES, *words)


def stored(policies):
    """Give the bytes of the lines in git and of all that is kept, by path."""
    roots = (policies / "facts/listed", policies.parent / ".prices")
    return {path.relative_to(policies.parent).as_posix(): path.read_bytes()
            for root in roots for path in sorted(root.rglob("*")) if path.is_file()}  # fmt: skip


def lines_of(policies, path=TABLE):
    names, *lines = (policies / path).read_text(encoding="utf-8").splitlines()
    return [dict(zip(names.split(","), line.split(","), strict=True)) for line in lines]


def test_prices_are_summed_up_by_payer_class_and_kind_and_the_library_stays_sound(call, policies):
    rows = [row(dollar=f"{100 + at}", plan=f"Commercial {at}") for at in range(12)]
    rows += [row(dollar="104", plan="Commercial 4"), row(dollar="999999999", plan="Commercial 99")]
    rows += [row(dollar="61.50", plan="Medicare Advantage"), row(dollar="", percent="55", method="other")]
    code, out, _ = hospital(call, {"n.csv": tall(*rows)})
    assert 0 == code
    assert "n.csv: North Hospital, of 2026-04-01: 16 prices" in out
    commercial, percent, medicare = lines_of(policies)
    key = ("70553", "Acme", "commercial", "outpatient", "facility", "", "negotiated")
    assert (*key, "14", "12", "12", "1", "0", "0", "0") == tuple(commercial.values())[:14]
    assert {"p10": "101.10", "median": "105.50", "p90": "109.90", "amounts": ""}.items() <= commercial.items()
    assert "repeats 1; placeholder 1" == commercial["left_out"]
    assert ("percentage", "1", "55", "") == tuple(percent[name] for name in ("kind", "n", "amounts", "median"))
    assert ("medicare", "61.50", "") == tuple(medicare[name] for name in ("class", "amounts", "left_out"))
    assert () == check(load(policies)).problems


def test_a_payers_lines_count_tins_and_npis_and_nothing_private_is_kept(call, policies):
    groups = [made_payer.reference(at, made_payer.group(1876501200 + at, 1999999999, tin=f"98-76543{at:02}"))
              for at in range(11)]  # fmt: skip
    items = [made_payer.item(made_payer.price(negotiated_rate=200 + at), refs=[at]) for at in range(11)]
    words = ("rates", "--plan", "acme/commercial", *CODES)
    code, out, _ = call({"a.json": made_payer.whole(*items, refs=groups)}, *words)
    assert (0, True) == (code, "a.json: Acme, of 2026-04-01: 11 prices" in out)
    (line,) = lines_of(policies, "facts/listed/plan-acme-commercial.csv")
    assert ("11", "1", "0", "11", "12", "205.00") == tuple(
        line[name] for name in ("n", "plans", "hospitals", "tins", "npis", "median")
    )
    frame = pl.read_parquet(next((policies.parent / ".prices").glob("*/*.parquet")))
    assert 11 == len(frame)
    told = frame.write_csv() + b"".join(stored(policies).values()).decode("latin-1")
    secrets = ("98765", "98-765", "18765012", "1999999999", "words of others")
    assert [] == [secret for secret in secrets if secret in told]


def test_rates_without_files_answers_from_what_was_imported_as_from_the_files(call):
    hospitals = {f"{at}.csv": tall(row(dollar=f"{100 + at}"), row(code="70551", dollar=f"{100 + at}"),
                                   hospital=f"Hospital {at}") for at in range(11)}  # fmt: skip
    payer = {"a.json": made_payer.whole(made_payer.item(made_payer.price(negotiated_rate=88.5)))}
    expected = json.loads(call({**hospitals, **payer}, "--code", "70553", "--json", command="rates")[1])
    for at, (name, content) in enumerate(hospitals.items()):
        assert 0 == hospital(call, {name: content}, name=f"h{at:02}")[0]
    assert 0 == call(payer, "rates", "--plan", "acme/commercial", *CODES)[0]
    found = json.loads(call({}, "--code", "70553", "--json", command="rates")[1])
    assert ("figure", 12) == (found["state"], found["figure"]["n"])
    assert by_name(expected["files"]) == by_name(found["files"])
    assert by_file(expected["rows"]) == by_file(found["rows"])
    assert {**expected, "files": 0, "rows": 0} == {**found, "files": 0, "rows": 0}


GROUPS = [made_payer.group(1111111111 + at, tin=f"11-111111{at}") for at in range(3)]
TWO = {
    "a.json": made_payer.whole(
        made_payer.item(made_payer.price(), refs=[1]),
        made_payer.item(made_payer.price(negotiated_rate=9.5), refs=[2]),
        refs=[made_payer.reference(1, GROUPS[0]), made_payer.reference(2, GROUPS[1])],
    ),
    "b.json": made_payer.whole(
        made_payer.item(made_payer.price(negotiated_rate=77), refs=[8, 9]),
        made_payer.item(made_payer.price(), refs=[9]),
        refs=[made_payer.reference(8, GROUPS[2]), made_payer.reference(9, GROUPS[0])],
    ),
}  # fmt: skip


def test_a_group_of_providers_is_one_in_all_files_of_an_import_as_it_is_in_a_call(call, policies):
    asked = ("--code", "70553", "--json", "--rows")
    expected = json.loads(call(TWO, *asked, command="rates")[1])
    assert "3 provider groups (3 TINs)" in expected["told"]
    assert 0 == call(TWO, "rates", "--plan", "acme/commercial", *CODES)[0]
    assert expected == json.loads(call({}, *asked, command="rates")[1])
    (line,) = lines_of(policies, "facts/listed/plan-acme-commercial.csv")
    assert ("4", "3", "3", "repeats 1") == tuple(line[name] for name in ("as_filed", "n", "tins", "left_out"))


def test_a_stopped_import_of_a_payers_files_goes_on_with_the_same_groups(call, policies, stopped_after, tmp_path):
    words = ("rates", "--plan", "acme/commercial", *CODES)
    undo = stopped_after(1)
    with pytest.raises(Stopped):
        call(TWO, *words)
    undo()
    names = tuple(str(tmp_path / name) for name in TWO)
    assert "1 of 2 files had been read before" in call({}, *words, *names, "--resume")[1]
    resumed = stored(policies)
    assert [] == [path for path in resumed if path.endswith((".key", ".part.parquet"))]
    assert 0 == call({}, *words, *names)[0]
    assert resumed == stored(policies)


def by_name(files):
    return sorted(files, key=lambda each: each["name"])


def by_file(rows):
    return sorted(rows, key=lambda each: each["file"])


def test_imported_prices_are_filtered_by_plan_payer_and_state(call):
    texas = tall(row(), row(payer="Bolt", dollar="77.10"))
    florida = tall(row(dollar="601"), hospital="South", general=[*GENERAL[:3], "license_number | FL"])
    hospital(call, {"n.csv": texas})
    hospital(call, {"s.csv": florida}, name="south")
    call({"a.json": made_payer.whole()}, "rates", "--plan", "acme/commercial", *CODES)

    def amounts(*words):
        found = json.loads(call({}, "--code", "70553", "--json", *words, command="rates")[1])
        return sorted(each["amount"] for each in found["rows"])

    assert ["512.3", "512.30", "601", "77.10"] == amounts()
    assert ["601"] == amounts("--state", "fl")
    assert ["512.30", "77.10"] == amounts("--state", "TX")
    assert ["77.10"] == amounts("--payer", "BOLT")
    assert ["512.3"] == amounts("--plan", "acme/commercial")


def test_a_code_that_was_not_imported_is_no_code_that_is_not_listed(call):
    hospital(call, {"n.csv": tall()})
    code, _, err = call({}, "--code", "70551", command="rates")
    assert (2, True) == (code, "1 imported file was read for other codes" in err)
    call({"s.csv": tall(row(code="70551"), hospital="South")}, "hospital", "--hospital", "south", "--codes", "70551")
    found = json.loads(call({}, "--code", "70551", "--json", command="rates")[1])
    assert ["imported for other codes, so not told from here: n.csv; import again with --codes"] == found["notes"]
    assert 2 == call({}, "--code", "70551", "--plan", "acme/ppo", command="rates")[0]


def test_the_state_of_a_hospital_can_be_named(call):
    hospital(call, {"n.csv": tall(general=GENERAL[:3])}, "--state", "ga")
    found = json.loads(call({}, "--code", "70553", "--json", "--state", "GA", command="rates")[1])
    assert ["GA"] == [each["state"] for each in found["files"]]


def test_a_table_of_contents_is_told_and_lists_no_price(call, policies):
    code, out, _ = call({"index.json": json.dumps(made_payer.contents())}, "rates", "--plan", "acme/ppo", *CODES)
    assert (0, True) == (code, "index.json: a table of contents, without prices: 2 plans, 3 files" in out)
    assert [] == lines_of(policies, "facts/listed/plan-acme-ppo.csv")


class Stopped(BaseException):
    """An interrupt."""


@pytest.fixture
def stopped_after(monkeypatch):
    """Let an import be stopped when so many files are read; give what undoes that."""

    def go(count):
        plain = importing.keep_part

        def stop(*words):
            if go.left == 0:
                raise Stopped
            go.left -= 1
            plain(*words)

        go.left = count
        monkeypatch.setattr(importing, "keep_part", stop)
        return lambda: monkeypatch.setattr(importing, "keep_part", plain)

    return go


def three(amount):
    return {f"{at}.csv": tall(row(dollar=f"{amount + at}")) for at in range(3)}


def test_a_stopped_import_changes_no_answer_and_resume_reads_the_rest_to_the_same_bytes(
    call, policies, stopped_after, tmp_path, capsys
):
    hospital(call, three(100))
    before, asked = stored(policies), ("--code", "70553", "--json")
    capsys.readouterr()
    answer = call({}, *asked, command="rates")
    undo = stopped_after(2)
    with pytest.raises(Stopped):
        hospital(call, three(200))
    left = stored(policies)
    assert before == {path: left[path] for path in before}
    new = {path.rpartition("/")[2].partition(".")[2] for path in left.keys() - before.keys()}
    assert ({"part.parquet", "key"}, 3) == (new, len(left) - len(before))
    capsys.readouterr()
    assert answer == call({}, *asked, command="rates")
    undo()
    code, out, err = hospital(call, {}, *(str(tmp_path / f"{at}.csv") for at in range(3)), "--resume")
    assert (0, True) == (code, "2 of 3 files had been read before" in out)
    assert ["Reading 2.csv ...", "Reading 2.csv again, for what shares its amounts ..."] == err.splitlines()
    resumed = stored(policies)
    assert len(before) == len(resumed)
    hospital(call, {}, *(str(tmp_path / f"{at}.csv") for at in range(3)))
    assert resumed == stored(policies)


def test_a_changed_file_is_read_again_in_spite_of_resume(call, policies):
    hospital(call, {"n.csv": tall(row(dollar="1200"))})
    assert "had been read before" not in hospital(call, {"n.csv": tall(row(dollar="13000"))}, "--resume")[1]
    assert "13000" == lines_of(policies)[0]["amounts"]


def test_a_refused_file_leaves_everything_as_it_was(call, policies):
    hospital(call, {"n.csv": tall()})
    before, found = stored(policies), call({}, "--code", "70553", command="rates")
    code, out, err = hospital(call, {"n.csv": tall(row(dollar="9000")), "bad.csv": "nothing"})
    assert (1, True) == (code, out.startswith("bad.csv:1:1: unknown-kind"))
    assert "Nothing was written to the policies" in err
    after = stored(policies)
    assert before == {path: after[path] for path in before}
    assert found == call({}, "--code", "70553", command="rates")


def test_check_says_what_would_be_written_and_writes_no_line(call, policies):
    code, out, _ = hospital(call, {"n.csv": tall()}, "--check")
    assert (0, True) == (code, f"1 line would be written to policies/{TABLE}" in out)
    assert not (policies / TABLE).exists()
    assert 2 == call({}, "--code", "70553", command="rates")[0]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda table, _: table.write_text(table.read_text().replace("512.30", "612.30")), "facts-edited"),
        (lambda table, _: table.unlink(), "facts-source"),
        (lambda _, source: source.unlink(), "facts-source"),
        (lambda _, source: source.write_text("nothing"), "facts-source"),
        (lambda table, _: (table.parent / "notes.csv").write_text("a"), "facts-file"),
    ],
)
def test_lines_that_no_import_wrote_are_problems(spoil, told, call, policies):
    hospital(call, {"n.csv": tall()})
    spoil(policies / TABLE, (policies / TABLE).with_suffix(".yml"))
    assert told in {problem.code for problem in check(load(policies)).problems}


@pytest.mark.parametrize(
    ("files", "words", "told"),
    [
        (
            {"n.csv": tall()},
            ("rates", "--plan", "acme/commercial"),
            "this is a hospital's file; type: import",
        ),
        ({"a.json": made_payer.whole()}, ("hospital", "--hospital", "north"), "this is a payer's file; type: import"),
    ],
)
def test_a_file_of_the_other_kind_is_refused(files, words, told, call, policies):
    code, out, _ = call(files, *words, *CODES)
    assert (1, True) == (code, told in out)
    assert [] == [path for path in stored(policies) if path.endswith((".csv", ".yml", "files.json"))]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hospital",), "--hospital: '' is no id"),
        (("hospital", "--hospital", "North Hospital"), "is no id; write small letters, digits and hyphens"),
        (("hospital", "--hospital", "north", "--state", "Texas"), "--state: 'Texas' is no state"),
        (("hospital", "--hospital", "north", "--plan", "a/b"), "--plan is not for import hospital"),
        (("rates",), "whose files are these?"),
        (("rates", "--plan", "Acme"), "--plan: 'Acme' is no plan"),
        (("rates", "--plan", "a/b", "--hospital", "x"), "--hospital is not for import rates"),
    ],
)
def test_what_cannot_be_imported_is_an_error_of_the_call(words, told, call):
    code, _, err = call({"n.csv": tall()}, *words)
    assert (2, True) == (code, told in err)


def test_without_codes_those_of_the_library_are_read(call, policies):
    code, out, _ = call({"n.csv": tall(row(code="0709T"), row())}, "hospital", "--hospital", "north")
    assert (0, True) == (code, "1 prices" in out)
    assert ["0709T"] == [line["code"] for line in lines_of(policies)]


def test_the_folder_of_prices_ignores_itself_in_git_and_can_be_named(call, policies, tmp_path):
    hospital(call, {"n.csv": tall()}, "--prices", str(tmp_path / "elsewhere"))
    assert "*\n" == (tmp_path / "elsewhere/.gitignore").read_text()
    words = ("--code", "70553", "--prices", str(tmp_path / "elsewhere"))
    assert "$512.30" in call({}, *words, command="rates")[1]
    assert policies.parent / ".prices" == import_prices.prices_folder(policies, "")


def test_without_what_writes_parquet_nothing_is_read(call, monkeypatch, tmp_path):
    monkeypatch.setattr(kept, "import_module", missing)
    code, _, err = hospital(call, {"n.csv": tall()})
    assert (2, True) == (code, err.startswith("the reader of Parquet files is not installed; type: .venv/bin/python"))
    assert not (tmp_path / ".prices").exists()


def missing(name):
    raise ModuleNotFoundError(name)
