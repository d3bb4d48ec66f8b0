"""`opscareer whatif COMPETENCY=LEVEL …`"""

from math import isfinite
from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.options import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.explaining import what_if
from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.results.trait import Trait

LEVELS = (1.0, 5.0)
INTERESTS = (-3.0, 3.0)

Assumptions = Annotated[list[str], typer.Argument(help="help.whatif-argument", metavar="NAME=VALUE")]


def whatif(context: Context, assumptions: Assumptions, answers_file: Answers = None) -> None:
    pack = load_pack(context.pack_directory)
    levels = dict(_assumption(text, pack) for text in assumptions)
    result = what_if(Engine.of(pack), given_case(context, answers_file, pack).answers, levels)
    output = context.output
    if context.as_json:
        output.json(report.documents.result_document(pack, result))
    else:
        output.lines(terminal.explanation.whatif(pack, result, context.texts, output.page()))


def _assumption(text: str, pack: Pack) -> tuple[Trait, float]:
    """`name=number` as a trait and its value. Raises UsageError for an unknown name, no number, or a number off the scale."""
    name, _, number = text.partition("=")
    known = {str(trait): trait for trait in pack.traits}
    try:
        value = float(number)
    except ValueError:
        raise UsageError("whatif-shape", given=text) from None
    if name not in known:
        raise UsageError("whatif-unknown", id=name, near=nearest(name, known), known=", ".join(known))
    low, high = LEVELS if known[name].kind == "competency" else INTERESTS
    if not (isfinite(value) and low <= value <= high):
        raise UsageError("whatif-range", id=name, value=number, low=f"{low:g}", high=f"{high:g}")
    return known[name], value
