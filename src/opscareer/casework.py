"""This person's case: an assessment as far as today's pack can use it, what its plan leads to, and how far the person is with the units.

Every command that looks at a past assessment, or asks about one again, goes through here, so that all of them see the same.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from opscareer import engine as engines
from opscareer.answers import Answers
from opscareer.engine.plan.planner import WEEKS, Learner, Wishes, days_late, make_plan, target_tier
from opscareer.errors import OpscareerError, UsageError
from opscareer.frozen import frozen
from opscareer.pack.model import TIERS, Pack
from opscareer.results.assessment import Assessment
from opscareer.results.comparison import Comparison, Moment
from opscareer.results.plan import Plan, UnitStatus
from opscareer.sessions.progress import Progress, Reply, asked_again, usable
from opscareer.sessions.record import Record, Target, done, none_finished

if TYPE_CHECKING:
    from opscareer.engine.assess import Engine
    from opscareer.results.explanation import Change
    from opscareer.sessions.store import Store, UnitProgress

HOURS_PER_WEEK = 6.0  # where nothing else is known
MOMENTS = 6  # assessments that are shown over time


@frozen
class RequestedTarget:
    """What a command was asked to plan for.

    role: the id of a role; empty where none was asked for.
    tier: entry, mid or senior; empty where none was asked for.
    hours_per_week: hours a week; None where none were asked for.
    """

    role: str = ""
    tier: str = ""
    hours_per_week: float | None = None


@frozen
class Case:
    """What is known about one assessment of a person.

    answers: those that the pack still knows.
    trail: of a session, in the order asked, as far as the pack knows it; empty for answers from a file.
    dropped: ids of the questions whose answers today's pack cannot use.
    record: the session; None for answers from a file.
    units: how far the person is with the units of the pack.
    measured: those of them whose competency an assessment has asked about since they were marked.
    meant: what looks careless was meant so.
    seed: of the orders on the screen; None where there was none.
    offered: units of which the person has said whether to skip them for what they have done.
    """

    pack: Pack
    answers: Answers
    trail: tuple[Reply, ...] = ()
    dropped: tuple[str, ...] = ()
    record: Record | None = None
    units: tuple["UnitProgress", ...] = ()
    measured: frozenset[str] = frozenset()
    meant: bool = False
    seed: int | None = None
    offered: frozenset[str] = frozenset()


@frozen
class Path:
    """A plan with what it takes into account.

    statuses: every unit that was begun, finished or skipped.
    """

    plan: Plan
    statuses: tuple[UnitStatus, ...]

    @property
    def target(self) -> Target:
        return Target(self.plan.role, self.plan.tier, self.plan.hours_per_week)


def misfit(record: Record, pack: Pack) -> OpscareerError | None:
    """Why today's pack cannot compute this session as it was, if it cannot."""
    if record.pack.id != pack.header.id:
        return OpscareerError("misfit-pack", id=record.id, given=record.pack.id, own=pack.header.id)
    dropped = usable(record.progress, pack)[1]
    return OpscareerError("misfit-questions", id=record.id, questions=", ".join(dropped)) if dropped else None


def last_case(store: "Store", pack: Pack) -> Case:
    """The last finished assessment of this pack. Raises UsageError when there is none that can be used."""
    case = latest_case(store, pack)
    if case is None:
        old = next(iter(_finished(store, pack)), None)
        of_today = tuple(record for record in _of_pack(store, pack) if record.pack.version == pack.header.version)
        raise UsageError("assessment-outdated", id=old.id) if old else none_finished(of_today)  # others cannot be gone on with
    return case


def latest_case(store: "Store", pack: Pack) -> Case | None:
    """The same; None when there is none. An older version of the pack does as far as today's asks the same questions."""
    cases = (kept_case(store, pack, record) for record in _finished(store, pack))
    case = next((case for case in cases if len(case.answers)), None)
    return replace(case, offered=store.offered(pack.header.id)) if case else None


def kept_case(store: "Store", pack: Pack, record: Record) -> Case:
    """The case of a finished assessment in the store, with what is noted about units today."""
    finished = _finished(store, pack)
    until = finished[finished.index(record) :] if record in finished else [record]
    case = case_of(record.progress, pack, units_of(store, pack), record)
    known = [usable(one.progress, pack)[0] for one in until]
    measured = set[str]()
    for one, progress, before in zip(until, known, [*known[1:], Progress()], strict=True):
        units = _of(case, asked_again(before, progress, pack))
        measured |= {item.unit for item in units if datetime.fromisoformat(item.changed_at) < one.when}
    return replace(case, measured=frozenset(measured))


def measured_now(case: Case, before: Case | None) -> Case:
    """The case of an assessment that was just finished; `before`: that of the one finished last."""
    asked = asked_again(Progress(before.trail if before else ()), Progress(case.trail), case.pack)
    units = {item.unit for item in _of(case, asked)}
    return replace(case, measured=frozenset(units | before.measured if before else units))


