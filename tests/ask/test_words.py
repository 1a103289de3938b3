"""Every word of a reply stands in the record that it cites, or is one of a template: over all records and intents."""

from __future__ import annotations

import ast
import calendar
import re
from functools import cache, partial
from pathlib import Path
from typing import get_args

import pytest

import kb
from kb.answers.deadline_answer import COUNTING
from kb.answers.resolve import resolve
from kb.ask.changed import ASKED, changes_since
from kb.ask.claims import Answered, answer_claims, contact_claims, row_claim
from kb.ask.compose import reply_to
from kb.ask.reply import Claim, Kind
from kb.ask.wording import text_of
from kb.content.code_tables import code_tables
from kb.content.questions import read_questions
from kb.domain.model import CodePage
from kb.domain.scopes import plan_title, scope_title
from kb.domain.vocabulary import CONFIDENCES, CONTACT_KINDS, CURRENCIES, EXTENTS, QUESTIONS, STANDINGS, label
from kb.history.documents import documents_of
from kb.search.documents import row_text
from kb.search.editions import UNDATED
from kb.search.find import find


def literals(path):
    """Give the texts in a module's code, without the docstrings of what it holds."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return (node.value for node in texts if id(node) not in alone)


CODE = Path(kb.__file__).parent
VALUES = (CONFIDENCES, CONTACT_KINDS, CURRENCIES, EXTENTS, STANDINGS)
OF_CLAIMS = " ".join(
    (
        "effective no effective date recorded of checked about add-on to or type in general for",
        "from which day is not stated presumed days after the notice on the record",
        *calendar.month_abbr,
        *calendar.month_name,
        *calendar.day_name,
        *(f"{value.name} {label(value.name)} {value.meaning}" for values in VALUES for value in values),
        *(f"{question.label} {question.title}" for question in QUESTIONS),
        *literals(CODE / "content" / "made_sections.py"),
        *literals(CODE / "answers" / "caveats.py"),
        *literals(CODE / "answers" / "deadline.py"),
        *literals(CODE / "answers" / "deadline_answer.py"),
        *literals(CODE / "evidence" / "claim_deadlines.py"),
        *literals(CODE / "search" / "caveats.py"),
    )
)
"""All words that a claim adds to its record: how sure it is, its question, how a time limit runs, how its
criteria are to be read, and the names of months."""

INTENTS = (
    *("what is {}", "is {} an add-on", "which primary code goes with {}", "what is {} billed with", "{} modifiers"),
    *(
        "how many units of {}",
        "mue {} hospital",
        "global days of {}",
        "rvu {}",
        "when was {} added",
        "{} sunset date",
    ),
    *("what do hospitals charge for {}", "{} with 96401 same day", "where do sources disagree on {}"),
)
"""A question of each intent on a code."""


DATE = r"[A-Z][a-z]{2} [0-9]{1,2}, [0-9]{4}"


def spoken(text):
    """Give the words of a text, numbers without zeros before them."""
    return {found.lstrip("0") for found in re.findall(r"[a-z]+|[0-9]+", text.lower())} - {""}


@pytest.fixture(scope="module")
def names(desk):
    """The names of plans and payers."""
    return spoken(" ".join(scope_title(payer.title, scope.name) for payer, scope in desk.current.scopes))


@pytest.fixture(scope="module")
def foreign(desk, real_policies, names):
    """Give the words of a claim that are neither in the file that it cites nor of a template."""

    @cache
    def written(entry):
        document = desk.current.by_path[f"{entry}.md"]
        is_page = isinstance(document, CodePage)  # which is named by its code
        tables, code = (code_tables(document), document.code) if is_page else ((), "")
        rows = " ".join(row_text(table, row) for table in tables for row in table.rows)
        return spoken(f"{(real_policies / document.path).read_text(encoding='utf-8')} {code} {rows}")

    template = spoken(OF_CLAIMS) | names
    return lambda claim, said="": spoken(claim.text) - template - written(claim.entry) - spoken(said)


def test_every_answer_of_every_plan_says_only_what_its_entry_says(desk, foreign):
    library, seen = desk.current, 0
    for code in library.codes:
        for payer, scope in library.scopes:
            for question in QUESTIONS:
                name = f"{payer.name}/{scope.id}"
                found = resolve(library, code, name, question.key)
                cautions = desk.cautions(desk.today, found)
                answered = Answered(found, plan_title(library, name), cautions)
                for claim in answer_claims(answered):
                    seen += 1
                    assert not foreign(claim, f"{code} {' '.join(cautions)}"), claim.text
    assert seen > 100


def test_every_row_of_every_code_says_only_what_its_page_says(desk, foreign):
    for page in desk.current.codes.values():
        for table in code_tables(page):
            for row in table.rows:
                [claim] = row_claim(page, table, row)
                assert not foreign(claim, page.code), claim.text


def test_every_contact_says_only_what_its_entry_says(desk, foreign):
    library, kinds = desk.current, [kind.name for kind in CONTACT_KINDS]
    scopes = [f"{payer.name}/{scope.id}" for payer, scope in library.scopes]
    claims = [claim for scope in scopes for claim in contact_claims(library, scope, kinds, "", lambda _: True)]
    assert claims
    assert not [claim.text for claim in claims if foreign(claim)]


def test_a_change_says_only_what_its_file_said_at_some_time(desk, names):
    history = desk.history()
    documents = documents_of(history, desk.on_disk)

    @cache
    def ever(lineage):
        versions = [one for one in history.lineages[lineage].versions if not one.withdrawn]
        return spoken(" ".join(documents.text(version) for version in versions))

    def said(claim):
        """Give the text behind the day on which git recorded it, which no file has."""
        return claim.text.partition(": ")[2]

    claims = list(changes_since(desk.on_disk, desk.log, (None, None), ("0709T",), ()))
    template = names | spoken(OF_CLAIMS) | spoken(LITERALS)
    assert claims
    assert not [claim.text for claim in claims if spoken(said(claim)) - ever(claim.entry) - template]


def test_a_question_of_each_intent_on_each_code_says_only_what_is_cited(desk, foreign):
    for code in desk.current.codes:
        for intent in INTENTS:
            reply = reply_to(desk, intent.format(code))
            claims = reply.claims if reply.kind != "which" else ()
            assert not [claim.text for claim in claims if foreign(claim, f"{code} {' '.join(reply.read_as)}")]


@pytest.fixture(scope="module")
def replies(desk, real_policies):
    read = read_questions((real_policies / "questions.yml").read_text(encoding="utf-8"))
    asked = [*(one.ask for one in read.held[::8]), *(one.ask for one in read.replies)]
    return [reply_to(desk, question) for question in asked]


def test_what_staff_ask_is_answered_in_the_words_of_what_is_cited(desk, replies, foreign):
    """On a day in the past the cautions of the history come behind: sentences on that day, and not of the file.

    A last day that is reckoned stands in no file; its other words do.
    """
    for reply in replies:
        read = find(desk.searcher, reply.question, 1, desk.today).read
        of_history = ASKED.search(reply.question) or (read.day and COUNTING not in reply.lead)
        for claim in () if of_history else reply.claims:
            reckoned = " ".join(re.findall(DATE, claim.text)) if read.day else ""
            edition = UNDATED if read.undated else ""  # before a value where a date could not be read
            asked = f"{reply.question} {' '.join(reply.read_as)} {reckoned} {edition}"
            assert not foreign(claim, asked), (reply.question, claim.text)


FOLDERS = (
    *(
        "ask",
        "answers",
        "search",
        "changes",
        "diff",
        "catalogue",
        "content",
        "evidence",
        "history",
        "rules",
        "domain",
    ),
)
LITERALS = " ".join(
    text for folder in FOLDERS for path in sorted((CODE / folder).glob("*.py")) for text in literals(path)
)
"""All texts of the code that a reply can be made of: the templates of notes, of unknowns, of next acts."""


def test_every_word_of_a_whole_reply_is_of_the_question_the_library_or_a_template(replies, real_policies):
    files = (path.read_text(encoding="utf-8") for path in sorted(real_policies.rglob("*")) if path.suffix in KEPT)
    library = spoken(" ".join((LITERALS, *CALENDAR, *files)))
    for reply in replies:
        counted = {word for word in spoken(text_of(reply)) if word.isdigit()}
        told = spoken(text_of(reply)) - library - spoken(reply.question) - counted
        assert not told - spoken(" ".join(reply.read_as)), reply.question


CALENDAR = (*calendar.month_abbr, *calendar.month_name, *calendar.day_name)
KEPT = (".md", ".yml", ".csv")


KINDS = get_args(Kind)
COMPUTED_GAPS = ("No record here names a primary code of ", "No row and no sentence with a source is on its page.")
"""What is told where a look-up in the records found nothing: no claim has these words."""


@pytest.mark.parametrize("word", ["not", "no", "never", "none", "denied", "covered", "required", "must"])
def test_the_templates_of_claims_hold_no_fact_and_no_negation(word):
    """Their one "no" says that no effective date is recorded, which is computed from the entry."""
    assert word not in spoken(TEMPLATES.replace("no effective date recorded", ""))


TEMPLATES = " ".join(
    text
    for module in ("claims", "code_facts", "code_particulars", "code_reply")
    for text in literals(CODE / "ask" / f"{module}.py")
    if " " in text and text not in KINDS and not any(gap in text for gap in COMPUTED_GAPS)
)


def test_a_claim_without_a_source_cannot_be_made():
    make = partial(Claim, text="a", entry="codes/0709t", section="units")
    with pytest.raises(TypeError):
        make()


def test_a_reply_with_a_word_that_nothing_holds_is_never_an_answer(replies):
    assert not [reply.question for reply in replies if reply.unread and reply.kind == "answer"]


def test_a_reply_names_the_sources_of_each_claim_and_how_it_was_read(replies):
    for reply in replies:
        text = text_of(reply)
        assert all(source.url in text for claim in reply.claims for source in claim.sources)
        assert all(part in text for part in reply.read_as)
