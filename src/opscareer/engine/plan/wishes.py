"""What a plan is made from: who the person is, and what they want."""

from collections.abc import Collection
from datetime import date

from opscareer.answers import Answers
from opscareer.frozen import frozen
from opscareer.pack.model import Tier
from opscareer.results.assessment import Assessment

WEEKS = 12


@frozen
class Learner:
    """Where a person is.

    done: units done, in whatever role
    skipped: units that they could do before
    unwanted: units that they do not want to do, whether they could or not
    started: units under way
    measured: units done or skipped before the assessment asked about their competency: the estimate knows what came of them
    answers: which deeds they have ticked; None where nobody is to be asked about them
    """

    assessment: Assessment
    done: Collection[str] = ()
    skipped: Collection[str] = ()
    unwanted: Collection[str] = ()
    started: Collection[str] = ()
    measured: Collection[str] = ()
    answers: Answers | None = None

    @property
    def closed(self) -> frozenset[str]:
        """Units that nobody offers again."""
        return frozenset({*self.done, *self.skipped, *self.unwanted})


@frozen
class Wishes:
    """What is wanted: the work of a role at a tier, in so many hours a week, in so many weeks at most, from a day on."""

    role: str
    tier: Tier
    hours_per_week: float
    weeks: int = WEEKS
    start: date | None = None
