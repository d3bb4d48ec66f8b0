"""The program as a library: what `import opscareer` offers, with the same numbers as the commands. docs/python.md shows it at work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from opscareer.answers import Answers
from opscareer.casework import HOURS_PER_WEEK
from opscareer.engine import explaining
from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.study import simulate_pack
from opscareer.engine.plan import planner
from opscareer.pack.model import Pack, Tier
from opscareer.report import documents
from opscareer.results.assessment import Assessment
from opscareer.results.evaluation import Simulation
from opscareer.results.explanation import Contrast, Explanation, WhatIf
from opscareer.results.plan import Plan
from opscareer.results.units import Answer

GivenAnswers = Answers | Mapping[str, Answer | list[int]]
"""By question id the number of an option (from 1) or, to a list of deeds, the numbers of those done."""


def assess(pack: Pack, answers: GivenAnswers) -> Assessment:
    """The whole result for one person's answers.

    Raises AnswersError where the pack has no such question or option, ValueError where nothing is answered.
    """
    return Engine.of(pack).assess(_checked(pack, answers))


def explain(pack: Pack, answers: GivenAnswers, role: str = "") -> Explanation:
    """Why a role, or without one the leader, has its fit, down to the single answer.

    Raises AnswersError as `assess` does, KeyError for an unknown role.
    """
    return explaining.explain(pack, Engine.of(pack), _checked(pack, answers), pack.role[role].id if role else "")


def compare(pack: Pack, answers: GivenAnswers, first: str, second: str) -> Contrast:
    """Two roles side by side. Raises AnswersError as `assess` does, KeyError for an unknown role."""
    return explaining.contrast(pack, Engine.of(pack), _checked(pack, answers), pack.role[first].id, pack.role[second].id)


def what_if(pack: Pack, answers: GivenAnswers, assumed: Mapping[str, float]) -> WhatIf:
    """The result if some traits had these values already: a competency's level (1-5), or `interest.<role>` in standard deviations.

    Raises AnswersError as `assess` does, KeyError for an unknown trait, ValueError for a value off the scale (interests: -3 to 3).
    """
    traits = {str(trait): trait for trait in pack.traits}
    return explaining.what_if(Engine.of(pack), _checked(pack, answers), {traits[name]: value for name, value in assumed.items()})


def make_plan(
    pack: Pack,
    assessment: Assessment,
    *,
    role: str = "",
    tier: Tier | None = None,
    hours_per_week: float = HOURS_PER_WEEK,
    weeks: int = planner.WEEKS,
    start: date | None = None,
) -> Plan:
    """The learning path to a role at a tier; without them to the leading role and its first tier that is not met yet.

    Raises KeyError for an unknown role.
    """
    role = role or assessment.best.role
    tier = tier or planner.target_tier(pack, assessment, role)
    return planner.make_plan(pack, planner.Learner(assessment), planner.Wishes(role, tier, hours_per_week, weeks, start or date.today()))


def simulate(pack: Pack, people: int = 2000, seed: int = 1, *, correlated: bool = False) -> Simulation:
    """How well a pack tells people apart, by simulated people. Takes minutes for thousands, on all processors."""
    return simulate_pack(pack, people, seed, correlated=correlated, on_progress=lambda share: None)


def to_document(
    pack: Pack,
    result: Assessment | Plan | Explanation | Contrast | WhatIf | Simulation,
    *,
    answers: GivenAnswers | None = None,
    plan: Plan | None = None,
) -> dict[str, Any]:
    """A result as the JSON document that the command of its name prints; docs/json.md describes each.

    An assessment's document holds its `answers` and a `plan` too; without a plan, the one that `make_plan` makes.
    """
    match result:
        case Assessment():
            if answers is None:
                raise TypeError("the document of an assessment holds its answers: to_document(pack, assessment, answers=answers)")
            return documents.assessment_document(pack, result, plan or make_plan(pack, result), _checked(pack, answers))
        case Plan():
            return documents.plan_document(pack, result, ())
        case _:
            return documents.result_document(pack, result)


def _checked(pack: Pack, answers: GivenAnswers) -> Answers:
    return Answers.checked(answers.values if isinstance(answers, Answers) else answers, pack)
