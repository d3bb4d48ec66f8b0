"""Which question next, and when to stop: ask what is expected to tell the roles apart.

A question about trait (or difference of interests) x is expected to take away a share ρ of the variance of x. What that is worth for the
order of the roles is how differently the roles depend on x, weighted by how likely each is to be the best:

    gain = ρ · Var_r~P(best)[ Cov(F_r, x) ] / Var(x)

which is Σ_{r<s} p_r p_s (Cov(F_r, x) − Cov(F_s, x))² · ρ / Var(x): by the law of total variance, the expected drop in the variance of the
differences of fit, each difference weighted by the chance that it decides. The covariances come from the posterior draws, so the dependence
that choices create between interests is part of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import FitModel, State, doubt, draw
from opscareer.engine.items import DIFFERENCES, GRID, NODES, Bools, Floats, Ints, ItemBank
from opscareer.engine.measurement import Posterior, posterior
from opscareer.engine.rules import DEFAULT, Next, Rules

ASKING_POINTS = 1024
ASKING_TOLERANCE = 1e-6
LEAST_VARIANCE = 1e-12
EVENLY = 0.05
SHARPNESS = 6  # of the random draw: at 3 the drawn questions cost .2 points of accuracy more, at 1 a point
TELLING = 10
DIGITS = 12  # so that ties are ties on every machine
SURE = 0.45  # posterior standard deviation, in levels, of a competency measured again: with less, a rise of a level and a half shows
FEWEST_QUESTIONS = 3  # about a competency measured again


@dataclass(frozen=True)
class Selector:
    """The rule for one pack, over P people at once. `asked` (P, J) is true where a question was asked."""

    bank: ItemBank
    model: FitModel
    rules: Rules = DEFAULT

    # --- one person

    def step(self, answers: Answers, asked: Collection[str], seed: int) -> Next | None:
        """One person's next question; None where there is enough."""
        state, mask = self._state(answers), self.bank.mask(asked)[None]
        chosen, drawn = self.choose(state, mask, [seed])
        return None if chosen[0] < 0 else Next(self.bank.ids[int(chosen[0])], bool(drawn[0]), self._left(state, mask))

    def separating(self, answers: Answers, asked: Collection[str], roles: Collection[str]) -> str | None:
        """The question not yet asked that is expected to separate these roles best; None when all were asked."""
        mask = self.bank.mask(asked)[None]
        if mask.all():
            return None
        weights = np.array([[1 / len(roles) if role in roles else 0.0 for role in self.model.roles]])
        gains = np.round(self.gains(self._state(answers), weights), DIGITS)
        return self.bank.ids[int(self._largest(gains, ~mask)[0])]

    def _state(self, answers: Answers) -> State:
        return draw(self.model, posterior(self.bank, self.bank.row(answers.values), ASKING_TOLERANCE), ASKING_POINTS)

    def _left(self, state: State, asked: Bools) -> int:
        """At least 1. The doubt shrinks about as 1/n; the floors may need more. The first doubts tell little: what is typical counts less
        with each of the first ten questions.
        """
        number = int(asked.sum())
        last = min(self.rules.limit, len(self.bank.ids))
        room = max(1, last - number)
        if self.rules.doubt < 0:
            return room
        now = float(doubt(state.p_best)[0])
        enough = next((n for n in range(number, last) if now * number / max(n, 1) <= self.rules.allowed(n)), last)
        expected = max(float(self._missing(asked).sum()), enough - number)
        trust = min(number / TELLING, 1.0)
        return min(room, max(1, round(trust * expected + (1 - trust) * (self.rules.typical - number))))

    # --- many people

    def by_gain(self, state: State, asked: Bools) -> Ints:
        """The question of the largest gain (P,), without random draws, floors or an end."""
        return self._largest(np.round(self.gains(state), DIGITS), ~asked)

    def choose(self, state: State, asked: Bools, seeds: Sequence[int]) -> tuple[Ints, Bools]:
        """The next question of each person (P,), -1 where there is enough, and whether it was drawn at random (P,).

        Floors come first: they are asked in any case, and what they tell guides the rest.
        """
        gains = np.round(self.gains(state), DIGITS)
        position = np.asarray(asked.sum(axis=1))
        missing = self._missing(asked) > 0
        lacking = np.asarray(missing.any(axis=1))
        enough = ~lacking & (doubt(state.p_best) <= self.rules.allowed(position))
        allowed = ~asked & (~lacking[:, None] | (missing.astype(np.int64) @ self.bank.bears_on.T > 0))
        ends = enough | (position >= self.rules.limit) | ~allowed.any(axis=1)
        every = self.rules.random_every
        drawn_at_random = ~ends & (position % every == every - 1) if every else np.zeros(len(asked), dtype=bool)
        chosen = self._largest(gains, allowed)
        for person in np.flatnonzero(drawn_at_random):
            chosen[person] = self._drawn(np.where(allowed[person], gains[person], -1.0), seeds[int(person)], int(position[person]))
        return np.where(ends, -1, chosen), drawn_at_random

    def gains(self, state: State, weights: Floats | None = None) -> Floats:
        """What each question is expected to be worth for the order of the roles, (P, J).

        `weights` (P, R) say how much each role matters for it; by default P(best).
        """
        weights = state.p_best if weights is None else weights
        with_fit, traits = _moments(state)
        variance = np.diagonal(traits, axis1=1, axis2=2)
        single = self.bank.single_trait
        first, second = self.bank.pair_traits.T
        between = variance[:, first] + variance[:, second] - 2 * traits[:, first, second]
        worth = [
            _worth(weights, with_fit[..., single], variance[:, single]),
            _worth(weights, with_fit[..., second] - with_fit[..., first], between),
        ]
        return np.asarray(np.concatenate(worth, axis=1) * shares(state.posterior))

    def _largest(self, gains: Floats, allowed: Bools) -> Ints:
        """The question of the largest gain (P,) of those that are allowed (P, J); ties go to the lower id."""
        by_id = self.bank.by_id
        return np.asarray(by_id[np.where(allowed, gains, -np.inf)[:, by_id].argmax(axis=1)])

    def _missing(self, asked: Bools) -> Ints:
        """How many questions each trait still lacks (P, K)."""
        return np.asarray(np.maximum(self._floors - asked.astype(np.int64) @ self.bank.bears_on, 0))

    @cached_property
    def _floors(self) -> Ints:
        """(K,): the least number of questions about each trait, no more than the pack has."""
        wanted = np.full(len(self.bank.traits), self.rules.per_interest)
        wanted[: len(self.model.competencies)] = self.rules.per_competency
        return np.asarray(np.minimum(wanted, self.bank.bears_on.sum(axis=0)))

    def _drawn(self, gains: Floats, seed: int, position: int) -> int:
        """A question at random, better ones more often: the same for the same seed, position and gains. Negative gains are out.

        Every question keeps a chance (a twentieth is shared out evenly), so that the answers of many people can calibrate the whole pack.
        """
        candidates = self.bank.by_id[gains[self.bank.by_id] >= 0]
        worth = (gains[candidates] / max(float(gains.max()), LEAST_VARIANCE)) ** SHARPNESS + LEAST_VARIANCE
        chances = (1 - EVENLY) * worth / worth.sum() + EVENLY / len(candidates)
        uniform = int.from_bytes(sha256(f"{seed}:{position}".encode()).digest()[:8]) / 2**64
        return int(candidates[min(int(np.searchsorted(np.cumsum(chances), uniform)), len(candidates) - 1)])


