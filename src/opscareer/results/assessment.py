"""What one person's answers say. Intervals are central 80% intervals: low and high."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from opscareer.results.trait import Trait
from opscareer.results.units import Amount, Count, Fit, Id, Keywords, Level, Number, Points, Score, Share, Tier

Interval = tuple[float, float]
Flag = Annotated[str, Keywords(enum=["hasty", "imprecise", "inconsistent", "pattern"])]


@dataclass(frozen=True)
class CompetencyEstimate:
    """How able the person is in one competency.

    id: the competency.
    level: the estimated level, 1 to 5.
    interval: its interval, in levels.
    reliability: of this very session: the share of the variance among people that the answers explain.
    answered: number of answers that bear on it; where it is 0, the level is only the starting assumption.
    """

    id: Id
    level: Level
    interval: tuple[Level, Level]
    reliability: Share
    answered: Count


@dataclass(frozen=True)
class InterestEstimate:
    """How interested the person is in the work of one role.

    role: the role.
    score: the estimated interest, in standard deviations.
    interval: its interval, in standard deviations.
    reliability: of this very session: the share of the variance among people that the answers explain.
    answered: number of answers that bear on it.
    """

    role: Id
    score: Score
    interval: tuple[Score, Score]
    reliability: Share
    answered: Count


@dataclass(frozen=True)
class Contribution:
    """What one trait adds to a role's fit.

    of: a competency's id, or `interest.` and the role's id.
    points: points added, or taken away.
    """

    of: Trait
    points: Points


@dataclass(frozen=True)
class RoleFit:
    """How one role would suit the person, how sure that is, and whether they could do it today.

    id: the role.
    rank: 1 for the best fit, 2 for the next.
    fit: how well the role would suit the person, in points.
    interval: its interval, in points.
    p_best: probability that it is the best of all roles. Where fits are close, a lower rank can have the higher probability.
    p_rank: probabilities that it is the best, the second best, and so on: one for each role. The first is `p_best`.
    prior_p_best: the same as `p_best` before any answer.
    readiness: could the person do it today? Probability that every competency has the level required.
    contributions: what the fit consists of, the largest first: the points of all contributions and 50 add up to `fit` (as far as it is not
        cut off at 0 or 100).
    """

    id: Id
    rank: Number
    fit: Fit
    interval: tuple[Fit, Fit]
    p_best: Share
    p_rank: Annotated[tuple[Share, ...], Keywords(minItems=2)]
    prior_p_best: Share
    readiness: Mapping[Tier, Share]
    contributions: Annotated[tuple[Contribution, ...], Keywords(minItems=1)]


@dataclass(frozen=True)
class Best:
    """The leading role, and how sure that is.

    role: the role of rank 1.
    p_best: its `p_best`.
    close_call: `true` when the answers do not set it apart: `p_best` is below .5, or 0 lies inside `gap_interval`, or the answers look
        careless. Where it is `true`, `p_best` is 2/3 or more and `quality.flags` is empty, the words for people say "probably".
    candidates: the smallest set of roles whose probabilities of being best add up to .9, the most probable first.
    runner_up: the role of rank 2.
    gap: how far it is behind, in points.
    gap_interval: interval of that gap, in points.
    expected_regret: what choosing the leader is expected to lose against the truly best role, in standard deviations of fit (10
        points each).
    """

    role: Id
    p_best: Share
    close_call: bool
    candidates: Annotated[tuple[Id, ...], Keywords(minItems=1)]
    runner_up: Id
    gap: Fit
    gap_interval: tuple[Points, Points]
    expected_regret: Amount

    @property
    def rival(self) -> str:
        """The likeliest of the other roles: the one from which a few more questions should separate the leader."""
        return next((role for role in self.candidates if role != self.role), self.runner_up)


@dataclass(frozen=True)
class Mix:
    """Shares of competence and interest; together 1.

    competence: of competence, 0 to 1.
    interest: of interest, 0 to 1.
    """

    competence: Share
    interest: Share


@dataclass(frozen=True)
class Weights:
    """What decides the fit: shares of competence and interest.

    nominal: shares in the variance of one role's fit.
    effective: shares in the variance between roles, that is in their order.
    """

    nominal: Mix
    effective: Mix


@dataclass(frozen=True)
class Quality:
    """Signs of careless answering. They lower the confidence and refuse nothing.

    lz: how well the answers go together: their log likelihood in standard deviations of honest people who answer the same questions;
        negative is worse. `null` below ten answers.
    lz_p: share of honest people whose answers go together no better; estimated sequentially. `null` below ten answers.
    repetition: the longest stretch of answers that repeat (33333, 15151), in answers. `null` below ten answers.
    repetition_p: share of honest people with a stretch as long. `null` below ten answers.
    median_seconds: seconds an answer took, in the middle of all; `null` where they were not measured, as with `--answers`.
    flags: what stood out: any of `hasty`, `imprecise` (the computation did not converge), `inconsistent`, `pattern`.
    """

    lz: float | None
    lz_p: Share | None
    repetition: Count | None
    repetition_p: Share | None
    median_seconds: Amount | None
    flags: Annotated[tuple[Flag, ...], Keywords(uniqueItems=True)]

    @property
    def confidence(self) -> str:
        return "low" if self.flags else "normal"


@dataclass(frozen=True)
class Assessment:
    """The whole result for one person's answers.

    answered: number of answers, at least 1.
    competencies: where the person is on each competency, by id.
    interests: the interest in each role's work, by role.
    roles: the roles, the best fit first.
    best: the leading role, and how sure that is.
    weights: what decides the fit: shares of competence and interest.
    quality: signs of careless answering. They lower the confidence and refuse nothing.
    """

    answered: Number
    competencies: tuple[CompetencyEstimate, ...]
    interests: Annotated[tuple[InterestEstimate, ...], Keywords(minItems=2)]
    roles: Annotated[tuple[RoleFit, ...], Keywords(minItems=2)]
    best: Best
    weights: Weights
    quality: Quality

    def role(self, role: str) -> RoleFit:
        return next(fit for fit in self.roles if fit.id == role)

    @property
    def leader(self) -> RoleFit:
        return self.role(self.best.role)

    @property
    def likely(self) -> bool:
        """Not settled, but the leader is twice as likely as all others together, and nothing makes the answers doubtful."""
        return self.best.close_call and self.best.p_best >= 2 / 3 and not self.quality.flags
