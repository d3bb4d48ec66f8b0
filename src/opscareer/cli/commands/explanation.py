"""`opscareer why`, `compare` and `whatif`: what is behind a result, and what would change it."""

import re
from collections.abc import Iterator
from functools import cache
from math import isfinite
from typing import Annotated
from unicodedata import normalize

import typer

from opscareer import report as reports
from opscareer.answers import Answers
from opscareer.cli import options, questionnaire
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.names import role_named, trait_named
from opscareer.engine.explaining import contrast, explain, what_if
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.report.view.names import PackTexts
from opscareer.results.trait import RANGES, Trait
from opscareer.texts import Texts

BETWEEN = re.compile(r"[,;、]")
ASSUMPTION = re.compile(r"[\s,;、]*([^=]*?)\s*=\s*([^\s,;、]*)")
"""A name with its number, and what parts it from the one before."""

Names = Annotated[list[str] | None, typer.Argument(help="help.compare-argument", metavar="ROLE")]
Assumptions = Annotated[list[str] | None, typer.Argument(help="help.whatif-argument", metavar="NAME=VALUE")]


def why(context: Context, role: options.RoleIfAny = "", answers_file: options.Answers = None) -> None:
    pack, answers = context.pack, cache(lambda: given_case(context, answers_file).answers)
    asked = role_named(pack, role, context.texts, lambda: _ranked(context, answers())) if role else ""
    explanation = explain(pack, context.engine, answers(), asked)
    again = options.rerun_options(answers_file)
    context.show(
        lambda: reports.documents.result_document(pack, explanation),
        lambda page: terminal.explanation.why(pack, explanation, context.engine.assess(answers()), context.texts, page, again),
    )


def compare(context: Context, roles: Names = None, answers_file: options.Answers = None) -> None:
    pack, answers = context.pack, cache(lambda: given_case(context, answers_file).answers)
    names = [name for given in roles or () for name in BETWEEN.split(normalize("NFKC", given)) if name.strip()]
    asked = [role_named(pack, name, context.texts, lambda: _ranked(context, answers())) for name in names]
    if len(asked) > 2 or len(set(asked)) < len(asked):
        speaking = PackTexts(pack, context.texts)
        raise UsageError("compare-how-many", given=speaking.join([speaking.role(role) for role in asked]))
    if len(asked) < 2:
        best = context.engine.assess(answers()).best
        asked = [*asked, *(role for role in (best.role, best.runner_up) if role not in asked)]
    found = contrast(pack, context.engine, answers(), asked[0], asked[1])
    context.show(
        lambda: reports.documents.result_document(pack, found),
        lambda page: terminal.explanation.compare(pack, found, context.engine.assess(answers()), context.texts, page),
    )


def _ranked(context: Context, answers: Answers) -> list[str]:
    return [role.id for role in context.engine.assess(answers).roles]


def whatif(context: Context, assumptions: Assumptions = None, answers_file: options.Answers = None) -> None:
    pack = context.pack
    levels = _levels(assumptions or [], pack, context.texts)
    answers = given_case(context, answers_file).answers
    result = what_if(context.engine, answers, levels)
    again = options.rerun_options(answers_file)
    context.show(
        lambda: reports.documents.result_document(pack, result),
        lambda page: (
            terminal.explanation.whatif(pack, result, context.texts, page)
            if levels
            else terminal.explanation.names(pack, result, context.engine.assess(answers), context.texts, page, again)
        ),
    )


def _levels(assumptions: list[str], pack: Pack, texts: Texts) -> dict[Trait, float]:
    """Traits with the values assumed. Raises UsageError for an unknown name, one given twice, no number, or a number off the scale."""
    levels = dict[Trait, float]()
    for name, number in _assumed(" ".join(assumptions)):
        trait = trait_named(pack, name, texts)
        if trait in levels:
            raise UsageError("whatif-twice", of=PackTexts(pack, texts).trait(trait), before=f"{levels[trait]:g}", after=number)
        levels[trait] = _value(trait, name, number)
    return levels


def _assumed(text: str) -> Iterator[tuple[str, str]]:
    """Each name with its number, as they were written: a name may hold spaces, and so may what is around the "=". Raises UsageError."""
    text = normalize("NFKC", text)
    end = 0
    for found in ASSUMPTION.finditer(text):
        if not all(found.groups()):
            raise UsageError("whatif-shape", given=found.group().strip())
        yield found.group(1), found.group(2)
        end = found.end()
    if rest := text[end:].strip(" ,;、"):
        raise UsageError("whatif-shape", given=rest)


def _value(trait: Trait, name: str, number: str) -> float:
    low, high = RANGES[trait.kind]
    try:
        value = float(number.translate(questionnaire.keys.NUMERALS))
    except ValueError:
        raise UsageError("whatif-shape", given=f"{name}={number}") from None
    if not (isfinite(value) and low <= value <= high):
        raise UsageError("whatif-range", id=name, value=number, low=f"{low:g}", high=f"{high:g}")
    return value
