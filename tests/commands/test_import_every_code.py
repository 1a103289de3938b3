"""`import ... --codes all`: every code's prices are kept, and answers are those of an import of the codes alone."""

from __future__ import annotations

import json

import polars as pl
import pytest

from kb.commands.main import main
from kb.prices import every, importing
from tests.prices import made_payer
from tests.prices.made import item, row, tall, whole, wide
from tests.prices.made_payer import group, price, reference

CODES = ("70553", "70551", "D0120")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(every, "BATCH", 3)


@pytest.fixture
def call(tmp_path, policies, capsys):
    """Write files by name, and import them for some codes; give exit code, output, errors."""

    def go(files, *words, codes="all"):
        for name, content in files.items():
            if not (tmp_path / name).exists():  # one that is there keeps its time, so that --resume knows it
                (tmp_path / name).write_text(content, encoding="utf-8")
        names = [str(tmp_path / name) for name in files]
        code = main(["import", words[0], *names, *words[1:], "--codes", codes, "--policies", str(policies)])
        return code, *capsys.readouterr()

    return go


@pytest.fixture
def asked(policies, capsys):
    """Give what `rates` tells of a code out of what was imported, but for counts of a whole file."""

    def go(code):
        main(["rates", "--code", code, "--json", "--rows", "--policies", str(policies)])
        found = json.loads(capsys.readouterr().out)
        for file in found["files"]:
            file.update(rows=0, tins=0, npis=0)
        return found

    return go


def kept(policies):
    return sorted(path.relative_to(policies.parent / ".prices").as_posix()
                  for path in (policies.parent / ".prices").rglob("*") if path.is_file())  # fmt: skip


HEADS = {"standard_charge|Acme|PPO|negotiated_dollar": "9.50", "standard_charge|Bolt|HMO|negotiated_percentage": "61"}
HOSPITALS = {
    "n.csv": tall(
        row(), row(dollar="512.3", plan="HMO"), row(code="70551", dollar="512.300"), row(code="99213", dollar="77"),
        row(code="D0120", type="CDT"), row(code="0611", type="RC"), row(code="CSTM-00", type="CPT", dollar="1"),
    ),
    "w.csv": wide(HEADS),
    "o.json": whole(item(), item(price={"standard_charge_dollar": "$1,512.30"})),
}  # fmt: skip
SHARED = [group(1111111111 + at, tin=f"11-111111{at}") for at in range(3)]
PAYERS = {
    "a.json": made_payer.whole(
        made_payer.item(price(), price(negotiated_rate="512.30", setting="inpatient"), refs=[1]),
        made_payer.item(price(), refs=[1, 2], billing_code="70551"),
        made_payer.item(price(negotiated_rate=9.5), refs=[2], billing_code="99213"),
        made_payer.item(price(negotiated_rate=7), refs=[2], billing_code="CSTM-00"),
        made_payer.item(price(negotiated_rate=7), refs=[2], billing_code="70551", arrangement="bundle"),
        refs=[reference(1, SHARED[0]), reference(2, SHARED[1])],
    ),
    "b.json": made_payer.whole(
        made_payer.item(price(negotiated_rate=77), refs=[8, 9]), made_payer.item(price(), refs=[9]),
        refs=[reference(8, SHARED[2]), reference(9, SHARED[0])],
    ),
    "c.json": json.dumps(made_payer.allowed()),
}  # fmt: skip


@pytest.mark.parametrize(
    ("files", "words"),
    [(HOSPITALS, ("hospital", "--hospital", "north")), (PAYERS, ("rates", "--plan", "acme/commercial"))],
)
def test_answers_are_those_of_an_import_of_the_codes(files, words, call, asked, policies):
    assert 0 == call(files, *words, codes=",".join(CODES))[0]
    expected = [asked(code) for code in CODES]
    assert 0 == call(files, *words)[0]
    assert expected == [asked(code) for code in CODES]
    assert expected[0]["as_filed"] > 2
    assert 2 + len(files) == len(kept(policies))


