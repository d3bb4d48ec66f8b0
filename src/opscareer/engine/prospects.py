"""What answers are expected to tell, and what that is worth.

A session is for two things: the order of the roles, and where one stands in what the leading role needs most.

A question about a trait (or a difference of interests) x is expected to take away a share ρ of the variance of x. What that is worth for
the order of the roles is how differently the roles depend on x, weighted by how likely each is to be the best:

    ρ · Var_r~P(best)[ Cov(F_r, x) ] / Var(x)

which is Σ_{r<s} p_r p_s (Cov(F_r, x) − Cov(F_s, x))² · ρ / Var(x): by the law of total variance, the expected drop in the variance of the
differences of fit, each difference weighted by the chance that it decides. What it is worth for the levels of what the leading roles need
is Σ_r p_r w_rk² · ρ·Var(θ_k).
"""

from functools import cached_property
from math import pi

import numpy as np

from opscareer.engine.fit import FitModel, State, normal_cdf
from opscareer.engine.items import DIFFERENCES, GRID, NODES, Bools, Floats, Ints
from opscareer.engine.measurement import Posterior, deviations
from opscareer.frozen import frozen

LEAST_VARIANCE = 1e-12
LEVELS_COUNT = 0.1  # λ: of the levels beside the order of the roles
LOOK_AHEAD = 6  # questions


@frozen
class Prospects:
    """What the J questions are expected to tell of P people in a state, each figure worked out once."""

    model: FitModel
    state: State

    @cached_property
    def gains(self) -> Floats:
        """What each question is expected to be worth for the order of the roles and the levels of the leading ones (P, J)."""
        posterior, bank = self.state.posterior, self.state.posterior.bank
        order = _spread(self.state.p_best, self._dependence) * self.shares
        competencies = len(self.model.competencies)
        variance = deviations(posterior.on_scale[:, :competencies]) ** 2
        of_levels = _padded((self.state.p_best @ self.model.shares**2) * variance, len(bank.traits)) @ bank.bears_on[: bank.singles].T
        levels = np.zeros_like(order)
        levels[:, : bank.singles] = of_levels * self._on_scale
        return np.asarray(order + LEVELS_COUNT * levels)

    def value(self, asked: Bools) -> Floats:
        """What the best few questions left are worth, each (P,): the regret that they are expected to save, and the uncertainty of the
        leader's weightiest competency. `asked` (P, J) is true where a question was asked.

        The expected value of sample information (Raiffa & Schlaifer 1961): if questions take s² off the variance of the difference of two
        fits of mean μ, choosing after them rather than before gains s·φ(μ/s) − |μ|·Φ(−|μ|/s). The rival for which that is most counts.
        """
        few = np.argsort(np.where(asked, 0.0, -self.gains), axis=1, kind="stable")[:, :LOOK_AHEAD]
        people, everybody = np.arange(len(few))[:, None], np.arange(len(few))
        told = (self.shares * ~asked)[people, few]
        means = np.einsum("pn,prn->pr", self.state.weights, self.state.fit)
        leader = means.argmax(axis=1)
        covariance = self._dependence.covariance[people, :, few]  # (P, few, R)
        apart = covariance[everybody, :, leader][..., None] - covariance
        taken = np.einsum("pf,pfr->pr", told / np.maximum(self._dependence.variance[people, few], LEAST_VARIANCE), apart**2)
        gap = means[everybody, leader][:, None] - means
        sd = np.sqrt(np.minimum(taken, self._dependence.of_gap(leader)) + LEAST_VARIANCE)
        saved = sd * np.exp(-((gap / sd) ** 2) / 2) / np.sqrt(2 * pi) - gap * normal_cdf(-gap / sd)
        saved[everybody, leader] = 0.0
        return np.asarray((saved.max(axis=1) + LEVELS_COUNT * self._level_told(asked, leader, few)) / LOOK_AHEAD)

    def _level_told(self, asked: Bools, leader: Ints, few: Ints) -> Floats:
        """How much the few questions take off the standard deviation of what the leader needs most, in that need's share (P,)."""
        posterior, bank, everybody = self.state.posterior, self.state.posterior.bank, np.arange(len(few))
        if not self.model.competencies:
            return np.zeros(len(few))
        core = self.model.by_weight[leader, 0]
        sd = deviations(posterior.on_scale[everybody, core])
        told = np.zeros(asked.shape)
        told[:, : bank.singles] = self._on_scale * ~asked[:, : bank.singles]
        told = (told * bank.bears_on[:, core].T)[everybody[:, None], few]
        return np.asarray(self.model.shares[leader, core] * sd * (1 - np.sqrt(np.prod(1 - told, axis=1))))

    @cached_property
    def shares(self) -> Floats:
        """ρ (P, J): the share of the variance of what a question measures that its answer is expected to take away."""
        return _shares_beyond(self.state.posterior, self._on_scale)

    @cached_property
    def _on_scale(self) -> Floats:
        return shares_on_scale(self.state.posterior)

    @cached_property
    def _dependence(self) -> "_Dependence":
        return _Dependence.of(self.state)


