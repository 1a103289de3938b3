"""A part of a question that changes its answer is found, or the reader is told that nothing says it."""

from __future__ import annotations

import re

import pytest

# A word of a question that names one thing within it, and what is said where the answer does not speak of it.
PARTICULAR = {
    "0709T ndc": "has the word “ndc”",
    "retroactive auth 0709T aetna": "has the word “retroactive”",
    "uhc retro auth injectable chemo J9999": "has the word “retroactive”",
    "arkansas bcbs 0709T referral": "has the word “referral”",
    "cigna grievance 0709T": "has the word “grievance”",
    "0709T wac bcbsma": "has the word “wac”",
}

# A product by its name: whose entry does not speak of it.
PRODUCTS = {
    "imlygic 0709T aetna": "“imlygic” is spoken of in Aetna, Commercial plans: Talimogene laherparepvec (Imlygic), "
    "which is not on 0709T.",
    "imlygic medicare lcd": "“imlygic” is spoken of in J9325:",
    "imlygic uhc": "No entry of UnitedHealthcare is on “imlygic”: searched by its code, J9325, instead.",
    "provenge aetna": "Nothing found of Aetna, Commercial plans has the word “provenge”; other sections",
    "tecelra 38228 cigna": "has the word “tecelra”",
    "keytruda 0709T": "has the word “keytruda”",
}

# A plan and a code without a page, and nothing of the plan on it.
SILENT = {
    "J9228 cigna": "Nothing of Cigna Healthcare, Commercial plans on J9228 is recorded in this library.",
    "96401 uhc": "Nothing of UnitedHealthcare on 96401 is recorded in this library.",
    "0733T bcbs rhode island": "on 0733T is recorded in this library.",
    "0733T aetna": "Nothing of Aetna, Commercial plans on 0733T is recorded in this library.",
}

# Two codes that no row has together.
UNPAIRED = {
    "0709T 0732T edit": ("0709T", "0732T"),
    "36511 + Q2043 same claim": ("36511", "Q2043"),
    "0709T 00400 facility": ("0709T", "00400"),
}


@pytest.mark.parametrize("typed", PARTICULAR)
def test_a_word_for_one_thing_within_a_question_is_told_where_no_answer_has_it(typed, answered):
    assert any(PARTICULAR[typed] in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["provenge infusion record documentation", "0709T modifier 59 aetna"])
def test_a_word_for_the_question_itself_is_told_nowhere(typed, answered):
    assert not any("“documentation”" in note or "“modifier”" in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", PRODUCTS)
def test_a_product_that_no_entry_of_the_plan_speaks_of_is_told(typed, answered):
    assert any(PRODUCTS[typed] in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("tvec 11900 same day ncci", "aetna/commercial/talimogene-laherparepvec"),
        ("11900 and imlygic bundled?", "aetna/commercial/talimogene-laherparepvec"),
        ("aetna imlygic prior auth", "aetna/commercial/talimogene-laherparepvec"),
        ("kymriah 38228 cigna prior auth", "cigna/commercial/car-t"),
    ],
)
def test_what_speaks_of_the_product_named_goes_first(typed, entry, answered):
    assert answered(typed)["hits"][0]["entry"] == entry


