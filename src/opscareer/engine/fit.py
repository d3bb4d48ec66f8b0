"""From a posterior to fit, probabilities and readiness.

Fit of role r:  F_r = c·Σ_k w_rk·(u(θ_k − required_rk) − E₀) + v·interest_r,  u(x) = x below the requirement, x/4 above it.
It is additive (so it can be explained) and monotone (a competency or an interest that rises never lowers it). Before any answer every F_r
has mean 0, and their variances average 1. `c` and `v` are the same for all roles: a person who rates everything high, or everything low,
moves all roles alike. Scaling each role by its own standard deviation instead would favour balanced roles for everybody who is keen or
able in general, and specialised roles for every beginner. `c : v` is such that competence makes up 40% of the variance *between* roles.
In points: 50 + 10·F, the T score of psychometrics.
"""

from functools import cached_property, lru_cache
from itertools import count as counted
from itertools import islice
from math import pi, sqrt

import numpy as np

from opscareer.engine.items import EDGES, GRID, LEAST_PROBABILITY, NODES, PRIOR, STEP, Bools, Floats, Ints
from opscareer.engine.measurement import LOG_PRIOR, Posterior, cumulative, deviations
from opscareer.frozen import frozen
from opscareer.pack.kinds.scale import trait_of_level
from opscareer.pack.model import TIERS, Pack, Tier
from opscareer.results.units import REACHED

REFERENCE: Tier = "mid"  # fit is measured against what a person who does the job on their own needs
SURPLUS = 0.25
COMPETENCE_SHARE = 0.4
GENERAL = 0.3
"""ρ, the correlation of two competencies where readiness asks for several at once."""
GENERAL_NODES: Floats = np.linspace(-3.5, 3.5, 15)
ENOUGH_POINTS = 1000  # of equal weight: with fewer a probability may be off by more than .03
SCORE_SD = 10.0
SCORE_MEAN = 50.0


def utility(distance: Floats) -> Floats:
    """u: concave and increasing; a level of shortfall weighs 1, a level of surplus 1/4."""
    return np.minimum(distance, SURPLUS * distance)


@frozen
class FitModel:
    """The weights of one pack's fit: R roles, C competencies (the first C traits), K = C + R traits.

    roles: ids of the roles (R,)
    competencies: ids of the competencies (C,)
    shares: how much of a role's needs each competency is, 0-1 (R, C)
    by_weight: indices of a role's competencies, the weightiest first (R, C)
    weight: fit per level of shortfall (R, C)
    required: trait value that each role requires (R, C)
    expected: E[u] before any answer (R, C)
    interest: fit per standard deviation of interest
    nominal: share of competence in the variance of one role's fit, 0-1
    effective: share of competence in the variance between roles, 0-1
    thresholds: the least trait value that counts as the level that a tier requires (tiers, R, C)
    """

    roles: tuple[str, ...]
    competencies: tuple[str, ...]
    shares: Floats
    by_weight: Ints
    weight: Floats
    required: Floats
    expected: Floats
    interest: float
    nominal: float
    effective: float
    thresholds: Floats

    @classmethod
    def of(cls, pack: Pack) -> "FitModel":
        competencies = tuple(item.id for item in pack.competencies)
        needs = [[role.needs[competency] for competency in competencies] for role in pack.roles]
        weight = np.array([[need.weight for need in row] for row in needs], dtype=float)
        levels = np.array([[[need.required.at(tier) for need in row] for row in needs] for tier in TIERS], dtype=float)
        traits = levels + trait_of_level(0.0)
        required = traits[TIERS.index(REFERENCE)]
        on_grid = utility(GRID - required[..., None])
        expected = on_grid @ PRIOR
        centred = on_grid - expected[..., None]
        covariance = np.einsum("rc,sc,rcg,scg,g->rs", weight, weight, centred, centred, PRIOR)
        competence, interest = _mix(covariance)
        return cls(
            tuple(role.id for role in pack.roles),
            competencies,
            weight,
            np.array([[competencies.index(name) for name in role.needs_by_weight] for role in pack.roles], dtype=np.int64),
            competence * weight,
            required,
            expected,
            interest,
            1 - interest**2,
            COMPETENCE_SHARE if competence else 0.0,
            np.where(levels > 1, traits - REACHED, -np.inf),
        )

    def parts(self, at: Floats) -> Floats:
        """Contribution of every competency to every role's F, at the trait values (C, N) of N points, or (N,) of all → (R, C, N)."""
        return np.asarray(self.weight[..., None] * (utility(at - self.required[..., None]) - self.expected[..., None]))

    def fit(self, at: Floats) -> Floats:
        """F of every role at the trait values (K, N) of N points → (R, N)."""
        competencies = len(self.competencies)
        return np.asarray(self.parts(at[:competencies]).sum(axis=1) + self.interest * at[competencies:])


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


