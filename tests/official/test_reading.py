"""Every kind of CMS file is read in its own layout; what is not the file it says is refused with its place."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from benchmarks import cms_files as made
from kb.facts.rationales import PAIR_RATIONALES
from kb.facts.tables import BY_NAME
from kb.official.reading import Wanted, read_files
from kb.official.source import Refused, read_name

WHY = PAIR_RATIONALES[11]
PAIR = ("0709T", "96372", "20220101", "*", "1", WHY)
SMALL = made.small_files()
MCD = {f"2026-01-01 {name}": content for name, content in made.coverage().items()}
KEPT = {
    "PPRRVU2026_Jan.csv": ("fees", 5),
    "GPCI2026.csv": ("localities", 1),
    "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": ("units-practitioner", 3),
    "MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv": ("units-hospital", 3),
    "MCR_MUE_DMESupplierServices_Eff_01-01-2026.csv": ("units-dme", 1),
    "AOC_V2026Q1-MCR.txt": ("add-ons", 4),
    "ccipra-v320r0.txt": ("pairs-practitioner", 4),
    "ccioph-v320r0.txt": ("pairs-hospital", 3),
    "January_2026_Web_Addendum_B.txt": ("opps", 2),
    "January_2026_ASC_AA.csv": ("asc-procedures", 1),
    "January_2026_ASC_BB.csv": ("asc-ancillary", 1),
    "HCPC2026_JAN_ANWEB.txt": ("hcpcs", 2),
    "icd10cm_tabular_2026.xml": ("icd10", 2),
}


@pytest.fixture
def read(tmp_path):
    """Read files, given as {name: bytes}, and give the tables by name."""

    def go(files, **wanted):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        named = tuple(read_name(str(tmp_path / name)) for name in files)
        return {each.table.name: each for each in read_files(named, Wanted(**wanted), lambda _: None)[0]}

    return go


@pytest.fixture
def refused(read):
    """Give what a file is refused with: the rule, the line and the message of each problem."""

    def go(files, **wanted):
        with pytest.raises(Refused) as told:
            read(files, **wanted)
        return [(problem.code, problem.place.line, problem.message) for problem in told.value.problems]

    return go


@pytest.mark.parametrize("name", KEPT)
def test_a_file_of_each_kind_is_known_by_its_heads_and_its_edition_by_its_name(read, name):
    table, count = KEPT[name]
    found = read({name: SMALL[name]})
    assert [table] == list(found)
    assert count == len(found[table].rows)
    year = dt.date(2025, 10, 1) if table == "icd10" else dt.date(2026, 1, 1)
    assert (year, True) == (found[table].edition, found[table].whole)


def test_no_descriptor_is_kept_from_the_columns_in_which_files_print_one(read):
    found = read({name: SMALL[name] for name in KEPT} | MCD)
    assert set(BY_NAME) == set(found)
    assert not [row for each in found.values() for row in each.rows if any(made.PLANTED in cell for cell in row)]


def test_relative_values_stand_below_heads_that_are_joined_downwards(read):
    row = read({"PPRRVU2026_Jan.csv": SMALL["PPRRVU2026_Jan.csv"]})["fees"].rows[4]
    names = BY_NAME["fees"].names
    told = dict(zip(names, row, strict=True))
    assert ("70553", "26", "A", "2.29", "3.39") == tuple(
        told[name] for name in ("code", "modifier", "status", "work_rvu", "facility_total")
    )
    assert ("NA", "XXX", "32.3465", "09") == tuple(
        told[name] for name in ("facility_na", "global_days", "conversion_factor", "supervision")
    )


def test_a_relative_value_file_tells_its_edition_and_its_day_of_release_in_its_notes(read):
    found = read({"PPRRVU.csv": made.fees([made.fee_row("12001")], 2025, "October")})["fees"]
    assert (dt.date(2025, 10, 1), "2024-12-11") == (found.edition, found.printed)


def test_amounts_are_kept_as_printed_without_sign_and_commas(read):
    rows = read({"January_2026_Web_Addendum_B.txt": SMALL["January_2026_Web_Addendum_B.txt"]})["opps"].rows
    assert ("12001", "T", "5051", "2.1", "1187.50", "", "") == rows[1]


def test_an_add_on_has_several_primaries_and_one_that_contractors_name_and_days_count_from_new_year(read):
    rows = read({"AOC_V2026Q1-MCR.txt": SMALL["AOC_V2026Q1-MCR.txt"]})["add-ons"]
    assert ["22630", "22633"] == [row[1] for row in rows.rows if row[0] == "22632"]
    assert ("12345", "CCCCC", "2", "2013-04-01", "") in rows.rows
    assert 1 == rows.dropped


def test_a_pair_with_a_star_is_kept_and_what_ended_before_the_edition_or_never_applied_is_left_out(read):
    rows = [
        PAIR,
        ("0709T", "96373", "20220101", "20251231", "1", WHY),
        ("0709T", "96374", "20220101", "20260101", "1", WHY),
        ("0709T", "96375", "20220101", "20260331", "1", WHY),
        ("0709T", "96376", "20260101", "20260101", "9", WHY),
        ("0709T", "96377", "20260215", "99991231", "1", WHY),
    ]
    found = read({"ccipra-v320r0.txt": made.pairs(rows)})["pairs-practitioner"]
    assert [
        ("0709T", "1", "12", "", "", "96372"),
        ("0709T", "1", "12", "", "2026-01-01", "96374"),
        ("0709T", "1", "12", "", "2026-03-31", "96375"),
        ("0709T", "1", "12", "2026-02-15", "", "96377"),
    ] == found.rows
    assert (4, 2) == (found.kept, found.dropped)


def test_pairs_that_run_become_one_line(read):
    rows = [("12001", f"{number:05d}", "20100101", "*", "1", WHY) for number in (36400, 36401, 36402, 36405)]
    found = read({"ccipra-v320r0.txt": made.pairs(rows)})["pairs-practitioner"]
    assert [("12001", "1", "12", "", "", "36400-36402 36405")] == found.rows


def test_parts_of_a_pair_file_are_one_table_and_one_that_misses_a_part_is_not_whole(read):
    last = ("G0463", "12001", "20220101", "*", "1", WHY)
    parts = {
        "ccipra-v320r0-f1.TXT": made.pairs([PAIR]),
        "ccipra-v320r0-f2.TXT": made.pairs([("12001", "96372", "20220101", "*", "1", WHY)]),
        "ccipra-v320r0-f3.TXT": made.pairs([last]),
    }
    found = read(parts)["pairs-practitioner"]
    assert (3, True, [1, 1, 1]) == (found.kept, found.whole, [file.rows for file in found.files])
    for missing in parts:
        kept = {name: content for name, content in parts.items() if name != missing}
        assert not read(kept)["pairs-practitioner"].whole


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("name", ["PPRRVU2026_Jan.csv", "ccipra-v320r0.txt"])
def test_a_file_is_read_in_any_encoding_that_windows_writes(read, name, encoding):
    plain = SMALL[name].decode("latin-1")
    table = KEPT[name][0]
    assert read({name: SMALL[name]})[table].rows == read({name: plain.encode(encoding)})[table].rows


def test_a_workbook_holds_the_same_rows_as_the_text_of_the_same_edition(read):
    heads = [line.split("\t") for line in made.PAIR_HEADS]
    rows = [["0709T", "96372", "", 20220101, "*", 1, WHY], [12001, "0709T", "*", 20220101, 20251231, 0, WHY]]
    book = made.workbook([[made.NOTICE], [], *heads, *rows])
    found = read({"ccipra-v320r0.xlsx": book})["pairs-practitioner"]
    assert [("0709T", "1", "12", "", "", "96372")] == found.rows
    assert 1 == found.dropped


def test_a_number_of_a_workbook_is_read_as_it_is_shown(read):
    heads = ["HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate",
             "National Unadjusted Copayment", "Minimum Unadjusted Copayment"]  # fmt: skip
    book = made.workbook(
        [["Addendum B, April 2026"], heads, ["12001", "x", "T", 5051.0, 0.96999999999999997, 10, "", ""]]
    )
    assert [("12001", "T", "5051", "0.97", "10", "", "")] == read({"b.xlsx": book})["opps"].rows


def test_a_number_of_a_workbook_has_the_zeros_that_its_format_shows(read):
    heads = ("HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate")
    more = ("National Unadjusted Copayment", "Minimum Unadjusted Copayment")
    rows = [(*heads, *more), ("12001", "x", "T", 51.0, 2.0, 1187.5, 0.0, 0.125)]
    packed = made.workbook(rows, {"D2": "0000", "E2": "0.0000", "F2": "$#,##0.00", "G2": "0.00", "H2": "0.00"})
    found = read({"January_2026_Addendum_B.xlsx": packed})["opps"]
    assert [("12001", "T", "0051", "2.0000", "1187.50", "0.00", "0.125")] == found.rows


@pytest.mark.parametrize("none", [".", " . ", "-", "N/A", "NA", ""])
def test_a_mark_that_stands_for_no_amount_is_none(read, none):
    row = ("12001", "T", "5051", "2.1", "$1,187.50", none, none)
    assert ("12001", "T", "5051", "2.1", "1187.50", "", "") == read({
        "January_2026_Addendum_B.txt": made.addendum_b([row])
    })["opps"].rows[0]  # fmt: skip


@pytest.mark.parametrize("level", ["01", "21", "66", "6A", "77", "7A", "09"])
def test_every_level_of_supervision_of_the_relative_value_file_is_known(read, level):
    row = made.fee_row("96900").replace(",09,0,99,", f",{level},0,99,")
    found = read({"PPRRVU2026_Jan.csv": made.fees([row])})["fees"].rows[0]
    assert level == dict(zip(BY_NAME["fees"].names, found, strict=True))["supervision"]


def test_a_text_of_the_level_ii_table_that_runs_over_several_rows_becomes_one(read):
    rows = [
        ("HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "COV", "ADD DT", "TERM DT"),
        ("J9035", "00100", "3", "Injection of a medicine,", "x", "D", "20050101", ""),
        ("J9035", "00200", "4", "10 mg", "", "", "", ""),
        ("99213", "00300", "3", made.PLANTED, "x", "D", "20050101", ""),
        ("99213", "00400", "4", made.PLANTED, "", "", "", ""),
    ]
    found = read({"HCPC2026_JAN_ANWEB.csv": made.csv_of(rows[0], rows[1:])})["hcpcs"]
    assert [("J9035", "D", "2005-01-01", "", "", "Injection of a medicine, 10 mg")] == found.rows


def test_a_tabular_list_of_april_is_of_april_and_one_without_a_month_begins_in_october(read):
    content = made.diagnoses([("C43.9", "Melanoma, unspecified")], 2026)
    found = [
        read({name: content})["icd10"].edition
        for name in ("icd10cm-tabular-April-2026.xml", "icd10cm_tabular_2026.xml", "tabular.xml")
    ]
    assert [dt.date(2026, 4, 1), dt.date(2025, 10, 1), dt.date(2025, 10, 1)] == found


def test_bytes_of_windows_behind_text_in_utf_8_are_read_as_both_are_written(read):
    rows = [("59001", "4", "Caf\u00e9", "x", "", ""), ("59002", "1", "Dash \u2013 here", "x", "", "")]
    heads = ("article_id", "article_version", "title", "description", "article_eff_date", "article_end_date")
    lines = made.csv_of(heads, rows).decode().splitlines(keepends=True)
    mixed = "".join(lines[:2]).encode() + lines[2].encode("cp1252")
    assert ["Caf\u00e9", "Dash \u2013 here"] == [
        row[-1] for row in read({"2026-01-01 article.csv": mixed})["coverage"].rows
    ]


def test_an_article_that_was_retired_ends(read):
    heads = ("article_id", "article_version", "title", "article_eff_date", "article_end_date", "date_retired")
    content = made.csv_of(heads, [("59001", "4", "Billing", "2020-01-01", "", "2025-06-30 00:00:00")])
    assert "2025-06-30" == read({"2026-01-01 article.csv": content})["coverage"].rows[0][5]


def test_a_member_of_an_archive_is_read_by_its_name(tmp_path):
    content = SMALL["ccipra-v320r0.txt"]
    (tmp_path / "ccipra.zip").write_bytes(made.archive({"folder/ccipra-v320r0.txt": content}))
    named = read_name(f"{tmp_path}/ccipra.zip:ccipra-v320r0.txt")
    found = read_files((named,), Wanted(), lambda _: None)[0][0]
    assert "ccipra.zip:ccipra-v320r0.txt" == found.files[0].name


def test_an_archive_inside_an_archive_is_opened_on_the_way(tmp_path):
    inner = made.archive({"ccipra-v320r0.txt": SMALL["ccipra-v320r0.txt"]})
    (tmp_path / "all.zip").write_bytes(made.archive({"inner.zip": inner}))
    named = read_name(f"{tmp_path}/all.zip:inner.zip:ccipra-v320r0.txt")
    assert 6 == read_files((named,), Wanted(), lambda _: None)[0][0].kept


def test_only_rows_of_wanted_codes_are_kept_and_the_table_is_then_a_part(read):
    files = {name: SMALL[name] for name in ("PPRRVU2026_Jan.csv", "ccipra-v320r0.txt", "AOC_V2026Q1-MCR.txt")}
    found = read({**files, **MCD}, codes=frozenset({"0709T"}))
    assert {"0709T"} == {row[0] for row in found["fees"].rows}
    assert 6 == found["pairs-practitioner"].kept
    assert [("0709T", "0708T")] == [row[:2] for row in found["add-ons"].rows]
    assert [("A59001", "1", "0709T")] == found["coverage-codes"].rows
    assert not any(each.whole for each in found.values())


def test_the_newest_version_of_a_document_stands_with_its_contractors_codes_and_diagnoses(read):
    found = read(MCD)
    assert ("L39001", "LCD", "", "05101", "2026-04-01", "", "Injections into the Skin") in found["coverage"].rows
    assert [("A59001", "1", "96372 0708T-0709T")] == found["coverage-codes"].rows
    assert [("A59001", "yes", "1", "C43.9")] == found["coverage-diagnoses"].rows


def test_the_order_file_of_diagnoses_gives_the_codes_that_are_valid_on_a_claim(read):
    lines = [
        "00001 C43     0 Melanoma".ljust(77) + "Malignant melanoma",
        "00002 C439    1 Melanoma".ljust(77) + "Melanoma",
    ]
    found = read({"icd10cm_order_2026.txt": made.crlf(lines)})["icd10"]
    assert ([("C43.9", "Melanoma")], 1) == (found.rows, found.dropped)


def test_a_head_that_no_layout_has_is_refused_and_can_be_left_out_by_name(read, refused):
    plain = SMALL["MCR_MUE_PractitionerServices_Eff_01-01-2026.csv"].decode()
    more = plain.replace("MUE Rationale\r", "MUE Rationale,Long Name\r")
    files = {"MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": more.encode()}
    [(code, _, message)] = refused(files)
    assert "unknown-column" == code
    assert '--leave-out "long name"' in message
    assert 3 == len(read(files, left_out=frozenset({"long name"}))["units-practitioner"].rows)


def planted(content, at):
    """Put a descriptor into one cell of the last row of a file; None where the row has no such cell."""
    lines = content.decode("latin-1").split("\r\n")
    mark = "\t" if "\t" in lines[-2] else ","
    [cells] = csv.reader([lines[-2]], delimiter=mark)
    if at > len(cells):
        return None
    cells[at : at + 1] = [made.PLANTED]
    row = mark.join(f'"{cell}"' if mark in cell else cell for cell in cells)
    return "\r\n".join([*lines[:-2], row, ""]).encode("latin-1")


@pytest.mark.parametrize("name", [name for name in KEPT if not name.endswith(("ANWEB.txt", ".xml"))])
def test_a_descriptor_planted_in_any_column_is_refused_or_not_kept_and_behind_the_last_one_refused(
    read, refused, name
):
    files = [content for at in range(40) if (content := planted(SMALL[name], at))]
    refusals = []
    for content in files:
        try:
            kept = read({name: content})
        except Refused:
            refusals.append(content)
        else:
            assert not [row for each in kept.values() for row in each.rows if made.PLANTED in " ".join(row)]
    assert files[-1] in refusals
    assert min(line for content in refusals for _, line, _ in refused({name: content})) > 1
    assert len(refusals) >= len(BY_NAME[KEPT[name][0]].columns) - 1


def test_descriptors_of_cpt_and_dental_codes_in_the_level_ii_file_are_left_out(read):
    found = read({"HCPC2026_JAN_ANWEB.txt": SMALL["HCPC2026_JAN_ANWEB.txt"]})["hcpcs"]
    assert (["G0463", "J9035"], 2) == ([row[0] for row in found.rows], found.dropped)
    assert found.rows[1][-1].endswith("does not fit into one line of the file, 10 mg")


@pytest.mark.parametrize(
    "heads",
    [
        "Member ID,HCPCS,Units",
        "HCPCS Code,Patient Name,DOB",
        "Claim Number,HCPCS",
        "HCPCS,Date of Service,Paid",
        "MBI,CPT",
    ],
)
def test_a_file_with_heads_of_patients_or_claims_is_refused_and_no_cell_of_it_is_repeated(refused, heads):
    [(code, line, message)] = refused({"x.csv": f"Export\r\n{heads}\r\n12001,99887766,1\r\n".encode()})
    assert ("patient-data", 2) == (code, line)
    assert "99887766" not in message


MUE = "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv"


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "line", "told"),
    [
        (MUE, "12001,1", "201,1", "official-value", 8, "leading zeros"),
        (MUE, "12001,1", "12001,one", "official-value", 8, "whole number"),
        (MUE, "CMS Policy", "A new reason", "official-value", 8, "rationales.py"),
        ("ccipra-v320r0.txt", "96413", "9641", "official-value", 13, "leading zeros"),
        ("ccipra-v320r0.txt", "20220101\t*\t0", "2022\t*\t0", "official-value", 13, "is no day"),
        ("ccipra-v320r0.txt", "\t0\tCPT", "\t7\tCPT", "official-value", 13, "0, 1 or 9"),
        ("ccipra-v320r0.txt", "Modifier", "Sign", "unknown-kind", 7, "as CMS publishes it"),
        ("PPRRVU2026_Jan.csv", "12001,", "12001,XYZ", "official-value", 13, "two characters"),
        ("PPRRVU2026_Jan.csv", "2026 National", "National", "no-edition", 1, "--edition"),
        ("icd10cm_tabular_2026.xml", "</diag>", "<", "not-a-table", 4, "download"),
        ("HCPC2026_JAN_ANWEB.txt", "J9035", "J90-5", "official-value", 2, "record layout"),
    ],
)
def test_a_file_that_is_not_as_cms_publishes_it_is_refused_with_line_and_way_out(  # noqa: PLR0913, PLR0917
    refused, name, old, new, rule, line, told
):
    content = SMALL[name].decode("latin-1").replace(old, new).encode("latin-1")
    name = "values.csv" if rule == "no-edition" else name
    code, at, message = refused({name: content})[0]
    assert (rule, line) == (code, at)
    assert told in message


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7", "not-a-table"),
        (b"PK\x03\x04 broken", "broken-archive"),
        (made.archive({"a.txt": b"x"}), "whole-archive"),
        (b"one,two\r\n1,2\r\n", "unknown-kind"),
        (b"HCPCS Code,Price\r\n12001,2\r\n", "unknown-kind"),
    ],
)
def test_what_is_no_file_of_a_known_kind_is_refused(refused, content, rule):
    assert rule == refused({"file.bin": content})[0][0]


@pytest.mark.parametrize("name", ["ccipra-v320r0.txt", "PPRRVU2026_Jan.csv", "January_2026_Web_Addendum_B.txt"])
@pytest.mark.parametrize("kept", [3, 5, 6])
def test_a_file_that_ends_within_its_last_row_is_refused_with_the_line(refused, name, kept):
    rows = SMALL[name].decode("latin-1").removesuffix("\r\n").split("\r\n")
    cut = "\r\n".join([*rows[:-1], rows[-1][:kept]]).encode("latin-1")
    found = refused({name: cut})
    assert {("official-value", len(rows))} == {(code, line) for code, line, _ in found}


def test_two_edits_of_one_pair_that_hold_at_once_are_refused(refused):
    rows = [PAIR, ("0709T", "96370", "20220101", "*", "1", WHY), ("0709T", "96372", "20220101", "*", "0", WHY)]
    assert "two edits in force at once" in refused({"ccipra-v320r0.txt": made.pairs(rows)})[0][2]


def test_a_code_that_stands_twice_with_other_values_is_refused(refused):
    rows = [made.fee_row("12001"), made.fee_row("12001", work="2.00")]
    assert "stands twice" in refused({"PPRRVU2026_Jan.csv": made.fees(rows)})[0][2]


def test_parts_of_two_editions_and_an_edition_that_the_file_denies_are_refused(refused):
    content = made.pairs([PAIR])
    assert "mixed-editions" == refused({"ccipra-v320r0.txt": content, "ccipra-v321r0.txt": content})[0][0]
    assert "other-edition" == refused({"ccipra-v320r0.txt": content}, edition=dt.date(2026, 4, 1))[0][0]


def test_a_pair_file_that_does_not_say_whose_claims_it_is_for_is_refused(read, refused):
    files = {"pairs 2026-01-01.txt": made.pairs([PAIR])}
    assert "--claims" in refused(files)[0][2]
    assert ["pairs-hospital"] == list(read(files, claims="hospital"))


def test_problems_of_all_files_are_told_together(refused):
    told = refused({"a.csv": b"one,two\r\n", "b.csv": b"", MUE: SMALL[MUE]})
    assert ["unknown-kind", "empty-file"] == [code for code, _, _ in told]
