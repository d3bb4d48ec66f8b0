"""`opscareer why ROLE` and `opscareer whatif COMPETENCY=LEVEL …`"""

from math import isfinite
from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.options import Answers, RoleArgument, check_role, known
from opscareer.engine.explaining import explain, what_if
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.results.trait import Trait

LEVELS = (1.0, 5.0)
INTERESTS = (-3.0, 3.0)


def why(context: Context, role: RoleArgument, answers_file: Answers = None) -> None:
    pack = context.pack
    check_role(pack, role)
    explanation = explain(context.engine, given_case(context, answers_file).answers, role)
    context.show(
        lambda: report.documents.result_document(pack, explanation),
        lambda page: terminal.explanation.why(pack, explanation, context.texts, page),
    )


def whatif(
    context: Context,
    assumptions: Annotated[list[str], typer.Argument(help="help.whatif-argument", metavar="NAME=VALUE")],
    answers_file: Answers = None,
) -> None:
    pack = context.pack
    levels = dict(_assumption(text, pack) for text in assumptions)
    result = what_if(context.engine, given_case(context, answers_file).answers, levels)
    context.show(
        lambda: report.documents.result_document(pack, result),
        lambda page: terminal.explanation.whatif(pack, result, context.texts, page),
    )


def _assumption(text: str, pack: Pack) -> tuple[Trait, float]:
    """`name=number` as a trait and its value. Raises UsageError for an unknown name, no number, or a number off the scale."""
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        raise UsageError("whatif-shape", given=text) from None
    trait = known("whatif-unknown", name, {str(trait): trait for trait in pack.traits})
    low, high = LEVELS if trait.kind == "competency" else INTERESTS
    if not (isfinite(value) and low <= value <= high):
        raise UsageError("whatif-range", id=name, value=number, low=f"{low:g}", high=f"{high:g}")
    return trait, value
