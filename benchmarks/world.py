"""The payers, scopes and codes of a generated library. Only the made-up codes depend on the seed.

Names of real organizations and forms of real codes are here so that search is measured with the words staff type.
Nothing that is generated for them is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from kb.domain.model import Scope
from kb.domain.reach import shape

PAYERS: Final = """
aetna | Aetna | Aetna Inc, Aetna Health
bcbs | Blue Cross Blue Shield | BCBS, Blue Cross, Blue Shield, Blues, BCBSA, Blue Cross and Blue Shield
cigna | Cigna Healthcare | Cigna
uhc | UnitedHealthcare | UHC, United, United Healthcare, United Health Care, UnitedHealth
medicare | Medicare | CMS, Original Medicare, Medicare Part B, Centers for Medicare and Medicaid Services
humana | Humana | Humana Inc, Humana Health Plan
kaiser | Kaiser Permanente | Kaiser, KP, Kaiser Foundation Health Plan
molina | Molina Healthcare | Molina
centene | Centene | Ambetter, Centene Corporation
tricare | Tricare | TRICARE, Defense Health Agency, military health plan
wellcare | WellCare | Wellcare Health Plans
health-net | Health Net | HealthNet
oscar | Oscar Health | Oscar
caresource | CareSource | Care Source
geisinger | Geisinger Health Plan | Geisinger, GHP
upmc | UPMC Health Plan | UPMC
priority-health | Priority Health | Priority
healthpartners | HealthPartners | Health Partners
medica | Medica | Medica Health Plans
emblem | EmblemHealth | Emblem, HIP
amerihealth | AmeriHealth Caritas | AmeriHealth
devoted | Devoted Health | Devoted
scan | SCAN Health Plan | SCAN
alder-mutual | Alder Mutual | Alder
bluestem | Bluestem Health Plan | Bluestem
cedar-harbor | Cedar Harbor Health | Cedar Harbor, CHH
dunlin | Dunlin Life and Health | Dunlin
eastlake | Eastlake Community Care | Eastlake, ECC
fernway | Fernway Benefit Trust | Fernway
goldenrod | Goldenrod Health | Goldenrod
heron-valley | Heron Valley Plan | Heron Valley, HVP
ironwood | Ironwood Assurance | Ironwood
juniper | Juniper Mutual | Juniper
kestrel | Kestrel Health Alliance | Kestrel, KHA
larkspur | Larkspur Care | Larkspur
millstone | Millstone Employers Fund | Millstone
northwater | Northwater Health | Northwater
osprey | Osprey Senior Plan | Osprey
pinyon | Pinyon Basin Health | Pinyon, PBH
quillback | Quillback Insurance | Quillback
"""
"""Id, name and other names; the last seventeen are made up."""

LINES: Final = """
commercial | Commercial plans | line of business | commercial | commercial, employer plans
medicare-advantage | Medicare Advantage plans | line of business | medicare-advantage | Medicare Advantage, MA, Part C
medicaid | Medicaid plans | line of business | medicaid | Medicaid, managed Medicaid
exchange | Exchange plans | line of business | exchange | exchange, marketplace
federal-employee | Federal employee plans | line of business | federal-employee | FEHB, federal employees
dual-eligible | Plans for dual eligibles | line of business | medicare-advantage, medicaid | DSNP, dual eligible
"""
"""Id, name, kind, lines of business and other names of a scope; a payer has the first few of these, or its own."""

OWN_SCOPES: Final = {
    "bcbs": """
association | Blue Cross Blue Shield as a whole | brand | | all Blues plans, Blue Cross Blue Shield Association
massachusetts | Blue Cross Blue Shield of Massachusetts | licensee | commercial | BCBSMA, BCBS MA, Blue Cross MA
highmark-wv | Highmark West Virginia, Medicare Advantage | licensee | medicare-advantage | Highmark WV, BCBSWV
highmark-pa | Highmark Pennsylvania | licensee | commercial | Highmark, Highmark PA
anthem | Anthem Blue Cross and Blue Shield | licensee | commercial | Anthem, Anthem BCBS, Anthem Blue Cross
arkansas | Arkansas Blue Cross and Blue Shield | licensee | commercial | BCBSAR, BCBS AR, Arkansas Blue Cross
alabama | Blue Cross and Blue Shield of Alabama | licensee | commercial | BCBSAL, BCBS AL, BCBS of Alabama
capital | Capital Blue Cross | licensee | commercial | Capital Blue Cross commercial
north-carolina | Blue Cross NC | licensee | commercial | BCBSNC, BCBS NC, BCBS of North Carolina
fep | Federal Employee Program | licensee | federal-employee | FEP, BCBS FEP, FEP Blue Focus
north-dakota | Blue Cross Blue Shield of North Dakota | licensee | commercial | BCBSND, BCBS ND
texas | Blue Cross and Blue Shield of Texas | licensee | commercial | BCBSTX, BCBS TX, BCBS of Texas
new-mexico | Blue Cross and Blue Shield of New Mexico | licensee | commercial | BCBSNM, BCBS NM
premera | Premera Blue Cross | licensee | commercial | Premera
blue-shield-california | Blue Shield of California | licensee | commercial, exchange | BSC, Blue Shield CA
florida | Florida Blue | licensee | commercial, exchange | BCBSFL, BCBS FL, Blue Cross Florida
carefirst | CareFirst BlueCross BlueShield | licensee | commercial | CareFirst
regence | Regence BlueShield | licensee | commercial | Regence
""",
    "medicare": """
