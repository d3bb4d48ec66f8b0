"""Simulated people through a pack and the engine: how often the leader is right, how sure that is, how many questions it takes.

Post-hoc simulation (as in mirtCAT, Chalmers 2016): every person first answers all questions; an adaptive session then looks up the answers
it asks for. The people are drawn from the prior, or with correlated traits; their answers from the parameters that the author set, or from
parameters that these miss, which is what happens to experts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.evaluation.workers import parallel_map
from opscareer.engine.fit import State, expected_fit
from opscareer.engine.items import Bools, Floats, Ints, ItemBank, exact
from opscareer.engine.people import People, answer_all, draw_traits
from opscareer.engine.rules import Rules
from opscareer.engine.selection import ASKING_POINTS, Selector
from opscareer.pack.model import Pack
from opscareer.results.evaluation import CalibrationBin

CHUNK = 24  # people at once: what fits the processor's cache
TOLERANCE = 1e-5
BINS = 10
AUTHORS = 20

Order = Callable[[State, Bools], Ints]
"""The next question of each person (P,), from what is known of them and what they were asked (P, J)."""

OnProgress = Callable[[int], None]
"""Called with how many more people are done."""


def no_progress(done: int) -> None:
    """For callers who do not want to know."""


@dataclass(frozen=True)
class ByGain:
    """The rule of the adaptive session, without random draws, floors or an end: an Order that other processes can be given."""

    selector: Selector

    def __call__(self, state: State, asked: Bools) -> Ints:
        by_id = self.selector.bank.by_id
        gains = np.where(asked, -np.inf, self.selector.gains(state))
        return np.asarray(by_id[gains[:, by_id].argmax(axis=1)])


@dataclass(frozen=True)
class Outcome:
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

    @property
    def questions(self) -> Ints:
        """How many questions each person was asked (P,)."""
        return np.asarray(self.asked.sum(axis=1))

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


def draw_people(pack: Pack, engine: Engine, count: int, seed: int, *, correlated: bool = False, noise: float = 0.0) -> People:
    """`count` people with correlated traits or without.

    `noise`: sd by which the true log a and b miss what the author set, drawn for every twentieth of the people as by so many authors.
    """
    random = np.random.default_rng(seed)
    traits = draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random, correlated=correlated)

    def truth(discrimination: float, thresholds: Sequence[float], at: Floats) -> Floats:
        shift = noise * random.standard_normal()
        factor = float(np.exp(noise * random.standard_normal()))
        return exact(discrimination * factor, [threshold + shift for threshold in thresholds], at)

    groups = np.array_split(traits, min(AUTHORS, count) if noise else 1)
    answers = np.concatenate([answer_all(ItemBank.of(pack, truth), group, random) for group in groups])
    return People(traits, answers, engine.model.fit(traits.T).T)


def run_sessions(engine: Engine, people: People, rules: Rules, seed: int, on_progress: OnProgress = no_progress) -> Outcome:
    """Everybody through an adaptive session."""
    parts = parallel_map(partial(_session, engine, rules, seed), _parts(people), lambda part: on_progress(len(part[1])))
    return _joined(parts)


def run_fixed_length(engine: Engine, people: People, order: Order, most: int, on_progress: OnProgress = no_progress) -> tuple[Outcome, ...]:
    """Everybody through a session that asks what `order` says; what came of it after 0, 1, … `most` questions."""
    parts = parallel_map(partial(_followed, engine, order, most), _parts(people), lambda part: on_progress(len(part[1])))
    return tuple(_joined([steps[number] for steps in parts]) for number in range(most + 1))


def full_form(engine: Engine, people: People) -> Outcome:
    """Everybody answers every question."""
    return _joined(parallel_map(partial(_whole, engine), _parts(people), lambda part: None))


Part = tuple[int, Ints]
"""The number of the first of some people, and their answers (P, J)."""


def _parts(people: People) -> list[Part]:
    return [(start, people.answers[start : start + CHUNK]) for start in range(0, len(people), CHUNK)]


def _session(engine: Engine, rules: Rules, seed: int, part: Part) -> Outcome:
    first, answers = part
    selector = Selector(engine.bank, engine.model, rules)
    asked = np.zeros(answers.shape, dtype=bool)
    going = np.arange(len(answers))
    while len(going):
        state = _state(engine, np.where(asked[going], answers[going], 0))
        chosen, _ = selector.choose(state, asked[going], [seed + first + int(row) for row in going])
        going, chosen = going[chosen >= 0], chosen[chosen >= 0]
        asked[going, chosen] = True
    return _outcome(engine, _state(engine, np.where(asked, answers, 0)), asked)


def _followed(engine: Engine, order: Order, most: int, part: Part) -> list[Outcome]:
    _, answers = part
    asked = np.zeros(answers.shape, dtype=bool)
    steps = []
    for number in range(most + 1):
        state = _state(engine, np.where(asked, answers, 0))
        steps.append(_outcome(engine, state, asked))
        if number < most:
            asked[np.arange(len(answers)), order(state, asked)] = True
    return steps


def _whole(engine: Engine, part: Part) -> Outcome:
    _, answers = part
    return _outcome(engine, _state(engine, answers), np.ones(answers.shape, dtype=bool))


def _state(engine: Engine, answers: Ints) -> State:
    return State.of(engine.bank, engine.model, answers, ASKING_POINTS, TOLERANCE)


def _outcome(engine: Engine, state: State, asked: Bools) -> Outcome:
    leader = expected_fit(engine.model, state.posterior).argmax(axis=1)
    return Outcome(leader, state.draws.p_best, state.draws.expected_regret(), asked.copy())


def _joined(parts: list[Outcome]) -> Outcome:
    return Outcome(
        np.concatenate([part.leader for part in parts]),
        np.concatenate([part.p_best for part in parts]),
        np.concatenate([part.regret for part in parts]),
        np.concatenate([part.asked for part in parts]),
    )
