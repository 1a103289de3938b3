"""Each tool, called by the SDK's own client: typed replies whose values carry their doubts, and typed refusals."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pytest
from mcp import Client

from kb.assistants import asking
from kb.assistants.tools import Tools, prepare, work
from kb.commands import main as cli
from kb.commands.code import code_record
from kb.commands.lookup import KEPT, make_look_up
from kb.domain.problem import ToolError
from kb.domain.vocabulary import QUESTIONS
from kb.rules.check import hold_alone
from tests.assistants.conftest import DATA, DAY, run

TOOLS = {"plans", "ask", "answer", "compare", "search", "section", "code", "unknowns", "changes", "versions"}
COMMERCIAL, ADVANTAGE = "example-health/commercial", "example-health/medicare-advantage"


def reply(found):
    """Give the reply of a call that did not fail."""
    failed, content, _ = found
    assert not failed
    return content["result"]


def test_every_tool_says_what_it_does_reads_only_and_has_a_type_for_what_it_gives(server_of, good_library):
    async def listed():
        async with Client(server_of(good_library)) as client:
            return (await client.list_tools()).tools

    tools = run(listed())
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint
        assert "Refused" in tool.output_schema["$defs"]


def test_a_known_answer_has_its_certainty_and_date_in_the_words_of_the_value(call):
    found = reply(call("answer", code="0709T", plan=COMMERCIAL, question="coverage"))
    assert "known" == found["status"]
    assert found["value"].startswith("investigational (")
    assert "high confidence" in found["value"]
    assert "effective Jan 1, 2026" in found["value"]
    assert {"primary", "secondary"} == {source["standing"] for source in found["sources"]}


def test_an_unknown_answer_is_a_type_of_its_own_with_reason_and_next_act(call):
    found = reply(call("answer", code="0709T", plan=ADVANTAGE, question="benchmarks"))
    assert "unknown" == found["status"]
    assert found["value"].startswith("data not available: ")
    assert found["reason"]
    assert found["next"]
    assert "sources" not in found


def test_an_answer_of_another_day_is_that_day_s(call):
    before = reply(call("answer", code="0709T", plan=COMMERCIAL, question="coverage", date_of_service="2025-06-01"))
    assert "2025-06-01" == before["day"]
    assert before["value"].startswith("case by case (")
    assert "investigational" not in before["value"]
    assert "does not say which day its dates count from" in before["value"]


def test_compared_plans_are_counted_and_those_with_a_value_stand_apart(call):
    found = reply(call("compare", code="0709T", question="coverage"))
    kinds = ("known", "conflicts", "unknown")
    every = [one for kind in kinds for one in found[kind]]
    names = [plan["id"] for plan in reply(call("plans"))["plans"]]
    assert sorted(names) == sorted(one["plan"] for one in every)
    assert len(every) == sum(found["counts"].values())
    assert all(one["value"].startswith("data not available") for one in found["unknown"])


def test_a_question_in_words_has_the_reply_of_the_command(call, capsys):
    typed = "example health commercial 0709T coverage zebra"
    found = reply(call("ask", question=typed))
    assert 0 == cli.main(["ask", typed, "--json", "--policies", str(DATA / "good"), "--today", str(DAY)])
    assert json.loads(capsys.readouterr().out) == found
    assert "nearest" == found["kind"]
    assert "“zebra”" in found["text"]
    assert "coverage of 0709T: investigational (" in found["claims"][0]["text"]


def test_a_search_gives_sections_and_a_section_its_text_and_the_sources_that_it_cites(call):
    hits = reply(call("search", query="category III investigational"))
    first = next(hit for hit in hits if hit["section"] == "coverage")
    text = reply(call("section", entry=first["entry"], heading="coverage"))
    assert text["sources"]
    assert all(f"[{name}]" in text["text"] for name in text["sources"])


def test_a_code_s_facts_name_no_descriptor_and_what_is_not_imported_is_no_answer(call):
    record = reply(call("code", code="0709T", beside="96401"))["record"]
    assert "96401" == record["with"]["code"]
    assert not record["known"]


def test_unknowns_name_an_act_each(call):
    found = reply(call("unknowns", payer="example-health"))
    assert found["total"] >= len(found["acts"]) > 0
    assert all(act["action"] for act in found["acts"])


def test_changes_and_versions_come_from_the_history(server_of, call, dated_repository):
    folder = dated_repository.folder if hasattr(dated_repository, "folder") else dated_repository
    server = server_of(folder)
    found = reply(call("changes", server, since="2020-01-01"))
    assert found["total"] > 0
    assert all(change["what"] and change["recorded"] for change in found["changes"])
    entry = found["changes"][0]["entry"]
    assert reply(call("versions", server, entry=entry))["record"]["versions"]


@pytest.mark.parametrize(
    ("tool", "arguments", "way_out"),
    [
        ("answer", {"code": "0709T", "plan": "exmple-health/commercial", "question": "coverage"}, COMMERCIAL),
        ("answer", {"code": "0709T", "plan": "humana/commercial", "question": "coverage"}, "example-health"),
        ("answer", {"code": "709", "plan": COMMERCIAL, "question": "coverage"}, "write it like 0709T"),
        ("answer", {"code": "0709T", "plan": COMMERCIAL, "question": "cover"}, "coverage"),
        ("answer", {"code": "0709T", "plan": COMMERCIAL, "question": "coverage", "date_of_service": "3/1"}, "--date"),
        ("compare", {"code": "0709T", "question": "coverage", "plans": ["nobody/nothing"]}, "example-health"),
        ("plans", {"payer": "humana"}, "example-health"),
        ("section", {"entry": "nobody/nothing", "heading": "coverage"}, "example-health"),
        ("section", {"entry": "codes/0709t", "heading": "nonsense"}, "summary"),
        ("code", {"code": "nonsense"}, "write it like"),
        ("versions", {"entry": "nobody/nothing"}, "path"),
        ("changes", {"since": "soon"}, "since"),
    ],
)
def test_a_name_that_is_not_known_is_a_typed_refusal_with_the_way_out(call, tool, arguments, way_out):
    failed, content, (text,) = call(tool, **arguments)
    assert failed
    assert ("refused", "unknown name") == (content["result"]["status"], content["result"]["kind"])
    assert way_out in content["result"]["message"]
    assert text.text == content["result"]["message"]


@pytest.mark.parametrize("tool", ["ask", "search", "section", "versions", "code", "plans"])
def test_a_patient_s_data_is_refused_by_every_tool_and_not_repeated(call, tool):
    first = {"ask": "question", "search": "query", "section": "entry", "versions": "entry", "code": "code"}
    typed = "member id W123456789 DOB 01/02/1960"
    more = {"heading": "coverage"} if tool == "section" else {}
    failed, content, (text,) = call(tool, **{first.get(tool, "payer"): typed}, **more)
    assert failed
    assert "patient data" == content["result"]["kind"]
    assert "W123456789" not in text.text


def test_every_question_can_be_asked_of_every_plan(call):
    plans = [plan["id"] for plan in reply(call("plans"))["plans"]]
    for question in QUESTIONS:
        found = reply(call("compare", code="0708T", question=question.slug))
        assert len(plans) == sum(found["counts"].values())


def test_what_is_made_ready_in_the_background_is_there_for_the_first_question_and_a_fault_of_it_stops_nothing():
    def lost():
        raise ToolError("git has lost a text")

    desk = make_look_up(DATA / "good", DAY, as_json=False)
    desk = replace(desk, cache=None, history=lost)
    tools = Tools(desk, lambda code, beside: code_record(desk, code, beside))
    prepare(tools)
    assert "answer" == run(work(tools, lambda: asking.ask(tools, "example health commercial 0709T coverage"))).kind
    tools.worker.shutdown()
    assert "searcher" in vars(desk)
    with pytest.raises(ToolError):
        _ = desk.log


def test_files_that_did_not_change_are_not_read_again(tmp_path, monkeypatch):
    folder = shutil.copytree(DATA / "good", tmp_path / "policies")
    monkeypatch.setattr("kb.commands.lookup.cache", lambda: tmp_path / "cache")
    read = list[str]()

    def alone(path, text):
        read.append(path)
        return hold_alone(path, text)

    alone.__qualname__ = "read_for_this_test"
    monkeypatch.setattr("kb.commands.lookup.hold_alone", alone)
    first = make_look_up(folder, DAY, as_json=False)
    entry = folder / "example-health/commercial/category-iii.md"
    assert "example-health/commercial/category-iii.md" in read
    read.clear()
    assert first.on_disk.entries == make_look_up(folder, DAY, as_json=False).on_disk.entries
    assert [] == read
    entry.write_text(entry.read_text() + "\nOur reading: one more sentence.\n")
    again = make_look_up(folder, DAY, as_json=False)
    assert ["example-health/commercial/category-iii.md"] == read
    assert first.key != again.key


def test_the_kept_files_of_a_folder_count_as_used_where_none_of_them_changed(tmp_path, monkeypatch):
    """Else those of the folder that is asked most would be dropped first."""
    monkeypatch.setattr("kb.commands.lookup.cache", lambda: tmp_path)
    make_look_up(DATA / "good", DAY, as_json=False)
    [kept] = tmp_path.glob(KEPT)
    os.utime(kept, (1, 1))
    make_look_up(DATA / "good", DAY, as_json=False)
    assert kept.stat().st_mtime > 1
