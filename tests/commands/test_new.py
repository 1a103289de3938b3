"""`new` as a new user types it: from an empty folder to an answer, asked or with options, and every refusal."""

from __future__ import annotations

import pytest

from kb.commands import main as cli
from kb.content.load import load
from kb.rules.check import check

TODAY = ("--today", "2026-03-02")
PAYER = ("payer", "acme", "--name", "Acme Health", "--plan", "commercial")
CODE = ("code", "12001", "--title", "Simple repair of a small wound")
ENTRY = ("entry", "acme/commercial", "--codes", "12001", "--question", "coverage")
KNOWN = ("--value", "not covered", "--source", "Policy 12", "--url", "https://example.org/p12")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mine"


@pytest.fixture
def new(capsys, folder):
    """Type `new`, and give the exit code and what was printed."""

    def typed(*words, named=("--policies",)):
        code = cli.main(["new", *words, *named, str(folder), *TODAY])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


@pytest.fixture
def answering(new, monkeypatch):
    """Type `new` on a terminal and answer what it asks; gives the questions asked, too."""

    def typed(words, answers):
        asked, left = [], [*answers]
        monkeypatch.setattr("kb.commands.console.can_ask", lambda: True)
        monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or left.pop(0))
        return new(*words), asked

    return typed


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}


def test_eleven_typed_facts_lead_from_an_empty_folder_to_an_answer(new, folder, capsys):
    facts = [word for call in (PAYER, CODE, (*ENTRY, *KNOWN)) for word in call[1:] if not word.startswith("--")]
    assert len(facts) <= 15
    for call in (PAYER, CODE, (*ENTRY, *KNOWN)):
        assert 0 == new(*call)[0]
    assert () == check(load(folder)).problems
    words = ["answer", "12001", "acme/commercial", "coverage", "--policies", str(folder), *TODAY]
    assert 0 == cli.main(words)
    assert "not covered" in capsys.readouterr().out


def test_what_is_not_typed_is_asked_for_on_a_terminal(answering, folder):
    answering(["payer"], ["acme", "Acme Health", "commercial", "", "", ""])
    answering(["code"], ["12001", "Simple repair"])
    answers = ["acme/commercial", "12001", "", "not covered", "Policy 12", "https://example.org/p12", *[""] * 6]
    (code, out, _), asked = answering(["entry"], answers)
    assert (0, 12) == (code, len(asked))
    assert "investigational" in asked[3]
    assert "[2026-03-02]" in asked[9]
    assert "least sure" in out
    assert () == check(load(folder)).problems


def test_least_sure_values_are_told_and_a_typed_one_is_not(new):
    new(*PAYER)
    new(*CODE)
    _, out, _ = new(*ENTRY, *KNOWN, "--standing", "primary")
    assert "read part, confidence low, currency undated" in out
    assert "standing" not in out


def test_an_entry_without_a_value_is_a_template_that_check_tells_in_one_message(new, folder, capsys):
    new(*PAYER)
    new(*CODE)
    _, out, _ = new(*ENTRY)
    assert 1 == out.count("still to be filled in")
    assert 1 == cli.main(["check", "--policies", str(folder), *TODAY])
    assert "1 problem." in capsys.readouterr().out


def test_a_plan_is_added_to_its_payer(new, folder):
    new(*PAYER)
    assert 0 == new("plan", "acme/exchange")[0]
    assert 0 == new("plan", "acme/south", "--name", "Acme South", "--kind", "licensee", "--states", "FL, PR")[0]
    assert ["commercial", "exchange", "south"] == [
        one.id for one in check(load(folder)).library.payers["acme"].scopes
    ]


def test_an_add_on_names_its_parent(new, folder):
    new(*PAYER)
    new(*CODE)
    assert 0 == new("code", "12002", "--title", "An add-on", "--add-on-to", "12001")[0]
    assert "12001" == check(load(folder)).library.codes["12002"].add_on_to


