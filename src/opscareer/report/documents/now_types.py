"""JSON documents about where a person stands: what is open, what is to be done now, how far they are, and what the program remembers."""

from typing import Annotated, Literal

from opscareer.pack.values import Text
from opscareer.report.documents.person_types import HoursPerWeek, SessionId, Target, Time
from opscareer.report.documents.writing import Document, PackDocument
from opscareer.results.assessment import Best
from opscareer.results.plan import Day
from opscareer.results.units import Amount, Count, Hours, Id, Keywords, Number, Tier

Said = Annotated[str, Keywords(minLength=1)]


class OpenEntry:
    """A session that was left.

    form: in which form it was begun.
    started_at: when it began, in UTC (ISO 8601).
    asked: how many questions were answered or skipped.
    total: the most that it may ask, where that was asked for.
    """

    id: SessionId
    form: Literal["quick", "default", "full", "checkpoint"]
    started_at: Time
    asked: Count
    total: Number | None


class NextCheckpoint:
    """When asking again about what was worked on makes sense.

    day: from this day on.
    due: whether it has come.
    """

    day: Day
    due: bool


class LastEntry:
    """What came of the last assessment.

    id: of the session.
    finished_at: when it was finished, in UTC (ISO 8601).
    best: the leading role, and how sure that is.
    doubtful: whether something stood out in the answers and was not said to be meant.
    target: what the plan leads to.
    under_way: ids of the units that were begun and are not finished.
    next: id of the first unit of the plan that was not begun; `null` where there is none.
    checkpoint: `null` where nothing was worked on since.
    """

    id: SessionId
    finished_at: Time
    best: Best
    doubtful: bool
    target: Target
    under_way: tuple[Id, ...]
    next: Id | None
    checkpoint: NextCheckpoint | None


class StandingDocument(PackDocument):
    """What `opscareer --json` prints: where one stands.

    open: the newest assessment that was left, and the newest checkpoint.
    last: `null` where no assessment is finished.
    """

    schema: Literal["opscareer.standing/1"]
    open: tuple[OpenEntry, ...]
    last: LastEntry | None


class NextUnit:
    """A unit of this week.

    hours_now: hours for it in this week.
    hours: hours that it takes in all: our estimate.
    begun: whether it was marked as started.
    task: what to do.
    deliverable: what it ends in.
    because: why it is in the plan, and why where it is.
    """

    id: Id
    competency: Id
    hours_now: Hours
    hours: Hours
    begun: bool
    title: Text
    task: Text
    deliverable: Text
    because: Text


class NextDocument(PackDocument):
    """What `opscareer plan next --json` prints: what to do now.

    target: what the plan leads to.
    hours_per_week: hours a week.
    units: those of this week.
    """

    schema: Literal["opscareer.next/1"]
    target: Target
    hours_per_week: HoursPerWeek
    units: tuple[NextUnit, ...]


class ProgressUnit:
    """A unit, and how far it is.

    state: `started`, `done`, `skipped` or `unwanted`; `planned` where it was not marked.
    since: the day on which it was marked; `null` where it was not.
    hours: hours that it takes: our estimate.
    week: the week of the plan in which it begins; `null` where it is behind the person.
    """

    id: Id
    state: Literal["planned", "started", "done", "skipped", "unwanted"]
    since: Day | None
    hours: Hours
    week: Number | None
    title: Text


class ProgressDocument(PackDocument):
    """What `opscareer plan progress --json` prints: every unit that was marked or is in the plan.

    target: what the plan leads to.
    hours_done: hours of the units done.
    hours_left: hours of the units of the plan.
    units: those behind the person first, then the plan in its order.
    """

    schema: Literal["opscareer.progress/1"]
    target: Target
    hours_done: Amount
    hours_left: Amount
    units: tuple[ProgressUnit, ...]


class OpenPageDocument(PackDocument):
    """What `opscareer open --json` prints, which writes the page and opens nothing.

    file: the page.
    uri: the same, as a browser takes it.
    """

    schema: Literal["opscareer.open/1"]
    file: Said
    uri: Annotated[str, Keywords(pattern="^file:///")]


class WantedTarget:
    """role: the id of a role, of any pack; `null` where none was set.

    level: `null` where none was set.
    """

    role: Said | None
    level: Tier | None


class ConfigDocument(Document):
    """What `opscareer config --json` prints: what the program remembers. What was not set is `null`.

    file: where it is kept; it need not be there.
    language: spoken where neither an option nor OPSCAREER_LANG says another.
    hours: a week, for plans.
    target: of plans.
    """

    schema: Literal["opscareer.config/1"]
    file: Said
    language: Literal["zh", "en"] | None
    hours: HoursPerWeek | None
    target: WantedTarget
