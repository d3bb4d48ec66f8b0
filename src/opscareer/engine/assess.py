"""One person's answers → an Assessment: the engine's parts put together."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import ENOUGH_POINTS, SCORE_SD, FitModel, State, draw, expected_parts, interval, on_score_scale, readiness
from opscareer.engine.items import EDGES, GRID, Floats, Ints, ItemBank
from opscareer.engine.measurement import Posterior, cumulative, deviations, posterior
from opscareer.engine.people import answer_all, draw_alike
from opscareer.engine.quality import SEED, CarelessnessCheck
from opscareer.frozen import frozen
from opscareer.pack.kinds.scale import level_of_trait
from opscareer.pack.model import TIERS, Pack
from opscareer.results.assessment import (
    Assessment,
    Best,
    CompetencyEstimate,
    Contribution,
    InterestEstimate,
    Mix,
    RoleFit,
    Verdict,
    Weights,
)
from opscareer.results.trait import Trait

FINAL_POINTS, MOST_POINTS = 4096, 65_536
SHARE = 0.8
CANDIDATES_SHARE = 0.9
TAILS = ((1 - SHARE) / 2, (1 + SHARE) / 2)
CLEAR, CLEAR_WITH_GAP, LIKELY, LIKELY_WITH_ODDS, ODDS = 0.9, 0.75, 2 / 3, 0.5, 2.0
FUTURES = 48  # of the questions not answered yet
FUTURE_POINTS, FUTURE_TOLERANCE = 256, 1e-3
FEWEST_TO_STOP = 12  # answers before a session can be hopeless
RACING = 0.5  # of the time that reading takes at the least: whoever answers as fast as that reads nothing
UNKNOWN: Mapping[str, Sequence[int]] = {}
UNTIMED: Mapping[str, float] = {}


@frozen
class Engine:
    """A pack made ready for measuring.

    bank: question tables
    model: fit weights
    named: the place at which each role names the facet that a question is about, from 0; behind all named ones for others (R, J)
    check: for signs of careless answering
    """

    bank: ItemBank
    model: FitModel
    named: Ints
    check: CarelessnessCheck

    @classmethod
    def of(cls, pack: Pack) -> "Engine":
        bank = ItemBank.of(pack)
        return cls(bank, FitModel.of(pack), _named(pack, bank), CarelessnessCheck.of(pack, bank))

    def posterior(self, answers: Answers) -> Posterior:
        """The posterior of one person, without draws."""
        return posterior(self.bank, self.bank.row(answers.values))

    def state(self, answers: Answers) -> State:
        """One person's posterior and draws, as a result takes them: more where most weigh next to nothing."""
        known, count = self.posterior(answers), FINAL_POINTS
        while (state := draw(self.model, known, count)).effective[0] < ENOUGH_POINTS and count < MOST_POINTS:
            count *= 2
        return state

    def assess(
        self,
        answers: Answers,
        seconds: Mapping[str, float] = UNTIMED,
        positions: Mapping[str, Sequence[int]] = UNKNOWN,
        *,
        meant: bool = False,
    ) -> Assessment:
        """The result of one person. Needs at least one answer: without any there is nothing to say.

        What is known of a session serves only to tell careless answering: by question the `seconds` that it took, and the `positions` on
        the screen, from 1, of what was chosen, in the order asked. `meant`: whether the person has said that what looks careless is meant.
        """
        if not len(answers):
            raise ValueError("no answers")
        state = self.state(answers)
        roles = self._roles(state)
        return Assessment(
            len(answers),
            *self._estimates(state.posterior),
            roles,
            self._best(roles, state),
            Weights(*(Mix(competence, 1 - competence) for competence in (self.model.nominal, self.model.effective))),
            self.check.quality(answers, state, seconds, positions, meant=meant),
        )

    def hopeless(self, answers: Answers, seconds: Mapping[str, float], positions: Mapping[str, Sequence[int]]) -> bool:
        """Whether a session is answered so carelessly that going on is of no use: faster than anybody reads, and twice as fast as that, or
        with answers that contradict each other or repeat a pattern. Arguments as for `assess`.
        """
        pace = self.check.pace(seconds) if len(answers) >= FEWEST_TO_STOP else None
        if pace is None or pace >= 1:
            return False
        found = self.check.quality(answers, self.state(answers), seconds, positions) if pace > RACING else None
        return found is None or any(flag.flag in {"pattern", "inconsistent", "guttman"} for flag in found.flags)

    @cached_property
    def prior_p_best(self) -> Floats:
        """P(best) of every role (R,) before any answer."""
        return np.asarray(self.state(Answers({})).p_best[0])

    def _roles(self, state: State) -> tuple[RoleFit, ...]:
        parts = expected_parts(self.model, state.posterior)[0]
        fits = parts.sum(axis=1).tolist()
        p_rank, ready = state.p_rank()[0], readiness(self.model, state.posterior, 0)
        low_high = [interval(fit, state.weights[0], SHARE) for fit in state.fit[0]]
        p_best = state.p_best[0].tolist()
        order = sorted(range(len(fits)), key=lambda role: (-round(p_best[role], 9), -round(fits[role], 9), self.model.roles[role]))
        return tuple(
            RoleFit(
                id=self.model.roles[role],
                rank=rank,
                fit=on_score_scale(fits[role]),
                interval=(on_score_scale(low_high[role][0]), on_score_scale(low_high[role][1])),
                p_best=p_best[role],
                p_rank=tuple(p_rank[role].tolist()),
                prior_p_best=float(self.prior_p_best[role]),
                readiness=dict(zip(TIERS, ready[:, role].tolist(), strict=True)),
                contributions=self._contributions(self.model.roles[role], parts[role].tolist()),
            )
            for rank, role in enumerate(order, 1)
        )

    def _contributions(self, role: str, parts: list[float]) -> tuple[Contribution, ...]:
        """Largest first; together with 50 they make the fit."""
        traits = (*self.bank.traits[: len(self.model.competencies)], Trait("interest", role))
        contributions = [Contribution(trait, SCORE_SD * part) for trait, part in zip(traits, parts, strict=True)]
        return tuple(sorted(contributions, key=lambda item: (-abs(item.points), str(item.of))))

    def _best(self, roles: tuple[RoleFit, ...], state: State) -> Best:
        leader, second = roles[0], roles[1]
        fit, column = state.fit[0], self.model.roles.index
        low, high = interval(fit[column(leader.id)] - fit[column(second.id)], state.weights[0], SHARE)
        regret = float(state.weights[0] @ (fit.max(axis=0) - fit[column(leader.id)]))
        before = accumulate((role.p_best for role in roles[:-1]), initial=0.0)
        verdict = verdict_on(leader.p_best, second.p_best, low)
        return Best(
            role=leader.id,
            p_best=leader.p_best,
            verdict=verdict,
            settles=self._settles(state) if verdict == "close" else None,
            candidates=tuple(role.id for role, share in zip(roles, before, strict=True) if share < CANDIDATES_SHARE),
            runner_up=second.id,
            gap=leader.fit - second.fit,
            gap_interval=(SCORE_SD * low, SCORE_SD * high),
            expected_regret=regret,
        )

    def _settles(self, state: State) -> float:
        """The probability that answers to all the other questions would make a leader likely at least, over people as the answers so far
        leave them possible: a preposterior analysis (Raiffa & Schlaifer 1961).
        """
        given = state.posterior.answers
        if given.all():
            return 0.0
        random = np.random.default_rng(SEED)
        traits, on_scale = draw_alike(state, FUTURES, random)
        answers = np.where(given > 0, given, answer_all(self.bank, traits, random, on_scale))
        later = draw(self.model, posterior(self.bank, answers, FUTURE_TOLERANCE), FUTURE_POINTS)
        verdicts = [self._verdict(later, person) for person in range(FUTURES)]
        return sum(verdict != "close" for verdict in verdicts) / FUTURES

    def _verdict(self, state: State, person: int) -> Verdict:
        second, leader = np.argsort(state.p_best[person], kind="stable")[-2:].tolist()
        low, _ = interval(state.fit[person, leader] - state.fit[person, second], state.weights[person], SHARE)
        return verdict_on(float(state.p_best[person, leader]), float(state.p_best[person, second]), low)

    def _estimates(self, posterior: Posterior) -> tuple[tuple[CompetencyEstimate, ...], tuple[InterestEstimate, ...]]:
        """Of every trait: its mean, its interval, how sure that is, and how many answers bear on it. Levels are on the author's scale."""
        competencies = len(self.model.competencies)
        marginals = np.concatenate([posterior.on_scale[0, :competencies], posterior.marginals[0, competencies:]])
        means, intervals = (marginals @ GRID).tolist(), [np.interp(TAILS, edges, EDGES).tolist() for edges in cumulative(marginals)]
        told = np.maximum(1 - deviations(marginals) ** 2, 0.0).tolist()
        answered = ((posterior.answers[0] > 0).astype(np.int64) @ self.bank.bears_on).tolist()
        estimates = list(zip(self.bank.traits, means, intervals, told, answered, strict=True))
        return (
            tuple(
                CompetencyEstimate(trait.of, level_of_trait(mean), (level_of_trait(low), level_of_trait(high)), reliability, count)
                for trait, mean, (low, high), reliability, count in estimates[:competencies]
            ),
            tuple(
                InterestEstimate(trait.of, mean, (low, high), reliability, count)
                for trait, mean, (low, high), reliability, count in estimates[competencies:]
            ),
        )


def verdict_on(p_best: float, second: float, gap_low: float) -> Verdict:
    """How sure a leader is: the one rule that every word for it follows.

    p_best, second: P(best) of the leader and of the runner-up. gap_low: the low end of the 80% interval of the difference of their fits.
    """
    if p_best >= CLEAR or (p_best >= CLEAR_WITH_GAP and gap_low > 0):
        return "clear"
    return "likely" if p_best >= LIKELY or (p_best >= LIKELY_WITH_ODDS and p_best >= ODDS * second) else "close"


def _named(pack: Pack, bank: ItemBank) -> Ints:
    named = np.zeros((len(pack.roles), len(bank.ids)), dtype=np.int64)
    for question in pack.questions:
        if question.facet is not None:
            for row, role in zip(named, pack.roles, strict=True):
                order = role.needs[question.traits[0].of].facets
                row[bank.index[question.id]] = order.index(question.facet) if question.facet in order else len(order)
    return named
