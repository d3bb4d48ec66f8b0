"""Why a role stands where it stands, and what would move it."""

from collections.abc import Mapping
from dataclasses import dataclass

from opscareer.results.assessment import Contribution
from opscareer.results.trait import Trait


@dataclass(frozen=True)
class Influence:
    """What one answer adds to a role's fit (points) and to its P(best): the result with it less the result without it."""

    question: str
    value: int
    points: float
    p_best: float


@dataclass(frozen=True)
class Change:
    """A rise of one trait that would put a role first, from and to in levels (interests: sd)."""

    of: Trait
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

    levels: Mapping[Trait, float]
    roles: tuple[WhatIfRole, ...]
