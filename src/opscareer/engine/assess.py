"""One person's answers → an Assessment: the engine's parts put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import SCORE_SD, FitModel, State, expected_parts, interval, on_score_scale, prior_p_best, readiness
from opscareer.engine.items import EDGES, Floats, ItemBank
from opscareer.engine.measurement import Posterior, posterior
from opscareer.engine.quality import CarelessnessCheck
from opscareer.pack.kinds.scale import level_of_trait
from opscareer.pack.model import TIERS, Pack
from opscareer.results.assessment import (
    Assessment,
    Best,
    CompetencyEstimate,
    Contribution,
    InterestEstimate,
    Interval,
    Mix,
    RoleFit,
    Weights,
)
from opscareer.results.trait import Trait

FINAL_POINTS = 4096
SHARE = 0.8
CANDIDATES_SHARE = 0.9
TAILS = ((1 - SHARE) / 2, (1 + SHARE) / 2)


@dataclass(frozen=True)
class Engine:
    """A pack made ready for measuring: question tables and fit weights."""

    bank: ItemBank
    model: FitModel

    @classmethod
    def of(cls, pack: Pack) -> "Engine":
        return cls(ItemBank.of(pack), FitModel.of(pack))

    def posterior(self, answers: Answers) -> Posterior:
        """The posterior of one person, without draws."""
        return posterior(self.bank, self.bank.row(answers.values))

    def state(self, answers: Answers) -> State:
        """One person's posterior and draws, as a result takes them."""
        return State.of(self.bank, self.model, self.bank.row(answers.values), FINAL_POINTS)

    def assess(self, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = ()) -> Assessment:
        """The result of one person. Needs at least one answer: without any there is nothing to say.

        `order` and `seconds` of a session, where known, serve only to tell careless answering.
        """
        if not len(answers):
            raise ValueError("no answers")
        state = self.state(answers)
        quality = self.carelessness.quality(answers, order, seconds, precise=bool(state.posterior.converged[0]))
        roles = self._roles(state)
        return Assessment(
            len(answers),
            self._competencies(state.posterior),
            self._interests(state.posterior),
            roles,
            self._best(roles, state, sure=not quality.flags),
            Weights(*(Mix(competence, 1 - competence) for competence in (self.model.nominal, self.model.effective))),
            quality,
        )

    @cached_property
    def prior_p_best(self) -> Floats:
        """P(best) of every role (R,) before any answer."""
        return prior_p_best(self.model, self.bank, FINAL_POINTS)

    @cached_property
    def carelessness(self) -> CarelessnessCheck:
        """The check for signs of careless answering, with what it has simulated so far."""
        return CarelessnessCheck(self.bank, self.model)

    def _roles(self, state: State) -> tuple[RoleFit, ...]:
        parts, interests = (array[0] for array in expected_parts(self.model, state.posterior))
        fits = parts.sum(axis=1) + interests
        p_best, p_rank = state.draws.p_best[0], state.draws.p_rank()[0]
        ready = readiness(self.model, state.posterior, 0)
        low_high = [interval(fit, state.draws.weights[0], SHARE) for fit in state.draws.fit[0]]
        order = sorted(range(len(fits)), key=lambda role: (-round(SCORE_SD * float(fits[role]), 9), self.model.roles[role]))
        return tuple(
            RoleFit(
                id=self.model.roles[role],
                rank=rank,
                fit=on_score_scale(float(fits[role])),
                interval=(on_score_scale(low_high[role][0]), on_score_scale(low_high[role][1])),
                p_best=float(p_best[role]),
                p_rank=tuple(float(p) for p in p_rank[role]),
                prior_p_best=float(self.prior_p_best[role]),
                readiness={tier: float(ready[row, role]) for row, tier in enumerate(TIERS)},
                contributions=self._contributions(role, parts[role], float(interests[role])),
            )
            for rank, role in enumerate(order, 1)
        )

    def _contributions(self, role: int, parts: Floats, interest: float) -> tuple[Contribution, ...]:
        """Largest first; together with 50 they make the fit."""
        contributions = [Contribution(trait, SCORE_SD * float(part)) for trait, part in zip(self.bank.traits, parts, strict=False)]
        contributions.append(Contribution(Trait("interest", self.model.roles[role]), SCORE_SD * interest))
        return tuple(sorted(contributions, key=lambda item: (-abs(item.points), str(item.of))))

    def _best(self, roles: tuple[RoleFit, ...], state: State, *, sure: bool) -> Best:
        leader, second = roles[0], roles[1]
        fit, column = state.draws.fit[0], self.model.roles.index
        low, high = interval(fit[column(leader.id)] - fit[column(second.id)], state.draws.weights[0], SHARE)
        candidates: list[str] = []
        total = 0.0
        for role in sorted(roles, key=lambda role: (-role.p_best, role.id)):
            if total >= CANDIDATES_SHARE:
                break
            candidates.append(role.id)
            total += role.p_best
        return Best(
            role=leader.id,
            p_best=leader.p_best,
            close_call=not sure or leader.p_best < 0.5 or low <= 0 <= high,
            candidates=tuple(candidates),
            runner_up=second.id,
            gap=leader.fit - second.fit,
            gap_interval=(SCORE_SD * low, SCORE_SD * high),
            expected_regret=float(state.draws.expected_regret()[0]),
        )

    def _competencies(self, posterior: Posterior) -> tuple[CompetencyEstimate, ...]:
        estimates = zip(self.model.competencies, *self._estimates(posterior, slice(0, len(self.model.competencies))), strict=True)
        return tuple(
            CompetencyEstimate(competency, level_of_trait(mean), (level_of_trait(low), level_of_trait(high)), answered)
            for competency, mean, (low, high), answered in estimates
        )

    def _interests(self, posterior: Posterior) -> tuple[InterestEstimate, ...]:
        estimates = zip(self.model.roles, *self._estimates(posterior, slice(len(self.model.competencies), None)), strict=True)
        return tuple(InterestEstimate(role, mean, interval, answered) for role, mean, interval, answered in estimates)

    def _estimates(self, posterior: Posterior, traits: slice) -> tuple[list[float], list[Interval], list[int]]:
        """Of some traits: means, intervals, and how many answers bear on each."""
        answered = (posterior.answers > 0).astype(np.int64) @ self.bank.bears_on
        lows_highs = [np.interp(TAILS, edges, EDGES) for edges in posterior.edges()[0, traits]]
        return posterior.mean()[0, traits].tolist(), [(float(low), float(high)) for low, high in lows_highs], answered[0, traits].tolist()
