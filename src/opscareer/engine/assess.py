"""One person's answers → an Assessment: the engine's parts put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import SCORE_SD, FitModel, State, draw, expected_parts, interval, on_score_scale, readiness
from opscareer.engine.items import EDGES, GRID, Floats, ItemBank
from opscareer.engine.measurement import Posterior, cumulative, deviations, posterior
from opscareer.engine.quality import CarelessnessCheck
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
    Weights,
)
from opscareer.results.trait import Trait

FINAL_POINTS, MOST_POINTS = 4096, 65_536
ENOUGH_POINTS = 1000  # of equal weight: with fewer a probability may be off by more than .03
UNNAMED = 0.85
SHARE = 0.8
CANDIDATES_SHARE = 0.9
TAILS = ((1 - SHARE) / 2, (1 + SHARE) / 2)


@dataclass(frozen=True)
class Engine:
    """A pack made ready for measuring.

    bank: question tables
    model: fit weights
    named: how early each role names the facet that a question is about (R, J): 1 for the first, less and less down to UNNAMED
    """

    bank: ItemBank
    model: FitModel
    named: Floats

    @classmethod
    def of(cls, pack: Pack) -> "Engine":
        bank = ItemBank.of(pack)
        return cls(bank, FitModel.of(pack), _named(pack, bank))

    def posterior(self, answers: Answers) -> Posterior:
        """The posterior of one person, without draws."""
        return posterior(self.bank, self.bank.row(answers.values))

    def state(self, answers: Answers) -> State:
        """One person's posterior and draws, as a result takes them: more where most weigh next to nothing."""
        known, count = self.posterior(answers), FINAL_POINTS
        while (state := draw(self.model, known, count)).effective[0] < ENOUGH_POINTS and count < MOST_POINTS:
            count *= 2
        return state

    def assess(self, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = (), *, meant: bool = False) -> Assessment:
        """The result of one person. Needs at least one answer: without any there is nothing to say.

        `order` and `seconds` of a session, where known, serve only to tell careless answering; `meant`: the person says that what looks
        careless was meant so.
        """
        if not len(answers):
            raise ValueError("no answers")
        state = self.state(answers)
        quality = self.carelessness.quality(answers, order, seconds, precise=_precise(state))
        roles = self._roles(state)
        return Assessment(
            len(answers),
            *self._estimates(state.posterior),
            roles,
            self._best(roles, state, sure=meant or not quality.flags),
            Weights(*(Mix(competence, 1 - competence) for competence in (self.model.nominal, self.model.effective))),
            quality,
        )

    def hopeless(self, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = ()) -> bool:
        """Whether the answers given so far are so careless that going on is of no use."""
        return False

    @cached_property
    def prior_p_best(self) -> Floats:
        """P(best) of every role (R,) before any answer."""
        return np.asarray(self.state(Answers({})).p_best[0])

    @cached_property
    def carelessness(self) -> CarelessnessCheck:
        """The check for signs of careless answering, with what it has simulated so far."""
        return CarelessnessCheck(self.bank, self.model)

    def _roles(self, state: State) -> tuple[RoleFit, ...]:
        parts = expected_parts(self.model, state.posterior)[0]
        fits = parts.sum(axis=1).tolist()
        p_rank, ready = state.p_rank()[0], readiness(self.model, state.posterior, 0)
        low_high = [interval(fit, state.weights[0], SHARE) for fit in state.fit[0]]
        order = sorted(range(len(fits)), key=lambda role: (-round(SCORE_SD * fits[role], 9), self.model.roles[role]))
        return tuple(
            RoleFit(
                id=self.model.roles[role],
                rank=rank,
                fit=on_score_scale(fits[role]),
                interval=(on_score_scale(low_high[role][0]), on_score_scale(low_high[role][1])),
                p_best=float(state.p_best[0, role]),
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

    def _best(self, roles: tuple[RoleFit, ...], state: State, *, sure: bool) -> Best:
        leader, second = roles[0], roles[1]
        fit, column = state.fit[0], self.model.roles.index
        low, high = interval(fit[column(leader.id)] - fit[column(second.id)], state.weights[0], SHARE)
        likeliest = sorted(roles, key=lambda role: (-role.p_best, role.id))
        before = accumulate((role.p_best for role in likeliest[:-1]), initial=0.0)
        return Best(
            role=leader.id,
            p_best=leader.p_best,
            close_call=not sure or leader.p_best < 0.5 or low <= 0 <= high,
            candidates=tuple(role.id for role, share in zip(likeliest, before, strict=True) if share < CANDIDATES_SHARE),
            runner_up=second.id,
            gap=leader.fit - second.fit,
            gap_interval=(SCORE_SD * low, SCORE_SD * high),
            expected_regret=float(state.expected_regret()[0]),
        )

    def _estimates(self, posterior: Posterior) -> tuple[tuple[CompetencyEstimate, ...], tuple[InterestEstimate, ...]]:
        """Of every trait: its mean, its interval, how sure that is, and how many answers bear on it. Levels are on the author's scale."""
        competencies = len(self.model.competencies)
        marginals = np.concatenate([posterior.on_scale[0, :competencies], posterior.marginals[0, competencies:]])
        means, intervals = (marginals @ GRID).tolist(), [np.interp(TAILS, edges, EDGES).tolist() for edges in cumulative(marginals)]
        told = np.clip(1 - deviations(marginals) ** 2, 0.0, 1.0).tolist()
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


def _precise(state: State) -> bool:
    """Whether one person's probabilities were computed as exactly as documented."""
    return bool(state.posterior.converged[0]) and float(state.effective[0]) >= ENOUGH_POINTS


def _named(pack: Pack, bank: ItemBank) -> Floats:
    named = np.ones((len(pack.roles), len(bank.ids)))
    for question in pack.questions:
        if question.facet is not None:
            for row, role in zip(named, pack.roles, strict=True):
                order = role.needs[question.traits[0].of].facets
                place = order.index(question.facet) / len(order) if question.facet in order else 1.0
                row[bank.index[question.id]] = 1 - (1 - UNNAMED) * place
    return named
