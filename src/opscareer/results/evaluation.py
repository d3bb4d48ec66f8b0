"""What simulated or recorded people say about a pack."""

from collections.abc import Mapping
from typing import Annotated

from opscareer.frozen import frozen
from opscareer.results.trait import Trait
from opscareer.results.units import Amount, Count, Id, Keywords, Number, OptionNumber, Share, Tier, WholeLevel

MeanQuestions = Annotated[float, Keywords(minimum=1)]
Correlation = Annotated[float, Keywords(minimum=-1, maximum=1)]
Alpha = Annotated[float, Keywords(maximum=1)]


@frozen
class CalibrationBin:
    """People whose leader was given about the same probability.

    people: how many.
    stated: the probability stated, on average.
    right: the share for whom it was right.
    """

    people: Number
    stated: Share
    right: Share


@frozen
class QuestionUse:
    """How useful one question is.

    id: the question.
    asked: share of default sessions that ask it.
    tells: what it is expected to tell before any other answer: the share of the uncertainty about what it measures that it takes away.
    """

    id: Id
    asked: Share
    tells: Share


@frozen
class Reliability:
    """How well default sessions tell people apart in one trait.

    of: the trait: a competency's id, or `interest.` and the role's id.
    stated: 1 less the mean posterior variance, in which the variance among people is 1: what results claim.
    true: the squared correlation of estimate and truth. A competency's truth is its level on the author's scale, for that is what is told.
    """

    of: Trait
    stated: Share
    true: Share


@frozen
class Exposure:
    """How evenly default sessions use the questions.

    never: how many questions no session asked.
    rarely: how many fewer than one session in twenty asked, those included.
    most: share of sessions that ask the question asked most.
    kinds: questions in a session, on average, by kind.
    kinds.*: of this kind.
    """

    never: Count
    rarely: Count
    most: Share
    kinds: Mapping[str, Amount]


