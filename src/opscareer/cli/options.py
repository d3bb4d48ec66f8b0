"""Options that several commands share."""

from pathlib import Path
from typing import Any

import typer

from opscareer.cli.language import LANGUAGES
from opscareer.errors import UsageError
from opscareer.report.words import Words


def lang(words: Words) -> Any:
    return typer.Option("", "--lang", help=words("help.lang"), show_default=False, metavar="zh|en", callback=_known_language)


def json(words: Words) -> Any:
    return typer.Option(False, "--json", help=words("help.json"))


def answers(words: Words) -> Any:
    return typer.Option(None, "--answers", help=words("help.answers-or-last"), show_default=False, metavar="FILE|-")


def pack(words: Words) -> Any:
    return typer.Option(None, "--pack", help=words("help.pack"), show_default=False, metavar="DIR")


def _known_language(value: str) -> str:
    """The language itself was read before the parser ran; here a wrong one is refused."""
    if value and value not in LANGUAGES:
        raise UsageError("one-of", option="--lang", value=value, known=", ".join(LANGUAGES))
    return value


def directory(value: str | None) -> Path | None:
    return Path(value) if value is not None else None
