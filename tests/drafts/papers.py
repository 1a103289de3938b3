"""Documents as payers lay them out, made here: PDF written by hand, Word by its library, HTML as text.

Payers, numbers, dates and sentences are made up; the words beside codes are nobody's descriptors.
"""

from __future__ import annotations

import hashlib
import io
import sys
import textwrap
from pathlib import Path

import docx

LEFT, TOP, LEADING = 54, 740, 14
PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
GRAY = b"\x80" * 100


def rc4(key, content):
    state, j, made, i = list(range(256)), 0, bytearray(), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        made.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(made)


def pdf(pages, title="", password=None):
    """Write a PDF. A page is a list of (x, y, text) or (x, y, text, size), or of ("picture",) for a scan.

    With a `password`, which may be empty, it is encrypted (RC4, 40 bits) and the owner limits copying.
    """
    ident = hashlib.md5(title.encode(), usedforsecurity=False).digest()
    key = b""
    encrypt = ""
    if password is not None:
        padded = (password.encode() + PAD)[:32]
        owner = rc4(hashlib.md5(PAD, usedforsecurity=False).digest()[:5], padded)
        seed = padded + owner + (-44).to_bytes(4, "little", signed=True) + ident
        key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
        user = rc4(key, PAD)
        encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -44 >>"
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    kids = [5 + 2 * number for number in range(len(pages))]
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{listed}] >>".encode()
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    image = b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    objects[4] = stream(image, crypt(key, 4, GRAY))
    for kid, page in zip(kids, pages, strict=True):
        resources = "<< /Font << /F1 3 0 R >> /XObject << /P1 4 0 R >> >>"
        objects[kid] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} /Contents {kid + 1} 0 R >>"
        ).encode()
        objects[kid + 1] = stream(b"<< ", crypt(key, kid + 1, drawn(page)))
    info, last = max(objects) + 1, max(objects) + 2
    objects[info] = b"<< /Title <" + crypt(key, info, title.encode("latin-1")).hex().encode() + b"> >>"
    if encrypt:
        objects[last] = encrypt.encode()
    trailer = f"<< /Size {last + 1} /Root 1 0 R /Info {info} 0 R /ID [<{ident.hex()}> <{ident.hex()}>]"
    trailer += f" /Encrypt {last} 0 R >>" if encrypt else " >>"
    return with_table(objects, trailer)


def with_table(objects, trailer):
    made = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    begin, size = len(made), max(places) + 1
    rows = "".join(f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size))
    made += f"xref\n0 {size}\n{rows}trailer\n{trailer}\nstartxref\n{begin}\n%%EOF\n".encode()
    return bytes(made)


def stream(head, content):
    return head + f"/Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def crypt(key, number, content):
    if not key:
        return content
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0", usedforsecurity=False).digest()[:10]
    return rc4(own, content)


def drawn(page):
    parts = []
    for item in page:
        if item[0] == "picture":
            parts.append("q 500 0 0 600 50 100 cm /P1 Do Q")
            continue
        x, y, text, size = (*item, 10)[:4]
        plain = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"BT /F1 {size} Tf {x} {y} Td ({plain}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def down(*lines, x=LEFT, top=TOP, width=95):
    """Place lines below each other; a line of several cells is a tuple of texts, each 130 points further."""
    placed, y = [], top
    for line in lines:
        cells = line if isinstance(line, tuple) else None
        if cells:
            placed += [(x + 130 * at, y, cell) for at, cell in enumerate(cells)]
            y -= LEADING
        else:
            for part in textwrap.wrap(line, width) or [""]:
                placed.append((x, y, part))
                y -= LEADING
    return placed


def word(*blocks, title=""):
    """Write a Word document: a text is a paragraph, `# text` a heading, a list of rows a table, None a page break."""
    made = docx.Document()
    made.core_properties.title = title
    for block in blocks:
        if block is None:
            made.add_page_break()
        elif isinstance(block, list):
            table = made.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.startswith("# "):
            made.add_heading(block[2:], 1)
        else:
            made.add_paragraph(block)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


PROSE = (
    "Harbor Mutual considers the injection of processed tumor cells investigational for every indication.",
    "Prior authorization is required before the first dose for all commercial plans.",
    "All of the following criteria must be met: age 18 or above, and failure of one standard therapy.",
)
FILLER = (
    "The immune system meets tumor cells in many ways and the literature on this subject grows every year with "
    "trials of different size and quality that do not agree with each other in every respect. "
)
CODES_100 = tuple(f"{number:04d}T" for number in range(700, 800))