@frozen
class Simulation:
    """What simulated people say about a pack. Their authors miss the truth as far as the engine allows for, every ten people another one.

    people: number of simulated people.
    seed: `--seed`: the same seed gives the same people.
    correlated: `--correlated`: whether their competencies and their interests go together.
    bank: number of questions in the pack.
    full_accuracy: share of people for whom the full form puts the truly best role first.
    default_accuracy: the same for the default session.
    agreement: share for whom the default session and the full form put the same role first.
    questions_mean: questions in a default session, on average.
    questions_p10: as many questions or fewer are asked of one person in ten.
    questions_p90: as many questions or fewer are asked of nine people in ten.
    indifferent_p90: the same of people who like the work of every role alike.
    questions_for_95: questions, on average, of sessions that go on for longer than the default session, until what the next questions are
        worth is below a price at which accuracy comes to 95% of that of the full form; without a limit. `null` when half of the questions
        are not enough.
    questions_for_95_share: the same as a share of all questions.
    questions_for_95_fixed: the same when everybody is asked as many questions: the number after which accuracy has come to 95%.
    questions_for_95_fixed_share: that number as a share of all questions.
    core_sd: posterior standard deviation of the competency that the leading role needs most, on average, in levels on the author's scale.
        `null` in a pack without competencies.
    ece: expected calibration error: how far the stated `p_best` of the leader is from how often it is right, 0 to 1.
    ece_noisy: the same where authors are nearly right: off by .3, in the scale of a trait, in each threshold and in log a.
    ece_big_five: the same where they err as evenly spaced thresholds do on real answers about the Big Five: by .6, .45 and .32.
    ece_noise: what so many people would show on average if every `p_best` were the truth.
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
    reliability: of every trait.
    exposure: how evenly the questions are used.
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
    questions_p10: Number
    questions_p90: Number
    indifferent_p90: Number
    questions_for_95: Amount | None
    questions_for_95_share: Share | None
    questions_for_95_fixed: Count | None
    questions_for_95_fixed_share: Share | None
    core_sd: Amount | None
    ece: Share
    ece_noisy: Share
    ece_big_five: Share
    ece_noise: Share
    regret_true: Amount
    regret_estimated: Amount
    regret_full: Amount
    step_ms: Amount
    calibration: Annotated[tuple[CalibrationBin, ...], Keywords(minItems=1)]
    confusion: Mapping[Id, Mapping[Id, Count]]
    prior_p_best: Mapping[Id, Share]
    reliability: Annotated[tuple[Reliability, ...], Keywords(minItems=1)]
    exposure: Exposure
    questions: Annotated[tuple[QuestionUse, ...], Keywords(minItems=1)]


@frozen
class OptionShare:
    """How often one option was chosen, or one deed ticked.

    option: its number.
    observed: share of those who answered.
    expected: what the pack's author and the assumed people make of it.
    """

    option: OptionNumber
    observed: Share
    expected: Share


@frozen
class QuestionReplay:
    """How recorded people answered one question.

    id: the question.
    answered: how many answered it.
    item_rest: its correlation with the other questions about the same trait; of a choice with the ratings of the two roles, second less
        first. `null` where fewer than ten people, or nothing to hold it against, leave it open.
    difference: the largest difference between what was observed of an option and what was expected.
    beyond_chance: whether one of its options is off by more than three and a half standard errors.
    options: its options or deeds.
    """

    id: Id
    answered: Number
    item_rest: Correlation | None
    difference: Share
    beyond_chance: bool
    options: tuple[OptionShare, ...]


@frozen
class TraitReplay:
    """How recorded people stand in one trait, and how far the questions about it go together.

    of: the trait: a competency's id, or `interest.` and the role's id.
    questions: how many questions are about it alone.
    complete: how many people answered them all.
    mean: of the estimates of all people with an answer about it, in standard deviations; 0 is the average that the pack assumes.
    sd: their standard deviation; that of the traits, which the pack assumes to be 1, is greater.
    alpha: coefficient alpha of the standardised answers of those who answered all; a lower bound of their reliability. `null` for fewer
        than ten.
    alpha_interval: bootstrap interval of 95%.
    """

    of: Trait
    questions: Count
    complete: Count
    mean: float | None
    sd: Amount | None
    alpha: Alpha | None
    alpha_interval: tuple[Alpha, Alpha] | None


@frozen
class HalvesBin:
    """People for whose leader the first half of the questions states about the same probability.

    people: how many.
    stated: the probability stated, on average.
    agreement: share of them for whom the other half puts the same role first.
    expected: the same share of simulated people. `null` where none was like that.
    """

    people: Number
    stated: Share
    agreement: Share
    expected: Share | None


@frozen
class Halves:
    """Half of the questions against the other half. What both miss alike, as the scale of a trait, it cannot show.

    agreement: share of people for whom both halves put the same role first.
    interval: its 95% interval (Wilson 1927).
    expected: the same share of simulated people with the same gaps, whose authors err as far as the engine allows for.
    bins: by what the first half states.
    """

    agreement: Share
    interval: tuple[Share, Share]
    expected: Share
    bins: Annotated[tuple[HalvesBin, ...], Keywords(minItems=1)]


@frozen
class Replay:
    """What recorded answers say about a pack.

    people: number of people in the file.
    complete: how many of them answered every question.
    replayed: how many answered at least four questions in five: only they are taken through the session, which they skip gaps of, and the
        halves.
    bank: number of questions in the pack.
    agreement: shares of them who have the same role first as with all their answers: after no question, after one, and so on. The pack is
        compared with itself, so this is no evidence of validity.
    default_agreement: the same after the default session. `null` where nobody was replayed.
    questions_mean: questions in a default session, on average. `null` where nobody was replayed.
    halves: half of the questions against the other half. `null` where nobody was replayed.
    traits: every trait.
    questions: the questions that were answered, those furthest from what was expected first.
    """

    people: Number
    complete: Count
    replayed: Count
    bank: Number
    agreement: tuple[Share, ...]
    default_agreement: Share | None
    questions_mean: MeanQuestions | None
    halves: Halves | None
    traits: Annotated[tuple[TraitReplay, ...], Keywords(minItems=1)]
    questions: Annotated[tuple[QuestionReplay, ...], Keywords(minItems=1)]


@frozen
class TraitCoverage:
    """The questions about one trait; a choice is about two.

    of: the trait: a competency's id, or `interest.` and the role's id.
    kinds: how many questions, by kind.
    kinds.*: of this kind.
    facets: how many questions, by facet.
    facets.*: about this facet of the competency.
    settings: how many questions, by setting: `people` or `desk`.
    settings.*: in this setting.
    """

    of: Trait
    kinds: Mapping[str, Number]
    facets: Mapping[Id, Count]
    settings: Mapping[str, Number]


@frozen
class Reach:
    """Whether truthful answers can reach a level that a role requires.

    role: the role.
    competency: the competency.
    tier: the tier.
    required: the level required.
    lists: the fewest lists of deeds, of the facets that the role names first, after which the estimate for somebody who has done all deeds
        up to that level, and no others, rounds to it or to more. `null` where not even all lists are enough.
    """

    role: Id
    competency: Id
    tier: Tier
    required: WholeLevel
    lists: Number | None


@frozen
class Coverage:
    """What the questions of a pack are about, and which levels they can tell.

    traits: every trait.
    reach: every level that a role requires.
    """

    traits: Annotated[tuple[TraitCoverage, ...], Keywords(minItems=1)]
    reach: tuple[Reach, ...]