national | National rules | national | original-medicare | national Medicare
cgs | CGS | contractor | original-medicare | CGS Administrators
ngs | NGS | contractor | original-medicare | National Government Services, J6, JK
noridian | Noridian | contractor | original-medicare | JF, Noridian JF
novitas | Novitas | contractor | original-medicare | Novitas Solutions, JL
first-coast | First Coast | contractor | original-medicare | First Coast Service Options
wps | WPS | contractor | original-medicare | WPS GHA
palmetto | Palmetto GBA | contractor | original-medicare | Palmetto
""",
    "tricare": """
east | Tricare East | line of business | | TRICARE East
west | Tricare West | line of business | | TRICARE West
overseas | Tricare Overseas | line of business | | TRICARE Overseas
for-life | Tricare for Life | line of business | | TRICARE for Life
""",
}


@dataclass(frozen=True)
class Named:
    """A payer: its folder, its name, what else it is called, and its scopes."""

    id: str
    title: str
    aliases: tuple[str, ...]
    scopes: tuple[Scope, ...]


@dataclass(frozen=True)
class Code:
    """A code, its family, and its parent where it is an add-on."""

    code: str
    family: str
    parent: str = ""


def _table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(", ") if name)


def payers(number: int) -> tuple[Named, ...]:
    """Give the first payers of the table, at most as many as it has."""
    return tuple(
        Named(key, title, _names(aliases), tuple(_scopes(key, min(title, *_names(aliases), key=len), 2 + place % 5)))
        for place, (key, title, aliases) in enumerate(_table(PAYERS)[:number])
    )


def _scopes(payer: str, short: str, number: int) -> Iterator[Scope]:
    """Give a payer's own scopes, or the first few lines of business under its short name."""
    for key, name, kind, lines, aliases in _table(OWN_SCOPES[payer]) if payer in OWN_SCOPES else []:
        yield Scope(key, name, kind, _names(lines), _names(aliases))
    for key, name, kind, lines, aliases in _table(LINES)[:number] if payer not in OWN_SCOPES else []:
        yield Scope(key, name, kind, _names(lines), tuple(f"{short} {alias}" for alias in _names(aliases)))


FIRST: Final = ("0708T", "0709T", "0710T", "0711T", "0712T", "0713T", "99213", "96401", "J9999", "Q2043")
"""Codes of every library, whatever its size."""

FAMILIES: Final = {"9999T": "CPT Category III", "99999": "CPT Category I"}
ADD_ON_EVERY: Final = 12
"""One made-up code of so many is an add-on to the code of its kind before it."""


def codes(numbers: Random, number: int) -> tuple[Code, ...]:
    """Give so many codes, at least the first ten: Category III, five-digit and HCPCS codes in turn."""
    found = dict.fromkeys(FIRST)
    drawn = (_draw(numbers, turn) for turn in range(number * 100))
    while len(found) < number:
        found[next(drawn)] = None
    return tuple(_with_parents(tuple(found)))


def _draw(numbers: Random, turn: int) -> str:
    """Draw a code: every third is of the 07xxT, at first; later ones are of all Category III."""
    if turn % 3 == 0:
        return f"{numbers.randint(701, 799) if turn % 2 == 0 else numbers.randint(42, 999):04d}T"
    if turn % 3 == 1:
        return str(numbers.randint(10_004, 99_607))
    return f"{numbers.choice('ACEGJLQV')}{numbers.randint(100, 9998):04d}"


def _with_parents(found: tuple[str, ...]) -> Iterator[Code]:
    parents = {"9999T": "0708T"}
    for place, code in enumerate(found):
        kind = shape(code)
        add_on = code == "0709T" or (place >= len(FIRST) and place % ADD_ON_EVERY == 0 and kind in parents)
        yield Code(code, FAMILIES.get(kind, "HCPCS Level II"), parents[kind] if add_on else "")
        if not add_on:
            parents[kind] = code
