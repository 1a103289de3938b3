"""Answers that were weak, by kind, with other examples of each: a word beside a name takes nothing from it."""

from __future__ import annotations

import pytest

# A denial code beside what was done before it: the question is that of the denial, as of the day that is named.
DENIED = {
    "CO-29 aetna billed 8/20/26": ("timely-filing", "2026-08-20"),
    "co 29 denial cigna claim billed on 02/11/2026": ("timely-filing", "2026-02-11"),
    "CO29 medicare submitted 3/1/26": ("timely-filing", "2026-03-01"),
    "claim billed 8/20/26 denied 29 aetna": ("timely-filing", "2026-08-20"),
    "CO-50 billed 0709T cigna": ("coverage", None),
    "we billed 0709T and got CO-50 from aetna": ("coverage", None),
    "CO-50 0709T billed with 0708T cigna": ("coverage", None),
    "PR-96 charged 0709T uhc": ("coverage", None),
    "PR-204 billed charges 0709T 8/20/26 aetna": ("coverage", "2026-08-20"),
    "N386 billed 0709T ngs 3/1/26": ("coverage", "2026-03-01"),
    "CO-197 0709T sent 5/5/26 aetna": ("prior-authorization", "2026-05-05"),
    "MA130 submitted 0709T 3/3/26 aetna": ("appeals", "2026-03-03"),
    "0708T 1 unit, 0709T 3 units cigna denied CO-56": ("coverage", None),
    "0708T x1 unit CO-197 uhc": ("prior-authorization", None),
    "2 units 0709T denied CO-50 aetna 5/5/26": ("coverage", "2026-05-05"),
}

# A question that is put beside a denial code: it is answered, whatever was done.
ASKED_BESIDE = {
    "CO-29 aetna appeal, billed 8/20/26": "appeals",
    "CO-50 billed 0709T cigna what modifier": "billing",
    "how is 0709T billed after CO-50 cigna": "billing",
    "billed 0709T cigna": "billing",
    "CO-151 0709T 3 units aetna": "billing",
    "CO-50 0709T 2 units aetna how many units": "billing",
    "is leukapheresis billable with Q2043 noridian": "billing",
}

# A Medicare contractor without a rule here: told so, and what is national is shown as such, of no other contractor.
NO_CONTRACTOR = {
    "novitas 0709T coverage": "Novitas is not in this library.",
    "is 0709T covered by novitas solutions": "Novitas is not in this library.",
    "novitas 0709T units": "Novitas is not in this library.",
    "novitas timely filing": "Novitas is not in this library.",
    "novitas texas 0709T fee schedule": "Novitas is not in this library.",
    "medicare novitas Q2043 coverage": "Novitas is not in this library.",
    "N115 0709T billed 3/1/26 novitas": "Novitas is not in this library.",
    "medicare JL 0709T coverage": "Which Medicare contractor (MAC) has jurisdiction JL is not recorded",
    "medicare jurisdiction H units 0709T": "Which Medicare contractor (MAC) has jurisdiction JH is not recorded",
    "medicare texas 0709T coverage": "The Medicare contractor (MAC) for Texas, Novitas, has no policy",
}

# What is national beside it: what the first results are of.
NATIONAL = {
    "novitas sipuleucel-T": "Medicare, National rules: Sipuleucel-T, a contrast: Coverage",
    "novitas timely filing": "Medicare, National rules: Timely filing: Timely filing",
    "novitas Q2043 coverage": "Medicare, National rules: Sipuleucel-T (Provenge) under NCD 110.22: Coverage",
}

# A product beside a plan that is not here: that is told before all else, and nothing found is of another product.
PRODUCT_OF_ABSENT = {
    "credence imlygic": ("Credence Blue Cross and Blue Shield is not in this library.", "J9325: "),
    "imlygic credence units": ("Credence Blue Cross and Blue Shield is not in this library.", ""),
    "humana provenge units": ("Humana is not in this library.", ""),
    "humana imlygic modifier": ("Humana is not in this library.", ""),
    "molina T-VEC": ("Molina is not in this library.", "J9325: "),
    "geisinger provenge": ("Geisinger is not in this library.", "Q2043: "),
    "credence imlygic fax": ("Credence Blue Cross and Blue Shield is not in this library.", "J9325: "),
    "humana kymriah billing code": ("Humana is not in this library.", ""),
    "premera and credence imlygic": (
        "Credence Blue Cross and Blue Shield is not in this library.",
        "Blue Cross Blue Shield, Premera Blue Cross: ",
    ),
}

