"""Tools that read: a section, a code in official files, what is unknown, what changed, and versions."""

from __future__ import annotations

from kb.answers.answer import source_record
from kb.assistants import replies
from kb.assistants.tools import MOST, Tools, plans, refuse_patient_data, source_of
from kb.changes.wording import headline
from kb.content.kinds import suggest
from kb.domain.days import read_day
from kb.domain.problem import UsageError, shown
from kb.history.record import history_of


def section(tools: Tools, entry: str, heading: str) -> replies.SectionText:
    """Read a section of an entry or page. Raises UsageError if there is none, with those there are."""
    refuse_patient_data(entry, heading)
    page = tools.library.by_path.get(f"{entry.strip().removesuffix('.md')}.md")
    if page is None:
        ids = tuple(path.removesuffix(".md") for path in tools.library.by_path)
        raise UsageError(f"no entry '{shown(entry)}'; {suggest(entry.strip(), ids)}")
    found = next((one for one in page.sections if heading.strip().lower() in {one.slug, one.heading.lower()}), None)
    if found is None:
        raise UsageError(f"no section '{shown(heading)}'; one of: {', '.join(one.slug for one in page.sections)}")
    sources = {name: source for name, source in page.sources.items() if f"[{name}]" in found.text}
    return replies.SectionText(
        entry=entry,
        title=page.title,
        section=found.heading,
        text=found.text.strip(),
        reviewed=page.reviewed.isoformat(),
        review_by=page.review_by.isoformat(),
        sources={name: source_of(source_record(source)) for name, source in sources.items()},
    )


def code(tools: Tools, code: str, beside: str = "") -> replies.CodeFacts:
    """Tell what official files and plans say of a code. Raises UsageError if it is no code."""
    refuse_patient_data(code, beside)
    return replies.CodeFacts(record=tools.official(code, beside))


def unknowns(tools: Tools, payer: str = "") -> replies.Acts:
    """List what is unknown or due, of one payer or of all. Raises UsageError if the payer is not here."""
    plans(tools, payer)
    every = tools.desk.acts
    found = [act for act in every if not payer or act.about.split("/")[0] == payer.strip().lower()]
    acts = [
        replies.Act(
            action=act.action,
            about=act.about,
            questions=list(act.questions),
            codes=list(act.codes[:MOST]),
            answers=act.answers,
            asks=list(act.asks),
        )
        for act in found[:MOST]
    ]
    return replies.Acts(total=len(found), acts=acts)


def changes(tools: Tools, since: str, payer: str = "") -> replies.Changes:
    """List what changed since a day. Raises UsageError if the day or the payer cannot be read."""
    plans(tools, payer)
    first = read_day("since", since)
    if first is None:
        raise UsageError("since is missing; write a day like 2026-10-01")
    found = [
        replies.Change(
            recorded=one.commit.recorded.isoformat(),
            entry=change.lineage,
            what=headline(tools.library, change),
            effective=change.change.effective or None,
        )
        for one in tools.desk.log
        if one.commit.recorded >= first
        for change in (*one.detailed, *one.added)
        if payer.strip().lower() in {"", change.payer}
    ]
    return replies.Changes(since=since, total=len(found), changes=found[:MOST])


def versions(tools: Tools, entry: str) -> replies.Versions:
    """List the versions of an entry, newest first. Raises UsageError if no file ever had the name."""
    refuse_patient_data(entry)
    return replies.Versions(record=history_of(tools.history, entry, tools.desk.today))
