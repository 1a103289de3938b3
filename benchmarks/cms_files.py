"""Files in the layouts in which CMS publishes them, with made-up rows: for tests, and to measure imports.

`python -m benchmarks.cms_files DIR` writes one of each kind; with `--pairs 1700000`, a pair file of so many rows, and
with `--quarters 5`, that of five quarters. Codes have the shape of codes; what a row says of one is made up.
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from kb.facts.rationales import PAIR_RATIONALES

NOTICE: Final = (
    "Current Procedural Terminology (CPT) codes, descriptions and other data only are copyright 2023 American "
    "Medical Association. All rights reserved. CPT\xae is a registered trademark of the American Medical Association."
)
PLANTED: Final = "PLANTED WORDS OF NOBODY"
"""What stands where CMS prints a descriptor that must not be kept."""

LONG_TITLE: Final = (
    "Injection of a medicine, with a title that is so long that it does not fit into one line of the file, 10 mg"
)
FEE_HEADS: Final = (
    ",, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,",
    ",,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
    ",,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
    (
        ",,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,"
        "BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT"
    ),
    (
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,"
        "PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"
    ),
)
UNIT_HEADS: Final = {
    "PractitionerServices": "Practitioner Services MUE Values",
    "OutpatientHospitalServices": "Outpatient Hospital Services MUE Values",
    "DMESupplierServices": "DME Supplier Services MUE Values",
}
MAI: Final = {
    "1": "1 Line Edit",
    "2": "2 Date of Service Edit: Policy",
    "3": "3 Date of Service Edit: Clinical",
}
PAIR_HEADS: Final = (
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)
Cells = Sequence[str]


def fee_row(code: str, modifier: str = "", status: str = "A", days: str = "000", work: str = "1.00") -> str:
    """Make a row of the relative value file: work, 1.00 of practice expense, 0.10 of malpractice; none for C."""
    expense, malpractice = ("0.00", "0.00") if status == "C" else ("1.00", "0.10")
    total = f"{float(work) + float(expense) + float(malpractice):.2f}"
    rest = f"{total},{total},0,{days},0.00,0.00,0.00,0,0,0,0,0,,32.3465,09,0,99,0.00,0.00,0.00"
    return f"{code},{modifier},{PLANTED},{status},,{work},{expense},,{expense},NA,{malpractice},{rest}"


def fees(rows: Iterable[str], year: int = 2026, month: str = "January") -> bytes:
    """Make a relative value file: five notes, heads over five rows, then the rows."""
    notes = (
        f",,{year} National Physician Fee Schedule Relative Value File {month} Release",
        f",,CPT codes and descriptions only are copyright {year - 1} American Medical Association.",
        f",,Dental codes (D codes) are copyright {year} American Dental Association.",
        ",, ",
        f",,RELEASED 12/{15 if month == 'January' else 11}/{year - 1}",
    )
    return crlf((*notes, *FEE_HEADS, *rows))


def indices(rows: Iterable[str], year: int = 2026) -> bytes:
    """Make a file of practice cost indices."""
    head = (
        "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
        f"{year} PW GPCI (with 1.0 Floor),{year} PE GPCI,{year} MP GPCI"
    )
    return crlf((f"ADDENDUM E. FINAL CY {year} GEOGRAPHIC PRACTICE COST INDICES,,,,,,", "", head, *rows))


def units(rows: Iterable[Cells], setting: str = "PractitionerServices") -> bytes:
    """Make a MUE table: a notice of several lines in the first cell, then rows of code, units, MAI and rationale."""
    notice = '"' + NOTICE.replace(". ", ".\n") + '",,,'
    heads = f'"HCPCS/\nCPT Code",{UNIT_HEADS[setting]},MUE Adjudication Indicator,MUE Rationale'
    return crlf((notice, heads, *(f'{code},{most},"{MAI[mai]}","{why}"' for code, most, mai, why in rows)))


def add_ons(rows: Iterable[Cells]) -> bytes:
    """Make an add-on file, in tabs: add-on, primary, type, and the days on which the edit begins and ends."""
    heads = (
        "Add-On Code\tAOC Del Dt (Julian)\tPrimary Code\tPrimary Code Del Dt (Julian)\tAOC Edit Type\t"
        "AOC Edit Eff Dt (Julian)\tAOC Edit Del Dt (Julian)\tSpecial Instruction/Notes"
    )
    made = (f"{one}\t\t{other}\t\t{kind}\t{begins}\t{ends}\t{PLANTED}" for one, other, kind, begins, ends in rows)
    return crlf((heads, *made))


def pairs(rows: Iterable[Cells]) -> bytes:
    """Make an NCCI pair file, in tabs and Latin-1: column 1, column 2, effective, deletion, modifier, rationale."""
    made = (f"{one}\t{two}\t\t{begins}\t{ends}\t{mark}\t{why}" for one, two, begins, ends, mark, why in rows)
    return crlf((NOTICE, "", *PAIR_HEADS, *made), "latin-1")


def addendum_b(rows: Iterable[Cells], month: str = "January 2026") -> bytes:
    """Make OPPS Addendum B, in tabs: code, status, APC, weight, payment, copayment, least copayment."""
    notes = (f"Addendum B.-Final OPPS Payment by HCPCS Code for {month}", NOTICE, "", "")
    heads = (
        "HCPCS Code\tShort Descriptor\tSI\tAPC\tRelative Weight\tPayment Rate\tNational Unadjusted Copayment\t"
        "Minimum Unadjusted Copayment\tNote\t* Indicates a Change"
    )
    made = ("\t".join((code, PLANTED, *rest, "", "*")) for code, *rest in rows)
    return crlf((*notes, heads, *made), "latin-1")


def addendum_aa(rows: Iterable[Cells], quarter: str = "January 2026") -> bytes:
    """Make ASC Addendum AA: code, discounting, indicator, weight, rate."""
    heads = (
        "HCPCS Code,,Short Descriptor,Subject to Multiple Procedure Discounting,"
        f"{quarter} Payment Indicator,{quarter}  Payment Weight  ,{quarter} Payment Rate"
    )
    made = (f'{code},,{PLANTED},{cut},{mark},{weight},"{rate}"' for code, cut, mark, weight, rate in rows)
    return crlf((f"ADDENDUM AA -- ASC COVERED SURGICAL PROCEDURES FOR {quarter}", NOTICE, "", "", heads, *made))


def addendum_bb(rows: Iterable[Cells], quarter: str = "January 2026") -> bytes:
    """Make ASC Addendum BB: code, indicator, rate."""
    heads = f"HCPCS Code,Short Descriptor,Drug Pass-Through,{quarter} Payment Indicator,{quarter} Payment Rate"
    made = (f'{code},{PLANTED},,{mark},"{rate}"' for code, mark, rate in rows)
    return crlf((f"ADDENDUM BB -- ASC ANCILLARY SERVICES FOR {quarter}", NOTICE, "", heads, *made))


def level_ii(rows: Iterable[Cells]) -> bytes:
    """Make the HCPCS Level II file in fixed columns: code, title (over two lines where long), coverage, added."""
    lines: list[str] = []
    for number, (code, title, coverage, added) in enumerate(rows, 1):
        pieces = [title[:80], *([title[80:160]] if title[80:] else [])]
        for at, piece in enumerate(pieces):
            made = f"{code:<5}{number * 100:05d}{'3' if not at else '4'}{piece:<80}{'':<28}".ljust(229)
            lines.append(f"{made}{coverage}".ljust(268) + f"{added}{added}{'':<8}N".ljust(52))
    return crlf(lines)


def diagnoses(rows: Iterable[Cells], version: int = 2026) -> bytes:
    """Make the ICD-10-CM tabular list as XML: code and title, one below the other's category."""
    made = "".join(f"<diag><name>{code}</name><desc>{title}</desc></diag>" for code, title in rows)
    chapter = f"<chapter><name>2</name><desc>Made up</desc><section id='C00'>{made}</section></chapter>"
    head = f"<introduction/><version>{version}</version><title>Tabular</title>"
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n<ICD10CM.tabular>\n{head}\n{chapter}</ICD10CM.tabular>\n".encode()
    )