REFUSED = {
    "no such kind": (("scope", "acme"), "did you mean `code`?"),
    "a near kind": (("payr", "acme"), "did you mean `payer`?"),
    "no id": (("payer",), "new payer acme --name 'Acme Health'"),
    "no name of a payer": (("payer", "other"), "add --name"),
    "no plan of a payer": (("payer", "other", "--name", "Other"), "add --plan commercial"),
    "a payer that is there": (("payer", "acme"), "acme/payer.md is there already and stays as it is"),
    "an id with capitals of a plan": (("plan", "acme/Big Plan"), "write big-plan"),
    "no payer of a plan": (("plan", "exchange"), "new plan acme/exchange"),
    "an unknown payer of a plan": (("plan", "other/exchange"), "new payer other"),
    "a plan that is there": (("plan", "acme/commercial"), "is there already"),
    "a plan of no known kind": (("plan", "acme/texas"), "add --kind"),
    "a plan without a name": (("plan", "acme/texas", "--kind", "licensee"), "add --name"),
    "a wrong kind of plan": (("plan", "acme/texas", "--kind", "licencee"), "did you mean `licensee`?"),
    "a wrong state": (("plan", "acme/exchange", "--states", "QQ"), "postal abbreviation"),
    "no code": (("code", "12"), "write it like 12001"),
    "no title of a code": (("code", "12002"), "add --title"),
    "a code that is there": (("code", "12001"), "is there already"),
    "an add-on to no page": (("code", "12002", "--title", "A", "--add-on-to", "12009"), "no page for 12009"),
    "an option of another kind": (("code", "12002", "--value", "covered"), "--value is not for a code"),
    "no plan of an entry": (("entry",), "new entry acme/commercial"),
    "an unknown plan of an entry": (("entry", "acme/texas", "--codes", "12001"), "new plan acme/texas"),
    "an unknown payer of an entry": (("entry", "other/texas", "--codes", "12001"), "new payer other"),
    "no codes": (("entry", "acme/commercial"), "add --codes 12001"),
    "wrong codes": (("entry", "acme/commercial", "--codes", "1200l"), "write 12001"),
    "a code without a page": (("entry", "acme/commercial", "--codes", "12009"), "new code 12009"),
    "no such question": ((*ENTRY[:4], "--question", "cover"), "did you mean `coverage`?"),
    "no such value": ((*ENTRY, "--value", "uncovered"), "did you mean `covered`?"),
    "no such standing": ((*ENTRY, *KNOWN, "--standing", "primry"), "did you mean `primary`?"),
    "too sure": ((*ENTRY, *KNOWN, "--confidence", "high"), "high needs"),
    "no web address": ((*ENTRY, "--value", "covered", "--source", "A", "--url", "p12"), "no web address"),
    "no day": ((*ENTRY, *KNOWN, "--retrieved", "soon"), "--retrieved"),
    "a day to come": ((*ENTRY, *KNOWN, "--retrieved", "2026-03-03"), "retrieved"),
    "a control character": ((*ENTRY, "--value", "covered", "--words", "a\x07b"), "take it out"),
    "a patient's data": ((*ENTRY, "--value", "covered", "--words", "member id 12345678"), "looks like a member id"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_names_the_way_out_and_writes_nothing(case, new, folder):
    new(*PAYER)
    new(*CODE)
    before = {path: (folder / path).read_bytes() for path in files(folder)}
    words, told = REFUSED[case]
    code, out, err = new(*words)
    assert code in {1, 2}
    assert told in out + err
    assert before == {path: (folder / path).read_bytes() for path in files(folder)}


def test_a_plan_is_not_added_to_a_payer_page_that_has_problems(new, folder):
    new(*PAYER)
    page = folder / "acme" / "payer.md"
    page.write_text("---\ntitle: [\n---\n")
    assert "fix them first" in new("plan", "acme/exchange")[2]
    assert "---\ntitle: [\n---\n" == page.read_text()


def test_an_entry_that_is_there_stays_and_another_name_is_taken(new, folder):
    for call in (PAYER, CODE, ENTRY):
        new(*call)
    assert "is there already" in new(*ENTRY)[2]
    assert 0 == new("entry", "acme/commercial/other", *ENTRY[2:])[0]
    assert "acme/commercial/other.md" in files(folder)


def test_an_entry_on_a_service_of_the_own_list_needs_no_code(new, folder):
    new(*PAYER)
    (folder / "concepts.yml").write_text(
        "concepts:\n  - name: subtalar arthroereisis\n    means: implants in the foot\n"
    )
    words = ("entry", "acme/commercial", "--codes", "subtalar arthroereisis", "--question", "coverage", *KNOWN)
    assert 0 == new(*words)[0]
    text = (folder / "acme/commercial/subtalar-arthroereisis.md").read_text()
    assert ("\nconcept: subtalar arthroereisis\n" in text, "\ncodes:" in text) == (True, False)
    assert () == check(load(folder)).problems


def test_a_source_is_recorded_once_and_an_entry_cites_it_by_its_id(new, folder):
    for call in (PAYER, CODE):
        new(*call)
    source = (
        "source",
        "acme-guide",
        "--title",
        "Provider guide",
        "--url",
        "https://example.org/guide",
        "--read",
        "whole",
    )
    assert 0 == new(*source)[0]
    code, out, _ = new(*ENTRY, "--value", "not covered", "--source", "acme-guide")
    assert (0, True) == (code, "standing" not in out.partition("Wrote")[0].partition("written:")[2])
    assert () == check(load(folder)).problems
    record, entry = folder / "sources" / "acme-guide.yml", folder / "acme" / "commercial" / "12001.md"
    record.write_text(record.read_text().replace("Provider guide", "Guide for providers"))
    assert {"source-differs"} == {one.code for one in check(load(folder)).problems}
    assert 0 == cli.main(["fmt", "--policies", str(folder)])
    assert "    title: Guide for providers\n" in entry.read_text()
    assert () == check(load(folder)).problems


def test_a_source_that_a_file_cites_already_is_recorded_as_it_stands_there(new, folder):
    for call in (PAYER, CODE, (*ENTRY, *KNOWN)):
        new(*call)
    assert 0 == new("source", "policy-12")[0]
    assert "url: https://example.org/p12\n" in (folder / "sources" / "policy-12.yml").read_text()
    assert () == check(load(folder)).problems


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("source", "Acme Guide", "--url", "https://example.org", "--title", "x"), "write acme-guide"),
        (("source", "acme-guide", "--title", "x"), "add --url"),
        (("source", "acme-guide", "--url", "https://example.org"), "add --title"),
        (("source", "a", "--url", "https://example.org", "--title", "x", "--standing", "sure"), "--standing"),
        (("source", "a", "--url", "https://example.org", "--title", "x", "--edition-of", "b"), "no record 'b'"),
        (
            ("source", "a", "--url", "https://example.org", "--title", "x", "--value", "covered"),
            "is not for a source",
        ),
    ],
)
def test_a_source_that_cannot_be_recorded_is_refused_with_the_way_out(new, folder, words, told):
    new(*PAYER)
    code, _, err = new(*words)
    assert (2, True) == (code, told in err)
    assert not (folder / "sources").exists()
