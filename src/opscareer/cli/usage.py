"""The parser's complaints in our words.

Typer has its own copy of Click's parser, without a public name. Nothing else of this program knows it; where its exceptions are no longer
what they were, the program says so instead of guessing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import takewhile
from typing import Any

import typer

from opscareer.cli.help import placeholders
from opscareer.errors import UsageError
from opscareer.texts import PROGRAM, Texts

try:
    from typer._click.exceptions import BadOptionUsage, NoSuchOption
    from typer._click.exceptions import UsageError as Complaint
except ImportError as error:  # told by `check_parser`, inside the error boundary
    _missing: str | None = str(error)
else:
    _missing = None

ENDINGS = {"--html": (".html", ".htm"), "--md": (".md", ".markdown", ".txt"), "--card": (".svg",), "--ics": (".ics",)}
"""How the file may be called that an option writes, the usual ending first."""


class NoCommand(Exception):
    """A group was called without anything: its help, which this says, is the answer."""


def check_parser() -> None:
    """Raises RuntimeError, which is reported as a bug, where Typer's parser is not the one that this program knows."""
    if _missing is not None:
        raise RuntimeError(f"Typer {typer.__version__} has another parser: {_missing}")


@contextmanager
def in_our_words(texts: Texts, context: Any) -> Iterator[None]:
    """What the parser refuses becomes a UsageError."""
    try:
        yield
    except Complaint as complaint:
        raise refused(context, _reason(texts, complaint, context)) from None


def refused(context: Any, reason: str) -> UsageError:
    """A command line that is not understood, with the command whose help to read."""
    root, _, rest = context.command_path.partition(" ")
    program = context.command.texts.program if root == PROGRAM else root
    return UsageError("usage", reason=reason, command=f"{program} {rest}".strip())


def no_such_command(texts: Texts, context: Any, name: str, known: Iterable[str]) -> UsageError:
    near, instead = _near(texts, get_close_matches(name, list(known), n=1)), f"usage.instead-{context.info_name}"
    return refused(context, texts("usage.no-such-command", name=name, near=near or (texts(instead) if texts.knows(instead) else "")))


def _near(texts: Texts, nearest: Sequence[str] | None) -> str:
    """Did you mean the first?"""
    return texts("did-you-mean", near=nearest[0]) if nearest else ""


def _reason(texts: Texts, complaint: Any, context: Any) -> str:
    match complaint:
        case NoSuchOption():
            near = sorted(complaint.possibilities or (), key=lambda name: not name.startswith(complaint.option_name))
            return texts("usage.no-such-option", name=complaint.option_name, near=_near(texts, near))
        case BadOptionUsage():
            param = next((param for param in context.command.params if complaint.option_name in param.opts), None)
            if getattr(param, "is_flag", False):
                return texts("usage.takes-no-value", name=complaint.option_name)
            return _lacking(texts, context, param, complaint.option_name)
    return str(complaint.format_message())


def _lacking(texts: Texts, context: Any, param: Any, option: str) -> str:
    """That the value of an option is missing; with a name as it could be, where it is of a file that is written."""
    if not str(getattr(param, "metavar", "")).startswith("FILE"):
        return texts("usage.missing-value", name=option)
    if option not in ENDINGS:
        return texts("usage.missing-file", name=option)
    return texts("usage.missing-file-like", name=option, given=f"{option} {context.info_name}{ENDINGS[option][0]}")


def with_usual_values(args: list[str], params: Iterable[Any]) -> list[str]:
    """The arguments of a command line, where an option whose number may be left out (its metavar is in brackets) has its usual one."""
    usual = {name: str(param.show_default) for param in params if str(param.metavar).startswith("[") for name in param.opts}
    given = []
    for argument, following in zip(args, [*args[1:], ""], strict=False):
        given += [argument, usual[argument]] if argument in usual and not re.fullmatch(r"-?[\d.]+", following) else [argument]
    return given


def refuse_two_values(texts: Texts, context: Any, args: Iterable[str], params: Iterable[Any]) -> None:
    """Raises UsageError where an option has two values: to take the last would leave out the first without a word."""
    taking = {name for param in params if not (getattr(param, "is_flag", True) or param.multiple) for name in param.opts}
    values, rest = dict[str, str](), iter(args)
    for argument in takewhile(lambda argument: argument != "--", rest):
        name, is_pair, value = argument.partition("=")
        if name in taking:
            value = value if is_pair else next(rest, "")
            if values.setdefault(name, value) != value:
                raise refused(context, texts("usage.two-values", name=name, first=values[name], second=value))


def reader(texts: Texts, param: Any, kind: type[int] | type[float] | None) -> Callable[[Any, Any], Any]:
    """How the value of a parameter is read, in place of Typer's own way, which loads pydantic for every command.

    kind: of a number; None for everything that stays as it was typed.
    """

    def read(context: Any, value: Any) -> Any:
        if param.opts[0].startswith("--") and str(value).startswith("--"):  # the next option, where a value should stand
            raise refused(context, _lacking(texts, context, param, param.opts[0]))
        try:
            value = () if value is None and param.nargs == -1 else kind(value) if kind and value is not None else value
        except ValueError:
            raise refused(context, texts("usage.not-a-number", name=param.opts[0], value=value)) from None
        if param.required and param.value_is_missing(value):
            name = placeholders(texts, str(param.metavar or param.name))
            raise refused(context, texts("usage.missing-argument", name=name, what=param.help))
        return param.callback(context, param, value) if param.callback is not None else value

    return read
