"""Why a role has its rank, what would move it, and how two roles differ for one person."""

from collections.abc import Mapping
from typing import Annotated

from opscareer.frozen import frozen
from opscareer.results.assessment import CompetencyEstimate, Contribution, RoleFit
from opscareer.results.trait import Trait
from opscareer.results.units import Answer, Fit, Id, Keywords, Number, Points, Score, Share, Tier, WholeLevel

Speaks = Annotated[str, Keywords(enum=["for", "against", "neither"])]


@frozen
class Influence:
    """What one answer says about a role, and what it did: the result with it less the result without it.

    question: the question.
    value: the number of the option chosen, or the numbers of the deeds ticked.
    speaks: `for` or `against` the role, as whoever answered sees it: choosing or liking its task, or ticking a deed of the level that it
        asks for at entry, speaks for it. `neither` where the answer says nothing of the role, or where the figures point the other way.
    points: points that it adds to this role's fit.
    p_best: what it adds to this role's probability of being best, −1 to 1.
    """

    question: Id
    value: Answer
    speaks: Speaks
    points: Points
    p_best: Annotated[float, Keywords(minimum=-1, maximum=1)]


@frozen
class Change:
    """A rise of one trait that would put a role first.

    of: what would have to rise: a competency's id, or `interest.` and the role's id.
    now: where it is, as a level or in standard deviations of interest.
    then: where it would have to be.
    """

    of: Trait
    now: Score
    then: Score


@frozen
class Explanation:
    """Why one role has its rank.

    role: the role asked about.
    rank: its rank, from 1.
    fit: its fit, in points.
    p_best: probability that it is the best of all roles.
    leader: the role of rank 1.
    contributions: what the fit consists of, the largest first; see the result.
    competencies: where the person is on each competency, by id; see the result.
    answers: what each answer says and did, the largest effect first.
    change: the smallest single rise that would put the role first. `null` for the leader, and where no single one would do.
    """

    role: Id
    rank: Number
    fit: Fit
    p_best: Share
    leader: Id
    contributions: Annotated[tuple[Contribution, ...], Keywords(minItems=1)]
    competencies: tuple[CompetencyEstimate, ...]
    answers: Annotated[tuple[Influence, ...], Keywords(minItems=1)]
    change: Change | None


# --- two roles


@frozen
class Leaning:
    """What one answer says between two roles.

    question: the question.
    value: the number of the option chosen, or the numbers of the deeds ticked.
    speaks: the role that it speaks for rather than the other, as whoever answered sees it. `null` where it says nothing of the two, or
        where the figures point the other way.
    points: points that it adds to the lead of the first role over the second.
    """

    question: Id
    value: Answer
    speaks: Id | None
    points: Points


@frozen
class PairNeed:
    """What two roles ask of one competency.

    id: the competency.
    weights: how much it weighs in the two.
    weights.*: its share in a role, by the role's id.
    required: the levels that the two require.
    required.*: those of a role, by the role's id.
    required.*.*: the level at a tier: `entry`, `mid` or `senior`.
    shared: facets of it that both roles name.
    """

    id: Id
    weights: Mapping[Id, Share]
    required: Mapping[Id, Mapping[Tier, WholeLevel]]
    shared: tuple[Id, ...]


@frozen
class Undecided:
    """Where the largest part of the doubt between two roles comes from, and what would settle it.

    of: a competency, or the interests in both roles.
    share: of the variance of their difference in fit that it makes up.
    questions: unanswered ones about it, those that set the two against each other first.
    """

    of: Annotated[tuple[Trait, ...], Keywords(minItems=1)]
    share: Share
    questions: tuple[Id, ...]


@frozen
class Contrast:
    """Two roles side by side for one person. Intervals are central 80% intervals.

    roles: the two, in the order asked for; see the result.
    p_first: probability that the first suits better than the second.
    gap: how far the first is ahead of the second, in points.
    gap_interval: interval of that gap, in points.
    competencies: where the person is on each competency, by id; see the result.
    needs: what the two ask of each competency, the one that weighs most first.
    answers: what each answer says between the two, the largest effect first.
    undecided: where the largest part of the doubt between the two comes from.
    """

    roles: Annotated[tuple[RoleFit, ...], Keywords(minItems=2, maxItems=2)]
    p_first: Share
    gap: Points
    gap_interval: tuple[Points, Points]
    competencies: tuple[CompetencyEstimate, ...]
    needs: tuple[PairNeed, ...]
    answers: Annotated[tuple[Leaning, ...], Keywords(minItems=1)]
    undecided: Undecided


# --- if something were otherwise


@frozen
class FitThen:
    """A fit, in points.

    now: by the answers alone.
    then: if it were so.
    """

    now: Fit
    then: Fit


@frozen
class ChanceThen:
    """A probability of being the best of all roles.

    now: by the answers alone.
    then: if it were so.
    """

    now: Share
    then: Share


@frozen
class WhatIfRole:
    """A role today and then.

    id: the role.
    fit: its fit, in points.
    p_best: the probability that it is the best of all roles.
    """

    id: Id
    fit: FitThen
    p_best: ChanceThen


TraitValue = Annotated[float, Keywords(minimum=-5, maximum=5)]


@frozen
class WhatIf:
    """The result if some traits had other values.

    now: what can be assumed to be otherwise, by name, as it is today.
    now.*: a competency's level, or an interest in standard deviations.
    assumed: what is taken to be so; empty where nothing is.
    assumed.*: a competency's id with a level, 1 to 5; or `interest.` and a role's id with an interest, −3 to 3 standard deviations.
    roles: all roles, the one first that would be the likeliest to be the best.
    """

    now: Mapping[Trait, TraitValue]
    assumed: Mapping[Trait, Annotated[float, Keywords(minimum=-3, maximum=5)]]
    roles: Annotated[tuple[WhatIfRole, ...], Keywords(minItems=2)]
