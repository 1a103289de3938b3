"""`kb rates`: a step table, then a figure, the amounts, or data not available; refusals and JSON."""

from __future__ import annotations

import json

import pytest

from kb.commands.main import main
from tests.prices import made_payer
from tests.prices.made import row, tall, whole


@pytest.fixture
def rates(tmp_path, capsys):
    """Run the command on files by name; give its exit code, output and errors."""

    def go(files, *words):
        for name, content in files.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        code = main(["rates", *(str(tmp_path / name) for name in files), *(words or ("--code", "70553"))])
        return code, *capsys.readouterr()

    return go


def clean(count):
    return {f"{at}.csv": tall(row(dollar=f"{100 + at}"), hospital=f"Hospital {at}") for at in range(count)}


def test_a_figure_comes_after_the_steps(rates):
    code, out, _ = rates(clean(12))
    lines = out.splitlines()
    assert 0 == code
    assert "0.csv: Hospital 0, of 2026-04-01: 1 charges read, 1 prices of the code" == lines[0]
    assert "12  as filed" in lines[13]
    assert "70553, listed commercial prices" in lines[-2]
    assert "median $105.50" in lines[-2]
    assert lines[-1].startswith("Listed by hospitals")


def test_few_amounts_come_with_their_place_and_doubts(rates):
    _, out, _ = rates({"n.csv": tall(row(billing="", count="1 through 10"))})
    line = next(line for line in out.splitlines() if "$512.30" in line)
    assert "North Hospital: Acme, Commercial PPO [n.csv, line 4]" in line
    assert line.endswith("no billing class told; claims counted in the file: 1 through 10")


def test_rows_shows_what_each_rule_left_out(rates):
    files = {"n.csv": tall(row(plan="Medicare Advantage"))}
    assert "class: $512.30" not in rates(files)[1]
    assert "class: $512.30  North Hospital" in rates(files, "--code", "70553", "--rows")[1]


def test_json_has_the_steps_and_every_row(rates):
    files = {"n.csv": tall(row(), row(), row(plan="TRICARE", dollar="9.10")), "n.json": whole(hospital_name="South")}
    code, out, err = rates(files, "--code", "70553", "--json")
    made = json.loads(out)
    assert (0, "", "amounts", 4) == (code, err, made["state"], made["as_filed"])
    assert made["as_filed"] == len(made["rows"]) + sum(step["left_out"] for step in made["steps"])
    assert {"repeats": 1, "class": 1} == {
        step["rule"]: step["left_out"] for step in made["steps"] if step["left_out"]
    }
    assert [("n.csv", 4), ("n.json", 1)] == [
        (each["file"], each.get("line", each.get("item"))) for each in made["rows"]
    ]
    assert {"class": "tricare", "amount": "9.10", "left_out_by": "class"}.items() <= made["left_out"][1].items()
    assert "words of others" not in out


def test_a_payers_file_is_known_by_its_keys_and_its_plan_can_be_named(rates):
    files = {"n.csv": tall(), "a.json": made_payer.whole(plan_name="")}
    code, out, _ = rates(files, "--code", "70553", "--plan", "acme/commercial")
    assert 0 == code
    assert "a.json: Acme, of 2026-04-01: 1 items read, 1 prices of the code (1 TINs, 1 NPIs)" == out.splitlines()[1]
    assert "$512.3  provider group 1 (1 TIN, 1 NPI): Acme, acme/commercial [a.json, item 1]" in out
    assert "2 prices of 1 hospital and 1 provider group (1 TIN) and 1 payer." in out


def test_a_table_of_contents_is_listed(rates):
    code, out, _ = rates({"index.json": json.dumps(made_payer.contents())})
    assert (0, True) == (code, "index.json: a table of contents, without prices: 2 plans, 3 files" in out)
    assert "    b.json.gz" in out.splitlines()


def test_a_basket_is_one_table(rates, tmp_path):
    (tmp_path / "codes.txt").write_text("70553 # brain\n70551\n", encoding="utf-8")
    words = ("--basket", str(tmp_path / "codes.txt"))
    code, out, _ = rates({"n.csv": tall(), "a.json": made_payer.whole()}, *words)
    lines = out.splitlines()
    assert 0 == code
    assert ["[1] Acme, Commercial PPO", "[2] North Hospital: Acme"] == lines[1:3]
    assert ["70553", "$512.3", "$512.30"] == lines[4].split()
    assert "- not in the file" in lines[5]
    assert lines[-1].startswith("Listed by hospitals and payers")
    made = json.loads(rates({"n.csv": tall()}, *words, "--json")[1])
    assert ["70553", "70551"] == [each["code"] for each in made["codes"]]


def test_a_basket_with_a_line_that_is_no_code_is_refused(rates, tmp_path):
    (tmp_path / "codes.txt").write_text("hello\n", encoding="utf-8")
    code, out, _ = rates({"n.csv": tall()}, "--basket", str(tmp_path / "codes.txt"))
    assert (1, True) == (code, out.startswith("codes.txt:1:1: not-a-code"))


def test_a_refused_file_gives_no_answer(rates):
    files = {"good.csv": tall(), "bad.csv": tall(hospital="")}
    code, out, err = rates(files)
    assert 1 == code
    assert out.startswith("bad.csv:4:1: no-hospital")
    assert "No answer while a file is refused" in err
    told = rates(files, "--code", "70553", "--json")
    assert (1, ["no-hospital"]) == (told[0], [each["code"] for each in json.loads(told[1])["problems"]])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--code", "hello"), "is no CPT or HCPCS code"),
        (("--code", "70553", "--class", "friends"), "--class: 'friends' is none of commercial"),
        (("--code", "70553", "--kind", "guess"), "--kind: 'guess' is none of negotiated"),
        (("--code", "70553", "--without", "all"), "--without: 'all' is none of repeats"),
        (("--code", "70553", "--plan", "Acme Gold"), "--plan: 'Acme Gold' is no plan; write payer and line"),
        (("--json",), "--code"),
        (("--code", "70553", "--basket", "codes.txt"), "give one of --code and --basket"),
        (("--basket", "codes.txt", "--rows"), "--rows is for one --code"),
        (("--basket", "none.txt"), "--basket: none.txt cannot be read as text"),
    ],
)
def test_what_cannot_be_asked_is_an_error_of_the_call(words, told, rates):
    code, _, err = rates(clean(1), *words)
    assert 2 == code
    assert told in err
