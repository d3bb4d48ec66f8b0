"""What simulated or recorded people say about a pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from opscareer.results.units import Amount, Count, Id, Keywords, Number, Share

MeanQuestions = Annotated[float, Keywords(minimum=1)]


@dataclass(frozen=True)
class CalibrationBin:
    """People whose leader was given about the same probability.

    people: how many.
    stated: the probability stated, on average.
    right: the share for whom it was right.
    """

    people: Number
    stated: Share
    right: Share


@dataclass(frozen=True)
class QuestionUse:
    """How useful one question is.

    id: the question.
    asked: share of default sessions that ask it.
    tells: what it is expected to tell before any other answer: the share of the uncertainty about what it measures that it takes away.
    """

    id: Id
    asked: Share
    tells: Share


@dataclass(frozen=True)
class Simulation:
    """What simulated people say about a pack.

    people: number of simulated people.
    seed: `--seed`: the same seed gives the same people.
    correlated: `--correlated`: whether their competencies and their interests go together.
    bank: number of questions in the pack.
    full_accuracy: share of people for whom the full form puts the truly best role first.
    default_accuracy: the same for the default session.
    agreement: share for whom the default session and the full form put the same role first.
    questions_mean: questions in a default session, on average.
    questions_for_95: questions, on average, of sessions that end by the rule of the default session, made so strict that accuracy comes to
        95% of that of the full form; without floors and random draws. `null` when six tenths of the questions are not enough.
    questions_for_95_share: the same as a share of all questions.
    questions_for_95_fixed: the same when everybody is asked as many questions: the number after which accuracy has come to 95%.
    questions_for_95_fixed_share: that number as a share of all questions.
    ece: expected calibration error: how far the stated `p_best` of the leader is from how often it is right, 0 to 1.
    ece_noisy: the same when the questions do not work quite as their author thinks: log a and b off by a standard deviation of .3, drawn
        again for every twentieth of the people.
    regret_true: what the leader of the default session loses against the truly best role, on average, in standard deviations of fit.
    regret_estimated: what the program itself expected it to lose.
    regret_full: what the leader of the full form loses.
    step_ms: time to choose the next question, in milliseconds: the one figure that differs from run to run.
    calibration: people whose leader was given about the same probability.
    confusion: who was taken for whom.
    confusion.*: of the people for whom the role of this id is truly the best:
    confusion.*.*: how many had the role of this id in first place.
    prior_p_best: probability of being the best before any answer.
    prior_p_best.*: of the role of this id.
    questions: the questions, by id.
    """

    people: Annotated[int, Keywords(minimum=10, maximum=100_000)]
    seed: int
    correlated: bool
    bank: Number
    full_accuracy: Share
    default_accuracy: Share
    agreement: Share
    questions_mean: MeanQuestions
    questions_for_95: Amount | None
    questions_for_95_share: Share | None
    questions_for_95_fixed: Count | None
    questions_for_95_fixed_share: Share | None
    ece: Share
    ece_noisy: Share
    regret_true: Amount
    regret_estimated: Amount
    regret_full: Amount
    step_ms: Amount
    calibration: Annotated[tuple[CalibrationBin, ...], Keywords(minItems=1)]
    confusion: Mapping[Id, Mapping[Id, Count]]
    prior_p_best: Mapping[Id, Share]
    questions: Annotated[tuple[QuestionUse, ...], Keywords(minItems=1)]


@dataclass(frozen=True)
class Replay:
    """What people who once answered every question say about the adaptive session.

    people: number of people in the file.
    bank: number of questions in the pack.
    agreement: shares of people who have the same role first as with all questions: after no question, after one, after two, and so on to
        all.
    default_agreement: the same after the default session.
    questions_mean: questions in a default session, on average.
    """

    people: Number
    bank: Number
    agreement: Annotated[tuple[Share, ...], Keywords(minItems=1)]
    default_agreement: Share
    questions_mean: MeanQuestions