@pytest.mark.parametrize("typed", SILENT)
def test_a_plan_that_says_nothing_of_a_code_is_told_without_a_question_too(typed, answered):
    assert any(SILENT[typed] in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", UNPAIRED)
def test_two_codes_that_no_row_has_together_are_told(typed, answered):
    one, two = UNPAIRED[typed]
    told = f"Data not available: no row of code pairs here names {one} and {two} together."
    assert told in answered(typed)["notes"]


@pytest.mark.parametrize("typed", ["0709T 96401", "0708T 96374 opps"])
def test_of_codes_that_a_row_has_together_none_is_told_as_missing(typed, answered):
    assert not any("no row of code pairs" in note for note in answered(typed)["notes"])


def test_opps_is_the_hospital_where_pairs_are_asked_for(answered):
    assert "in the hospital file" in answered("0708T 96374 opps")["hits"][0]["excerpt"]


@pytest.mark.parametrize(
    "typed", ["0709T billed by diff doc than 0708T", "0708T billed by NP", "0709T billed by another provider"]
)
def test_billed_by_somebody_asks_for_no_deadline(typed, answered):
    assert answered(typed)["read_as"]["question"] == "billing"


@pytest.mark.parametrize("typed", ["aetna bill by", "cigna claim file by when", "bcbsma submit claims by what date"])
def test_the_day_to_bill_by_asks_for_the_deadline(typed, answered):
    assert answered(typed)["read_as"]["question"] == "timely-filing"


@pytest.mark.parametrize(
    "typed",
    ["uhc ma cat iii policy what changed april 2026", "medicare what changed cat iii", "bcbsma cat 3 changes"],
)
def test_what_changed_in_a_class_of_codes_is_told_by_entries_on_it_alone(typed, answered):
    found = answered(typed)
    assert "no list of what changed" in found["notes"][0]
    assert not any("effective" in note and "Category III" not in note for note in found["notes"])


def test_what_changed_is_read_of_a_document_without_its_payer(answered):
    told = "Data not available: no list of what changed was found; what follows may tell of single changes."
    assert told in answered("0558 what changed 4/15/26")["notes"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("alj amount in controversy 2026", "nothing found of Medicare tells the amount in controversy"),
        ("gap exception cigna 0709T", "Network exceptions and single case agreements are not in this library"),
        ("palmetto appeal late good cause", "nothing found of Palmetto GBA tells of good cause"),
        ("aetna j9325 how long is approval good for", "tells how long an approval is good for"),
        (
            "who at aetna is our contract rep",
            "Who at a payer looks after contracts and providers is not in this library",
        ),
        ("lifileucel amtagvi code", "no page on a code of that product is in this library."),
        ("Q2043 MUE", "page of Q2043 has nothing under Units."),
        ("0708T MUE 2022", "no file of 2022 was read; for 2022 data not available."),
        ("uhc 0709T coverage 2027-03-01", "That day is to come: a rule may change before it."),
        ("cigna kymriah Q2042 auth", "the first result is about kymriah, by its name."),
        ("uchicago 0709T bcbs il rate", "no amount of Blue Cross Blue Shield from the price file of that hospital"),
        ("highmark bcbswny 0709T", "What follows is said of Highmark Pennsylvania and Highmark West Virginia"),
        ("bcbsma medex 0709T", "Medex is not in this library."),
        ("bcbsma medex 0709T", "What follows is said of Blue Cross Blue Shield of Massachusetts."),
        ("uhc all savers appeal", "What follows is said of other plans of UnitedHealthcare."),
        ("what changed aetna this year", "which is not within 2026-01-01 to 2026-12-31."),
        ("dx for 0709T", "no list of diagnosis codes for the code itself is kept here"),
        ("aetna 0708T pa # to call", "no telephone number of Aetna, Commercial plans for prior authorization"),
        ("bcbstx claim submit days dos 2026", "on timely filing is recorded in this library."),
        (
            "bcbsma second lvl appeal dos 2024",
            "As recorded today: Blue Cross Blue Shield of Massachusetts: for second level",
        ),
        ("who owns bcbsma policy 400", "Who at a payer keeps a document is not in this library."),
        ("MP-105 last review", "“The latest review was in August 2024.”"),
        ("0709T x 4 units dos 5/2/24 outpt", "the oldest file read of that year is of 2024-07-01"),
        ("highmark de 0709T", "not for Delaware."),
        ("bcbs kansas city appeal deadline", "Blue Cross and Blue Shield of Kansas City is not in this library."),
    ],
)
def test_what_is_not_here_is_told_by_name(typed, told, answered):
    assert any(told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize(
    ("typed", "scope"),
    [
        ("uhc MA Q2043 prior auth dos 9/15/2019", "uhc/medicare-advantage"),
        ("uhc J9325 prior auth dos 8/1/2019", "uhc/medicare-advantage"),
        ("uhc J3590 pa 2019-06-30", "uhc/medicare-advantage"),
    ],
)
def test_of_a_day_before_a_rule_began_no_plan_has_its_value(typed, scope, answered):
    found = answered(typed)
    told = [one["value"] for one in found["card"]["answers"] if one["scope"] == scope]
    assert told == ["data not available"]
    assert any("what was read is of 2019-10-01 at the earliest" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("typed", "plans"),
    [
        ("highmark wv vs pa 0709T", ["bcbs/highmark-wv", "bcbs/highmark-pa"]),
        ("bcbs ma and tx 0709T coverage", ["bcbs/massachusetts", "bcbs/texas"]),
        ("bcbs standard option 0709T prior auth", ["bcbs/fep"]),
        ("federal bcbs 0708T coverage", ["bcbs/fep"]),
        ("capital bcbs medicare 0709T", ["bcbs/capital-medicare-advantage"]),
    ],
)
def test_plans_put_side_by_side_by_their_states_and_the_federal_program_are_each_asked(typed, plans, answered):
    assert plans == answered(typed)["read_as"]["plans"]


def test_a_name_with_plus_asks_for_no_use_beside_another_product(answered):
    assert not any("beside another" in note for note in answered("humana gold plus provenge q2043")["notes"])


def test_a_remark_code_puts_the_question_before_the_code_of_a_reason(answered):
    assert answered("CO 16 N706 first coast 0709T")["read_as"]["question"] == "documentation"


# Medicare and another payer in an order: two payers, and no plan of Medicare Advantage.
ORDERED = {
    "mcare primary uhc secondary 0709T tf": ["uhc/commercial", "medicare/national"],
    "medicare 1st uhc 2nd claim filing": ["uhc/commercial", "medicare/national"],
    "aetna secondary to medicare appeal": ["aetna/commercial", "medicare/national"],
    "uhc timely filing secondary to medicare": ["uhc/commercial", "medicare/national"],
    "cigna timely filing medicare is primary": ["cigna/commercial", "medicare/national"],
}


@pytest.mark.parametrize("typed", ORDERED)
def test_medicare_before_or_behind_another_payer_is_a_payer_of_its_own(typed, answered):
    plans = answered(typed)["read_as"]["plans"]
    assert set(ORDERED[typed]) <= set(plans)
    assert "uhc/medicare-advantage" not in plans


@pytest.mark.parametrize(
    "typed", ["uhc medicare 0709T primary code", "medicare uhc first level appeal", "uhc medicare tf"]
)
def test_medicare_beside_a_payer_without_an_order_is_its_medicare_advantage(typed, answered):
    assert answered(typed)["read_as"]["plans"] == ["uhc/medicare-advantage"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("aetna tf limit TX", "for Texas: 95 days"),
        ("aetna tfl AZ dispute", "Arizona, fully insured plans: 1 year"),
        ("cedars sinai aetna 0709T", "no amount of Aetna, Commercial plans from the price file of that hospital"),
        ("cigna ASO vs fully insured 0709T", "for “fully insured” or for “ASO”."),
        ("payer id cigna", "Payer IDs for electronic claims are not in this library"),
        ("carvykti bcbs ma request form", "no request form of Blue Cross Blue Shield of Massachusetts is recorded"),
    ],
)
def test_what_narrows_a_question_is_read_or_told(typed, told, answered):
    assert any(told in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["is mod 59 allowed 0709T & 96401", "modifier 25 allowed 0708T", "mod 59 ok 0709T"])
