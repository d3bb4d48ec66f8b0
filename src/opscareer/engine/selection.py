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
from numpy.typing import NDArray

from opscareer.answers import Answers
from opscareer.engine.fit import Draws, FitModel, doubt, draw
from opscareer.engine.measurement import DIFFERENCES, GRID, NODES, Floats, Ints, ItemBank, Posterior, posterior

ASKING_POINTS = 1024
ASKING_TOLERANCE = 1e-6
ENOUGH_VARIANCE = 1e-12
EVENLY = 0.05
SHARPNESS = 6  # of the random draw: at 3 the drawn questions cost .2 points of accuracy more, at 1 a point
TELLING = 10
DIGITS = 12  # so that ties are ties on every machine

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Rules:
    """When to stop: after the floors, once the doubt about the leader (matching.doubt) is allowed, or at `limit` questions.

    Allowed is `doubt`, and `rise` more with every question asked: whoever is still undecided after many questions is close to a tie, where
    one more question helps little. `per_competency`, `per_interest`: the floors. `random_every`: one question in so many is drawn at random
    (0: none), so that collected answers can one day calibrate the pack. `typical`: how many questions it usually takes, to tell the person.
    """

    limit: int
    doubt: float
    typical: int
    rise: float = 0.0
    per_competency: int = 2
    per_interest: int = 1
    random_every: int = 5

    def allowed(self, asked: Ints | int) -> Floats:
        """The doubt at which a session may end after so many questions."""
        return np.asarray(self.doubt + self.rise * asked)


DEFAULT = Rules(limit=38, doubt=0.022, rise=0.015, typical=20)
QUICK = Rules(limit=15, doubt=0.3, typical=12, per_competency=1)


def full(questions: int) -> Rules:
    """Every question, the most telling first."""
    return Rules(limit=questions, doubt=-1.0, typical=questions, per_competency=0, per_interest=0, random_every=0)