@dataclass(frozen=True)
class Recheck:
    """At a checkpoint only the competencies that a person worked on are asked about again, whatever the roles make of them.

    The next question is the one that is expected to take most off the variance of what it measures; it ends once every estimate is sure
    enough, or nothing is left to ask.
    """

    engine: Engine
    competencies: tuple[str, ...]

    @cached_property
    def questions(self) -> frozenset[str]:
        """The questions that may be asked."""
        bank = self.engine.bank
        traits = [index for index, trait in enumerate(bank.traits) if trait.kind == "competency" and trait.of in self.competencies]
        return frozenset(bank.ids[index] for index in np.flatnonzero(bank.bears_on[:, traits].any(axis=1)))

    def next(self, answers: Answers, asked: Collection[str]) -> str | None:
        """The next question, from the answers given at this checkpoint; None where that is enough."""
        bank, posterior = self.engine.bank, self.engine.posterior(answers)
        was_asked = bank.mask(asked)
        sd = posterior.sd()[0]
        lacking = (was_asked @ bank.bears_on < FEWEST_QUESTIONS) | (sd > SURE)
        left = np.flatnonzero(bank.mask(self.questions) & ~was_asked & (bank.bears_on @ lacking > 0))
        drops = np.round(shares(posterior)[0] * (bank.bears_on @ sd**2), DIGITS)
        return min((bank.ids[index] for index in left), key=lambda question: (-drops[bank.index[question]], question), default=None)