def points(count: int, dimensions: int) -> Floats:
    """`count` low-discrepancy points in the unit cube (K, N): the Kronecker sequence of the square roots of primes (Richtmyer 1951).

    Fixed, so that the same answers give the same result everywhere.
    """
    primes = islice((number for number in counted(2) if all(number % divisor for divisor in range(2, number))), dimensions)
    return np.asarray(np.mod(np.sqrt(np.array(list(primes), dtype=float))[:, None] * np.arange(1, count + 1), 1.0))


@lru_cache(maxsize=8)
def _ascending_points(count: int, dimensions: int) -> tuple[Floats, Ints]:
    """The same points, each dimension in ascending order (K, N), which interpolation goes through much faster; and their ranks (K, N)."""
    unordered = points(count, dimensions)
    return np.sort(unordered, axis=1), unordered.argsort(axis=1).argsort(axis=1)


@frozen
class State:
    """What is known of P people at one moment: computed once for their answers, used for whatever is asked about them.

    posterior: what the answers say, trait by trait
    at: N fixed points from it: trait values (P, K, N)
    fit: F of every role at them (P, R, N)
    weights: (P, N), of one person they sum to 1
    """

    posterior: Posterior
    at: Floats
    fit: Floats
    weights: Floats

    @property
    def effective(self) -> Floats:
        """To how many points of equal weight these come (P,), at most N (Kish 1965)."""
        return np.asarray(1 / (self.weights**2).sum(axis=1))

    @property
    def precise(self) -> Bools:
        """Whether probabilities are as exact as documented (P,)."""
        return np.asarray(self.posterior.converged & (self.effective >= ENOUGH_POINTS))

    @cached_property
    def p_best(self) -> Floats:
        """P(role is the best), (P, R); a tie is shared."""
        leading = self.fit == self.fit.max(axis=1, keepdims=True)
        return np.asarray(np.einsum("pn,prn->pr", self.weights, leading / leading.sum(axis=1, keepdims=True)))

    def p_rank(self) -> Floats:
        """P(role has rank 1, 2, …), (P, R, R); the columns of a role add up to 1."""
        ranks = (-self.fit).argsort(axis=1, kind="stable").argsort(axis=1)
        by_rank = [np.einsum("pn,prn->pr", self.weights, ranks == rank) for rank in range(self.fit.shape[1])]
        return np.stack(by_rank, axis=-1)

    def expected_regret(self) -> Floats:
        """E[max F] − max E[F], (P,), in standard deviations of fit: what trusting the leader is expected to lose."""
        best = np.einsum("pn,pn->p", self.weights, self.fit.max(axis=1))
        return np.asarray(np.maximum(0.0, best - np.einsum("pn,prn->pr", self.weights, self.fit).max(axis=1)))


def normal_cdf(x: Floats) -> Floats:
    """Φ, to 7e-8: Abramowitz & Stegun (1964), 26.2.17."""
    t = 1 / (1 + 0.2316419 * np.abs(x))
    tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    upper = np.exp(-(x**2) / 2) / sqrt(2 * pi) * tail
    return np.asarray(np.where(x >= 0, 1 - upper, upper))


