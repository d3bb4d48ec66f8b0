"""Simulated people through a pack and the engine: how often the leader is right, how sure that is, how many questions it takes.

Post-hoc simulation (as in mirtCAT, Chalmers 2016): every person first answers all questions; an adaptive session then looks up the answers
it asks for. The people are drawn from the prior, or with correlated traits; their answers from the parameters that the author set, or from
parameters that these miss, which is what happens to experts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from opscareer.engine.assess import Engine
from opscareer.engine.matching import Draws, draw, expected_parts
from opscareer.engine.measurement import Floats, Ints, ItemBank, Posterior, exact, posterior
from opscareer.engine.people import People, answer_all, draw_traits
from opscareer.engine.selection import ASKING_POINTS, Bools, Rules, Selector
from opscareer.pack.model import Pack
from opscareer.results import CalibrationBin

CHUNK = 24  # people at once: what fits the processor's cache
TOLERANCE = 1e-5
BINS = 10

Order = Callable[[Posterior, Draws, Bools], Ints]
"""The next question of each person, from the posterior, the draws and what was asked."""

Told = Callable[[int], None]


def quietly(done: int) -> None:
    """Tells nobody."""


def by_gain(selector: Selector) -> Order:
    """The rule of the adaptive session, without random draws, floors or an end."""
    by_id = np.argsort(np.array(selector.bank.ids))

    def order(found: Posterior, draws: Draws, asked: Bools) -> Ints:
        gains = np.where(asked, -np.inf, selector.gains(found, draws))
        return np.asarray(by_id[gains[:, by_id].argmax(axis=1)])

    return order


@dataclass(frozen=True)
class Outcome:
    """What came of a form: the leading role (P,), P(best) (P, R), expected regret (P,), which questions were asked (P, J)."""

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
        place = np.minimum((stated * BINS).astype(np.int64), BINS - 1)
        bins = [place == number for number in range(BINS)]
        return tuple(CalibrationBin(int(own.sum()), float(stated[own].mean()), float(right[own].mean())) for own in bins if own.any())


def expected_calibration_error(bins: tuple[CalibrationBin, ...]) -> float:
    """Mean distance between what was stated and what was true, weighted by people (Naeini, Cooper & Hauskrecht 2015)."""
    return sum(one.people * abs(one.stated - one.right) for one in bins) / sum(one.people for one in bins)


def draw_people(pack: Pack, engine: Engine, count: int, seed: int, *, correlated: bool = False, noise: float = 0.0) -> People:
    """`count` people with correlated traits or without. `noise`: sd by which the true log a and b miss what the author set."""
    random = np.random.default_rng(seed)
    traits = draw_traits(count, len(engine.model.competencies), len(engine.model.roles), random, correlated=correlated)

    def truth(discrimination: float, thresholds: Sequence[float], at: Floats) -> Floats:
        shift = noise * random.standard_normal()
        factor = float(np.exp(noise * random.standard_normal()))
        return exact(discrimination * factor, [threshold + shift for threshold in thresholds], at)

    return People(traits, answer_all(ItemBank.of(pack, truth), traits, random), engine.model.fit(traits))


def take(engine: Engine, people: People, rules: Rules, seed: int, told: Told = quietly) -> Outcome:
    """Everybody through an adaptive session. `told` hears how many more people are done."""
    selector = Selector(engine.bank, engine.model, rules)
    parts = []
    for rows in _chunks(len(people)):
        answers = people.answers[rows]
        asked = np.zeros(answers.shape, dtype=bool)
        seeds = [seed + int(row) for row in rows]
        while True:
            found, draws = _state(engine, np.where(asked, answers, 0))
            chosen, _ = selector.choose(found, draws, asked, seeds)
            going = np.flatnonzero(chosen >= 0)
            if not len(going):
                break
            asked[going, chosen[going]] = True
        parts.append(_outcome(engine, found, draws, asked))
        told(len(rows))
    return _joined(parts)


def after(engine: Engine, people: People, order: Order, most: int, told: Told = quietly) -> tuple[Outcome, ...]:
    """Everybody through a session that asks what `order` says; what came of it after 0, 1, … `most` questions."""
    chunks: list[list[Outcome]] = []
    for rows in _chunks(len(people)):
        answers = people.answers[rows]
        asked = np.zeros(answers.shape, dtype=bool)
        steps = []
        for number in range(most + 1):
            found, draws = _state(engine, np.where(asked, answers, 0))
            steps.append(_outcome(engine, found, draws, asked))
            if number < most:
                asked[np.arange(len(rows)), order(found, draws, asked)] = True
        chunks.append(steps)
        told(len(rows))
    return tuple(_joined([chunk[number] for chunk in chunks]) for number in range(most + 1))


def full_form(engine: Engine, people: People) -> Outcome:
    """Everybody answers every question."""
    parts = []
    for rows in _chunks(len(people)):
        found, draws = _state(engine, people.answers[rows])
        parts.append(_outcome(engine, found, draws, np.ones((len(rows), people.answers.shape[1]), dtype=bool)))
    return _joined(parts)


def _chunks(count: int) -> Iterator[Ints]:
    for start in range(0, count, CHUNK):
        yield np.arange(start, min(start + CHUNK, count))


def _state(engine: Engine, answers: Ints) -> tuple[Posterior, Draws]:
    singles = len(engine.bank.single_ids)
    found = posterior(engine.bank, answers[:, :singles], answers[:, singles:], TOLERANCE)
    return found, draw(engine.model, found, ASKING_POINTS)


def _outcome(engine: Engine, found: Posterior, draws: Draws, asked: Bools) -> Outcome:
    parts, interests = expected_parts(engine.model, found)
    return Outcome((parts.sum(axis=-1) + interests).argmax(axis=1), draws.p_best(), draws.expected_regret(), asked.copy())


def _joined(parts: list[Outcome]) -> Outcome:
    return Outcome(
        np.concatenate([part.leader for part in parts]),
        np.concatenate([part.p_best for part in parts]),
        np.concatenate([part.regret for part in parts]),
        np.concatenate([part.asked for part in parts]),
    )
