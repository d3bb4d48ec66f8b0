"""From a posterior to fit, probabilities and readiness.

Fit of role r:  F_r = c·Σ_k w_rk·(u(θ_k − required_rk) − E₀) + v·interest_r,  u(x) = x below the requirement, x/4 above it.
It is additive (so it can be explained) and monotone (a competency or an interest that rises never lowers it). Before any answer every F_r
has mean 0, and their variances average 1. `c` and `v` are the same for all roles: somebody who rates everything high, or everything low,
moves all roles alike. Scaling each role by its own standard deviation instead would favour balanced roles for everybody who is keen or
able in general, and specialised roles for every beginner. `c : v` is such that competence makes up 40% of the variance *between* roles.
In points: 50 + 10·F, the T score of psychometrics.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from opscareer.engine.measurement import (
    EDGES,
    GRID,
    NODES,
    PRIOR,
    STEP,
    TINY,
    Floats,
    ItemBank,
    Posterior,
    posterior,
)
from opscareer.pack.kinds.scale import trait_of_level
from opscareer.pack.model import TIERS, Pack, Tier

REFERENCE: Tier = "mid"  # fit is measured against what somebody who does the job on their own needs
SURPLUS = 0.25
COMPETENCE_SHARE = 0.4
POINTS = 10.0
MIDDLE = 50.0


def utility(distance: Floats) -> Floats:
    """u: concave and increasing; a level of shortfall weighs 1, a level of surplus 1/4."""
    return np.minimum(distance, SURPLUS * distance)


@dataclass(frozen=True)
class FitModel:
    """The weights of one pack's fit. R roles, C competencies (the first C traits), K = C + R traits.

    `weight` (R, C): fit per level of shortfall · `required` (R, C): required trait value · `expected` (R, C): E[u] before any answer ·
    `interest`: fit per standard deviation of interest · `nominal`, `effective`: shares of competence in the variance of a role's fit and in
    the variance between roles · `thresholds` (tiers, R, C): the least trait value that counts as the level that a tier requires.
    """

    roles: tuple[str, ...]
    competencies: tuple[str, ...]
    weight: Floats
    required: Floats
    expected: Floats
    interest: float
    nominal: float
    effective: float
    thresholds: Floats

    @classmethod
    def of(cls, pack: Pack) -> "FitModel":
        names = tuple(item.id for item in pack.competencies)
        needs = [[role.needs[name] for name in names] for role in pack.roles]
        shape = (len(needs), len(names))
        weight = np.array([[need.weight for need in row] for row in needs]).reshape(shape)
        required = np.array([[trait_of_level(need.required.at(REFERENCE)) for need in row] for row in needs]).reshape(shape)
        levels = np.array([[[need.required.at(tier) for need in row] for row in needs] for tier in TIERS]).reshape(len(TIERS), *shape)
        on_grid = utility(GRID - required[..., None])
        expected = on_grid @ PRIOR
        centred = on_grid - expected[..., None]
        covariance = np.einsum("rc,sc,rcg,scg,g->rs", weight, weight, centred, centred, PRIOR)
        competence, interest = _mix(covariance)
        return cls(
            tuple(role.id for role in pack.roles),
            names,
            competence * weight,
            required,
            expected,
            interest,
            1 - interest**2,
            COMPETENCE_SHARE if competence else 0.0,
            np.where(levels > 1, trait_of_level(0.0) + levels - 0.5, -np.inf),
        )

    def parts(self, at: Floats) -> Floats:
        """Contribution of every competency to every role's F, at trait values `at` (…, C) → (…, R, C)."""
        return np.asarray(self.weight * (utility(at[..., None, :] - self.required) - self.expected))

    def fit(self, at: Floats) -> Floats:
        """F of every role at trait values `at` (…, K) → (…, R)."""
        competencies = len(self.competencies)
        return np.asarray(self.parts(at[..., :competencies]).sum(axis=-1) + self.interest * at[..., competencies:])


def _mix(covariance: Floats) -> tuple[float, float]:
    """Factors `c` on the competence parts, of covariance (R, R) before any answer, and `v` on interest.

    The variance between roles is the mean variance less the variance of the mean: for interests, which are independent, 1 − 1/R. Where all
    roles need just the same, or nothing, competence cannot tell them apart and interest decides.
    """
    variance = float(np.diag(covariance).mean())
    between = variance - float(covariance.mean())
    if between < 1e-9:
        return 0.0, 1.0
    ratio = COMPETENCE_SHARE / (1 - COMPETENCE_SHARE) * (1 - 1 / len(covariance)) / between
    interest = 1 / (1 + ratio * variance)
    return sqrt(ratio * interest), sqrt(interest)


@lru_cache(maxsize=8)
def points(count: int, dimensions: int) -> Floats:
    """`count` low-discrepancy points in the unit cube (N, K): the Kronecker sequence of the square roots of primes (Richtmyer 1951).

    Fixed, so that the same answers give the same result everywhere.
    """
    primes: list[int] = []
    candidate = 2
    while len(primes) < dimensions:
        if all(candidate % prime for prime in primes):
            primes.append(candidate)
        candidate += 1
    return np.asarray(np.mod(np.arange(1, count + 1)[:, None] * np.sqrt(np.array(primes, dtype=float)), 1.0))


