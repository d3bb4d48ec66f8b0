"""One person's answers → an Assessment: the engine's parts put together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import (
    MIDDLE,
    POINTS,
    Draws,
    FitModel,
    draw,
    expected_parts,
    interval,
    prior_p_best,
    readiness,
)
from opscareer.engine.measurement import EDGES, Floats, ItemBank, Posterior, posterior
from opscareer.engine.quality import quality
from opscareer.pack.kinds.scale import level_of_trait
from opscareer.pack.model import TIERS, Pack
from opscareer.results import (
    Assessment,
    Best,
    CompetencyEstimate,
    Contribution,
    InterestEstimate,
    Interval,
    Mix,
    RoleFit,
    Trait,
    Weights,
)

FINAL_POINTS = 4096
SHARE = 0.8
ENOUGH = 0.9
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
        return posterior(self.bank, *self.bank.rows(answers.values))

    def assess(self, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = ()) -> Assessment:
        """The result of one person. Needs at least one answer: without any there is nothing to say.

        `order` and `seconds` of a session, where known, serve only to tell careless answering.
        """
        if not len(answers):
            raise ValueError("no answers")
        found = self.posterior(answers)
        draws = draw(self.model, found, FINAL_POINTS)
        roles = self._roles(found, draws)
        noticed = quality(self.bank, self.model, answers, order, seconds)
        return Assessment(
            len(answers),
            self._competencies(found, answers),
            self._interests(found, answers),
            roles,
            self._best(roles, draws, sure=not noticed.flags),
            Weights(Mix(self.model.nominal), Mix(self.model.effective)),
            noticed,
        )

    def _roles(self, found: Posterior, draws: Draws) -> tuple[RoleFit, ...]:
        parts, interests = (array[0] for array in expected_parts(self.model, found))
        fit = MIDDLE + POINTS * (parts.sum(axis=1) + interests)
        p_best = draws.p_best()[0]
        ranks = draws.p_rank()[0]
        before = prior_p_best(self.model, self.bank, FINAL_POINTS)
        ready = readiness(self.model, found, 0)
        order = sorted(range(len(fit)), key=lambda place: (-round(float(fit[place]), 9), self.model.roles[place]))
        return tuple(
            RoleFit(
                id=self.model.roles[place],
                rank=rank,
                fit=_on_scale(float(fit[place])),
                interval=_points(interval(draws.fit[0, :, place], draws.weights[0], SHARE)),
                p_best=float(p_best[place]),
                p_rank=tuple(float(p) for p in ranks[place]),
                prior_p_best=float(before[place]),
                readiness={tier: float(ready[row, place]) for row, tier in enumerate(TIERS)},
                contributions=_contributions(self.model, place, parts[place], float(interests[place])),
            )
            for rank, place in enumerate(order, 1)
        )

    def _best(self, roles: tuple[RoleFit, ...], draws: Draws, *, sure: bool) -> Best:
        leader, second = roles[0], roles[1]
        column = self.model.roles.index
        low, high = interval(draws.fit[0, :, column(leader.id)] - draws.fit[0, :, column(second.id)], draws.weights[0], SHARE)
        candidates: list[str] = []
        total = 0.0
        for role in sorted(roles, key=lambda role: (-role.p_best, role.id)):
            if total >= ENOUGH:
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
            gap_interval=(POINTS * low, POINTS * high),
            expected_regret=float(draws.expected_regret()[0]),
        )

    def _competencies(self, found: Posterior, answers: Answers) -> tuple[CompetencyEstimate, ...]:
        return tuple(
            CompetencyEstimate(
                name,
                level_of_trait(float(found.mean()[0, place])),
                _levels(_interval(found.edges()[0, place])),
                self._answered(place, answers),
            )
            for place, name in enumerate(self.model.competencies)
        )

    def _interests(self, found: Posterior, answers: Answers) -> tuple[InterestEstimate, ...]:
        first = len(self.model.competencies)
        return tuple(
            InterestEstimate(role, float(found.mean()[0, place]), _interval(found.edges()[0, place]), self._answered(place, answers))
            for place, role in enumerate(self.model.roles, first)
        )

    def _answered(self, trait: int, answers: Answers) -> int:
        """How many of the answers bear on a trait."""
        singles = zip(self.bank.single_ids, self.bank.single_trait, strict=True)
        pairs = zip(self.bank.pair_ids, self.bank.pair_traits, strict=True)
        return sum(key in answers for key, of in singles if of == trait) + sum(key in answers for key, of in pairs if trait in of)


def _interval(edges: Floats) -> Interval:
    low, high = np.interp(TAILS, edges, EDGES)
    return float(low), float(high)


def _levels(interval: Interval) -> Interval:
    return level_of_trait(interval[0]), level_of_trait(interval[1])


def _on_scale(value: float) -> float:
    return min(100.0, max(0.0, value))


def _points(interval: Interval) -> Interval:
    return _on_scale(MIDDLE + POINTS * interval[0]), _on_scale(MIDDLE + POINTS * interval[1])


def _contributions(model: FitModel, role: int, parts: Floats, interest: float) -> tuple[Contribution, ...]:
    """Largest first; together with 50 they make the fit."""
    found = [Contribution(Trait("competency", name), POINTS * float(part)) for name, part in zip(model.competencies, parts, strict=True)]
    found.append(Contribution(Trait("interest", model.roles[role]), POINTS * interest))
    return tuple(sorted(found, key=lambda item: (-abs(item.points), str(item.of))))