def test_any_code_can_be_asked_and_git_has_lines_of_the_librarys_codes(call, asked, policies):
    files = {"n.csv": tall(row(code="0709T", dollar="81"), row(code="99213", dollar="77"))}
    assert "n.csv: North Hospital, of 2026-04-01: 2 prices" in call(files, "hospital", "--hospital", "north")[1]
    assert ["77"] == [each["amount"] for each in asked("99213")["rows"]]
    table = (policies / "facts/listed/hospital-north.csv").read_text(encoding="utf-8")
    assert ["0709T"] == [line.split(",")[0] for line in table.splitlines()[1:]]


def test_a_payers_file_of_another_shape_gives_the_same_rows_by_the_sure_reader(call, policies):
    def rows():
        (path,) = (policies.parent / ".prices").glob("*/*.parquet")
        return pl.read_parquet(path).drop("file").rows()

    words = ("rates", "--plan", "acme/commercial")
    assert 0 == call({"a.json": PAYERS["a.json"]}, *words)[0]
    quick = rows()
    assert 0 == call({"b.json": json.dumps(backwards(json.loads(PAYERS["a.json"])))}, *words)[0]
    assert quick == rows()
    assert 9 == len(quick)


def backwards(value):
    """Put the keys of each object the other way round, so that no item begins as the walk expects."""
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(value)}
    return [backwards(each) for each in value] if isinstance(value, list) else value


def test_no_tin_and_no_npi_is_kept(call, policies):
    assert 0 == call(PAYERS, "rates", "--plan", "acme/commercial")[0]
    told = "".join(pl.read_parquet(path).write_csv() for path in (policies.parent / ".prices").glob("*/*.parquet"))
    assert [] == [secret for secret in ("1111111111", "11-11", "words of others") if secret in told]


def test_a_stopped_import_leaves_no_half_of_a_file_and_goes_on_to_the_same_bytes(call, policies, monkeypatch):
    files, words = {f"{at}.csv": tall(*[row(dollar=str(100 + at + more)) for more in range(9)]) for at in range(3)}, (
        "hospital", "--hospital", "north")  # fmt: skip
    plain, done = importing.keep_part, []

    def stop(*given):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(given)
        plain(*given)

    monkeypatch.setattr(importing, "keep_part", stop)
    call(files, *words)
    assert ["hospital-north"] == sorted({path.partition("/")[0] for path in kept(policies)} - {".gitignore"})
    left = {path.partition("/")[2].partition(".")[2].partition("/")[0] for path in kept(policies)} - {""}
    assert {"key", "part.parquet", "rows"} == left
    monkeypatch.setattr(importing, "keep_part", plain)
    assert "2 of 3 files had been read before" in call(files, *words, "--resume")[1]
    resumed = {path: (policies.parent / ".prices" / path).read_bytes() for path in kept(policies)}
    assert 5 == len(resumed)
    call(files, *words)
    assert resumed == {path: (policies.parent / ".prices" / path).read_bytes() for path in kept(policies)}


def test_every_code_is_read_on_this_machine(call):
    code, _, err = call({"n.csv": tall()}, "hospital", "--hospital", "north", "--scheduler", "tcp://127.0.0.1:1")
    assert (2, True) == (code, "leave out --scheduler" in err)


@pytest.mark.parametrize("codes", ["all", "70553,70551"])
def test_a_group_is_seen_where_its_codes_recur_in_another_imported_hospital(codes, call, asked):
    members = [row(code=f"{70000 + at}", dollar="88.00") for at in range(560, 572)]
    others = [row(code=f"{first}0000", dollar=f"{first}.50") for first in range(1, 10)]
    more = [row(code=f"{20000 + at}", dollar=f"{300 + at}.10") for at in range(60)]
    for name, amount in (("north", "88.00"), ("south", "91.00")):
        rows = [{**each, "standard_charge|negotiated_dollar": amount} for each in members]
        rows.append(row(dollar=amount))
        content = tall(*rows, *others, *more, hospital=f"Hospital {name}")
        assert 0 == call({f"{name}.csv": content}, "hospital", "--hospital", name, codes=codes)[0]
    (step,) = [each for each in asked("70553")["steps"] if each["rule"] == "group"]
    assert (2, 0) == (step["left_out"], step["left"])
    assert "data not available" == asked("70553")["state"]
