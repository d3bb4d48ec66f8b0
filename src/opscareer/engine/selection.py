"""Which question next, and when to stop.

A session is for two things: the order of the roles, and where one stands in what the leading role needs most.

A question about a trait (or a difference of interests) x is expected to take away a share ρ of the variance of x. What that is worth for
the order of the roles is how differently the roles depend on x, weighted by how likely each is to be the best:

    ρ · Var_r~P(best)[ Cov(F_r, x) ] / Var(x)

which is Σ_{r<s} p_r p_s (Cov(F_r, x) − Cov(F_s, x))² · ρ / Var(x): by the law of total variance, the expected drop in the variance of the
differences of fit, each difference weighted by the chance that it decides. What it is worth for the levels of what the leading roles need
is Σ_r p_r w_rk² · ρ·Var(θ_k).

It ends when the best few questions left are not worth their price: `value`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from math import log, pi

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import State, draw, normal_cdf
from opscareer.engine.items import DIFFERENCES, GRID, NODES, Bools, Floats, Ints
from opscareer.engine.measurement import Posterior, deviations, posterior
from opscareer.engine.rules import DEFAULT, Next, Rules

ASKING_POINTS = 1024
ASKING_TOLERANCE = 1e-6
LEAST_VARIANCE = 1e-12
DIGITS = 12  # so that ties are ties on every machine
AS_GOOD = 0.97  # of the largest gain: questions worth that much are drawn from
LEVELS_COUNT = 0.1  # λ: of the levels beside the order of the roles
CLAIM = 1.0  # standard deviations above the average: a claim that is met with a judgement
CHECKED = 2  # claims, the highest ones
LOOK_AHEAD = 6  # questions
ALIKE = 0.8  # standard deviations between the interest most and least liked: less than chance makes of most equal ones
ALIKE_AFTER = 3  # answers beyond the least
LASTING = 6.0  # questions after which what the next ones are worth has fallen to 1/e, as a rule
SURE = 0.45  # posterior standard deviation, in levels, of a competency measured again: with less, a rise of a level and a half shows
FEWEST_LISTS = 3  # about a competency measured again


@dataclass(frozen=True)
class Selector:
    """The rule for one pack, over P people at once. `asked` (P, J) is true where a question was asked."""

    engine: Engine
    rules: Rules = DEFAULT

    # --- one person

    def step(self, answers: Answers, asked: Collection[str], seed: int) -> Next | None:
        """One person's next question; None where there is enough."""
        state, mask = self._state(answers), self.engine.bank.mask(asked)[None]
        chosen = int(self.choose(state, mask, [seed])[0])
        return None if chosen < 0 else Next(self.engine.bank.ids[chosen], self._left(state, mask))

    def _state(self, answers: Answers) -> State:
        bank = self.engine.bank
        return draw(self.engine.model, posterior(bank, bank.row(answers.values), ASKING_TOLERANCE), ASKING_POINTS)

    def _left(self, state: State, asked: Bools) -> int:
        """At least 1 and at most what the rules allow. Before the floors are met nobody knows."""
        number = int(asked.sum())
        room = max(1, min(self.rules.most, len(self.engine.bank.ids)) - number)
        if self.rules.price < 0 or self.missing(state, asked).any():
            return room
        worth = float(self.value(state, asked)[0])
        further = LASTING * log(max(worth / max(self.rules.price, LEAST_VARIANCE), 1.0))
        return min(room, max(1, self.rules.least - number, 2 + round(further)))

    # --- many people

    def by_gain(self, state: State, asked: Bools) -> Ints:
        """The question of the largest gain (P,), without floors or an end."""
        return self._largest(self.gains(state), ~asked, np.zeros(len(asked), dtype=np.int64))

    def choose(self, state: State, asked: Bools, seeds: Sequence[int]) -> Ints:
        """The next question of each person (P,), -1 where there is enough. Floors come first: what they tell guides the rest."""
        missing = self.missing(state, asked)
        lacking = np.asarray(missing.any(axis=1))
        answered = (state.posterior.answers > 0).sum(axis=1)
        enough = np.asarray(~lacking & (answered >= self.rules.least))
        if self.rules.price >= 0 and enough.any():
            indifferent = self.alike(state) & (answered >= self.rules.least + ALIKE_AFTER)
            enough &= indifferent | (self.value(state, asked) <= self.rules.price)
        allowed = ~asked & (~lacking[:, None] | (self._first(missing).astype(np.int64) @ self._covers > 0))
        ends = enough | (asked.sum(axis=1) >= self.rules.most) | ~allowed.any(axis=1)
        chosen = self._largest(self.gains(state), allowed, np.asarray(seeds))
        return np.where(ends, -1, self._by_facet(chosen, allowed, state.p_best.argmax(axis=1), np.asarray(seeds)))

    def gains(self, state: State) -> Floats:
        """What each question is expected to be worth for the order of the roles and the levels of the leading ones (P, J)."""
        posterior, bank = state.posterior, self.engine.bank
        order = _spread(state.p_best, _Dependence.of(state)) * shares(posterior)
        levels = np.zeros_like(order)
        competencies = len(self.engine.model.competencies)
        variance = deviations(posterior.on_scale[:, :competencies]) ** 2
        needs = state.p_best @ self.engine.model.shares**2
        levels[:, : bank.singles] = (_padded(needs * variance, len(bank.traits)) @ bank.bears_on[: bank.singles].T) * _on_scale(posterior)
        return np.asarray(order + LEVELS_COUNT * levels)

    def value(self, state: State, asked: Bools) -> Floats:
        """What the best few questions left are worth, each (P,): the regret that they are expected to save, and the uncertainty of the
        leader's weightiest competency.

        The expected value of sample information (Raiffa & Schlaifer 1961): if questions take s² off the variance of the difference of two
        fits of mean μ, choosing after them rather than before gains s·φ(μ/s) − |μ|·Φ(−|μ|/s). The rival for which that is most counts.
        """
        few = np.argsort(np.where(asked, 0.0, -self.gains(state)), axis=1, kind="stable")[:, :LOOK_AHEAD]
        people = np.arange(len(few))[:, None]
        told = (shares(state.posterior) * ~asked)[people, few]
        dependence = _Dependence.of(state)
        means = np.einsum("pn,prn->pr", state.weights, state.fit)
        leader = means.argmax(axis=1)
        covariance = dependence.covariance[people, :, few]  # (P, few, R)
        apart = covariance[np.arange(len(few)), :, leader][..., None] - covariance
        taken = np.einsum("pf,pfr->pr", told / np.maximum(dependence.variance[people, few], LEAST_VARIANCE), apart**2)
        gap = means[np.arange(len(few)), leader][:, None] - means
        sd = np.sqrt(np.minimum(taken, dependence.of_gap(leader)) + LEAST_VARIANCE)
        saved = sd * np.exp(-((gap / sd) ** 2) / 2) / np.sqrt(2 * pi) - gap * normal_cdf(-gap / sd)
        saved[np.arange(len(few)), leader] = 0.0
        return np.asarray((saved.max(axis=1) + LEVELS_COUNT * self._level_told(state, asked, leader, few)) / LOOK_AHEAD)

    def alike(self, state: State) -> Bools:
        """Whether a person likes the work of all roles alike, as far as the answers tell (P,): then that is the answer, and choosing any
        loses little. What the questions could still tell apart would be small."""
        interests = state.posterior.mean()[:, len(self.engine.model.competencies) :]
        return np.asarray(interests.max(axis=1) - interests.min(axis=1) <= ALIKE)

    def _level_told(self, state: State, asked: Bools, leader: Ints, few: Ints) -> Floats:
        """How much the few questions take off the standard deviation of what the leader needs most, in that need's share (P,)."""
        bank, people = self.engine.bank, np.arange(len(few))
        if not self.engine.model.competencies:
            return np.zeros(len(few))
        core = self.engine.model.shares.argmax(axis=1)[leader]
        sd = deviations(state.posterior.on_scale[people, core])
        told = np.zeros(asked.shape)
        told[:, : bank.singles] = _on_scale(state.posterior) * ~asked[:, : bank.singles]
        told = (told * bank.bears_on[:, core].T)[people[:, None], few]
        return np.asarray(self.engine.model.shares[leader, core] * sd * (1 - np.sqrt(np.prod(1 - told, axis=1))))

    # --- floors: lists about each competency, answers about each interest, ratings of each role's tasks, judgements of each competency

    def missing(self, state: State, asked: Bools) -> Ints:
        """How many answers each floor still lacks (P, floors), as far as there are questions left. A question skipped fills no floor.

        What is asked of everybody comes first; it shows who leads, and then the leader's weightiest competencies and interest get more,
        and what a person claims most gets a judgement.
        """
        answered = (state.posterior.answers > 0).astype(np.int64)
        have, left = answered @ self._covers.T, (~asked).astype(np.int64) @ self._covers.T
        wanted = np.zeros_like(have)
        lists, interests, ratings, judgements = self._floors
        most, second, each = self.rules.lists
        wanted[:, lists], wanted[:, interests] = each, self.rules.interests
        settled = np.flatnonzero(~(np.clip(wanted - have, 0, left) > 0).any(axis=1))
        leader = state.p_best[settled].argmax(axis=1)
        by_weight = np.argsort(-self.engine.model.shares, axis=1, kind="stable")[leader]
        for place, count in ((1, second), (0, most)):
            if by_weight.shape[1] > place:
                wanted[settled, by_weight[:, place]] = count
        wanted[settled, ratings.start + leader] = self.rules.ratings
        levels = np.where(have[:, lists] > 0, state.posterior.on_scale[:, lists] @ GRID, -np.inf)
        highest = np.sort(levels, axis=1)[:, -CHECKED:][:, :1]
        wanted[:, judgements] = (levels >= np.maximum(highest, CLAIM)) & self.rules.checks
        return np.asarray(np.clip(wanted - have, 0, left))

    def _first(self, missing: Ints) -> Bools:
        """The floors to fill now (P, floors): interests before all else, so that the lists can follow what the person likes."""
        interests = np.zeros(missing.shape[1], dtype=bool)
        interests[self._floors[1]] = True
        return np.asarray((missing > 0) & (interests | ~np.asarray((missing[:, interests] > 0).any(axis=1))[:, None]))

    @cached_property
    def _floors(self) -> tuple[slice, slice, slice, slice]:
        """Where the floors are: lists of each competency, answers about each interest, ratings of each, judgements of each competency."""
        competencies, roles = len(self.engine.model.competencies), len(self.engine.model.roles)
        ends = np.cumsum([competencies, roles, roles, competencies]).tolist()
        return slice(0, ends[0]), slice(ends[0], ends[1]), slice(ends[1], ends[2]), slice(ends[2], ends[3])

    @cached_property
    def _covers(self) -> Ints:
        """(floors, J): 1 where a question fills a floor."""
        bank, competencies = self.engine.bank, len(self.engine.model.competencies)
        of_competency, of_interest = np.split(bank.bears_on.T, [competencies])
        single = np.arange(len(bank.ids)) < bank.singles
        return np.concatenate([of_competency * bank.counted, of_interest, of_interest * single, of_competency * ~bank.counted])

    def _by_facet(self, chosen: Ints, allowed: Bools, leader: Ints, seeds: Ints) -> Ints:
        """The questions chosen (P,); a list of deeds gives way to that of the same competency whose facet the leading role names first."""
        bank = self.engine.bank
        same = bank.counted[chosen][:, None] & bank.counted & (bank.bears_on[chosen] @ bank.bears_on.T > 0)
        same[np.arange(len(chosen)), chosen] = True
        ranks = np.array([lot(int(seed), bank.ids) for seed in seeds])
        order = self.engine.named[leader] * len(bank.ids) + ranks
        return np.asarray(np.where(same & allowed, order, order.max() + 1).argmin(axis=1))

    def _largest(self, gains: Floats, allowed: Bools, seeds: Ints) -> Ints:
        """The question of the largest gain (P,) of those allowed (P, J), or one about as good: drawn by seed, so that all are used."""
        gains = np.where(allowed, np.round(gains, DIGITS), -np.inf)
        best = gains >= AS_GOOD * gains.max(axis=1, keepdims=True)
        ranks = np.array([lot(int(seed), self.engine.bank.ids) for seed in seeds])
        return np.asarray(np.where(best, ranks, len(self.engine.bank.ids)).argmin(axis=1))