def merge_answers(before: Answers, now: Answers, questions: Collection[str]) -> Answers:
    """The answers that hold after a checkpoint: to `questions` only what was said now, to all others what was said before."""
    kept = {question: value for question, value in before.values.items() if question not in questions}
    return Answers({**kept, **now.values})


# --- what one answer is expected to tell


def _worth(p_best: Floats, covariance: Floats, variance: Floats) -> Floats:
    """Var over roles, weighted by P(best) (P, R), of Cov(F_r, x) (P, R, X), divided by Var(x) (P, X) → (P, X)."""
    mean = np.einsum("pr,prx->px", p_best, covariance)
    spread = np.einsum("pr,prx->px", p_best, covariance**2) - mean**2
    return np.asarray(np.maximum(spread, 0.0) / np.maximum(variance, LEAST_VARIANCE))


def _moments(state: State) -> tuple[Floats, Floats]:
    """Cov(F_r, trait) (P, R, K) and the traits' covariance matrix (P, K, K)."""
    at = state.at - state.at @ state.weights[..., None]
    weighted = (state.weights[:, None] * at).swapaxes(1, 2)
    return state.fit @ weighted, at @ weighted


def shares(posterior: Posterior) -> Floats:
    """ρ (P, J): the share of the variance of what a question measures that its answer is expected to take away."""
    bank, mass = posterior.bank, posterior.marginals
    single = _shares(mass, GRID, bank.single_tables, bank.single_trait)
    if not len(bank.pair_traits):
        return single
    first, second = bank.pair_traits.T
    size = 2 * NODES
    spectrum, backwards = np.fft.rfft(mass, size), np.fft.rfft(mass[..., ::-1], size)
    between = np.maximum(np.fft.irfft(spectrum[:, second] * backwards[:, first], size)[..., : len(DIFFERENCES)], 0.0)
    return np.concatenate([single, _shares(between, DIFFERENCES, bank.pair_tables, np.arange(len(first)))], axis=1)


def _shares(mass: Floats, nodes: Floats, tables: Floats, rows: Ints) -> Floats:
    """ρ (P, Q) of questions, by their tables (Q, V, G), about `rows` (Q,) of what is distributed as `mass` (P, X, G) on the nodes (G,)."""
    mean = mass @ nodes
    variance = mass @ nodes**2 - mean**2
    chance = np.matmul(tables, mass[:, rows, :, None])[..., 0]
    moment = np.matmul(tables, (mass * nodes)[:, rows, :, None])[..., 0]
    squares = (moment**2 / np.maximum(chance, LEAST_VARIANCE)).sum(axis=-1)  # E[(mean after the answer)²]
    return np.asarray((squares - mean[:, rows] ** 2) / np.maximum(variance[:, rows], LEAST_VARIANCE))
