"""Why a role has its rank, and what would move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from opscareer.results.assessment import Contribution
from opscareer.results.trait import Trait
from opscareer.results.units import Answer, Fit, Id, Keywords, Number, Points, Score, Share


@dataclass(frozen=True)
class Influence:
    """What one answer did: the result with it less the result without it.

    question: the question.
    value: the number of the option chosen, or the numbers of the deeds ticked.
    points: points that it adds to this role's fit.
    p_best: what it adds to this role's probability of being best, −1 to 1.
    """

    question: Id
    value: Answer
    points: Points
    p_best: Annotated[float, Keywords(minimum=-1, maximum=1)]


@dataclass(frozen=True)
class Change:
    """A rise of one trait that would put a role first.

    of: what would have to rise: a competency's id, or `interest.` and the role's id.
    now: where it is, as a level or in standard deviations of interest.
    then: where it would have to be.
    """

    of: Trait
    now: Score
    then: Score


@dataclass(frozen=True)
class Explanation:
    """Why one role has its rank.

    role: the role asked about.
    rank: its rank, from 1.
    fit: its fit, in points.
    p_best: probability that it is the best of all roles.
    leader: the role of rank 1.
    contributions: what the fit consists of, the largest first; see the result.
    answers: what each answer did, the largest effect first: the result with it less the result without it.
    change: the smallest single rise that would put the role first. `null` for the leader, and where no single one would do.
    """

    role: Id
    rank: Number
    fit: Fit
    p_best: Share
    leader: Id
    contributions: Annotated[tuple[Contribution, ...], Keywords(minItems=1)]
    answers: Annotated[tuple[Influence, ...], Keywords(minItems=1)]
    change: Change | None


@dataclass(frozen=True)
class FitThen:
    """A fit, in points.

    now: by the answers alone.
    then: if it were so.
    """

    now: Fit
    then: Fit


@dataclass(frozen=True)
class ChanceThen:
    """A probability of being the best of all roles.

    now: by the answers alone.
    then: if it were so.
    """

    now: Share
    then: Share


@dataclass(frozen=True)
class WhatIfRole:
    """A role today and then.

    id: the role.
    fit: its fit, in points.
    p_best: the probability that it is the best of all roles.
    """

    id: Id
    fit: FitThen
    p_best: ChanceThen


@dataclass(frozen=True)
class WhatIf:
    """The result if some traits had other values.

    assumed: what is taken to be so.
    assumed.*: a competency's id with a level, 1 to 5; or `interest.` and a role's id with an interest, −3 to 3 standard deviations.
    roles: all roles, the best fit of then first.
    """

    assumed: Annotated[Mapping[Trait, Annotated[float, Keywords(minimum=-3, maximum=5)]], Keywords(minProperties=1)]
    roles: Annotated[tuple[WhatIfRole, ...], Keywords(minItems=2)]
