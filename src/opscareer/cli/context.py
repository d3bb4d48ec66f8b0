"""What every command is given beside its own options, and the options that many of them share."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from opscareer import engine
from opscareer import pack as packs
from opscareer.cli.language import language_named
from opscareer.cli.output import Output, note, tell_version
from opscareer.errors import UsageError
from opscareer.frozen import frozen
from opscareer.texts import LANGUAGES, Texts

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine
    from opscareer.pack.model import Pack
    from opscareer.report.terminal.layout import Line, Page


@frozen
class Context:
    """How to speak, what to print and which pack to use.

    as_json: print one JSON document.
    pack_option: what was given for --pack, None for the pack that is shipped.
    """

    texts: Texts
    as_json: bool = False
    pack_option: str | None = None
    output: Output = field(default_factory=Output)

    @cached_property
    def pack(self) -> "Pack":
        """Read when it is first asked for; whether it speaks this language is said then. Raises PackError."""
        pack = packs.load.load_pack(None if self.pack_option is None else Path(self.pack_option))
        if self.texts.language not in pack.languages:
            note(self.texts("one-language"))
        return pack

    @cached_property
    def engine(self) -> "Engine":
        return engine.assess.Engine.of(self.pack)

    def show(self, document: Callable[[], dict[str, Any]], lines: Callable[["Page"], list["Line"]]) -> None:
        """The JSON document or the lines, whichever is wanted; the other is never made."""
        if self.as_json:
            self.output.json(document())
        else:
            self.output.lines(lines(self.output.page()))


def context_of(parsed: Any, texts: Texts) -> Context:
    """From the parser's context: a common option counts behind a command and behind the group that the command belongs to."""
    given: dict[str, Any] = {}
    while parsed is not None:
        for name, value in parsed.params.items():
            given[name] = given.get(name) or value
        parsed = parsed.parent
    plain = bool(given.get("plain"))
    keys = "" if plain or given.get("no_pager") else texts("pager.keys")
    output = Output(plain=plain, keys=keys, end=texts("pager.end"))
    return Context(texts, bool(given.get("as_json")), given.get("pack_option"), output)


def _known_language(value: str) -> str:
    if value and not language_named(value):
        raise UsageError("one-of", option="--lang", value=value, known=", ".join(LANGUAGES))
    return value


def _show_version(wanted: bool) -> None:
    if wanted:
        tell_version()
        raise typer.Exit


def _option(name: str, kind: Any, default: object, *flags: str, **more: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, typer.Option(*flags, **more)])


# The language itself was read before the parser ran; its option only refuses what is none
COMMON: Mapping[str, Parameter] = {
    "version": _option("version", bool, False, "--version", "-V", callback=_show_version, is_eager=True, help="help.version"),
    "json": _option("as_json", bool, False, "--json", help="help.json"),
    "export-json": _option("as_json", bool, False, "--json", help="help.export-json"),
    "pack": _option("pack_option", str | None, None, "--pack", help="help.pack", metavar="DIR"),
    "pager": _option("no_pager", bool, False, "--no-pager", help="help.no-pager"),
    "no-pager": _option("no_pager", bool, False, "--no-pager", help="help.no-pager", hidden=True),
    "lang": _option("lang", str, "", "--lang", help="help.lang", metavar="|".join(LANGUAGES), callback=_known_language),
}
"""By the name that the table of commands uses."""