# An amount of money in its usual forms is no code; a number that counts something is no amount.
AMOUNTS = {
    "0709T $12,500.00 aetna": "$12500",
    "0709T $ 12,500 cigna": "$12500",
    "0709T 12,500.00 USD": "$12500",
    "0709T USD 12500": "$12500",
    "0709T $1,250": "$1250",
    "0709T 1,250 dollars uhc": "$1250",
    "0709T $36,511.00, aetna": "$36511",
    "0709T $36511": "$36511",
    "paid 12500.00 0709T": "$12500",
    "billed $12,500.00 for 0709T CO-50 cigna": "$12500",
    "0709T $1,036,511.00": "$1036511",
}

CAPITAL = {"bcbs/capital", "bcbs/capital-medicare-advantage"}
CAROLINA = {"bcbs/north-carolina", "bcbs/north-carolina-medicare"}
HIGHMARK = {"bcbs/highmark-pa", "bcbs/highmark-wv"}

# A short name of a company is that of all its plans here; one of a line of business is of that line's plan.
BRANDS = {
    "capital blue 0709T": CAPITAL,
    "capital blue pa": CAPITAL,
    "capital blue cross 0709T coverage": CAPITAL,
    "cap bc appeal": CAPITAL,
    "bcbsnc 0709T": CAROLINA,
    "blue cross nc timely filing": CAROLINA,
    "bcbs nc kymria": CAROLINA,
    "bcbsal 0709T": {"bcbs/alabama", "bcbs/alabama-medicare-advantage"},
    "highmark bcbs 0709T": HIGHMARK,
    "highmark blue cross blue shield appeal": HIGHMARK,
    "capital blue medicare advantage 0709T": {"bcbs/capital-medicare-advantage"},
    "capital blue commercial 0709T": {"bcbs/capital"},
    "capital medicare advantage 0709T": {"bcbs/capital-medicare-advantage"},
    "bcbsnc medicare 0709T": {"bcbs/north-carolina-medicare"},
    "highmark bcbs wv 0709T": {"bcbs/highmark-wv"},
    "blue advantage 0709T": {"bcbs/alabama-medicare-advantage"},
}

CPB_0557, CPB_0377 = "CPB 0557, Cancer Vaccines", "CPB 0377, Dendritic Cell Immunotherapy"

# A diagnosis beside the number of a document: what is told of, and what is not.
OF_DOCUMENT = {
    "CPB 0557 diagnosis codes C61": (CPB_0557, CPB_0377),
    "cpb557 c43.9 aetna": (CPB_0557, CPB_0377),
    "aetna 0377 dx C61": (CPB_0377, CPB_0557),
    "CPB #0377 D03.5": (CPB_0377, CPB_0557),
    "CPB 0641 C43.9": ("no list of diagnoses of CPB 0641 is kept here", "is listed"),
    "L33392 C43.9 0709T": ("no list of diagnoses of L33392 is kept here", "is listed"),
    "C43.9 cigna coverage policy 0557": (
        "no list of diagnoses of Cigna Healthcare, Commercial plans here",
        "is kept here",
    ),
    "C43.9 uhc cpb 0557": ("here holds it", "is kept here"),
    "NCD 110.22 C61": ("no list of diagnoses of NCD 110.22 is kept here", "is listed"),
    "CPB 0557 Z99.9": ("no list of diagnoses of CPB 0557 here holds it", "is listed"),
}

# A note above the first result that denies what that states: what is told, and what of it is not.
NOT_DENIED = {
    "C9399 units": ("", "nothing under"),
    "C9399 modifiers": ("", "nothing under"),
    "Q2043 units alabama": ("", "nothing under"),
    "38225 modifiers": ("", "nothing under"),
    "uhc exchange observed amount 0709T": ("A price that a hospital lists for one follows", ""),
    "uhc exchange tampa general 0708T": ("A price that a hospital lists for one follows", ""),
    "38225 units": ("page of 38225 has nothing under Units", ""),
    "Q2043 modifiers": ("the page of Q2043 has nothing under Modifiers", ""),
    "aetna vs bcbsal J9325 units": ("Imlygic) says nothing on units of J9325; Blue Cross and Blue", "Nothing of"),
    "bcbs alabama vs aetna J9325 units": ("", "Nothing of"),
    "aetna J9325 units": ("Nothing of Aetna, Commercial plans on units of J9325", ""),
    "uhc exchange coverage 0709T": ("This library has no exchange plan of UnitedHealthcare", "A price that"),
}

