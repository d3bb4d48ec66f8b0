"""Simulated people through a pack and the engine: how often the leader is right, how sure that is, how many questions it takes.

Post-hoc simulation (as in mirtCAT, Chalmers 2016): every person first answers all questions; an adaptive session then looks up the answers
it asks for. The people are drawn from the prior, or with correlated traits; their answers from the parameters that the author set, or from
parameters that these miss, which is what happens to experts.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.workers import Result, parallel_map
from opscareer.engine.fit import State, draw, expected_fit
from opscareer.engine.items import Author, Bools, Floats, Ints, ItemBank
from opscareer.engine.measurement import posterior
from opscareer.engine.people import People, answer_all, draw_traits
from opscareer.engine.rules import Rules
from opscareer.engine.selection import ASKING_POINTS, Selector
from opscareer.pack.kinds.scale import EngineItem
from opscareer.pack.model import Pack
from opscareer.results.evaluation import CalibrationBin

CHUNK = 24  # people at once: what fits the processor's cache
TOLERANCE = 1e-5
BINS = 10
AUTHORS = 20

Order = Callable[[State, Bools], Ints]
"""The next question of each person (P,), from what is known of them and what they were asked (P, J)."""

OnProgress = Callable[[int], None]
"""Called with how many more questions were asked, about."""


def no_progress(done: int) -> None:
    """For callers who do not want to know."""


class Outcome(NamedTuple):
    """What came of a form for P people.

    leader: index of the leading role (P,)
    p_best: of every role (P, R), 0-1
    regret: expected loss of following the leader (P,), in standard deviations of fit
    asked: which questions were asked (P, J)
    """

    leader: Ints
    p_best: Floats
    regret: Floats
    asked: Bools

    def accuracy(self, people: People) -> float:
        """Share of people whose leading role is the truly best."""
        return float((self.leader == people.best).mean())

    def true_regret(self, people: People) -> float:
        """Mean loss of following the leader, in standard deviations of fit."""
        chosen = people.fit[np.arange(len(people)), self.leader]
        return float((people.fit.max(axis=1) - chosen).mean())

    def calibration(self, people: People) -> tuple[CalibrationBin, ...]:
        """P(best) of the leader against how often it was right, in ten equal bins; empty bins left out."""
        stated = self.p_best[np.arange(len(people)), self.leader]
        right = self.leader == people.best
        bin_of = np.minimum((stated * BINS).astype(np.int64), BINS - 1)
        bins = [bin_of == number for number in range(BINS)]
        return tuple(CalibrationBin(int(own.sum()), float(stated[own].mean()), float(right[own].mean())) for own in bins if own.any())


def expected_calibration_error(bins: tuple[CalibrationBin, ...]) -> float:
    """Mean distance between what was stated and what was true, weighted by people (Naeini, Cooper & Hauskrecht 2015)."""
    return sum(one.people * abs(one.stated - one.right) for one in bins) / sum(one.people for one in bins)


class AuthorError(NamedTuple):
    """By what standard deviations authors miss the truth.

    scale: of a trait as a whole, shared by all ratings or lists about it; choices pass it by
    threshold: of each question beside
    log_discrimination: of each question
    """

    scale: float = 0.0
    threshold: float = 0.0
    log_discrimination: float = 0.0


RIGHT = AuthorError()
NEARLY_RIGHT = AuthorError(0.0, 0.3, 0.3)
BIG_FIVE = AuthorError(0.6, 0.45, 0.32)
"""What evenly spaced thresholds miss on real people's answers to a questionnaire of the Big Five; see docs/method.md."""


def draw_people(pack: Pack, engine: Engine, count: int, seed: int, *, correlated: bool = False, error: AuthorError = RIGHT) -> People:
    """`count` people with correlated traits or without. The truth misses what the author set by `error`, drawn for every twentieth of the
    people, as by so many authors."""
    random = np.random.default_rng(seed)
    traits = draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random, correlated=correlated)

    def author() -> Author:
        scales = error.scale * random.standard_normal(len(pack.traits))

        def truth(item: EngineItem) -> tuple[Floats, Floats]:
            shift = error.threshold * random.standard_normal()
            if len(item.traits) == 1:
                shift += scales[pack.traits.index(item.traits[0])]
            return np.exp(error.log_discrimination * random.standard_normal(1)), np.array([shift])

        return truth

    groups = np.array_split(traits, min(AUTHORS, count) if any(error) else 1)
    answers = np.concatenate([answer_all(ItemBank.of(pack, author()), group, random) for group in groups])
    return People(traits, answers, engine.model.fit(traits.T).T)


def run_sessions(engine: Engine, people: People, rules: Rules, seed: int, on_progress: OnProgress = no_progress) -> Outcome:
    """Everybody through an adaptive session."""
    return _joined(_run(partial(_session, engine, rules, seed), people, rules.usual[1], on_progress))


def run_fixed_length(engine: Engine, people: People, order: Order, most: int, on_progress: OnProgress = no_progress) -> tuple[Outcome, ...]:
    """Everybody through a session that asks what `order` says; what came of it after 0, 1, … `most` questions."""
    return tuple(map(_joined, zip(*_run(partial(_followed, engine, order, most), people, most, on_progress), strict=True)))


def full_form(engine: Engine, people: People) -> Outcome:
    """Everybody answers every question."""
    return _joined(_run(partial(_whole, engine), people, 0, no_progress))


Part = tuple[int, Ints]
"""The number of the first of some people, and their answers (P, J)."""


def _run(work: Callable[[Part], Result], people: People, questions: int, on_progress: OnProgress) -> list[Result]:
    """The work on all people, part by part, which takes about so many questions a person."""
    parts = [(start, people.answers[start : start + CHUNK]) for start in range(0, len(people), CHUNK)]
    return parallel_map(work, parts, lambda part: on_progress(questions * len(part[1])))


def _session(engine: Engine, rules: Rules, seed: int, part: Part) -> Outcome:
    first, answers = part
    selector = Selector(engine, rules)
    asked = np.zeros(answers.shape, dtype=bool)
    going = np.arange(len(answers))
    while len(going):
        state = _state(engine, answers[going], asked[going])
        chosen = selector.choose(state, asked[going], [seed + first + int(row) for row in going])
        going, chosen = going[chosen >= 0], chosen[chosen >= 0]
        asked[going, chosen] = True
    return _outcome(engine, _state(engine, answers, asked), asked)


def _followed(engine: Engine, order: Order, most: int, part: Part) -> list[Outcome]:
    _, answers = part
    asked = np.zeros(answers.shape, dtype=bool)
    steps = []
    for number in range(most + 1):
        state = _state(engine, answers, asked)
        steps.append(_outcome(engine, state, asked))
        if number < most:
            asked[np.arange(len(answers)), order(state, asked)] = True
    return steps


def _whole(engine: Engine, part: Part) -> Outcome:
    _, answers = part
    asked = np.ones(answers.shape, dtype=bool)
    return _outcome(engine, _state(engine, answers, asked), asked)


def _state(engine: Engine, answers: Ints, asked: Bools) -> State:
    return draw(engine.model, posterior(engine.bank, np.where(asked, answers, 0), TOLERANCE), ASKING_POINTS)


def _outcome(engine: Engine, state: State, asked: Bools) -> Outcome:
    return Outcome(expected_fit(engine.model, state.posterior).argmax(axis=1), state.p_best, state.expected_regret(), asked.copy())


def _joined(parts: Iterable[Outcome]) -> Outcome:
    return Outcome(*map(np.concatenate, zip(*parts, strict=True)))