def united_pdf():
    """A number that has an edition in it, the label of the date above it, and a table of codes over three pages."""
    head = down(
        ("Example United Commercial", "Medical Policy"),
        "",
        ("Policy Number: 2026T0334SS", "", "Effective Date: April 1, 2026"),
        "",
        "Coverage Rationale",
        *PROSE,
        "Applicable Codes",
        "The following list is for reference only and a listed code is not thereby covered.",
        ("CPT Code", "Description"),
        *((code, "made-up words for this row") for code in CODES_100[:20]),
    )
    rest = [
        down(("CPT Code", "Description"), *((code, "made-up words that go on") for code in part))
        for part in (CODES_100[20:60], CODES_100[60:])
    ]
    history = down(
        "Policy History/Revision Information",
        ("Date", "Summary of Changes"),
        ("01/01/2025", "Effective Date: January 1, 2025. Codes 0042T and 0071T removed."),
    )
    return pdf([[*head, (LEFT, TOP - LEADING, "Processed Tumor Cell Injection", 16)], *rest, history])


def cigna_pdf():
    """Leaders of dots, and labels with their dates below each other."""
    return pdf([
        down(
            "Medical Coverage Policy",
            "Effective Date ........................ 3/15/2026",
            "Next Review Date ..................... 3/15/2027",
            "Coverage Policy Number .................. 0504",
            "Cell Injections for Solid Tumors",
            "Related Coverage Resources",
            "Genetic Testing of Tumors - (0052)",
            "Coverage Policy",
            *PROSE,
            "Coding Information",
            ("CPT* Codes", "Description"),
            ("0708T", "made-up words"),
            ("0709T", "made-up words"),
            "References",
            "1. Somebody A. A study of 12345 cells. 2021.",
        )
    ])  # fmt: skip


def two_columns_pdf():
    left = textwrap.wrap(f"{PROSE[0]} {FILLER * 4}", 42)
    right = textwrap.wrap(f"{PROSE[1]} {FILLER * 4}", 42)
    placed = down(("Policy Number: MP-1.23", "", "Effective Date: 2026-02-01"), "Cell Injections")
    for number, text in enumerate(left):
        placed.append((54, 690 - 14 * number, text))
    for number, text in enumerate(right):
        placed.append((320, 690 - 14 * number, text))
    return pdf([placed, down("Procedure Codes", "0708T, 0709T", "References")])


def scanned_pdf():
    return pdf([[("picture",)], [("picture",)]])


def partly_scanned_pdf():
    first = down(("Policy No.: A-77", "Effective 05/01/2026"), "Cell Injections", *PROSE, "CPT Codes are on page 2")
    return pdf([first, [("picture",)]])


def locked_pdf():
    return pdf([down("Policy Number: 1")], password="open sesame")  # noqa: S106  (of a file made here)


def limited_pdf():
    text = down("Policy Number: 0641", "Effective Date: 01/05/2026", "Cell Injections", *PROSE)
    return pdf([text, down("CPT Codes", "0708T - 0710T", "References")], password="")


def long_pdf(pages=300):
    first = down("Medical Policy", "Cell Injections", "Policy Number: 8.01.61", "Effective Date: 06/01/2026", *PROSE)
    middle = [[*down(*[FILLER] * 15), (54, 40, f"Page {number} of {pages}")] for number in range(2, pages)]
    return pdf([first, *middle, down("HCPCS Codes", ("J9035", "made-up words"), ("0709T", "made-up words"))])


def disagreeing_pdf():
    """Two effective dates and two numbers that disagree; one code is misread by a scanner's reading."""
    return pdf([
        down(
            "Policy Number: CS032.OP",
            "Effective Date: 04/01/2026",
            "Cell Injections",
            *PROSE,
            "CPT Codes",
            ("0708T", "made-up words"),
            ("O709T", "made-up words"),
        ),
        down("Policy Number: CS033.OP", "Effective Date: 04/15/2026"),
    ])  # fmt: skip