def draw(model: FitModel, posterior: Posterior, count: int) -> State:
    """`count` points through the inverse of each trait's cumulative distribution, the trait spread evenly within a cell of the grid.

    Where choices tie interests together, the points are correlated likewise, and importance weights mend what that misses.
    """
    tied, free = _tied_and_free(posterior)
    at = np.empty((*posterior.marginals.shape[:2], count))
    at[:, free] = _independent_points(posterior, free, count)
    at[:, tied], logs = _correlated_points(posterior, tied, count)
    weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return State(posterior, at, np.stack([model.fit(person) for person in at]), weights / weights.sum(axis=-1, keepdims=True))


def _tied_and_free(posterior: Posterior) -> tuple[Ints, Ints]:
    """The traits that an answered choice bears on, and the others."""
    pairs = posterior.bank.pair_traits[_answered_choices(posterior)]
    times = np.bincount(pairs.ravel(), minlength=posterior.marginals.shape[1])  # np.unique loads numpy.ma
    return np.flatnonzero(times), np.flatnonzero(times == 0)


def _answered_choices(posterior: Posterior) -> Ints:
    return np.flatnonzero(posterior.answers[:, posterior.bank.singles :].any(axis=0))


def _independent_points(posterior: Posterior, traits: Ints, count: int) -> Floats:
    """Values (P, T, N) of some of the traits at the fixed points."""
    ascending, ranks = _ascending_points(count, posterior.marginals.shape[1])
    at = np.empty((len(posterior.marginals), len(traits), count))
    for rows, edges_of in zip(at, cumulative(posterior.marginals[:, traits]), strict=True):
        for row, trait, edges in zip(rows, traits, edges_of, strict=True):
            row[:] = np.interp(ascending[trait], edges, EDGES)[ranks[trait]]
    return at


def _correlated_points(posterior: Posterior, tied: Ints, count: int) -> tuple[Floats, Floats]:
    """Values (P, T, N) of the traits that choices tie together, and the log of how much more likely each point (P, N) is under the joint
    posterior than where it came from, but for a constant: a Gaussian copula of the marginals, with the correlations of normals.
    """
    scores = _normal_scores(count, posterior.marginals.shape[1])[tied]
    correlated = np.linalg.cholesky(_correlations(posterior, tied)) @ scores
    at = np.empty(correlated.shape)
    for rows, shares_of, edges_of in zip(at, normal_cdf(correlated), cumulative(posterior.marginals[:, tied]), strict=True):
        for row, shares, edges in zip(rows, shares_of, edges_of, strict=True):
            row[:] = np.interp(shares, edges, EDGES)
    copula = ((scores**2).sum(axis=0) - (correlated**2).sum(axis=1)) / 2
    return at, _log_weights(posterior, tied, at) + copula


@lru_cache(maxsize=8)
def _normal_scores(count: int, dimensions: int) -> Floats:
    """The fixed points as values of standard normal distributions (K, N)."""
    at = np.linspace(-8, 8, 16001)
    return np.interp(points(count, dimensions), normal_cdf(at), at)


def _correlations(posterior: Posterior, tied: Ints) -> Floats:
    """How the tied traits would correlate (P, T, T) if what is known of each, and what each choice says, were normal."""
    bank, choices = posterior.bank, _answered_choices(posterior)
    mass = np.exp(posterior.local[:, tied] - posterior.local[:, tied].max(axis=-1, keepdims=True))
    alone = deviations(mass / mass.sum(axis=-1, keepdims=True)) ** 2
    signs = (tied == bank.pair_traits[choices, 1, None]).astype(float) - (tied == bank.pair_traits[choices, 0, None])  # (choices, T)
    apart = np.rint((posterior.marginals[:, tied] @ GRID) @ signs.T / STEP).astype(np.int64) + NODES - 1
    told = bank.pair_information[choices, posterior.answers[:, bank.singles + choices], apart]
    precision = (signs.T * told[:, None]) @ signs + np.eye(len(tied)) / alone[..., None]
    covariance = np.linalg.inv(precision)
    sd = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2))
    return np.asarray(covariance / (sd[..., None] * sd[:, None]))