@dataclass(frozen=True)
class Draws:
    """Fixed points from the posteriors of P people: traits `at` (P, N, K), `fit` (P, N, R), `weights` (P, N) that sum to 1.

    `evidence` (P,): the logarithm of the probability of all their answers, the traits averaged out (marginal likelihood).
    """

    at: Floats
    fit: Floats
    weights: Floats
    evidence: Floats

    def p_best(self) -> Floats:
        """P(role is the best), (P, R); a tie is shared."""
        leading = self.fit == self.fit.max(axis=-1, keepdims=True)
        return np.asarray(np.einsum("pn,pnr->pr", self.weights, leading / leading.sum(axis=-1, keepdims=True)))

    def p_rank(self) -> Floats:
        """P(role has rank 1, 2, …), (P, R, R); the columns of a role add up to 1."""
        places = (-self.fit).argsort(axis=-1, kind="stable").argsort(axis=-1)
        return np.asarray(np.einsum("pn,pnrk->prk", self.weights, places[..., None] == np.arange(self.fit.shape[-1])))

    def expected_regret(self) -> Floats:
        """E[max F] − max E[F], (P,), in standard deviations of fit: what trusting the leader is expected to lose."""
        best = np.einsum("pn,pn->p", self.weights, self.fit.max(axis=-1))
        return np.asarray(np.maximum(0.0, best - np.einsum("pn,pnr->pr", self.weights, self.fit).max(axis=-1)))


def doubt(p_best: Floats) -> Floats:
    """How likely the second likeliest role is to be the best, against the likeliest: from 0, none, to 1, a tie. (…, R) → (…)."""
    second, first = np.moveaxis(np.sort(p_best, axis=-1)[..., -2:], -1, 0)
    return np.asarray(second / first)


def draw(model: FitModel, found: Posterior, count: int) -> Draws:
    """Points through the inverse of each trait's cumulative distribution, the trait spread evenly within a cell of the grid.

    Where choices tie interests together, importance weights (joint over product of marginals) put the dependence back.
    """
    cumulative = found.edges()
    uniform = points(count, cumulative.shape[1])
    at = np.empty((len(cumulative), count, cumulative.shape[1]))
    for person, traits in enumerate(cumulative):
        for trait, edges in enumerate(traits):
            at[person, :, trait] = np.interp(uniform[:, trait], edges, EDGES)
    return Draws(at, model.fit(at), *_importance(found, at))


def _importance(found: Posterior, at: Floats) -> tuple[Floats, Floats]:
    """Weights (P, N): how much more likely a point is under the joint posterior than under the product of the marginals it came from.

    Their mean before they are scaled to 1 is the marginal likelihood; its logarithm (P,) comes second.
    """
    asked = np.flatnonzero(found.pair_answers.any(axis=0))
    tied = np.unique(found.bank.pair_traits[asked])
    free = np.setdiff1d(np.arange(at.shape[-1]), tied)
    evidence = np.log(np.exp(found.single[:, free]).sum(axis=-1)).sum(axis=-1)
    if not len(asked):
        return np.full(at.shape[:2], 1 / at.shape[1]), evidence
    cells = np.clip(((at - EDGES[0]) / STEP).astype(np.int64), 0, NODES - 1)
    people = np.arange(len(at))[:, None]
    logs = np.zeros(at.shape[:2])
    for trait in tied:
        ratio = found.single[:, trait] - np.log(np.maximum(found.marginals[:, trait], TINY))
        logs += ratio[people, cells[..., trait]]
    for place in asked:
        first, second = found.bank.pair_traits[place]
        answers = found.pair_answers[:, place, None]
        logs += found.bank.pairs[place][answers, cells[..., first], cells[..., second]]
    top = logs.max(axis=-1, keepdims=True)
    weights = np.exp(logs - top)
    total = weights.sum(axis=-1, keepdims=True)
    return np.asarray(weights / total), evidence + (top + np.log(total / at.shape[1]))[:, 0]


def interval(values: Floats, weights: Floats, share: float = 0.8) -> tuple[float, float]:
    """Central interval of weighted `values` (N,) that holds `share` of the weight."""
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - weights[order] / 2
    low, high = np.interp([(1 - share) / 2, (1 + share) / 2], middle, values[order])
    return float(low), float(high)


def expected_parts(model: FitModel, found: Posterior) -> tuple[Floats, Floats]:
    """Expected contributions of the competencies (P, R, C) and of the interests (P, R) to F, taken over the grid, not at the mean."""
    competencies = len(model.competencies)
    on_grid = model.weight[..., None] * (utility(GRID - model.required[..., None]) - model.expected[..., None])
    parts = np.einsum("rcg,pcg->prc", on_grid, found.marginals[:, :competencies])
    return parts, model.interest * (found.marginals[:, competencies:] @ GRID)


def readiness(model: FitModel, found: Posterior, person: int) -> Floats:
    """P(every required level is met), (tiers, R). A level counts as reached half a level below it, where its option becomes likely."""
    met = np.ones(model.thresholds.shape)
    for place, edges in enumerate(found.edges()[person, : len(model.competencies)]):
        met[..., place] = 1 - np.interp(model.thresholds[..., place], EDGES, edges)
    return np.asarray(met.prod(axis=-1))


def prior_p_best(model: FitModel, bank: ItemBank, count: int) -> Floats:
    """P(best) of every role (R,) before any answer: what the weights alone favour."""
    nobody = posterior(bank, np.zeros((1, len(bank.single_ids)), dtype=np.int64), np.zeros((1, len(bank.pair_ids)), dtype=np.int64))
    return np.asarray(draw(model, nobody, count).p_best()[0])