def coverage() -> dict[str, bytes]:
    """Make the tables of a Medicare Coverage Database export with one document of each kind."""
    return {
        "contractor.csv": csv_of(
            ("contractor_id", "contractor_type_id", "contractor_version", "contractor_bus_name", "contractor_number"),
            [("7", "12", "1", "Made-up\nContractor", "05101")],
        ),
        "lcd.csv": csv_of(
            ("lcd_id", "lcd_version", "title", "indication", "orig_det_eff_date", "rev_eff_date", "last_updated"),
            [
                ("39001", "3", "Old words", "<p>text</p>", "2020-10-01 00:00:00", "2022-01-01 00:00:00", "x"),
                ("39001", "12", "Injections into the Skin", "<p>text</p>", "10/01/2020", "04/01/2026", "x"),
            ],
        ),
        "article.csv": csv_of(
            ("article_id", "article_version", "title", "description", "article_eff_date", "article_end_date"),
            [("59001", "4", "Billing: Injections", PLANTED, "2026-04-01 00:00:00", "N/A")],
        ),
        "ncd_trkg.csv": csv_of(
            ("NCD_id", "NCD_vrsn_num", "NCD_mnl_sect", "NCD_mnl_sect_title", "NCD_efctv_dt", "NCD_trmntn_dt"),
            [("344", "1", "110.22", "Made-up Therapy", "2011-06-30 00:00:00", "")],
        ),
        "lcd_x_contractor.csv": csv_of(("lcd_id", "lcd_version", "contractor_id"), [("39001", "12", "7")]),
        "article_x_hcpc_code.csv": csv_of(
            ("article_id", "article_version", "hcpc_code_id", "hcpc_code_version", "hcpc_code_group", "range",
             "last_updated", "long_description", "short_description"),
            [("59001", "4", code, "1", "1", "N", "x", PLANTED, PLANTED) for code in ("0708T", "0709T", "96372")],
        ),
        "article_x_icd10_covered.csv": csv_of(
            ("article_id", "article_version", "icd10_code_id", "icd10_covered_group", "description"),
            [("59001", "4", "C43.9", "1", "Made up"), ("59001", "4", "C439", "1", "Made up")],
        ),
    }  # fmt: skip


