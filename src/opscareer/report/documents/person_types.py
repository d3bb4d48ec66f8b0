"""JSON documents about one person: result, explanation, plan, and past assessments."""

from collections.abc import Mapping
from typing import Annotated, Literal

from opscareer.pack.values import Text
from opscareer.report.documents.writing import Complete, Document, PackDocument
from opscareer.results.assessment import Assessment, Flag, Quality
from opscareer.results.explanation import Contrast, Explanation, WhatIf
from opscareer.results.plan import Day, Gap, LeftOut, UnitStatus
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
    id: Id
    competency: Id
    from_: HalfLevel
    to: HalfLevel
    hours: Hours
    closes: Levels
    gap: Levels
    weight: Share
    own_work: bool
    proof: bool
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
    hours_total: Amount
    met: bool
    units: tuple[UnitStep, ...]
    weeks: tuple[PlanWeek, ...]
    left_out: tuple[LeftOutUnit, ...]
    uncovered: tuple[Id, ...]


class WhyUnit(UnitHours):
    closes: Levels
    why: Text


class DatedWeek:
    week: Number
    starts: Day
    units: Annotated[tuple[WhyUnit, ...], Keywords(minItems=1)]
    checkpoint: tuple[Id, ...]


class PlanDocument(PackDocument):
    """What `opscareer plan --json` prints: the learning path by week. Hours are estimates, levels are on the scale 1 to 5."""

    schema: Literal["opscareer.plan/1"]
    target: Target
    hours_per_week: HoursPerWeek
    hours_total: Amount
    hours_left: Amount
    met: bool
    competencies: tuple[Gap, ...]
    progress: tuple[UnitStatus, ...]
    weeks: tuple[DatedWeek, ...]
    units: tuple[UnitStep, ...]
    left_out: tuple[LeftOutUnit, ...]
    uncovered: tuple[Id, ...]


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
