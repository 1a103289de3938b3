"""Commands as an app of Typer, which reads any call, and tells of commands with `--help`.

The only module that knows Typer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, wraps
from inspect import Parameter, signature
from typing import Annotated, Any, Final, get_args, get_type_hints

import typer
from typer.exceptions import TyperException

from kb.commands.mistyped import HELP, Signature, Signatures, command_first, with_way_out
from kb.commands.names import COMMANDS, command_of
from kb.commands.options import Argument, Exit, MistypedCall
from kb.domain.problem import UsageError

HELP_TEXT: Final = """Exit codes: 0 fine; 1 the content has problems; 2 usage or tool error.
"""


def app_of(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """Make the command line of some commands, or of all."""
    app = typer.Typer(
        no_args_is_help=False,
        add_completion=False,
        help=HELP_TEXT,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HELP)},
    )
    for name in names:
        app.command(name)(_as_typer_reads(command_of(name)))
    app.callback()(lambda: None)
    return app


def _as_typer_reads(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with its options and arguments in Typer's words."""

    @wraps(command)
    def called(**values: Any) -> None:
        command(**values)

    hints = get_type_hints(command, include_extras=True)
    given = signature(command)
    parameters = [one.replace(annotation=_of_typer(hints[one.name])) for one in given.parameters.values()]
    in_order = sorted(parameters, key=lambda one: one.default is not Parameter.empty)
    vars(called)["__signature__"] = given.replace(
        parameters=[one.replace(kind=Parameter.KEYWORD_ONLY) for one in in_order], return_annotation=None
    )
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def _of_typer(hint: Any) -> Any:
    kind, told = get_args(hint)
    if isinstance(told, Argument):
        found = typer.Argument(help=told.help, callback=told.callback, show_default=told.show_default)
    else:
        found = typer.Option(told.name, help=told.help, callback=told.callback, min=told.min, max=told.max)
    return Annotated[kind, found]


def any_call(words: list[str]) -> Callable[[], int]:
    """Return a call as typed, which gives its exit code; without a command, of build.

    Raises UsageError, with what to type instead, if its command cannot be told, and the call if it cannot be read.
    """
    app = app_of(words[:1] if words and words[0] in COMMANDS else COMMANDS)
    return partial(_run_or_tell, app, command_first(words, signatures(app)))


def _run_or_tell(app: typer.Typer, typed: list[str]) -> int:
    try:
        return run(app, typed)
    except MistypedCall as fault:
        raise UsageError(with_way_out(str(fault), typed, signatures(app_of()))) from fault


def run(app: typer.Typer, typed: list[str]) -> int:
    """Run a command of an app and give its exit code. Raises MistypedCall if the call cannot be read."""
    try:
        code = app(typed, prog_name="kb", standalone_mode=False)
    except TyperException as fault:  # without the proposals of the parser
        raise MistypedCall(fault.format_message().partition(" (Possible options")[0]) from fault
    except Exit as end:
        return end.code
    return code if isinstance(code, int) else 0


def signatures(app: typer.Typer) -> Signatures:
    """Return the signature of each command of an app."""
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    return {name: _signature(command.params) for name, command in commands.items()}


def _signature(parameters: list[Any]) -> Signature:
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = {
        name: (each.help, not each.is_flag) for each in parameters if each not in arguments for name in each.opts
    }
    return Signature(tuple(each.name for each in arguments), sum(each.required for each in arguments), options)
