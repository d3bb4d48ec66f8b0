"""What one person's answers say."""

from collections.abc import Mapping
from dataclasses import dataclass

from opscareer.results.trait import Trait

Interval = tuple[float, float]


@dataclass(frozen=True)
class CompetencyEstimate:
    """Posterior of one competency: mean level (1–5) and interval; `answered` questions bear on it."""

    id: str
    level: float
    interval: Interval
    answered: int


@dataclass(frozen=True)
class InterestEstimate:
    """Posterior of the interest in one role, in standard deviations."""

    role: str
    score: float
    interval: Interval
    answered: int


@dataclass(frozen=True)
class Contribution:
    """Points that one trait adds to a role's fit; all contributions of a role and 50 add up to its fit."""

    of: Trait
    points: float


@dataclass(frozen=True)
class RoleFit:
    """How one role would suit the person (`fit`), how sure that is (`interval`, `p_best`) and whether they could do it today (`readiness`).

    `p_rank`: probability of rank 1, 2, …
    `readiness` maps each tier to the probability that every level it requires is met. `prior_p_best` is `p_best` before any answer.
    """

    id: str
    rank: int
    fit: float
    interval: Interval
    p_best: float
    p_rank: tuple[float, ...]
    prior_p_best: float
    readiness: Mapping[str, float]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Best:
    """The leading role; `candidates` is the smallest set with ΣP ≥ .9, likeliest first. `close_call`: P(best) < .5, or the 80% interval of
    the gap to the runner-up holds 0, or the answers look careless.

    `expected_regret` is what choosing the leader is expected to lose against the truly best role, in standard deviations of fit.
    """

    role: str
    p_best: float
    close_call: bool
    candidates: tuple[str, ...]
    runner_up: str
    gap: float
    gap_interval: Interval
    expected_regret: float

    @property
    def rival(self) -> str:
        """The likeliest of the other roles: the one from which a few more questions should separate the leader."""
        return next((role for role in self.candidates if role != self.role), self.runner_up)


@dataclass(frozen=True)
class Mix:
    """Shares of competence in the fit: nominal (of a role's own variance) and effective (of the variance between roles)."""

    nominal: float
    effective: float


@dataclass(frozen=True)
class Quality:
    """Signs of careless answering. All but `median_seconds` and `flags` are None below ten answers.

    lz: log marginal likelihood of the answers, in standard deviations of honest people's
    lz_p: share of honest people with so low a one, 0-1; estimated sequentially (engine/quality.py)
    repetition: the longest stretch of answers that repeat, in answers
    repetition_p: share of honest people with so long a one, 0-1
    median_seconds: of an answer, where measured
    flags: any of hasty, imprecise (the computation did not converge), inconsistent, pattern; none, where nothing stood out
    """

    lz: float | None
    lz_p: float | None
    repetition: int | None
    repetition_p: float | None
    median_seconds: float | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """The whole result for one person's answers; roles by rank, competencies and interests by id."""

    answered: int
    competencies: tuple[CompetencyEstimate, ...]
    interests: tuple[InterestEstimate, ...]
    roles: tuple[RoleFit, ...]
    best: Best
    mix: Mix
    quality: Quality

    def role(self, name: str) -> RoleFit:
        return next(role for role in self.roles if role.id == name)

    @property
    def likely(self) -> bool:
        """Not settled, but the leader is twice as likely as all others together, and nothing makes the answers doubtful."""
        return self.best.close_call and self.best.p_best >= 2 / 3 and not self.quality.flags
