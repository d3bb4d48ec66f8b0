"""Two assessments of one person, or more."""

from collections.abc import Mapping
from datetime import datetime

from opscareer.frozen import frozen
from opscareer.results.assessment import Assessment, Quality


@frozen
class Moment:
    """An assessment and when it was finished."""

    when: datetime
    assessment: Assessment


@frozen
class Shift:
    """One competency or one role's fit in two assessments.

    id: the competency, or the role.
    before: level (1 to 5) or fit (points) in the earlier one.
    after: the same in the later one.
    sd: standard deviation of the difference, from the uncertainty of both.
    p: probability that the true value moved the way the estimate did, 0 to 1.
    real: whether that is sure enough to be called a change; otherwise the difference is within the noise.
    asked: whether anything about it was asked again; what was carried over from the earlier assessment says nothing of a change.
    """

    id: str
    before: float
    after: float
    sd: float
    p: float
    real: bool
    asked: bool = True


@frozen
class Comparison:
    """Two assessments of one person.

    competencies: shifts in levels, by id.
    roles: shifts in points, the likeliest to be the best in the later assessment first.
    p_best: of each role, the probability of being the best before and after, 0 to 1.
    quality: signs of careless answering, before and after.
    """

    competencies: tuple[Shift, ...]
    roles: tuple[Shift, ...]
    p_best: Mapping[str, tuple[float, float]]
    quality: tuple[Quality, Quality] = (Quality(), Quality())

    @property
    def is_doubtful(self) -> bool:
        """Whether either was answered in a way that casts doubt on what changed."""
        return any(quality.open for quality in self.quality)