def aetna_html():
    return page(
        "<nav><a href=/>Effective Date: 01/01/1999</a></nav>"
        "<h1>Tumor Cell Injections</h1><div>Number: 0641</div>"
        "<table><tr><td><b>Last Review</b></td><td>03/12/2026</td></tr>"
        "<tr><td>Effective:</td><td>02/10/2016</td></tr><tr><td>Next Review:</td><td>01/09/2027</td></tr></table>"
        f"<h2>Policy</h2><ol><li>{PROSE[0]}</li><li>{PROSE[1]}</li></ol>"
        "<h3>CPT codes not covered for indications listed in the CPB:</h3>"
        "<table><tr><th>Code</th><th>Code Description</th></tr><tr><td>0708T</td><td>made-up<br>words</td></tr>"
        "<tr><td>+0709T</td><td>made-up words</td></tr></table>"
        "<h3>ICD-10 codes covered if selection criteria are met:</h3>"
        "<table><tr><td>C4310</td><td>made-up words</td></tr><tr><td>C43.9</td><td>made-up words</td></tr></table>"
        "<h2>References</h2><p>1. Effective treatment of 90210 people.</p>",
        "<title>Tumor Cell Injections - Example</title><link rel=canonical href='https://www.example.org/cpb/0641'>",
    )


def blues_html():
    """A page printed by a browser, labels in a list of terms, and codes with what they are below two headings."""
    return page(
        "<p>11/20/2026, 3:14 PM</p><h1>Cell Injections</h1>"
        "<dl><dt>Policy #</dt><dd>10.01.522</dd><dt>Original Effective Date:</dt><dd>July 1, 2019</dd>"
        "<dt>Current Effective Date:</dt><dd>July 1, 2026</dd></dl>"
        f"<p>{PROSE[0]} {PROSE[1]}</p><p>0708T (some words of others) is considered investigational.</p>"
        "<h2>Covered CPT Codes</h2><table><tr><td>96413, 96415</td><td>made-up words</td></tr></table>"
        "<h2>CPT Codes Not Covered</h2><table><tr><td>0708T-0709T</td><td>made-up words</td></tr></table>"
    )


def fused_html():
    """What conversions of Word make: a number and a label that run into each other."""
    return page(
        "<p>Policy Number: CS032.OPEffective Date: TBDJune 1, 2019</p><h1>Cell Injections</h1>"
        f"<p>{PROSE[0]}</p><img src=codes.png>"
    )


def medicare_docx():
    return word(
        "# Cell Injections",
        [["LCD ID", "L39999"], ["LCD Title", "Cell Injections"], ["Original Effective Date", "10/01/2019"],
         ["Revision Effective Date", "For services performed on or after 01/08/2026"],
         ["Revision Ending Date", "N/A"]],
        "# Coverage Guidance", *PROSE, None,
        "# CPT/HCPCS Codes",
        [["Code", "Description"], ["0708T", "made-up words"], ["0709T", "made-up words (deleted 12/31/2026)"]],
        "# ICD-10-CM Codes that Support Medical Necessity",
        [["Code", "Description"], ["C43.9", "made-up words"], ["C4390", "made-up words"]],
        title="ignored",
    )  # fmt: skip


def reimbursement_docx():
    """No effective date behind a label: the history has one, which may not be taken for it."""
    return word(
        "Reimbursement Policy", "# Add-on Codes", "Policy Number 2026R0067A", *PROSE,
        "Applicable codes are listed by the association.", "# History",
        [["9/1/2026", "Policy implemented, effective 9/1/2026"]],
    )  # fmt: skip


def month_only_docx():
    dates = ("Effective Date: March 2026", "Last Review Date: 02/30/2026")
    codes = ("# Billing Codes", "0708T; 0709T and 12001 through 12007", "# Background", FILLER)
    return word("# Cell Injections", "Policy No. 77-A.1", *dates, *PROSE, *codes)


PAPERS = {
    "united.pdf": united_pdf, "cigna.pdf": cigna_pdf, "two-columns.pdf": two_columns_pdf, "scanned.pdf": scanned_pdf,
    "partly-scanned.pdf": partly_scanned_pdf, "locked.pdf": locked_pdf, "limited.pdf": limited_pdf,
    "long.pdf": long_pdf, "disagreeing.pdf": disagreeing_pdf, "aetna.html": aetna_html, "blues.html": blues_html,
    "fused.html": fused_html, "medicare.docx": medicare_docx, "reimbursement.docx": reimbursement_docx,
    "month-only.docx": month_only_docx,
}  # fmt: skip

if __name__ == "__main__":
    for name, make in PAPERS.items():
        Path(sys.argv[1], name).write_bytes(make())
