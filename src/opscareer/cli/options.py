"""Options that several commands share."""

from pathlib import Path
from typing import Any

import typer

from opscareer.errors import UsageError
from opscareer.texts import LANGUAGES, Texts


def lang(texts: Texts) -> Any:
    return typer.Option("", "--lang", help=texts("help.lang"), show_default=False, metavar="|".join(LANGUAGES), callback=_known_language)


def json(texts: Texts) -> Any:
    return typer.Option(False, "--json", help=texts("help.json"))


def answers(texts: Texts) -> Any:
    return typer.Option(None, "--answers", help=texts("help.answers-or-last"), show_default=False, metavar="FILE|-")


def pack(texts: Texts) -> Any:
    return typer.Option(None, "--pack", help=texts("help.pack"), show_default=False, metavar="DIR")


def _known_language(value: str) -> str:
    """The language itself was read before the parser ran; here a wrong one is refused."""
    if value and value not in LANGUAGES:
        raise UsageError("one-of", option="--lang", value=value, known=", ".join(LANGUAGES))
    return value


def directory(value: str | None) -> Path | None:
    return Path(value) if value is not None else None
