"""The parser's complaints in our words.

Typer has its own copy of Click's parser, without a public name. Nothing else of this program knows it; where its exceptions are no longer
what they were, the program says so instead of guessing.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import version
from typing import Any

from opscareer.cli.help import placeholders
from opscareer.errors import UsageError
from opscareer.texts import Texts

try:
    from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption
    from typer._click.exceptions import UsageError as Complaint
except ImportError as error:  # told by `check_parser`, inside the error boundary
    _missing: str | None = str(error)
else:
    _missing = None


class NoCommand(Exception):
    """A group was called without anything: its help, as `page`, is the answer."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


def check_parser() -> None:
    """Raises RuntimeError, which is reported as a bug, where Typer's parser is not the one that this program knows."""
    if _missing is not None:
        raise RuntimeError(f"Typer {version('typer')} has another parser: {_missing}")


@contextmanager
def in_our_words(texts: Texts, context: Any, arguments: Sequence[str]) -> Iterator[None]:
    """What the parser refuses becomes a UsageError. `arguments` are those of the context's command."""
    try:
        yield
    except Complaint as complaint:
        raise refused(context, _reason(texts, complaint, context, arguments)) from None


def refused(context: Any, reason: str) -> UsageError:
    """A command line that is not understood, with the command whose help to read."""
    return UsageError("usage", reason=reason, command=context.command_path)


def no_such_command(texts: Texts, context: Any, name: str, known: Iterable[str]) -> UsageError:
    near = next(iter(get_close_matches(name, list(known), n=1)), "")
    return refused(context, texts("usage.no-such-command", name=name, near=_near(texts, near)))


def _near(texts: Texts, near: str) -> str:
    return texts("did-you-mean", near=near) if near else ""


def _reason(texts: Texts, complaint: Any, context: Any, arguments: Sequence[str]) -> str:
    match complaint:
        case NoSuchOption():
            near = next(iter(complaint.possibilities or []), "")
            return texts("usage.no-such-option", name=complaint.option_name, near=_near(texts, near))
        case BadOptionUsage():
            flags = {name for param in context.command.params if getattr(param, "is_flag", False) for name in param.opts}
            key = "usage.takes-no-value" if complaint.option_name in flags else "usage.missing-value"
            return texts(key, name=complaint.option_name)
        case MissingParameter() if complaint.param is not None:
            param = complaint.param
            return texts("usage.missing-argument", name=placeholders(texts, str(param.metavar or param.name)))
        case BadParameter() if complaint.param is not None:
            option = complaint.param.opts[0]
            return texts("usage.not-a-number", name=option, value=_value_of(option, arguments))
    return str(complaint.format_message())


def _value_of(option: str, arguments: Sequence[str]) -> str:
    """What was given for an option, for quoting it."""
    for index, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.removeprefix(f"{option}=")
        if argument == option and index + 1 < len(arguments):
            return arguments[index + 1]
    return ""
