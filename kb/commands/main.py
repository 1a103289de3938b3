"""The commands. Each reads its words, calls one function, prints, and gives an exit code.

0: fine. 1: the content has problems. 2: the call or a tool is at fault.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from kb import __version__
from kb.answers.answer import ask, record
from kb.commands import console
from kb.commands.guide import guide
from kb.content.load import Texts, load
from kb.diff.compare import compare, compare_entries
from kb.diff.markdown import markdown
from kb.diff.record import record as diff_record
from kb.diff.sides import read_side
from kb.diff.text import lines
from kb.domain.model import Library
from kb.domain.problem import KbError, UsageError
from kb.evidence.cases import case_of
from kb.evidence.pack import make_pack
from kb.evidence.record import pack_record
from kb.history.answer_as_of import answer_as_of, answer_now, read_dates
from kb.history.in_force import AsOfDates
from kb.history.read import read_history
from kb.history.record import history_of, text_of
from kb.history.today import not_in_force
from kb.history.versions import History
from kb.layout.folder import lay_out_all, write
from kb.layout.plain import plain
from kb.pages.evidence import evidence_page
from kb.published.base_url import read_base, read_edit
from kb.published.commit import newest_commit
from kb.rules.check import Checked, check
from kb.search.find import find, make_searcher
from kb.site.build import TEMPLATES, Built, build
from kb.site.render import environment, render_alone
from kb.site.serve import rebuild_on_save, serve

ROOT: Final = Path(__file__).resolve().parents[2]
CONTENT, FAULT = 1, 2

HELP: Final = ("-h", "--help")

app = typer.Typer(
    no_args_is_help=False,
    add_completion=False,
    help=__doc__,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": list(HELP)},
)


def _at_home(folder: Path) -> Path:
    """Read `~` as the home folder, which a shell leaves as it is inside quotes and after `--out=`."""
    try:
        return folder.expanduser()
    except RuntimeError as fault:
        raise UsageError(f"{folder}: nobody here has such a home folder; name another folder") from fault


def _at_home_or_none(file: Path | None) -> Path | None:
    return _at_home(file) if file else None


Policies = Annotated[Path, typer.Option("--policies", help="The folder of policy content.", callback=_at_home)]
Out = Annotated[Path, typer.Option("--out", help="The folder the site is written to.", callback=_at_home)]
Base = Annotated[
    str,
    typer.Option("--base-url", help="The address the site will have; feeds then lead to it.", callback=read_base),
]
Edit = Annotated[
    str,
    typer.Option(
        "--edit-url", help="What stands before a file's path in the code host's editor.", callback=read_edit
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
DateOfService = Annotated[str, typer.Option("--date", help="Date of service: 2026-03-01.")]
Known = Annotated[str, typer.Option("--known", help="By when it was recorded here: 2026-02-01.")]
Processed = Annotated[str, typer.Option("--processed", help="The day the claim is processed.")]
Annotate = Annotated[bool, typer.Option("--annotations", help="Print code-host annotations.")]
DEFAULT: Final = ROOT / "policies"


@app.command("build")
def build_command(
    policies: Policies = DEFAULT,
    out: Out = ROOT / "site",
    base_url: Base = "",
    edit_url: Edit = "",
    as_json: Json = False,
) -> None:
    """Build the site: read, check, resolve, index, render, write. Nothing is written while there are problems.

    With --base-url there is a sitemap too, and links in feeds and sheets are whole addresses. With --edit-url
    (https://host/team/library/edit/main/policies/) each page leads to its file in that editor.
    """
    recorded, where = newest_commit(policies), out.resolve()
    built = build(policies, where, console.step, _history, base_url, made_from=recorded, edit=edit_url)
    _report(built, as_json=as_json)


def _history(policies: Path, texts: Texts) -> History:
    return read_history(policies, texts, ROOT / ".cache")


def _report(built: Built, *, as_json: bool) -> None:
    address = (built.out / "index.html").as_uri()
    if as_json:
        problems = [console.problem_record(problem) for problem in built.problems]
        made = {"out": str(built.out), "pages": built.pages, "entries": built.entries, "address": address}
        console.say_json({**made, "problems": problems})
    elif built.problems:
        console.say_problems(built.problems)
        console.warn(f"Nothing was written: {_count(built.problems)}. The site in {built.out} is as it was.")
    else:
        console.say(
            f"Made {built.pages} pages from {built.entries} entries, 0 problems. Open {address}", "bold green"
        )
    if built.problems:
        raise typer.Exit(CONTENT)


@app.command("check")
def check_command(
    policies: Policies = DEFAULT,
    as_json: Json = False,
    annotate: Annotate = False,
) -> None:
    """Check all content and name every problem with its file, line, column, rule and way out."""
    checked = check(load(policies))
    if as_json:
        console.say_json({"problems": [console.problem_record(problem) for problem in checked.problems]})
    elif annotate:
        for line in console.annotation_lines(checked.problems, _from_here(policies)):
            console.say(line)
    else:
        console.say_problems(checked.problems)
        console.say(f"{len(checked.library.entries)} entries, {_count(checked.problems)}.", "bold")
    if checked.problems:
        raise typer.Exit(CONTENT)


@app.command("search")
def search_command(
    query: Annotated[str, typer.Argument(help='Words, "phrases", -without, field:value.')],
    policies: Policies = DEFAULT,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many hits to print.")] = 10,
    as_json: Json = False,
) -> None:
    """Find sections of the library, best first."""
    result = find(make_searcher(_sound(policies, as_json=as_json), ROOT / ".cache"), query, limit)
    if as_json:
        console.say_json(console.hit_records(result))
    else:
        console.say_hits(result)


@app.command("answer")
def answer_command(  # noqa: PLR0913  (each is an option of the call)
    code: Annotated[str, typer.Argument(help="A CPT or HCPCS code: 0709T.")],
    scope: Annotated[str, typer.Argument(help="Payer and scope: cigna/commercial.")],
    question: Annotated[str, typer.Argument(help="coverage, prior-authorization, billing ...")],
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    known: Known = "",
    processed: Processed = "",
    as_json: Json = False,
) -> None:
    """Give the resolved answer: the value, the entry that decides, why, and who says so.

    With --date or --known: as of a date of service, and of what was recorded by a day.
    """
    asked = read_dates(date, known, processed)
    told = _answer(policies, (code, scope, question), asked, as_json=as_json)
    if as_json:
        console.say_json(told)
    else:
        console.say_answer(told)


def _answer(policies: Path, words: tuple[str, str, str], asked: AsOfDates | None, *, as_json: bool) -> dict[str, Any]:
    texts = load(policies)
    library = _sound_texts(texts, as_json=as_json)
    if asked:
        return answer_as_of(library, _history(policies, texts), words, asked)
    if not not_in_force(library, library.as_of):
        return record(ask(library, *words))
    return answer_now(library, _history(policies, texts), words, library.as_of)


@app.command("history")
def history_command(
    entry: Annotated[str, typer.Argument(help="An entry, or another file of the policies: cigna/commercial/0709t.")],
    *,
    policies: Policies = DEFAULT,
    at: Annotated[str, typer.Option("--text", help="Print the text of one version, by its commit.")] = "",
    as_json: Json = False,
) -> None:
    """List the versions of an entry, newest first, through renames, withdrawals and returns."""
    history = _history(policies, load(policies))
    if at:
        console.say(text_of(history, entry, at))
    elif as_json:
        console.say_json(history_of(history, entry))
    else:
        console.say_history(history_of(history, entry))


@app.command("evidence")
def evidence_command(  # noqa: PLR0913  (each is an option of the call)
    entry: Annotated[str, typer.Argument(help="An entry: cigna/commercial/category-iii.")],
    *,
    policies: Policies = DEFAULT,
    date: DateOfService = "",
    known: Known = "",
    processed: Processed = "",
    code: Annotated[str, typer.Option("--code", help="The code in question: 0709T.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="The HTML file to write.", callback=_at_home_or_none)
    ] = None,
    as_json: Json = False,
) -> None:
    """Write one printable page: the rule on a date of service, its sources, its versions, and what is not known.

    Without --date: as in force on the library's own day.
    """
    texts = load(policies)
    library = _sound_texts(texts, as_json=as_json)
    asked = read_dates(date, known, processed) or AsOfDates(library.as_of)
    case = case_of(library, _history(policies, texts), entry, code, asked)
    if as_json:
        console.say_json(pack_record(make_pack(case)))
    if out or not as_json:
        path = out or Path(f"evidence-{case.name.id.replace('/', '-')}-{asked.date}.html")
        path.write_text(render_alone(evidence_page(case), environment(TEMPLATES)), encoding="utf-8", newline="\n")
    if not as_json:
        console.say(f"Wrote {path}: print it, or open it in a browser and save it as PDF.", "bold green")


@app.command("diff")
def diff_command(  # noqa: PLR0913  (each is a word of the call)
    base: Annotated[str, typer.Argument(help="A commit, branch, tag or folder; with --entries, an entry.")],
    head: Annotated[str, typer.Argument(help="Another; without it, the working files.")] = "",
    *,
    policies: Policies = DEFAULT,
    entries: Annotated[bool, typer.Option("--entries", help="Compare two entries of one library.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for a pull request.")] = False,
    as_json: Json = False,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 where a second approval is needed.")] = False,
) -> None:
    """Say what an edit changes in meaning: answers, dates, sources, prose, and what follows for each code."""
    if entries and not head:
        raise UsageError("--entries compares two; name another entry")
    here = read_side(policies, head if not entries else "")
    found = compare_entries(here, base, head) if entries else compare(read_side(policies, base, here), here)
    if as_json:
        console.say_json(diff_record(found))
    elif as_markdown:
        console.say_raw(markdown(found))
    else:
        console.say_lines(lines(found))
    if gate and found.concerns:
        raise typer.Exit(CONTENT)


@app.command("fmt")
def fmt_command(
    policies: Policies = DEFAULT,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where a line would.")] = False,
) -> None:
    """Lay out every content file so that diffs stay small. What a file says never changes."""
    laid = lay_out_all(policies)
    problems = [problem for one in laid for problem in one.problems]
    changed = [one for one in laid if one.differs and not one.problems]
    for one in changed:
        if not only_check:
            write(policies, one)
        for line, told in one.told() if only_check else ():
            console.say(f"{one.path}:{line}: {told}")
    console.say_problems(problems)
    told = f"{len(changed)} of {len(laid)} files {'would be' if only_check else 'were'} laid out anew"
    console.say(f"{told}{f'; left alone: {_count(tuple(problems))}' if problems else ''}.", "bold")
    if problems or (only_check and changed):
        raise typer.Exit(CONTENT)


@app.command("plain")
def plain_command(file: Annotated[Path, typer.Argument(help="A content file.")]) -> None:
    """Print a file for `git diff`: a fact a line, a sentence a line. One with a fault is printed as it is."""
    console.say_raw(plain(file.read_bytes().decode("utf-8", "surrogateescape")))


@app.command("serve")
def serve_command(
    policies: Policies = DEFAULT,
    out: Out = ROOT / ".cache" / "preview",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8000,
) -> None:
    """Preview the site on 127.0.0.1, rebuilding on save. Ctrl-C ends it."""
    faults: list[str] = []

    def rebuild() -> None:
        built = build(policies, out.resolve(), lambda _: None, _history)
        faults[:] = map(str, built.problems)
        console.say_problems(built.problems)
        console.say(f"{_count(built.problems)}; {built.pages} pages made.")

    def rebuild_or_say() -> None:
        try:
            rebuild()
        except KbError as fault:
            faults[:] = [str(fault)]
            console.warn(str(fault))

    rebuild()
    server = serve(out.resolve(), port, faults)
    console.say(f"Open http://127.0.0.1:{server.server_address[1]}/ (Ctrl-C ends the preview)", "bold green")
    rebuild_on_save((policies, TEMPLATES), rebuild_or_say)


@app.command("guide")
def guide_command(policies: Policies = DEFAULT) -> None:
    """Write the field guide, README.md of the policies folder, from the code."""
    (policies / "README.md").write_text(guide(), encoding="utf-8", newline="\n")
    console.say(f"Wrote {policies / 'README.md'}")


def _from_here(folder: Path) -> str:
    """Write a folder as a code host wants it: relative to the working folder, with forward slashes."""
    return Path(os.path.relpath(folder)).as_posix()


def _sound(policies: Path, *, as_json: bool) -> Library:
    """Read a library that has no problem; else print them and end with exit code 1."""
    return _sound_texts(load(policies), as_json=as_json)


def _sound_texts(texts: Texts, *, as_json: bool) -> Library:
    checked: Checked = check(texts)
    if checked.problems:
        if as_json:
            console.say_json({"problems": [console.problem_record(problem) for problem in checked.problems]})
        else:
            console.say_problems(checked.problems)
            console.warn(f"No answer from content with {_count(checked.problems)}.")
        raise typer.Exit(CONTENT)
    return checked.library


def _count(problems: tuple[object, ...]) -> str:
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code; without a command, build."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or (words[0].startswith("-") and words[0] not in {*HELP, "--version"}):
        words = ["build", *words]
    console.take_any_text()
    if words == ["--version"]:
        console.say(__version__)
        return 0
    try:
        app(words, prog_name="kb")
    except SystemExit as done:
        return int(done.code or 0)
    except KbError as fault:
        console.warn(str(fault))
        return FAULT
    except OSError as fault:
        console.warn(f"{fault.filename or 'a file'}: {fault.strerror}")
        return FAULT
    return 0
