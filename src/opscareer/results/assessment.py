"""What one person's answers say. Intervals are central 80% intervals: low and high."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from opscareer.frozen import frozen
from opscareer.results.trait import Trait
from opscareer.results.units import Amount, Count, Fit, Id, Keywords, Level, Number, Points, Score, Share, Tier

Interval = tuple[float, float]
Verdict = Literal["clear", "likely", "close"]
Sign = Literal["hasty", "pattern", "inconsistent", "guttman", "unchecked", "imprecise"]

ALIKE = 1 / 3
EVEN = 0.1
"""Probabilities that are no further apart put nobody ahead."""


@frozen
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


@frozen
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


@frozen
class Contribution:
    """What one trait adds to a role's fit.

    of: a competency's id, or `interest.` and the role's id.
    points: points added, or taken away.
    """

    of: Trait
    points: Points


@frozen
class RoleFit:
    """How one role would suit the person, how sure that is, and whether they could do it today.

    id: the role.
    rank: 1 for the likeliest to be the best, 2 for the next: by `p_best`, equal ones by `fit`.
    fit: how well the role would suit the person, in points.
    interval: its interval, in points.
    p_best: probability that it is the best of all roles.
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


@frozen
class Best:
    """The leading role, and how sure that is.

    role: the role of rank 1, the likeliest to be the best.
    p_best: its `p_best`.
    verdict: how sure it is that this role is the best. `clear`: `p_best` is .9 or more, or .75 or more while `gap_interval` lies above 0.
        `likely`: 2/3 or more, or .5 or more and at least twice that of the runner-up. Otherwise `close`: nobody should rely on the order.
    settles: where it is `close`, the probability that answering all the other questions would make it `likely` or `clear`. Below 1/3 more
        questions would hardly change it: that is the answer. Otherwise not enough is told yet. `null` where it is not `close`.
    candidates: the smallest set of roles whose probabilities of being best add up to .9, the most probable first.
    runner_up: the role of rank 2.
    gap: its distance to the leader, in points. Where the fits are close, the likelier role can have the lower fit: then it is negative.
    gap_interval: interval of that gap, in points.
    expected_regret: what choosing the leader is expected to lose against the truly best role, in standard deviations of fit (10
        points each).
    """

    role: Id
    p_best: Share
    verdict: Verdict
    settles: Share | None
    candidates: Annotated[tuple[Id, ...], Keywords(minItems=1)]
    runner_up: Id
    gap: Points
    gap_interval: tuple[Points, Points]
    expected_regret: Amount

    @property
    def stays(self) -> bool:
        """Whether it is close and more questions would hardly change that."""
        return self.settles is not None and self.settles < ALIKE


@frozen
class Mix:
    """Shares of competence and interest; together 1.

    competence: of competence, 0 to 1.
    interest: of interest, 0 to 1.
    """

    competence: Share
    interest: Share


@frozen
class Weights:
    """What decides the fit: shares of competence and interest.

    nominal: shares in the variance of one role's fit.
    effective: shares in the variance between roles, that is in their order.
    """

    nominal: Mix
    effective: Mix


@frozen
class Flag:
    """A sign of careless answering that stands out.

    flag: which one: `hasty`; `pattern`, places on the screen that repeat; `inconsistent`, answers that contradict each other; `guttman`,
        harder deeds ticked without easier ones of the same list; `unchecked`, nearly all deeds ticked; `imprecise`, where the computation
        did not converge.
    facts: the figures of its reason.
    way: which of several reasons for it; "" where there is one.
    """

    flag: Sign
    facts: Mapping[str, int] = field(default_factory=dict)
    way: str = ""


@frozen
class Quality:
    """Signs of careless answering. They lower the confidence and change no result.

    fit_p: how well the answers go together: the share of simulated people with the same traits whose answers go together no better. `null`
        below ten answers.
    guttman: pairs of deeds in one list of which the harder alone is ticked, in all lists. `null` below ten answers.
    guttman_p: probability of as many, given how many deeds of each list are ticked. `null` below ten answers.
    repetition: how often places on the screen repeat: the same places, or a sequence that comes back, whichever is the less natural. 0
        where the places are not known, as with `--answers`; `null` below ten answers.
    repetition_p: share of simulated people with the same traits, or of other shuffles, with as many. `null` below ten answers.
    median_seconds: seconds an answer took, in the middle of all; `null` where they were not measured, as with `--answers`.
    flags: what stood out.
    meant: whether the person has said that the answers are meant so.
    """

    fit_p: Share | None = None
    guttman: Count | None = None
    guttman_p: Share | None = None
    repetition: Count | None = None
    repetition_p: Share | None = None
    median_seconds: Amount | None = None
    flags: tuple[Flag, ...] = ()
    meant: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the person could say that what stood out was meant."""
        return not self.meant and any(flag.flag != "imprecise" for flag in self.flags)

    @property
    def open(self) -> tuple[Flag, ...]:
        """The flags that the person has not answered; nobody can answer for the computation."""
        return tuple(flag for flag in self.flags if flag.flag == "imprecise" or not self.meant)

    @property
    def confidence(self) -> str:
        return "low" if self.open else "normal"


@frozen
class Assessment:
    """The whole result for one person's answers.

    answered: number of answers, at least 1.
    competencies: where the person is on each competency, by id.
    interests: the interest in each role's work, by role.
    roles: the roles, the likeliest to be the best first.
    best: the leading role, and how sure that is.
    weights: what decides the fit: shares of competence and interest.
    quality: signs of careless answering. They lower the confidence and change no result.
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
    def leads(self) -> bool:
        """Whether the leader is ahead of the runner-up by more than EVEN, however close it is."""
        return round(self.leader.p_best - self.role(self.best.runner_up).p_best, 6) > EVEN