def csv_of(heads: Cells, rows: Iterable[Cells]) -> bytes:
    """Make a CSV file with every cell in quotes."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (heads, *rows)]
    return crlf(quoted)


def crlf(lines: Iterable[str], encoding: str = "utf-8") -> bytes:
    """Join lines as CMS's files are: each ends as on Windows."""
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def archive(members: dict[str, bytes]) -> bytes:
    """Pack files into a zip archive, with the junk that a Mac adds."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {"__MACOSX/._x": b"junk", **members}.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


def workbook(rows: Iterable[Sequence[str | float]], formats: Mapping[str, str] | None = None) -> bytes:
    """Make an .xlsx workbook of one sheet, its texts as shared strings. `formats` are number formats by cell: F2."""
    shared: dict[str, int] = {}
    styles = {"": 0}
    placed = {cell: styles.setdefault(code, len(styles)) for cell, code in (formats or {}).items()}
    lines = [
        f'<row r="{number}">{"".join(_cells(number, row, shared, placed))}</row>'
        for number, row in enumerate(rows, 1)
    ]
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    sheet = f"<sheetData>{''.join(lines)}</sheetData>"
    strings = "".join(f"<si><t>{_escaped(text)}</t></si>" for text in shared)
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{code}"/>' for code, at in styles.items() if code)
    cells = "".join(f'<xf numFmtId="{164 + at if code else 0}"/>' for code, at in styles.items())
    shown = f"<numFmts>{codes}</numFmts><cellXfs>{cells}</cellXfs>"
    return archive({
        "xl/workbook.xml": f"{head}<workbook {space}><sheets/></workbook>".encode(),
        "xl/styles.xml": f"{head}<styleSheet {space}>{shown}</styleSheet>".encode(),
        "xl/sharedStrings.xml": f"{head}<sst {space}>{strings}</sst>".encode(),
        "xl/worksheets/sheet1.xml": f"{head}<worksheet {space}>{sheet}</worksheet>".encode(),
    })  # fmt: skip


def _cells(
    number: int, row: Sequence[str | float], shared: dict[str, int], placed: Mapping[str, int]
) -> Iterator[str]:
    for at, cell in enumerate(row):
        place = f"{chr(65 + at)}{number}"
        style = f' s="{placed[place]}"' if place in placed else ""
        if isinstance(cell, str) and cell:
            yield f'<c r="{place}"{style} t="s"><v>{shared.setdefault(cell, len(shared))}</v></c>'
        elif cell != "":
            yield f'<c r="{place}"{style}><v>{cell!r}</v></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def many_pairs(count: int, quarter: int = 0) -> Iterator[Cells]:
    """Make so many active edits and a third more that ended, as dense as CMS's; each quarter changes a few."""
    chance = random.Random(count)  # noqa: S311  (the same rows on every run)
    codes = [f"{number:05d}" for number in range(10000, 99000, 9)] + [
        f"G{number:04d}" for number in range(0, 2000, 4)
    ]
    made = 0
    for one in codes:
        at = chance.randrange(len(codes))
        for other in codes[at : at + max(count // len(codes), 1) + 1]:
            if other == one or made >= count:
                continue
            made += 1
            gone = made % 4999 == quarter and quarter
            why = PAIR_RATIONALES[(int(one[1:]) + made // 40) % len(PAIR_RATIONALES)]
            yield one, other, "20100101", "20240930" if gone else "*", str(made // 60 % 2), why
            if not made % 3:
                yield one, other, "19960101", "20091231", "1", why


def main() -> None:
    """Write the files that the words of the call ask for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--pairs", type=int, default=0)
    asked.add_argument("--quarters", type=int, default=1)
    call = asked.parse_args()
    call.folder.mkdir(parents=True, exist_ok=True)
    for name, content in small_files().items():
        (call.folder / name).write_bytes(content)
    for quarter in range(call.quarters if call.pairs else 0):
        version = f"{(31 * 4 + quarter) // 4}{quarter % 4}"
        (call.folder / f"ccipra-v{version}r0.txt").write_bytes(pairs(many_pairs(call.pairs, quarter)))


def small_files() -> dict[str, bytes]:
    """Make one small file of each kind, by the name that CMS would give it."""
    why, policy = PAIR_RATIONALES[11], PAIR_RATIONALES[8]
    practitioner = [
        ("0709T", "96372", "20220101", "*", "1", why),
        ("0709T", "96401", "20220101", "*", "1", why),
        ("0709T", "96402", "20220101", "*", "1", why),
        ("12001", "0709T", "20220101", "*", "1", policy),
        ("12002", "0709T", "20220101", "*", "1", policy),
        ("96413", "0709T", "20220101", "*", "0", PAIR_RATIONALES[2]),
        ("0708T", "J9999", "20220101", "20240331", "1", why),
        ("J9035", "0708T", "20220101", "20220101", "9", why),
    ]
    fee_rows = [
        fee_row("0708T", status="C", days="YYY", work="0.00"),
        fee_row("0709T", status="C", days="ZZZ", work="0.00"),
        fee_row("12001", work="0.84"),
        fee_row("70553", work="2.29", days="XXX"),
        fee_row("70553", "26", work="2.29", days="XXX"),
    ]
    limits = [
        ("0708T", "1", "2", "Nature of Service/Procedure"), ("0709T", "4", "3", "Clinical: Data"),
        ("12001", "1", "2", "CMS Policy"),
    ]  # fmt: skip
    return {
        "PPRRVU2026_Jan.csv": fees(fee_rows),
        "GPCI2026.csv": indices(['01112,CA,05,"MADE UP CITY, CA",1.026,1.210,0.540']),
        "MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": units(limits),
        "MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv": units(limits, "OutpatientHospitalServices"),
        "MCR_MUE_DMESupplierServices_Eff_01-01-2026.csv": units([("A4206", "90", "3", "Nature of Equipment")],
                                                                "DMESupplierServices"),
        "AOC_V2026Q1-MCR.txt": add_ons([
            ("0709T", "0708T", "1", "2022001", ""), ("12345", "CCCCC", "2", "2013091", ""),
            ("70554", "70553", "1", "2013091", "2015365"), ("22632", "22630", "1", "2013091", ""),
            ("22632", "22633", "1", "2013091", ""),
        ]),
        "ccipra-v320r0.txt": pairs(practitioner),
        "ccioph-v320r0.txt": pairs(practitioner[:5]),
        "January_2026_Web_Addendum_B.txt": addendum_b([
            ("0708T", "S", "5692", "0.7500", "$67.03", "", "$13.41"),
            ("12001", "T", "5051", "2.1", "$1,187.50", "", ""),
        ]),
        "January_2026_ASC_AA.csv": addendum_aa([("12001", "Y", "P3", "0.94", "$1,051.10")]),
        "January_2026_ASC_BB.csv": addendum_bb([("J9035", "K2", "$60.10")]),
        "HCPC2026_JAN_ANWEB.txt": level_ii([
            ("G0463", "Hospital outpatient clinic visit for assessment and management of a patient", "C", "20140101"),
            ("J9035", LONG_TITLE, "D", "20050101"), ("D0120", PLANTED, "S", "19910101"),
            ("99213", PLANTED, "S", "19910101"),
        ]),
        "icd10cm_tabular_2026.xml": diagnoses([
            ("C43", "Malignant melanoma of skin"), ("C43.9", "Melanoma, unspecified"),
        ]),
        "current_lcd_2026-01-01.zip": archive({f"csv/{name}": content for name, content in coverage().items()}),
    }  # fmt: skip


if __name__ == "__main__":
    main()
