"""JSON documents about one person: result, explanation, plan, and past assessments."""

from collections.abc import Mapping
from typing import Annotated, Literal

from opscareer.pack.values import Text
from opscareer.report.documents.writing import Complete, Document, PackDocument
from opscareer.results.assessment import Assessment, Flag, Quality
from opscareer.results.explanation import Contrast, Explanation, WhatIf
from opscareer.results.plan import Day, Gap, LeftOut, Place, Rest, UnitStatus
from opscareer.results.units import Amount, Answer, Count, Fit, HalfLevel, Hours, Id, Keywords, Level, Levels, Number, Share, Tier
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp

HoursPerWeek = Annotated[float, Keywords(minimum=0.5, maximum=80)]
SessionId = Annotated[str, Keywords(pattern="^[0-9a-f]{6}$")]
Time = Annotated[str, Keywords(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")]
RubricLevel = Annotated[int | None, Keywords(enum=[1, 2, 3, None])]


# --- the plan


class Target:
    role: Id
    level: Tier


class UnitStep:
    """A unit in the plan.

    hours: hours it takes: our estimate.
    weeks_min: in fewer weeks it cannot be done.
    closes: levels of the gap that it closes and no unit before it has closed.
    gap: levels missing in this competency, counted from the estimate; 0 where what is required is met.
    weight: weight of the competency in the target role, 0 to 1.
    own_work: `true` for the particular work of the target role.
    proof: `true` when nothing is missing and doing it is to show that.
    place: why it is where it is: `begun` is under way or needed by that, `entry` the role's own work at the start or needed by that, `gap`
        comes by the weight of the gap, `capstone` is the highest of the role's own work, `proof` shows that nothing is missing.
    groundwork_of: ids of units of the plan that build on it.
    because: the same in words, a text.
    """

    id: Id
    competency: Id
    from_: HalfLevel
    to: HalfLevel
    hours: Hours
    weeks_min: Number
    closes: Levels
    gap: Levels
    weight: Share
    own_work: bool
    proof: bool
    place: Place
    groundwork_of: tuple[Id, ...]
    because: Text
    title: Text


class LeftOutUnit(LeftOut):
    title: Text


class UnitHours:
    id: Id
    hours: Hours
    competency: Id


class PlanWeek:
    week: Number
    units: Annotated[tuple[UnitHours, ...], Keywords(minItems=1)]


class ShortPlan:
    target: Target
    hours_per_week: HoursPerWeek
    weeks_given: Number
    hours_total: Amount
    met: bool
    reaches: bool
    rest: Rest | None
    units: tuple[UnitStep, ...]
    weeks: tuple[PlanWeek, ...]
    left_out: tuple[LeftOutUnit, ...]
    uncovered: tuple[Id, ...]


class DatedWeek:
    week: Number
    starts: Day
    units: Annotated[tuple[UnitHours, ...], Keywords(minItems=1)]
    checkpoint: tuple[Id, ...]


class GapEntry(Gap):
    """A competency on the way.

    met: whether the estimate rounds to what is required: the one meaning of met.
    missing: levels missing, counted from the estimate; 0 where it is met.
    left: levels of it that are still open after the plan.
    """

    met: bool
    missing: Levels
    left: Levels


class ClaimedUnit:
    """A unit that the person seems not to need, and has not been asked about.

    id: the unit.
    planned: whether it is in the plan; else it could come into one.
    deeds: the deeds ticked that show it, the hardest first: texts.
    """

    id: Id
    planned: bool
    deeds: Annotated[tuple[Text, ...], Keywords(minItems=1)]
    title: Text


class PlanDocument(PackDocument):
    """What `opscareer plan --json` prints: the learning path by week. Hours are estimates, levels are on the scale 1 to 5."""

    schema: Literal["opscareer.plan/2"]
    target: Target
    hours_per_week: HoursPerWeek
    weeks_given: Number
    hours_total: Amount
    met: bool
    reaches: bool
    rest: Rest | None
    competencies: tuple[GapEntry, ...]
    progress: tuple[UnitStatus, ...]
    claimed: tuple[ClaimedUnit, ...]
    weeks: tuple[DatedWeek, ...]
    units: tuple[UnitStep, ...]
    left_out: tuple[LeftOutUnit, ...]
    uncovered: tuple[Id, ...]
    besides: tuple[Id, ...]


# --- the result


class ReasonedFlag(Flag, Complete):
    """reason: why, in a sentence."""

    unwritten = frozenset({"facts", "way"})

    reason: Text


class JudgedQuality(Quality, Complete):
    """confidence: `low` when something stood out and was not said to be meant, otherwise `normal`."""

    flags: tuple[ReasonedFlag, ...]
    confidence: Literal["normal", "low"]


class AssessmentDocument(Assessment, PackDocument):
    """What `opscareer assess --json` prints: the result of one person's answers. Intervals are central 80% intervals."""

    schema: Literal["opscareer.assessment/2"]
    quality: JudgedQuality
    plan: ShortPlan
    answers: Annotated[Mapping[Id, Answer], Keywords(minProperties=1)]


class WhyDocument(Explanation, PackDocument):
    """What `opscareer why [ROLE] --json` prints: why a role has its rank."""

    schema: Literal["opscareer.why/2"]


class CompareDocument(Contrast, PackDocument):
    """What `opscareer compare ROLE ROLE --json` prints: two roles side by side for one person. Intervals are central 80% intervals."""

    schema: Literal["opscareer.compare/1"]


class WhatIfDocument(WhatIf, PackDocument):
    """What `opscareer whatif [NAME=VALUE...] --json` prints: the result if some competencies or interests had these values."""

    schema: Literal["opscareer.whatif/2"]


# --- past assessments


class SessionEntry:
    id: SessionId
    state: Literal["open", "done"]
    answered: Count
    started_at: Time
    finished_at: Time | None
    best: Id | None


class HistoryDocument(Document):
    """What `opscareer history --json` prints: every session, the newest first."""

    schema: Literal["opscareer.history/1"]
    sessions: tuple[SessionEntry, ...]


class SessionDocument(PackDocument):
    """What `opscareer history show ID --json` prints for a session that is not finished: what is kept so far."""

    schema: Literal["opscareer.session/1"]
    id: SessionId
    state: Literal["open"]
    form: Literal["quick", "default", "full", "checkpoint"]
    started_at: Time
    answered: Count
    answers: Mapping[Id, Answer]
    retracted: Mapping[Id, Answer]
    asked: tuple[Reply, ...]


class ComparedSession:
    id: SessionId
    finished_at: Time
    pack: Stamp
    doubtful: bool


class LevelShift:
    id: Id
    from_: Level
    to: Level
    difference: Annotated[float, Keywords(minimum=-4, maximum=4)]
    sd: Amount
    p: Share
    real: bool
    asked: bool


class ChanceShift:
    from_: Share
    to: Share


class FitShift:
    id: Id
    from_: Fit
    to: Fit
    difference: Annotated[float, Keywords(minimum=-100, maximum=100)]
    sd: Amount
    p: Share
    real: bool
    p_best: ChanceShift


class ComparedDocument(PackDocument):
    """Two assessments compared, both computed with today's pack."""

    from_: ComparedSession
    to: ComparedSession
    pack_changed: bool
    competencies: tuple[LevelShift, ...]
    roles: Annotated[tuple[FitShift, ...], Keywords(minItems=2)]


class DiffDocument(ComparedDocument):
    """What `opscareer history diff --json` prints: two assessments compared, both computed with today's pack."""

    schema: Literal["opscareer.diff/2"]


class JudgedUnit:
    unit: Id
    levels: Annotated[tuple[RubricLevel, ...], Keywords(minItems=4, maxItems=4)]


class CheckpointDocument(ComparedDocument):
    """What `opscareer assess --checkpoint --json` prints: the assessment before and after, both computed with the pack of today, and the
    units done by their rubrics."""

    schema: Literal["opscareer.checkpoint/2"]
    rubric: tuple[JudgedUnit, ...]
