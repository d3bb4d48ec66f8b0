"""What the engine found, as frozen values. Everybody reads them, nobody needs numpy for it.

Levels are on the pack's scale 1–5; interests are in standard deviations of the assumed population (0 = average); fit is in points, 50 being
the average of the assumed population and 10 points one standard deviation. Intervals are central 80% intervals. Probabilities are 0–1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

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
    """Points that one trait adds to a role's fit; all contributions of a role and 50 add up to its fit.

    `of` is a competency's id, or `interest.<role>`.
    """

    of: str
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
class Step:
    """A unit in the plan and why it stands here.

    `hours`: our estimate, the middle of its range · `closes`: levels of the gap that no unit before it closes · `gap`: levels that are
    missing in its competency · `weight`: of the competency in the role · `own_work`: the particular work of the role · `proof`: no gap, it
    shows the level.
    """

    unit: str
    competency: str
    hours: float
    closes: float
    gap: float
    weight: float
    own_work: bool
    proof: bool


@dataclass(frozen=True)
class Week:
    """One week of the plan: hours on each unit worked on in it, its first day (None: undated), competencies to check again at its end."""

    number: int
    hours: Mapping[str, float]
    starts: date | None = None
    checkpoint: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A unit that did not fit: the hours it would cost, with those of units it still needs, and the levels of the gap it would close."""

    unit: str
    competency: str
    hours: float
    closes: float


@dataclass(frozen=True)
class Gap:
    """A competency on the way: its weight in the role, where the person stands (lower end of the interval), what the role requires, and the
    levels that the plan closes of what is missing."""

    competency: str
    weight: float
    level: float
    required: float
    closes: float

    @property
    def missing(self) -> float:
        return max(0.0, self.required - self.level)


@dataclass(frozen=True)
class Plan:
    """The path to a role at a tier. `met` when no gap was found: then the one step is a proof task. `uncovered`: no unit leads there.

    `gaps`: every competency of the role, the weightiest first. `hours_left`: what it would take to do all that was left out as well.
    """

    role: str
    tier: str
    hours_per_week: float
    steps: tuple[Step, ...]
    weeks: tuple[Week, ...]
    hours_total: float
    met: bool
    uncovered: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    hours_left: float
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Standing:
    """How far somebody is with a unit: `started`, `done` or `skipped`, since which day, and (started) by how many days it is late."""

    unit: str
    state: str
    since: date
    late: int = 0


@dataclass(frozen=True)
class Quality:
    """Signs of careless answering. `flags` among hasty, inconsistent, pattern; without any, nothing stood out.

    `lz`: standardised log marginal likelihood of the answers; `lz_p`: share of honest people with so low a one. `repetition`: the longest
    stretch of answers that repeat; `repetition_p`: share of honest people with so long a one. All None below ten answers.
    `median_seconds` an answer, where measured.
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


@dataclass(frozen=True)
class Influence:
    """What one answer adds to a role's fit (points) and to its P(best): the result with it less the result without it."""

    question: str
    value: int
    points: float
    p_best: float


@dataclass(frozen=True)
class Change:
    """A rise of one trait that would put a role first; `of` as in Contribution, from and to in levels (interests: sd)."""

    of: str
    now: float
    then: float


@dataclass(frozen=True)
class Explanation:
    """Why one role stands where it stands. `change` is None for the leader, and where no single rise would put the role first."""

    role: str
    rank: int
    fit: float
    p_best: float
    leader: str
    contributions: tuple[Contribution, ...]
    influences: tuple[Influence, ...]
    change: Change | None


@dataclass(frozen=True)
class WhatIfRole:
    """A role's fit and P(best) today and then."""

    role: str
    fit_now: float
    fit_then: float
    p_best_now: float
    p_best_then: float


@dataclass(frozen=True)
class WhatIf:
    """The result if some traits had the values `levels` already; roles by their fit then."""

    levels: Mapping[str, float]
    roles: tuple[WhatIfRole, ...]


@dataclass(frozen=True)
class CalibrationBin:
    """People whose leader was given about the same probability: how many, what was stated on average, how often it was right."""

    people: int
    stated: float
    right: float


@dataclass(frozen=True)
class QuestionUse:
    """How often the default session asks a question, and how much it is expected to tell before any answer (share of variance)."""

    id: str
    asked: float
    tells: float


@dataclass(frozen=True)
class Simulation:
    """What simulated people say about a pack. Regrets in standard deviations of fit; `confusion[truly best][leader]` counts people.

    `questions_for_95`: questions, on average, of sessions that end by the rule, made so strict that they reach 95% of the full form's
    accuracy; `questions_for_95_fixed`: the same number of questions for everybody instead. Both without floors and random draws, None when
    95% is not reached within the part of the bank that was followed. `ece_noisy`: the true log a and b miss the author's by sd .3.
    `step_ms`: median time of one step (posterior, P(best), choice of the next question).
    """

    people: int
    seed: int
    correlated: bool
    bank: int
    full_accuracy: float
    default_accuracy: float
    agreement: float
    questions_mean: float
    questions_for_95: float | None
    questions_for_95_fixed: int | None
    ece: float
    ece_noisy: float
    regret_true: float
    regret_estimated: float
    regret_full: float
    step_ms: float
    calibration: tuple[CalibrationBin, ...]
    confusion: Mapping[str, Mapping[str, int]]
    prior_p_best: Mapping[str, float]
    questions: tuple[QuestionUse, ...]


@dataclass(frozen=True)
class Replay:
    """Real full-form answers through the adaptive session: `agreement[n]` with the full form's leader after n questions, and of the default
    session, which takes `questions_mean` questions.
    """

    people: int
    bank: int
    agreement: tuple[float, ...]
    default_agreement: float
    questions_mean: float


@dataclass(frozen=True)
class Shift:
    """One competency (levels) or one role's fit (points) in two assessments.

    `sd`: standard deviation of the difference, from the uncertainty of both. `p`: probability that the true value moved the way the
    estimate did. `real`: whether that is sure enough to be called a change; otherwise the difference is within the noise.
    """

    id: str
    before: float
    after: float
    sd: float
    p: float
    real: bool


@dataclass(frozen=True)
class Comparison:
    """Two assessments of one person; competencies by id, roles by their fit in the later one. `p_best` maps a role to before and after."""

    competencies: tuple[Shift, ...]
    roles: tuple[Shift, ...]
    p_best: Mapping[str, tuple[float, float]]