@frozen
class _Dependence:
    """How the roles' fits depend on what each question measures.

    covariance: Cov(F_r, x) (P, R, J)
    variance: Var(x) (P, J)
    fits: covariance matrix of the fits (P, R, R)
    """

    covariance: Floats
    variance: Floats
    fits: Floats

    @classmethod
    def of(cls, state: State) -> "_Dependence":
        bank = state.posterior.bank
        with_fit, traits, fits = _moments(state)
        variance = np.diagonal(traits, axis1=1, axis2=2)
        single, (first, second) = bank.single_trait, bank.pair_traits.T
        between = variance[:, first] + variance[:, second] - 2 * traits[:, first, second]
        covariance = np.concatenate([with_fit[..., single], with_fit[..., second] - with_fit[..., first]], axis=2)
        return cls(covariance, np.concatenate([variance[:, single], between], axis=1), fits)

    def of_gap(self, leader: Ints) -> Floats:
        """Var(F_leader − F_r) (P, R)."""
        people, own = np.arange(len(leader)), np.diagonal(self.fits, axis1=1, axis2=2)
        return np.asarray(own[people, leader][:, None] + own - 2 * self.fits[people, leader])


def _moments(state: State) -> tuple[Floats, Floats, Floats]:
    """Cov(F_r, trait) (P, R, K), the traits' covariance matrix (P, K, K), the fits' (P, R, R)."""
    at = state.at - state.at @ state.weights[..., None]
    fit = state.fit - state.fit @ state.weights[..., None]
    weighted = (state.weights[:, None] * at).swapaxes(1, 2)
    return state.fit @ weighted, at @ weighted, fit @ (state.weights[:, None] * fit).swapaxes(1, 2)


def _spread(p_best: Floats, dependence: _Dependence) -> Floats:
    """Var over roles, weighted by P(best) (P, R), of Cov(F_r, x), divided by Var(x) → (P, J)."""
    mean = np.einsum("pr,prx->px", p_best, dependence.covariance)
    spread = np.einsum("pr,prx->px", p_best, dependence.covariance**2) - mean**2
    return np.asarray(np.maximum(spread, 0.0) / np.maximum(dependence.variance, LEAST_VARIANCE))


def _padded(values: Floats, traits: int) -> Floats:
    """Of the competencies (P, C) → of all traits (P, K), 0 for the others."""
    return np.concatenate([values, np.zeros((len(values), traits - values.shape[1]))], axis=1)


def _shares_beyond(posterior: Posterior, on_scale: Floats) -> Floats:
    """ρ (P, J) of all questions. `on_scale` (P, S): of those about one trait, on the author's scale.

    A question about one trait tells of the trait on the author's scale. As normals: if its answers so far leave the variance m there, they
    tell of the trait itself with variance m + s², whatever the offset's s.
    """
    bank, mass = posterior.bank, posterior.marginals
    own = bank.single_trait
    now = np.minimum(deviations(posterior.on_scale) ** 2, 1.0)[:, own]
    told, offset = [1 / np.maximum(1 / variance - 1, 1e-9) for variance in (now, now * (1 - on_scale))], bank.offsets[own] ** 2
    variance = (deviations(mass) ** 2)[:, own]
    single = 1 - 1 / (1 + variance * (1 / (told[1] + offset) - 1 / (told[0] + offset)))
    if not len(bank.pair_traits):
        return np.asarray(single)
    first, second = bank.pair_traits.T
    size = 2 * NODES
    spectrum, backwards = np.fft.rfft(mass, size), np.fft.rfft(mass[..., ::-1], size)
    between = np.maximum(np.fft.irfft(spectrum[:, second] * backwards[:, first], size)[..., : len(DIFFERENCES)], 0.0)
    return np.concatenate([single, _shares(between, DIFFERENCES, bank.pair_tables, np.arange(len(first)))], axis=1)


def shares_on_scale(posterior: Posterior) -> Floats:
    """ρ (P, S) of the questions about one trait, on the author's scale."""
    return _shares(posterior.on_scale, GRID, posterior.bank.single_tables, posterior.bank.single_trait)


def _shares(mass: Floats, nodes: Floats, tables: Floats, rows: Ints) -> Floats:
    """ρ (P, Q) of questions, by their tables (Q, V, G), about `rows` (Q,) of what is distributed as `mass` (P, X, G) on the nodes (G,)."""
    mean = mass @ nodes
    variance = mass @ nodes**2 - mean**2
    chance = np.matmul(tables, mass[:, rows, :, None])[..., 0]
    moment = np.matmul(tables, (mass * nodes)[:, rows, :, None])[..., 0]
    squares = (moment**2 / np.maximum(chance, LEAST_VARIANCE)).sum(axis=-1)  # E[(mean after the answer)²]
    return np.asarray((squares - mean[:, rows] ** 2) / np.maximum(variance[:, rows], LEAST_VARIANCE))