@lru_cache(maxsize=4096)
def lot(seed: int, ids: tuple[str, ...]) -> tuple[int, ...]:
    """The place of each question in an order drawn by seed, the same on every machine."""
    drawn = sorted(range(len(ids)), key=lambda index: sha256(f"{seed}:{ids[index]}".encode()).digest())
    places = [0] * len(ids)
    for place, index in enumerate(drawn):
        places[index] = place
    return tuple(places)


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
        singles = slice(bank.singles)
        was_asked, bears = bank.mask(asked)[singles], bank.bears_on[singles]
        sd = deviations(posterior.on_scale[0])
        lacking = ((was_asked & bank.counted[singles]) @ bears < FEWEST_LISTS) | (sd > SURE)
        left = np.flatnonzero(bank.mask(self.questions)[singles] & ~was_asked & (bears @ lacking > 0))
        drops = np.round(_on_scale(posterior)[0] * (bears @ sd**2), DIGITS)
        return min((bank.ids[index] for index in left), key=lambda question: (-drops[bank.index[question]], question), default=None)


def merge_answers(before: Answers, now: Answers, questions: Collection[str]) -> Answers:
    """The answers that hold after a checkpoint: to `questions` only what was said now, to all others what was said before."""
    kept = {question: value for question, value in before.values.items() if question not in questions}
    return Answers({**kept, **now.values})


# --- what one answer is expected to tell


@dataclass(frozen=True)
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


def shares(posterior: Posterior) -> Floats:
    """ρ (P, J): the share of the variance of what a question measures that its answer is expected to take away.

    A question about one trait tells of the trait on the author's scale. As normals: if its answers so far leave the variance m there, they
    tell of the trait itself with variance m + s², whatever the offset's s.
    """
    bank, mass = posterior.bank, posterior.marginals
    on_scale, own = _on_scale(posterior), bank.single_trait
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


def _on_scale(posterior: Posterior) -> Floats:
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