def test_a_modifier_that_is_allowed_is_no_allowed_amount(typed, answered):
    assert answered(typed)["read_as"]["question"] == "billing"


@pytest.mark.parametrize("typed", ["0709T eff date", "0708T effective date", "when did 0709T start"])
def test_since_when_a_code_is_valid_is_told_by_its_life_and_not_by_a_plans_entry(typed, answered):
    found = answered(typed)
    assert found["hits"][0]["section"] == "life-cycle"
    assert not any("effective date" in note for note in found["notes"])


def test_since_when_a_policy_holds_is_told_by_its_entry(answered):
    assert "effective 2026-04-15" in answered("0709T effective date cigna")["notes"][0]


def test_two_letters_behind_a_count_are_a_treatment_and_not_texas(answered):
    found = answered("T-VEC units bcbs al first tx")
    assert found["read_as"]["plans"] == ["bcbs/alabama", "bcbs/alabama-medicare-advantage"]
    assert not any("Texas" in note for note in found["notes"])
    assert answered("0709T bcbs tx")["read_as"]["plans"] == ["bcbs/texas"]


def test_a_code_typed_with_letters_for_digits_is_offered_as_it_is_written(answered):
    assert (
        "O7O9T stands nowhere here: a code is never guessed. Near it: 0709T." in answered("O7O9T medicare")["notes"]
    )


def test_a_modifier_behind_a_hyphen_is_read(answered):
    assert answered("0709T -50 bilateral")["notes"] == answered("0709T 50 bilateral")["notes"] != []