# A file of data, such as that of the MUE, is nothing to file; who files a claim is no file.
FILES = {
    "0709T mue file 2026": "billing",
    "0709T + 99156 facility file": "billing",
    "practitioner ncci file 0709T 96401": "billing",
    "0708T file indicator 96372": "",
    "rvu file 0709T": "benchmarks",
    "the MUE file for 0709T units": "billing",
    "what is the NCCI edits file for 36511": "billing",
    "physician fee schedule file for 0709T": "benchmarks",
    "hospital files a claim to cigna": "timely-filing",
    "how long can the hospital file a claim aetna": "timely-filing",
    "how late can facility file uhc": "timely-filing",
    "when must the hospital file with cigna": "timely-filing",
}

# How a code is paid asks for rates, and whether it is paid for coverage.
PAID = {
    "wps 0709T how is it paid": "benchmarks",
    "wisconsin wps how is a T code paid": "benchmarks",
    "how does cigna pay for 0709T": "benchmarks",
    "how are 0708T and 0709T reimbursed uhc": "benchmarks",
    "is 0709T paid by uhc": "coverage",
    "does cigna pay 0709T": "coverage",
}

# Two letters that are modifiers by what is beside them, and the words that nothing found has.
MODIFIERS = {
    "modifiers ja or jb": ["JA", "JB"],
    "JA vs JB modifier": ["JA", "JB"],
    "mods JA, JB": ["JA", "JB"],
    "append JA or JB to J9325": ["JA", "JB"],
    "J9325 JB": ["JB"],
    "modifier JK": ["JK"],
    "is modifier JE needed": ["JE"],
}

# The same letters where a contractor's jurisdiction is meant: the plan, or what is told.
JURISDICTIONS = {
    "0709T JK": (["medicare/ngs"], ""),
    "JK 0709T mod 59": (["medicare/ngs"], ""),
    "medicare JB 0709T": (["medicare/national"], "jurisdiction JB is not recorded"),
    "JL 0709T": ([], "jurisdiction JL is not recorded"),
}

# A rule that has ended, and what is told of it where a query asks since when it holds.
ENDED = {
    "bcbs new mexico cancer vaccines": "",
    "bcbsnm cancer vaccine effective date": "effective 2013-04-15 until 2014-10-14",
    "since when does bcbs nm cancer vaccines policy hold": "effective 2013-04-15 until 2014-10-14",
}

# POS is a place of service where a query asks for one, and else a kind of plan, which asks nothing.
POS = {
    "cigna pos 0709T covered": "coverage",
    "cigna pos plan 0709t service on 3/1/26 covered?": "coverage",
    "aetna POS 0709T prior auth": "prior-authorization",
    "uhc choice pos 0709T": "",
    "0709T pos 11 covered aetna": "coverage",
    "what pos for 0709T aetna": "billing",
    "which POS do we bill 0709T uhc": "billing",
}

# A code within a range that a row gives as an example alone: whether the row is about it is not known.
EXAMPLES = {
    "0709T 64450 nerve block": True,
    "0709T and 64415": True,
    "0708T 64530 same day": True,
    "0709T 64531": False,
    "0709T 99156": False,
    "0709T 96401": False,
}

# A product or a therapy beside several plans: which of them have no entry on it, where others have.
COMPARED = {
    "aetna vs cigna vs uhc imlygic auth": "No entry of Cigna Healthcare or UnitedHealthcare is on “imlygic”",
    "aetna or cigna imlygic": "No entry of Cigna Healthcare is on “imlygic”",
    "bcbsma vs bcbsal melanoma vaccine": "No entry of Blue Cross Blue Shield of Massachusetts is on",
    "cigna vs uhc car-t coverage": "No entry of UnitedHealthcare is on “car-t”",
    "medicare vs aetna apheresis": "No entry of Aetna is on “apheresis”",
    "aetna vs cigna vs uhc 0709T imlygic": "",
    "uhc vs aetna adoptive immunotherapy": "",
    "aetna imlygic auth": "",
}