@dataclass(frozen=True)
class Selector:
    """The rule for one pack, over P people at once. `asked` is (P, J) true where a question was asked, J as in `ItemBank.ids`."""

    bank: ItemBank
    model: FitModel
    rules: Rules = DEFAULT

    def next(self, answers: Answers, asked: Collection[str], seed: int) -> tuple[str, bool] | None:
        """One person's next question and whether it was drawn at random; None where there is enough."""
        found, draws = self._state(answers)
        chosen, lots = self.choose(found, draws, self._mask(asked), [seed])
        return None if chosen[0] < 0 else (self.bank.ids[int(chosen[0])], bool(lots[0]))

    def left(self, answers: Answers, asked: Collection[str]) -> int:
        """Roughly how many questions one person still has before them, at least 1.

        The doubt shrinks about as 1/n; the floors may need more. The first doubts tell little: what is typical counts less with
        each of the first ten questions.
        """
        number, mask = len(asked), self._mask(asked)
        last = min(self.rules.limit, len(self.bank.ids))
        room = max(1, last - number)
        if self.rules.doubt < 0:
            return room
        now = float(doubt(self._state(answers)[1].p_best())[0])
        enough = next((n for n in range(number, last) if now * number / max(n, 1) <= self.rules.allowed(n)), last)
        expected = max(float(self._missing(mask).sum()), enough - number)
        trust = min(number / TELLING, 1.0)
        return min(room, max(1, round(trust * expected + (1 - trust) * (self.rules.typical - number))))

    def separating(self, answers: Answers, asked: Collection[str], roles: Collection[str]) -> str | None:
        """The question not yet asked that is expected to separate these roles best; None when all were asked."""
        found, draws = self._state(answers)
        left = ~self._mask(asked)[0]
        if not left.any():
            return None
        weights = np.array([[1 / len(roles) if role in roles else 0.0 for role in self.model.roles]])
        gains = np.where(left, np.round(self.gains(found, draws, weights)[0], DIGITS), -np.inf)
        return self.bank.ids[int(self._by_id[gains[self._by_id].argmax()])]

    def _state(self, answers: Answers) -> tuple[Posterior, Draws]:
        singles, pairs = self.bank.rows(answers.values)
        found = posterior(self.bank, singles, pairs, ASKING_TOLERANCE)
        return found, draw(self.model, found, ASKING_POINTS)

    def _mask(self, asked: Collection[str]) -> Bools:
        return np.array([[name in asked for name in self.bank.ids]])

    def gains(self, found: Posterior, draws: Draws, weights: Floats | None = None) -> Floats:
        """What each question is expected to be worth for the order of the roles, (P, J).

        `weights` (P, R) say how much each role matters for it; by default P(best).
        """
        p_best = draws.p_best() if weights is None else weights
        with_fit, traits = self._moments(draws)
        variance = np.diagonal(traits, axis1=1, axis2=2)
        single = self.bank.single_trait
        first, second = self.bank.pair_traits.T
        between = variance[:, first] + variance[:, second] - 2 * traits[:, first, second]
        worth = [
            self._worth(p_best, with_fit[..., single], variance[:, single]),
            self._worth(p_best, with_fit[..., second] - with_fit[..., first], between),
        ]
        return np.asarray(np.concatenate(worth, axis=1) * self.shares(found))

    def shares(self, found: Posterior) -> Floats:
        """ρ (P, J): the share of the variance of what a question measures that its answer is expected to take away."""
        return np.concatenate([self._single_shares(found), self._pair_shares(found)], axis=1)

    def choose(self, found: Posterior, draws: Draws, asked: Bools, seeds: Sequence[int]) -> tuple[Ints, Bools]:
        """The next question of each person (P,), -1 where there is enough, and whether it was drawn at random (P,).

        Floors come first: they are asked in any case, and what they tell guides the rest. Ties go to the lower id.
        """
        p_best = draws.p_best()
        gains = np.round(self.gains(found, draws, p_best), DIGITS)
        position = np.asarray(asked.sum(axis=1))
        missing = self._missing(asked) > 0
        lacking = np.asarray(missing.any(axis=1))
        enough = ~lacking & (doubt(p_best) <= self.rules.allowed(position))
        allowed = ~asked & (~lacking[:, None] | (missing.astype(np.int64) @ self._bears_on.T > 0))
        ends = enough | (position >= self.rules.limit) | ~allowed.any(axis=1)
        every = self.rules.random_every
        lots = ~ends & (position % every == every - 1) if every else np.zeros(len(asked), dtype=bool)
        ordered = np.where(allowed, gains, -np.inf)[:, self._by_id]
        chosen = self._by_id[ordered.argmax(axis=1)]
        for person in np.flatnonzero(lots):
            chosen[person] = self._drawn(np.where(allowed[person], gains[person], -1.0), seeds[int(person)], int(position[person]))
        return np.where(ends, -1, chosen), lots

    def _missing(self, asked: Bools) -> Ints:
        """How many questions each trait still lacks (P, K)."""
        return np.asarray(np.maximum(self._floors - asked.astype(np.int64) @ self._bears_on, 0))

    def _drawn(self, gains: Floats, seed: int, position: int) -> int:
        """A question at random, better ones more often: the same for the same seed, position and gains. Negative gains are out.

        Every question keeps a chance (a twentieth is shared out evenly), so that the answers of many people can calibrate the whole pack.
        """
        candidates = self._by_id[gains[self._by_id] >= 0]
        worth = (gains[candidates] / max(float(gains.max()), ENOUGH_VARIANCE)) ** SHARPNESS + ENOUGH_VARIANCE
        chances = (1 - EVENLY) * worth / worth.sum() + EVENLY / len(candidates)
        lot = int.from_bytes(sha256(f"{seed}:{position}".encode()).digest()[:8]) / 2**64
        return int(candidates[min(int(np.searchsorted(np.cumsum(chances), lot)), len(candidates) - 1)])

    # --- what one answer is expected to tell

    @staticmethod
    def _worth(p_best: Floats, covariance: Floats, variance: Floats) -> Floats:
        """Var over roles, weighted by P(best) (P, R), of Cov(F_r, x) (P, R, X), divided by Var(x) (P, X) → (P, X)."""
        mean = np.einsum("pr,prx->px", p_best, covariance)
        spread = np.einsum("pr,prx->px", p_best, covariance**2) - mean**2
        return np.asarray(np.maximum(spread, 0.0) / np.maximum(variance, ENOUGH_VARIANCE))

    @staticmethod
    def _moments(draws: Draws) -> tuple[Floats, Floats]:
        """Cov(F_r, trait) (P, R, K) and the traits' covariance matrix (P, K, K)."""
        weights = draws.weights[..., None]
        at = draws.at - (weights * draws.at).sum(axis=1, keepdims=True)
        weighted = (weights * at).swapaxes(1, 2)
        return np.asarray(weighted @ draws.fit).swapaxes(1, 2), np.asarray(weighted @ at)

    def _single_shares(self, found: Posterior) -> Floats:
        """ρ of the single-trait questions (P, S): the share of the trait's variance that the answer is expected to take away."""
        mass = found.marginals
        shares = _told(mass, mass * GRID, self.bank.single_tables, self.bank.single_trait)
        mean = mass @ GRID
        variance = mass @ GRID**2 - mean**2
        centre, spread = mean[:, self.bank.single_trait], variance[:, self.bank.single_trait]
        return np.asarray((shares - centre**2) / np.maximum(spread, ENOUGH_VARIANCE))

    def _pair_shares(self, found: Posterior) -> Floats:
        """ρ of the choices (P, D), over the distribution of the difference of the two interests."""
        if not len(self.bank.pair_ids):
            return np.zeros((len(found.marginals), 0))
        first, second = self.bank.pair_traits.T
        size = 2 * NODES
        spectrum = np.fft.rfft(found.marginals, size)
        backwards = np.fft.rfft(found.marginals[..., ::-1], size)
        mass = np.maximum(np.fft.irfft(spectrum[:, second] * backwards[:, first], size)[..., : len(DIFFERENCES)], 0.0)
        shares = _told(mass, mass * DIFFERENCES, self.bank.pair_tables, np.arange(len(first)))
        mean = mass @ DIFFERENCES
        variance = mass @ DIFFERENCES**2 - mean**2
        return np.asarray((shares - mean**2) / np.maximum(variance, ENOUGH_VARIANCE))

    # --- tables of the pack

    @cached_property
    def _bears_on(self) -> Ints:
        """(J, K): 1 where a question bears on a trait."""
        bears = np.zeros((len(self.bank.ids), len(self.bank.traits)), dtype=np.int64)
        singles = len(self.bank.single_ids)
        bears[np.arange(singles), self.bank.single_trait] = 1
        for place, traits in enumerate(self.bank.pair_traits, singles):
            bears[place, traits] = 1
        return bears

    @cached_property
    def _floors(self) -> Ints:
        """(K,): the least number of questions about each trait, no more than the pack has."""
        competencies = len(self.model.competencies)
        wanted = np.full(len(self.bank.traits), self.rules.per_interest)
        wanted[:competencies] = self.rules.per_competency
        return np.asarray(np.minimum(wanted, self._bears_on.sum(axis=0)))

    @cached_property
    def _by_id(self) -> Ints:
        return np.array(sorted(range(len(self.bank.ids)), key=lambda place: self.bank.ids[place]), dtype=np.int64)


def _told(mass: Floats, first_moment: Floats, tables: Floats, rows: Ints) -> Floats:
    """E[(mean after the answer)²] (P, J): `mass` and `first_moment` (P, X, G) at `rows` (J,), under `tables` (J, V, G)."""
    chance = np.matmul(tables, mass[:, rows, :, None])[..., 0]
    moment = np.matmul(tables, first_moment[:, rows, :, None])[..., 0]
    return np.asarray((moment**2 / np.maximum(chance, ENOUGH_VARIANCE)).sum(axis=-1))