def _log_weights(posterior: Posterior, tied: Ints, at: Floats) -> Floats:
    """Log of how much more likely each point (P, N) is under the joint posterior than under the product of the marginals.

    `at` (P, T, N): its values of the traits that choices tie together.
    """
    bank = posterior.bank
    cells = np.clip(((at - EDGES[0]) / STEP).astype(np.int64), 0, NODES - 1)
    people = np.arange(len(at))[:, None]
    logs = np.zeros((len(at), at.shape[2]))
    for row, trait in enumerate(tied):
        ratio = posterior.local[:, trait] - np.log(np.maximum(posterior.marginals[:, trait], LEAST_PROBABILITY))
        logs += ratio[people, cells[:, row]]
    for choice in _answered_choices(posterior):
        first, second = np.searchsorted(tied, bank.pair_traits[choice])
        difference = cells[:, second] - cells[:, first] + NODES - 1
        logs += bank.pairs[choice][posterior.answers[:, bank.singles + choice, None], difference]
    return logs


def interval(values: Floats, weights: Floats, share: float = 0.8) -> tuple[float, float]:
    """Central interval of weighted `values` (N,) that holds `share` of the weight."""
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - weights[order] / 2
    low, high = np.interp([(1 - share) / 2, (1 + share) / 2], middle, values[order])
    return float(low), float(high)


def expected_parts(model: FitModel, posterior: Posterior) -> Floats:
    """Expected contributions of the competencies and of the interest in the role to F (P, R, C+1), over the grid, not at the mean."""
    competencies = len(model.competencies)
    parts = np.einsum("rcg,pcg->prc", model.parts(GRID), posterior.marginals[:, :competencies])
    interests = model.interest * (posterior.marginals[:, competencies:] @ GRID)
    return np.concatenate([parts, interests[..., None]], axis=-1)


def expected_fit(model: FitModel, posterior: Posterior) -> Floats:
    """Expected F of every role (P, R)."""
    return np.asarray(expected_parts(model, posterior).sum(axis=-1))


def on_score_scale(fit: float) -> float:
    """F in points, kept on the scale 0-100."""
    return min(100.0, max(0.0, SCORE_MEAN + SCORE_SD * fit))


def readiness(model: FitModel, posterior: Posterior, person: int) -> Floats:
    """P(every required level is met), (tiers, R), on the author's scale: the levels that are required are anchored on it too.

    A level counts as reached half a level below it. Competencies go together: who is able in one is likelier to be in another. So each is
    taken as √ρ·g + √(1-ρ)·ε of one general factor g ~ N(0, 1), given which they are independent, and g is averaged out.
    """
    competencies = posterior.on_scale[person, : len(model.competencies)]
    likelihood = np.exp(np.log(np.maximum(competencies, LEAST_PROBABILITY)) - LOG_PRIOR)
    given = np.exp(-((GRID - sqrt(GENERAL) * GENERAL_NODES[:, None]) ** 2) / (2 * (1 - GENERAL)))  # of a competency, (nodes of g, G)
    mass = likelihood[:, None] * given  # (C, nodes of g, G)
    chance = np.exp(-(GENERAL_NODES**2) / 2) * mass.sum(axis=-1).prod(axis=0)
    met = np.ones((*model.thresholds.shape[:2], len(GENERAL_NODES)))
    for competency, edges in enumerate(cumulative(mass)):
        for node, row in enumerate(edges):
            met[..., node] *= 1 - np.interp(model.thresholds[..., competency], EDGES, row)
    return np.asarray(met @ (chance / chance.sum()))
