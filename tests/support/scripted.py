"""People with a story, who answer by it: whoever knows what they can do sees at once whether a session found it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from people import COOL, LIKED, MIDDLING, Person, highest

from opscareer.cli.questionnaire.sources import Adaptive
from opscareer.engine.assess import Engine
from opscareer.engine.rules import DEFAULT
from opscareer.pack.model import Pack, Question
from opscareer.results.assessment import Assessment
from opscareer.results.units import Answer
from opscareer.sessions.progress import Progress

READING = 2.0  # times what reading takes at the least
HASTE = 1.0  # seconds


class Script(NamedTuple):
    """Somebody at the questionnaire, who differs a little from seed to seed.

    answers: to every question, by the pack and the seed
    seconds: that a question takes, of those that reading it takes at the least
    role: the direction that they want, "" for none
    strengths: the facets of which one at least is their strongest evidence
    """

    answers: Callable[[Pack, int], Mapping[str, Answer]]
    seconds: Callable[[float], float] = lambda least: READING * least
    role: str = ""
    strengths: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Specialist(Person):
    """Has done more of some facets than of the competency as a whole; `facets`: levels by facet."""

    facets: Mapping[str, float] = field(default_factory=dict)

    def reply(self, question: Question) -> Answer:
        if question.facet not in self.facets:
            return super().reply(question)
        return replace(self, levels={**self.levels, question.measures: self.facets[question.facet]}, facets={}).reply(question)


def specialist(role: str, level: float, strengths: Mapping[str, float], others: Mapping[str, float] | None = None) -> Script:
    """Wants one direction, is good at what it lives on, and less so at all else."""

    def answers(pack: Pack, seed: int) -> Mapping[str, Answer]:
        dice = random.Random(f"{role}:{seed}")
        likings = {one.id: (LIKED if one.id == role else COOL) + dice.uniform(-0.15, 0.15) for one in pack.roles}
        facets = {facet: of + dice.uniform(-0.3, 0.3) for facet, of in {**strengths, **(others or {})}.items()}
        bounded = {one: min(1.0, max(0.0, liking)) for one, liking in likings.items()}
        return Specialist(pack, level=level + dice.uniform(-0.2, 0.2), likings=bounded, facets=facets).form()

    return Script(answers, role=role, strengths=frozenset(strengths))


def third_on_screen(pack: Pack, seed: int) -> Mapping[str, Answer]:
    """The third key at every question, whatever stands there; of a list, the third deed."""
    chosen = {question.id: pack.shown(question.id).order(seed)[2] for question in pack.questions}
    return {question.id: (chosen[question.id],) if question.several else chosen[question.id] for question in pack.questions}


def exaggerating(pack: Pack, seed: int) -> Mapping[str, Answer]:
    """Has done everything, wants data and nothing else, and takes any first step."""
    dice = random.Random(f"exaggerating:{seed}")
    guessed = {question.id: dice.randint(1, len(pack.options(question))) for question in pack.questions if question.kind == "judgement"}
    claimed = {question.id: highest(pack)[question.id] for question in pack.questions if question.several}
    return {**Person(pack, liking=0.0, likings={"data": LIKED}).form(), **claimed, **guessed}


EVERYBODY: Mapping[str, Script] = {
    "exaggerator, only data": Script(exaggerating, role="data"),
    "level 3 in everything, likes content": Script(
        lambda pack, seed: Person(pack, level=3.0, liking=MIDDLING, likings={"content": 0.75}).form(), role="content"
    ),
    "indifferent, level 2.5": Script(lambda pack, seed: Person(pack, level=2.5, liking=MIDDLING).form()),
    "careless: 3 after 1 s": Script(third_on_screen, seconds=lambda least: HASTE),
    "writer": specialist("content", 1.8, {"writing": 3.5}, {"topics": 3.2, "ideas": 2.6, "visuals": 2.0}),
    "statistician": specialist("data", 1.6, {"experiments": 3.6, "tracking": 3.4}, {"cleaning": 3.2, "explaining": 2.5}),
    "event head": specialist("event", 1.8, {"partners": 3.3, "crises": 3.3}, {"planning": 3.0, "money": 2.6, "mechanics": 2.6}),
    "service agent": specialist("user", 1.6, {"communities": 3.0, "segments": 2.6}, {"feedback": 2.8}),
    "product assistant": specialist("product", 1.8, {"launches": 2.8, "interviews": 2.8}, {"journeys": 2.4, "tracking": 2.0}),
}
SPECIALISTS = tuple(name for name, script in EVERYBODY.items() if script.strengths)


# --- at the questionnaire


def session(pack: Pack, engine: Engine, script: Script, seed: int) -> Progress:
    """Everything that the person was asked and answered, without further questions at the end."""
    answers, progress = script.answers(pack, seed), Progress()

    def unread(progress: Progress) -> bool:
        return engine.hopeless(progress.answers, progress.times, progress.places(pack, seed))

    source = Adaptive(pack, DEFAULT, seed, lambda: engine, unread).source
    while (following := source.next(progress)) is not None:
        seconds = script.seconds(engine.check.reading[following.question])
        progress = progress.answer(following.question, answers[following.question], seconds=seconds)
    return progress


def assessed(pack: Pack, engine: Engine, progress: Progress, seed: int) -> Assessment:
    return engine.assess(progress.answers, progress.times, progress.places(pack, seed))