# What a code is added to, asked with the other: the rule on add-on codes answers, not the pairs of both.
ADDED_TO = {
    "is 0709T add on to 0708T": "medicare/national/0709t",
    "0709T addon code to 0708T?": "medicare/national/0709t",
    "is 0709T add on to 96401": "medicare/national/0709t",
    "is 0709T an add-on code for 0708T": "medicare/national/0709t",
}

# The one line of business that a plan has, named by a short word: the plan's limit is of it.
OF_ITS_LINE = {
    "cigna comm appeal days": "180 calendar days",
    "cigna vs uhc comm appeal 0708T": "180 calendar days",
    "comm cigna appeal deadline": "180 calendar days",
}

# What the library has somewhere is not denied: in a sentence on a code without a page, in a range that it falls in,
# in another entry, in the text of an entry that another plan shows, in the policy before the one that is found.
SAID_SOMEWHERE = {
    "uhc 0795T removed": "says of 0795T: “The edition of 2026-04-01 took out 0660T and 0795T-0803T",
    "uhc 0799T deleted from the policy?": "says of 0799T: “The edition of 2026-04-01 took out",
    "uhc 0660T removed from cat III list when": "says of 0660T: “The edition of 2026-04-01 took out",
    "uhc 0795T pa 4/1/26": "stand in a prior-authorization update of the same date",
    "united 0802T prior auth": "stand in a prior-authorization update of the same date",
    "A52926 v9 vs v11": "Version 9 of A52926 is cited as a source: see Medicare, National rules: Sipuleucel-T",
    "article A52926 version 9": "Version 9 of A52926 is cited as a source: see Medicare, National rules:",
    "premera med 8.01.01": "MED 8.01.01 is read as 8.01.01.",
    "bcbs alabama imlygic 2018": "Melanoma vaccines, effective 2017-06-15, was in force from 2018-01-01",
    "credence mp-105": "where it says: “Credence Blue Cross and Blue Shield shows it as well”.",
    "credence bcbs mp 105 adoptive": "where it says: “Credence Blue Cross and Blue Shield shows it as well”.",
    "bcbs alabama imlygic 2021-09-01": "Melanoma vaccines, effective 2017-06-15, was in force on 2021-09-01.",
    "bcbs al t-vec dos 1/5/2020": "Melanoma vaccines, effective 2017-06-15, was in force on 2020-01-05.",
    "bcbs alabama tvec coverage 3/2/2019": "Melanoma vaccines, effective 2017-06-15, was in force on 2019-03-02.",
    "bcbs ok 0709T": "Blue Cross and Blue Shield of Oklahoma is not in this library.",
    "bcbs oh timely filing": "This library has no Blue Cross Blue Shield plan for Ohio.",
    "bcbs hi 0708T auth": "This library has no Blue Cross Blue Shield plan for Hawaii.",
    "recon level 2 QIC": "no time limit is stated for level 2 and QIC",
    "bcbs -ga 0709T": "Left out, as asked: Georgia",
    "palmetto 0709T CO 50 redeterm deadline": "Palmetto GBA: for redetermination: 120 days",
    "0708t assistant surgeon pay?": "assistant 1, co-surgeon 0",
    "0709T co-surgeons medicare": "assistant 1, co-surgeon 0",
}

# What is typed beside a name or a code, and what is first: a modifier behind a dash leaves nothing out, a state may
# be glued before its brand, AL may stand before it anywhere.
LED_BY = {
    "C9399 x2 -JW palmetto OPPS claim": "medicare/palmetto/c9399#billing",
    "palmetto C9399 -JW": "medicare/palmetto/c9399#billing",
    "0708T x2 -59 -RT aetna": "aetna/commercial/0709t#billing",
    "ncbcbs medicare 0499T PA list 2020": "bcbs/north-carolina-medicare/prior-approval#prior-authorization",
    "mabcbs timely filing": "bcbs/massachusetts/timely-filing#timely-filing",
    "0709T ALBCBS adoptive immunotherapy": "bcbs/alabama/adoptive-immunotherapy#coverage",
    "j9325 al blue units": "bcbs/alabama/talimogene-laherparepvec#billing",
    "bcbsma appeal denied lvl 1 letter rec'd 10/20/26 due": "bcbs/massachusetts/appeals#appeals",
}

