"""`opscareer whatif COMPETENCY=LEVEL …`"""

from math import isfinite
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import given_or_last, load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.pack.model import Pack
    from opscareer.results import Trait

LEVELS = (1.0, 5.0)
INTERESTS = (-3.0, 3.0)


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("whatif", cls=command, help=texts("help.whatif"))
    def whatif(
        assumed: list[str] = typer.Argument(..., help=texts("help.whatif-argument"), metavar="NAME=VALUE"),
        answers_file: str = options.answers(texts),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        levels = dict(_assumption(given, pack) for given in assumed)
        answers = given_or_last(answers_file, pack)
        from opscareer.engine.assess import Engine
        from opscareer.engine.explaining import what_if

        found = what_if(Engine.of(pack), answers, levels)
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import whatif_document

            output.json(whatif_document(pack, found))
            return
        from opscareer.report.terminal.explanation import whatif

        output.lines(whatif(pack, found, texts, output.page()))


def _assumption(given: str, pack: "Pack") -> tuple["Trait", float]:
    """`name=number` as a trait and its value. Raises UsageError for an unknown name, no number, or a number off the scale."""
    name, _, number = given.partition("=")
    known = {str(trait): trait for trait in pack.traits}
    try:
        value = float(number)
    except ValueError:
        raise UsageError("whatif-shape", given=given) from None
    if name not in known:
        raise UsageError("whatif-unknown", id=name, near=nearest(name, known), known=", ".join(known))
    low, high = LEVELS if known[name].kind == "competency" else INTERESTS
    if not (isfinite(value) and low <= value <= high):
        raise UsageError("whatif-range", id=name, value=number, low=f"{low:g}", high=f"{high:g}")
    return known[name], value
