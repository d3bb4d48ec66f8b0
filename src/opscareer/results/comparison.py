"""Two assessments of one person."""

from collections.abc import Mapping
from dataclasses import dataclass


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