# What a code page says of the plan asked of, in the words that nothing of the plan has.
SAID_ON_PAGE = {
    "noridian unlisted code description 80 characters": "wants a concise description with an unlisted code",
    "noridian 80 char description unlisted": "wants a concise description with an unlisted code",
    "unlisted code if 0709T goes away noridian NTE": "wants a concise description with an unlisted code",
}

# A file of data is no filing; the last date of a claim is; since when a code is listed may stand in another section.
FILES_OF_DATA = {
    "palmetto NOC file no price -> WAC?": "benchmarks",
    "conv factor 32.3465 what file": "",
    "cigna file a claim by when": "timely-filing",
    "clm for aetna TX member, svc 8/4/26, last date": "timely-filing",
    "bcbs al thyroid ca adoptive": "",
}
SINCE_WHEN = {
    "38227 cigna kymriah since when": "effective 2025-01-01",
    "38225 cigna car-t effective date": "effective 2025-01-01",
    "imlygic bcbs alabama effective date": "for services from 2021-10-01",
}

# Two codes that are no pair, or are one though compared; a hospital by one word; what is asked beside a product.
FIRST_OF = {
    "0709T billed 2 days after 0708T": "medicare/national/0709t#billing",
    "0708T and 0709T on different dates": "medicare/national/0709t#billing",
    "96360 0708t hospital vs practitioner edit": "codes/0708t#code-pairs",
    "0709T vs 96401 ncci": "codes/0709t#code-pairs",
    "kennestone 0708T uhc comm rate": "codes/0708t#observed-amounts",
    "cedars 0709T rate": "codes/0709t#observed-amounts",
    "bcbsnc pt waiver form investigational": "bcbs/north-carolina/experimental-services#billing",
    "imlygic 1st tx units al bcbs": "bcbs/alabama/talimogene-laherparepvec#billing",
    "bs calif covered california 0709T ucsf": "codes/0709t#observed-amounts",
    "leukapheresis billed sep w/ provenge": "medicare/noridian/q2043#billing",
    "bcbsnc comm patient waiver invest": "bcbs/north-carolina/experimental-services#billing",
    "highmark wv ma ABN style notice bill mbr": "bcbs/highmark-wv/category-iii#billing",
    "36511 bill": "codes/36511#what-it-is",
    "is 36511 billable for cell collection": "codes/36511#what-it-is",
    "38225 documentation": "codes/38225#what-it-is",
    "VT204 2024 version 0709T": "bcbs/vermont/experimental-services#coverage",
}

# A level that was denied: the limit that is told is that of the next one.
NEXT_LEVEL = {
    "bcbsma appeal denied lvl 1 when due": "for second level: 60 days",
    "bcbs ma level 1 was denied, deadline": "for second level: 60 days",
    "bcbsma 1st level upheld, how long": "for second level: 60 days",
    "cigna level 1 appeal denied next deadline": "Whether that holds for second level is not stated.",
    "bcbsma 1st level denied 6/10/26 appeal til?": "for second level: 60 days",
    "bcbsma 1st level denied 6/10/26 appeal until when": "for first level: 180 days",
    "bcbsma lvl 1 denied when is appeal due": "for second level: 60 days",
    "bcbsma level 1 denied claim how long to appeal": "for first level: 180 days",
    "bcbsma first level appeal denied claims deadline": "for first level: 180 days",
    "bcbsma level 1 appeal deadline": "for first level: 180 days",
    "bcbsma claim denied 5/20/26 1st level appeal deadline": "for first level: 180 days",
    "bcbsma denied level 1 appeal deadline": "for first level: 180 days",
}

# What the notes must not say.
NOT_SAID = {
    "0708T 99203-25 wps paper": "which is not on 0708T",
    "J9325 x400 11900 aetna 10/2/26": "“x400”",
    "fep car-t approval before tx": "Texas",
    "uhc ma cat iii dos 3/2026 mpg043": "It tells what held before",
    "bcbs alabama j9325 6/2019": "is not recorded",
    "ilbcbs 0709T": "Which plan?",
    "uhc comm recon not avail which state": "not avail",
    "compare tfl cigna aetna uhc medicare": "no Medicare Advantage plan",
    "cigna 2ndary oon eob 6/1/26 file by": "no time limit is stated",
    "cigna secondary claim primary eob 6/1/26 when to file": "no time limit is stated",
    "uhc community & state tx 0709T": "“community”",
    "billed sep 2025 uhc 0709T covered": "2025-01-01 to 2025-12-31",
}

