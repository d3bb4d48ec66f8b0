"""What every command is given beside its own options, and the options that many of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import typer

from opscareer import __version__
from opscareer.cli.output import Output, open_stdout
from opscareer.errors import UsageError
from opscareer.texts import LANGUAGES, Texts


@dataclass(frozen=True)
class Context:
    """How to speak, what to print and which pack to use.

    as_json: print one JSON document.
    pack_option: what was given for --pack, None for the pack that is shipped.
    """

    texts: Texts
    as_json: bool = False
    pack_option: str | None = None

    @property
    def output(self) -> Output:
        return Output(self.texts)

    @property
    def pack_directory(self) -> Path | None:
        return None if self.pack_option is None else Path(self.pack_option)


def context_of(parsed: Any, texts: Texts) -> Context:
    """From the parser's context: a common option counts behind a command and behind the group that the command belongs to."""
    given: dict[str, Any] = {}
    while parsed is not None:
        for name, value in parsed.params.items():
            given[name] = given.get(name) or value
        parsed = parsed.parent
    return Context(texts, bool(given.get("as_json")), given.get("pack_option"))


def _known_language(value: str) -> str:
    """The language itself was read before the parser ran; here a wrong one is refused."""
    if value and value not in LANGUAGES:
        raise UsageError("one-of", option="--lang", value=value, known=", ".join(LANGUAGES))
    return value


def _show_version(wanted: bool) -> None:
    if wanted:
        open_stdout().write(f"opscareer {__version__}\n")
        raise typer.Exit


def _option(name: str, default: object, annotation: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


COMMON: Mapping[str, Parameter] = {
    "version": _option(
        "version", False, Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="help.version")]
    ),
    "json": _option("as_json", False, Annotated[bool, typer.Option("--json", help="help.json")]),
    "export-json": _option("as_json", False, Annotated[bool, typer.Option("--json", help="help.export-json")]),
    "pack": _option(
        "pack_option", None, Annotated[str | None, typer.Option("--pack", help="help.pack", show_default=False, metavar="DIR")]
    ),
    "lang": _option(
        "lang",
        "",
        Annotated[str, typer.Option("--lang", help="help.lang", show_default=False, metavar="|".join(LANGUAGES), callback=_known_language)],
    ),
}
"""By the name that the table of commands uses."""