def _of(case: Case, competencies: Collection[str]) -> list["UnitProgress"]:
    return [item for item in case.units if case.pack.unit[item.unit].competency in competencies]


def _finished(store: "Store", pack: Pack) -> list[Record]:
    """The assessments in which anything was answered, the one finished last first."""
    return [record for record in done(_of_pack(store, pack)) if record.answers]


def _of_pack(store: "Store", pack: Pack) -> tuple[Record, ...]:
    return tuple(record for record in store.records() if record.pack.id == pack.header.id)


def case_of(progress: Progress, pack: Pack, units: tuple["UnitProgress", ...] = (), record: Record | None = None) -> Case:
    """The case of a session and of `units`, as far as today's pack knows them; `record` says what its plan leads to."""
    progress, dropped = usable(progress, pack)
    meant, seed = (record.meant, record.seed) if record is not None else (False, None)
    known = tuple(item for item in units if item.unit in pack.unit)
    return Case(pack, progress.answers, progress.trail, dropped, record, known, meant=meant, seed=seed)


def units_of(store: "Store", pack: Pack) -> tuple["UnitProgress", ...]:
    """How far the person is with the units that today's pack knows."""
    return tuple(item for item in store.progress(pack.header.id) if item.unit in pack.unit)


def assess(case: Case, engine: "Engine") -> Assessment:
    """The result. The places and the pace of a session only serve to tell careless answering."""
    session = Progress(case.trail)
    places = {} if case.seed is None else session.places(case.pack, case.seed)
    return engine.assess(case.answers, session.times, places, meant=case.meant)


def smallest_change(case: Case, assessment: Assessment, engine: "Engine") -> "Change | None":
    """The smallest that would put the runner-up first."""
    return engines.explaining.smallest_change(engine, case.answers, assessment.best.runner_up)


def compared(before: Case, after: Case, engine: "Engine") -> Comparison:
    """What changed from one assessment to another, and what casts doubt on either."""
    asked = asked_again(Progress(before.trail), Progress(after.trail), after.pack)
    changes = engines.comparing.compare(engine, before.answers, after.answers, asked)
    return replace(changes, quality=(assess(before, engine).quality, assess(after, engine).quality))


def course(store: "Store", pack: Pack, engine: "Engine") -> tuple[Moment, ...]:
    """The last assessments of this pack, the earliest first, each computed again as far as today's pack can compute it whole."""
    records = [record for record in _finished(store, pack) if misfit(record, pack) is None][:MOMENTS]
    cases = [case_of(record.progress, pack, (), record) for record in reversed(records)]
    return tuple(Moment(case.record.when, assess(case, engine)) for case in cases if case.record is not None)


def target_of(case: Case, assessment: Assessment, requested: RequestedTarget) -> Target:
    """What is asked for, else what the plan led to so far, else the leading role and its first tier not met.

    A tier so far only counts for the same role.
    """
    last = case.record.target if case.record else None
    before = last if last and last.role in case.pack.role else None
    role = requested.role or (before.role if before else assessment.best.role)
    tier = requested.tier or (before.tier if before and before.role == role else "")
    hours = requested.hours_per_week or (last.hours_per_week if last else HOURS_PER_WEEK)
    return Target(role, tier if tier in TIERS else target_tier(case.pack, assessment, role), hours)


def plan(
    case: Case,
    assessment: Assessment,
    requested: RequestedTarget | None = None,
    *,
    today: date,
    weeks: int = WEEKS,
    start: date | None = None,
) -> Path:
    """The learning path for a case: what it leads to, in how many weeks from which day, without what the person is through with. What it
    says of units that the person seems not to need is what they have not been asked about."""
    target = target_of(case, assessment, requested or RequestedTarget())
    statuses = _statuses(case, target.hours_per_week, today)
    tier = next(name for name in TIERS if name == target.tier)
    in_state = {state: {status.id for status in statuses if status.state == state} for state in ("done", "skipped", "unwanted", "started")}
    learner = Learner(assessment, **in_state, measured=case.measured, answers=case.answers)
    path = make_plan(case.pack, learner, Wishes(target.role, tier, target.hours_per_week, weeks, start))
    return Path(replace(path, claimed=tuple(claim for claim in path.claimed if claim.unit not in case.offered)), statuses)


def _statuses(case: Case, hours_per_week: float, today: date) -> tuple[UnitStatus, ...]:
    """How far the person is with each unit, and by how many days a unit is late that takes so many hours a week."""

    def status(item: "UnitProgress") -> UnitStatus:
        since = datetime.fromisoformat(item.changed_at).astimezone().date()
        late = days_late(case.pack.unit[item.unit], hours_per_week, since, today) if item.state == "started" else 0
        return UnitStatus(item.unit, item.state, since, late, item.by_deeds)

    return tuple(status(item) for item in case.units)