# Of two days without a year it is asked which one holds: no day of service is missing.
WHICH_DAY = ("cigna 0558 date 4/15 or 4/16", "policy 0558 eff 4/15 or 4/16", "cigna cat III eff 4/15 vs 4/16")

# Two letters behind a brand that are no state there.
NO_STATES = (
    *(
        "bcbs ok to bill 0709T",
        "bcbs co-pay 0709T",
        "bcbs co pay 0708T",
        "is bcbs ok with 0709T",
        "did bcbs ok 0709T",
    ),
    *("denied 0709T co bcbs 97", "bcbs co denial 50 0709T", "0709T id bcbs member", "can bcbs me deny 0709T"),
    *("bcbs ok without auth 0709T", "bcbs co-surgeon 0709T", "billed sep 3 2026 bcbs 0709T"),
)

BY_KIND = (
    SAID_SOMEWHERE,
    WHICH_DAY,
    NO_STATES,
    LED_BY,
    SAID_ON_PAGE,
    FIRST_OF,
    FILES_OF_DATA,
    SINCE_WHEN,
    NEXT_LEVEL,
    NOT_SAID,
    COMPARED,
    OF_ITS_LINE,
    ADDED_TO,
    POS,
    EXAMPLES,
    FILES,
    PAID,
    DENIED,
    ASKED_BESIDE,
    NO_CONTRACTOR,
    NATIONAL,
    PRODUCT_OF_ABSENT,
    AMOUNTS,
    BRANDS,
    OF_DOCUMENT,
    NOT_DENIED,
    MODIFIERS,
    JURISDICTIONS,
    ENDED,
)
TYPED_BY_KIND = [typed for table in BY_KIND for typed in table]
"""Every query here: a test holds that the browser answers each alike."""


def first_of(found):
    """Return the section that is first, as the tables here write it."""
    return f"{found['hits'][0]['entry']}#{found['hits'][0]['section']}"


@pytest.mark.parametrize(("typed", "expected"), DENIED.items())
def test_what_was_done_before_a_denial_is_not_what_is_asked(typed, expected, answered):
    read = answered(typed)["read_as"]
    assert expected == (read["question"], read["date"])


@pytest.mark.parametrize(("typed", "told"), SAID_SOMEWHERE.items())
def test_what_the_library_has_somewhere_is_told_and_not_denied(typed, told, answered):
    notes = answered(typed)["notes"]
    assert any(told in note for note in notes)
    assert not any("list of what changed" in note or "of prior authorization" in note for note in notes)
    assert not any("on prior authorization of" in note and note.startswith("Nothing") for note in notes)


@pytest.mark.parametrize(("typed", "section"), LED_BY.items())
def test_what_is_typed_beside_a_name_or_a_code_hides_nothing(typed, section, answered):
    found = answered(typed)
    assert section == first_of(found)
    assert not any(note.startswith(("Nothing of", "Which plan?")) for note in found["notes"])


@pytest.mark.parametrize(("typed", "told"), SAID_ON_PAGE.items())
def test_a_code_page_is_quoted_on_the_plan_where_nothing_of_it_has_the_words(typed, told, answered):
    notes = answered(typed)["notes"]
    assert any(", Life cycle: “" in note and told in note for note in notes)
    assert not any("“unlisted code”" in note or "“description”" in note for note in notes)


@pytest.mark.parametrize(("typed", "question"), FILES_OF_DATA.items())
def test_a_file_of_data_is_no_filing(typed, question, answered):
    assert question == (answered(typed)["read_as"]["question"] or "")