@pytest.mark.parametrize("typed", ["conversion factor 2024 july 0709T", "0709T july 2024 conversion factor"])
def test_a_month_behind_its_year_is_read_and_what_speaks_of_its_file_comes_first(typed, answered):
    found = answered(typed)
    assert (found["read_as"]["date"], found["read_as"]["last_date"]) == ("2024-07-01", "2024-07-31")
    assert found["hits"][0]["section"] == "fee-schedule"
    assert "2024" in found["hits"][0]["excerpt"]


def test_a_row_of_the_year_asked_of_is_told_as_nothing_else(answered):
    assert not any("no file of" in note for note in answered("fee schedule 0709T 2025")["notes"])


def test_what_a_surgery_center_is_paid_gets_no_value_of_physicians(answered):
    found = answered("0709T asc payment")
    assert any("or an ASC payment status of 0709T." in note for note in found["notes"])
    assert found["card"] is None


def test_short_words_for_coverage_and_medicare_advantage_are_read(answered):
    assert answered("0709T cov aetna")["read_as"]["question"] == "coverage"
    assert answered("uhc medadv tfl")["read_as"]["plans"] == ["uhc/medicare-advantage"]


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("0707T coverage cigna", "cigna/commercial/category-iii"),
        ("0540T cigna dos 5/5/26", "cigna/commercial/category-iii"),
        ("0714T bcbsma coverage", "bcbs/massachusetts/category-iii"),
        ("0600T medicare cgs coverage", "medicare/cgs/category-iii"),
    ],
)
def test_of_a_t_code_without_a_page_the_plans_rule_on_all_of_them_is_found_and_gives_no_value(typed, entry, answered):
    found = answered(typed)
    assert found["hits"][0]["entry"] == entry
    assert not found["hits"][0]["value"]
    assert any("speaks of Category III codes in general, not of it." in note for note in found["notes"])
    assert not found["card"] or not found["card"]["answers"]


# A contact of another line of business, or of another purpose, and what is told.
OF_OTHERS = {
    "cigna appeal address": "no postal address of Cigna Healthcare, Commercial plans for appeals is recorded",
    "cigna appeals phone commercial": "no telephone number of Cigna Healthcare, Commercial plans for appeals is",
    "cigna claims address": "no postal address of Cigna Healthcare, Commercial plans is recorded",
    "bcbsma claims address": "no postal address of Blue Cross Blue Shield of Massachusetts is recorded",
    "rhode island blue cross address": "no postal address of Blue Cross and Blue Shield of Rhode Island is recorded",
}


@pytest.mark.parametrize("typed", OF_OTHERS)
def test_a_contact_for_others_is_none_of_the_plan(typed, answered):
    assert any(OF_OTHERS[typed] in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["cigna medicare advantage appeals phone", "bcbsma appeal address"])
def test_a_contact_of_what_is_asked_leads(typed, answered):
    found = answered(typed)
    assert "appeals" == found["hits"][0]["section"]
    assert not any("is recorded in this library" in note for note in found["notes"] if note.startswith("Data not"))


def test_a_verb_is_no_address(answered):
    assert not any("postal address" in note for note in answered("policies that address 0709T aetna")["notes"])


@pytest.mark.parametrize("typed", ["MA04 0709T", "ma130 aetna", "M127 0709T", "MA01"])
def test_a_remark_code_is_none_of_a_policy(typed, answered):
    assert any(part["kind"] == "denial" for part in answered(typed)["read_as"]["parts"])


def test_a_number_of_a_policy_is_no_remark_code(answered):
    assert not any(part["kind"] == "denial" for part in answered("capital MA 4.003")["read_as"]["parts"])


@pytest.mark.parametrize("typed", ["bcbs pa 0709T", "highmark medicare advantage pa 0709T", "blue cross pa 0708T"])
def test_that_pa_is_read_as_prior_authorization_is_told_beside_a_brand(typed, answered):
    assert any(note.startswith("“PA” is read as prior authorization") for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["highmark pa 0709T", "bcbs tx pa 0709T", "cigna pa 0709T"])
def test_pa_that_can_be_one_thing_only_is_told_nowhere(typed, answered):
    assert not any(note.startswith("“PA”") for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["hospital price 0708T cash rate", "0709T self pay price", "cash 0708T"])
def test_a_cash_price_is_one_of_a_row_that_has_it(typed, answered):
    assert re.search(r"Gross, cash: [^.]*(?:\.[0-9]+)? / \$", answered(typed)["hits"][0]["excerpt"])


