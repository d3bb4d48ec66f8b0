"""People whose results the reports tell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from people import place

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import Learner, Wishes, make_plan
from opscareer.pack.model import Pack, Question, Tier
from opscareer.report.view.result import Origin, View, view
from opscareer.results.assessment import Assessment
from opscareer.results.plan import Plan
from opscareer.texts import Texts


@dataclass(frozen=True)
class Person:
    """One person's result, ready to be told."""

    pack: Pack
    assessment: Assessment
    plan: Plan

    def view(self, texts: Texts, pack: Pack | None = None) -> View:
        """What a report shows; with another pack, its texts instead."""
        return view(pack or self.pack, self.assessment, self.plan, texts, Origin("2026-03-01", "9.8.7"))

    def changed(self, **changes: object) -> "Person":
        return replace(self, assessment=replace(self.assessment, **changes))


@pytest.fixture(scope="session")
def person(pack: Pack, engine: Engine) -> Callable[..., Person]:
    """Somebody who answers each question as `choose(question, options)` says, of a list of deeds with one deed less; None leaves it out."""

    def make(choose: Callable[[Question, int], int | None], tier: Tier = "mid") -> Person:
        chosen = [(question, choose(question, len(pack.options(question)))) for question in pack.questions]
        found = engine.assess(Answers({question.id: place(pack, question, number) for question, number in chosen if number is not None}))
        return Person(pack, found, make_plan(pack, Learner(found), Wishes(found.best.role, tier, 6.0)))

    return make


@pytest.fixture(scope="session")
def varied(person: Callable[..., Person]) -> Person:
    """Answers that differ: a close call."""
    return person(lambda question, options: 1 + len(question.id) % options)


@pytest.fixture(scope="session")
def analyst(person: Callable[..., Person]) -> Person:
    """Somebody who can and likes data analysis and nothing else: a clear case."""
    return person(_likes_data)


def _likes_data(question: Question, options: int) -> int:
    if question.kind == "choice":
        return 1 if question.measures[0] == "data" else options if question.measures[1] == "data" else (options + 1) // 2
    if question.kind == "interest":
        return options if question.measures == "data" else 1
    return options + question.several if question.measures == "data_analysis" else 2


@pytest.fixture(params=["zh", "en"])
def texts(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)