@pytest.mark.parametrize(("typed", "told"), SINCE_WHEN.items())
def test_since_when_is_told_from_another_section_of_the_entry(typed, told, answered):
    assert any("no effective date of its own is on record. Its text says" in one for one in answered(typed)["notes"])
    assert any(told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(("typed", "section"), FIRST_OF.items())
def test_what_is_asked_leads_and_no_note_denies_it(typed, section, answered):
    found = answered(typed)
    assert section == first_of(found)
    assert not any(note.startswith(("Data not available", "Version")) for note in found["notes"])


@pytest.mark.parametrize(("typed", "told"), NEXT_LEVEL.items())
def test_a_level_that_was_denied_asks_for_the_next_one(typed, told, answered):
    assert any(told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(("typed", "said"), NOT_SAID.items())
def test_no_note_takes_one_thing_for_another(typed, said, answered):
    assert not any(said in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", WHICH_DAY)
def test_of_two_days_without_a_year_it_is_asked_which_one_holds(typed, answered):
    notes = answered(typed)["notes"]
    assert not any("could not be read as a date" in note for note in notes)
    assert any("has no year and is not used" in note for note in notes)


@pytest.mark.parametrize("typed", NO_STATES)
def test_two_letters_behind_a_brand_can_be_words(typed, answered):
    assert not any(
        state in note for note in answered(typed)["notes"] for state in ("Oklahoma", "Colorado", "Idaho", "Maine")
    )


@pytest.mark.parametrize(("typed", "told"), COMPARED.items())
def test_of_plans_compared_it_is_told_which_have_no_entry_on_the_product(typed, told, answered):
    said = [
        note
        for note in answered(typed)["notes"]
        if "of it only mentions it" in note or "searched by its code" in note
    ]
    assert bool(told) == bool(said)
    assert all(note.startswith(told) for note in said)
    assert all(("J9325" in note) is ("imlygic" in note) for note in said)


@pytest.mark.parametrize(("typed", "value"), OF_ITS_LINE.items())
def test_a_plans_limit_is_that_of_the_one_line_it_has(typed, value, answered):
    found = answered(typed)
    assert not any("no time limit is stated" in note for note in found["notes"])
    assert found["card"]["answers"][0]["value"].startswith(value)


@pytest.mark.parametrize(("typed", "entry"), ADDED_TO.items())
def test_what_a_code_is_added_to_is_told_by_the_rule_on_add_on_codes(typed, entry, answered):
    found = answered(typed)
    assert (entry, "billing") == (found["hits"][0]["entry"], found["hits"][0]["section"])
    assert any("type 1 add-on to 0708T" in answer["value"] for answer in found["card"]["answers"])


@pytest.mark.parametrize(("typed", "question"), ASKED_BESIDE.items())
def test_a_question_put_beside_a_denial_code_is_answered(typed, question, answered):
    assert question == answered(typed)["read_as"]["question"]


@pytest.mark.parametrize(("typed", "told"), NO_CONTRACTOR.items())
def test_beside_a_contractor_that_is_not_here_are_medicares_national_rules_alone(typed, told, answered):
    found = answered(typed)
    assert told in found["notes"][0]
    assert ["medicare/national"] == found["read_as"]["plans"]
    assert {"medicare/national"} == {one["scope"] for one in found["card"]["answers"]}


@pytest.mark.parametrize(("typed", "title"), NATIONAL.items())
def test_what_is_national_is_found_where_the_contractor_is_not_here(typed, title, answered):
    assert title == answered(typed)["hits"][0]["title"]


@pytest.mark.parametrize(
    ("typed", "plans"),
    [
        ("noridian cgs JH 0709T coverage", {"medicare/noridian", "medicare/cgs"}),
        ("palmetto and first coast, JL 0709T", {"medicare/palmetto", "medicare/first-coast"}),
        ("ngs and wps JN 0708T units", {"medicare/ngs", "medicare/wps"}),
    ],
)
def test_contractors_that_are_named_stay_beside_a_jurisdiction_of_none(typed, plans, answered):
    assert plans == {*answered(typed)["read_as"]["plans"]}


def test_two_contractors_of_which_one_is_not_here_are_told_apart(answered):
    found = answered("novitas vs ngs 0709T coverage")
    assert {"medicare/national", "medicare/ngs"} == {*found["read_as"]["plans"]}
    assert "Novitas is not in this library." in found["notes"]


@pytest.mark.parametrize(("typed", "told", "title"), [(typed, *of) for typed, of in PRODUCT_OF_ABSENT.items()])
def test_beside_a_plan_that_is_not_here_no_page_of_another_product_is_found(typed, told, title, answered):
    found = answered(typed)
    assert told == found["notes"][0]
    titles = [one["title"] for one in found["hits"]]
    assert all(one.startswith(title) for one in titles) if title else not titles


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS.items())
def test_an_amount_of_money_is_no_code(typed, amount, answered):
    found = answered(typed)
    assert (["0709T"], [amount]) == (found["read_as"]["codes"], found["unread"])
    assert not any("has no page" in told or "stands nowhere here" in told for told in found["notes"])
    assert any(f"has the amount “{amount}”" in told for told in found["notes"])


def test_an_amount_that_the_library_holds_is_found_in_any_form(answered):
    urls = [[one["url"] for one in answered(typed)["hits"]] for typed in ("$6,859.00", "6,859 USD", "$ 6859")]
    assert urls[0]
    assert urls[0] == urls[1] == urls[2]


def test_an_amount_beside_a_denial_takes_nothing_from_the_answer(answered):
    hit = answered("billed $12,500.00 for 0709T CO-50 cigna")["hits"][0]
    assert "investigational" == hit["value"]


@pytest.mark.parametrize("typed", ["4,000 units 0709T", "NCD 110.22", "denied CO 4,197 0709T", "0709T 2026"])
def test_other_numbers_are_no_amounts(typed, answered):
    assert not any("$" in word for word in answered(typed)["unread"])
    assert "benchmarks" != answered(typed)["read_as"]["question"]


@pytest.mark.parametrize(("typed", "plans"), BRANDS.items())
def test_a_short_name_of_a_company_is_of_all_its_plans(typed, plans, answered):
    assert plans == {*answered(typed)["read_as"]["plans"]}


@pytest.mark.parametrize(("typed", "told", "never"), [(typed, *of) for typed, of in OF_DOCUMENT.items()])
def test_a_diagnosis_beside_a_document_is_told_of_that_document(typed, told, never, answered):
    notes = " ".join(answered(typed)["notes"])
    assert told in notes
    assert never not in notes


@pytest.mark.parametrize(("typed", "told", "never"), [(typed, *of) for typed, of in NOT_DENIED.items()])
def test_no_note_denies_what_the_first_result_states(typed, told, never, answered):
    notes = " ".join(answered(typed)["notes"])
    assert told in notes
    assert not never or never not in notes


@pytest.mark.parametrize(("typed", "question"), POS.items())
def test_a_plan_of_the_kind_pos_asks_for_no_place_of_service(typed, question, answered):
    assert question == (answered(typed)["read_as"]["question"] or "")


@pytest.mark.parametrize(("typed", "is_open"), EXAMPLES.items())
def test_a_range_that_is_an_example_is_said_of_no_code_within_it(typed, is_open, answered):
    notes = " ".join(answered(typed)["notes"])
    assert is_open == ("about codes within 64400-64530, and does not say whether it is one of them" in notes)
    assert not is_open or "the first result is about it" not in notes


@pytest.mark.parametrize(("typed", "question"), [*FILES.items(), *PAID.items()])
def test_a_file_of_data_is_nothing_to_file_and_how_a_code_is_paid_asks_for_rates(typed, question, answered):
    assert question == (answered(typed)["read_as"]["question"] or "")


@pytest.mark.parametrize("typed", ["0708T status indicator fee sched 2025", "0709T fee schedule status indicator"])
def test_the_status_of_the_fee_schedule_is_none_of_outpatient_payment(typed, answered):
    found = answered(typed)
    assert not any("OPPS" in told for told in found["notes"])
    assert "fee-schedule" == found["hits"][0]["section"]


@pytest.mark.parametrize(("typed", "words"), MODIFIERS.items())
def test_letters_beside_a_word_for_modifiers_are_no_jurisdiction(typed, words, answered):
    found = answered(typed)
    assert (words, []) == (found["unread"], found["read_as"]["plans"])
    assert not any("jurisdiction" in told for told in found["notes"])


@pytest.mark.parametrize(("typed", "plans", "told"), [(typed, *of) for typed, of in JURISDICTIONS.items()])
def test_the_same_letters_elsewhere_are_a_jurisdiction(typed, plans, told, answered):
    found = answered(typed)
    assert plans == found["read_as"]["plans"]
    assert told in " ".join(found["notes"])


@pytest.mark.parametrize(("typed", "told"), ENDED.items())
def test_a_rule_that_ended_shows_until_when_it_held(typed, told, answered):
    found = answered(typed)
    ended = [one for one in found["hits"] if one["entry"] == "bcbs/new-mexico/cancer-vaccines"]
    assert {("2013-04-15", "2014-10-14")} == {(one["effective"], one["until"]) for one in ended}
    assert told in " ".join(found["notes"])


def test_a_rule_without_an_end_shows_none(answered):
    assert {None} == {one["until"] for one in answered("cigna category III codes")["hits"]}
