"""What simulated or recorded people say about a pack."""

from collections.abc import Mapping
from dataclasses import dataclass


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