@pytest.mark.parametrize("typed", ["RVU 0708T status indicator", "0709T physician fee schedule status indicator"])
def test_the_status_of_the_physician_fee_schedule_is_none_of_opps(typed, answered):
    assert not any("OPPS" in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["0709T medicare outpatient rate", "0708T hospital outpatient payment medicare"])
def test_what_medicare_pays_a_hospital_is_told_as_not_recorded(typed, answered):
    assert any("no page here records an OPPS status indicator" in note for note in answered(typed)["notes"])


@pytest.mark.parametrize("typed", ["ABN needed for 0709T?", "advance beneficiary notice 0708T", "abn 0709T"])
def test_an_advance_beneficiary_notice_leads_to_its_modifiers(typed, answered):
    assert "modifiers" == answered(typed)["hits"][0]["section"]


@pytest.mark.parametrize(
    "typed", ["medicare advantage vs original medicare 0709T", "original medicare or medicare advantage 0708T"]
)
def test_original_medicare_beside_medicare_advantage_is_both(typed, answered):
    plans = answered(typed)["read_as"]["plans"]
    assert {"medicare/national", "uhc/medicare-advantage"} <= set(plans)


@pytest.mark.parametrize(
    "typed",
    ["has aetna changed 0709T policy since jan 2025", "aetna changed 0708T past year", "0709T cigna revisions"],
)
def test_what_changed_for_a_code_is_told_by_no_entry_on_another(typed, answered):
    found = answered(typed)
    assert any("no list of what changed" in note for note in found["notes"])
    assert "0709t" in found["hits"][0]["url"]


@pytest.mark.parametrize(
    "typed", ["policy updates last 90 days", "recent policy updates", "what changed in the last 60 days"]
)
def test_changes_of_no_plan_are_those_of_the_page_changes(typed, answered):
    found = answered(typed)
    assert "What changed in this library, by day, is on its page Changes." in found["notes"]
    assert not found["card"]


@pytest.mark.parametrize("typed", ["0709T denial rate", "cigna overturn rate 0709T", "clean claim rate aetna"])
def test_a_rate_of_denials_is_no_payment(typed, answered):
    found = answered(typed)
    assert "How often claims are denied, approved or overturned is not in this library." in found["notes"]
    assert not found["card"]


@pytest.mark.parametrize(
    "typed", ["highmark 0709T category iii WV", "bcbs 0709T timely filing tx", "anthem 0709T coverage in OH"]
)
def test_a_state_apart_from_its_brand_is_read(typed, answered):
    assert not any(word in {"wv", "tx", "oh"} for word in answered(typed)["unread"])


@pytest.mark.parametrize(
    ("typed", "codes"), [("CARC 197 vs 198", {"197", "198"}), ("co 50 and 96 aetna 0709T", {"CO-50", "CO-96"})]
)
def test_a_second_denial_code_needs_no_group_of_its_own(typed, codes, answered):
    parts = answered(typed)["read_as"]["parts"]
    assert codes == {part["label"] for part in parts if part["kind"] == "denial"}


def test_a_modifier_beside_a_denial_code_is_none(answered):
    parts = answered("CO-4, 59 modifier")["read_as"]["parts"]
    assert ["CO-4"] == [part["label"] for part in parts if part["kind"] == "denial"]


@pytest.mark.parametrize("typed", ["0709T no 0708T on claim denial code", "0709T billed no 0708T"])
def test_an_add_on_without_its_primary_is_no_pair(typed, answered):
    assert "billing" == answered(typed)["hits"][0]["section"]


@pytest.mark.parametrize(
    ("typed", "plans"),
    [
        ("bcbs alabma 0709T", ["bcbs/alabama"]),
        ("bcbs arkansaw coverage", ["bcbs/arkansas"]),
        ("bcbs minesota 0709T", []),
    ],
)
def test_a_state_beside_a_brand_is_mended_by_one_slip(typed, plans, answered):
    read = answered(typed)["read_as"]
    assert [typed.split(" ")[1]] == [one["typed"] for one in read["mended"]]
    assert plans == read["plans"][:1]


@pytest.mark.parametrize("typed", ["bcbs texs coverage", "bcbs nothome 0709T", "bcbs alibamo 0709T"])
def test_no_other_word_beside_a_brand_is_mended_into_a_plan(typed, answered):
    assert not answered(typed)["read_as"].get("mended")
