"""`opscareer assess --checkpoint`: the competencies that a person worked on, asked about again, and a look at what was made."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from opscareer import casework
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli.questionnaire.session import Session
from opscareer.cli.questionnaire.sources import PER_COMPETENCY, Rubrics, recheck_source
from opscareer.engine.selection import Recheck
from opscareer.errors import EXIT_BAD_DATA, Interrupted, OpscareerError, UsageError
from opscareer.frozen import frozen
from opscareer.pack.learning import Unit
from opscareer.results.assessment import Assessment
from opscareer.results.comparison import Comparison
from opscareer.sessions.progress import Progress
from opscareer.sessions.record import Record, timestamp
from opscareer.sessions.store import UnitProgress, open_store

LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
PAUSE = timedelta(days=7)  # sooner, people remember what they answered


@frozen
class Checkpoint:
    """What came of it.

    before, after: the assessment before and its successor
    case: what the successor rests on
    assessment, path: the successor's result and plan
    comparison: what changed
    rubric: levels 1-3 of each unit done, by criterion; None where skipped
    """

    before: Record
    after: Record
    case: Case
    assessment: Assessment
    path: Path
    comparison: Comparison
    rubric: dict[str, tuple[int | None, ...]]


def take_checkpoint(session: Session, before: Case, requested: RequestedTarget) -> Checkpoint:
    """Ask in the terminal what has changed since the case before, and keep the result.

    Raises UsageError when there is nothing to check yet, Interrupted when the person leaves.
    """
    competencies, done = _worked_on(before)
    rule, rubrics = Recheck(session.engine, competencies), Rubrics(done)
    source = replace(recheck_source(session.pack, rule), after=rubrics.source.most)
    session.again, session.carried = competencies, tuple(reply for reply in before.trail if reply.question not in rule.questions)
    with session.opened():
        usual = (min(PER_COMPETENCY * len(competencies), source.most), source.most)
        session.begin(lambda writer: writer.checkpoint(usual, source.after))
        if before.meant:
            session.mean()
        session.ask(source)
        rubric = _judged(session, rubrics)
    whole = session.whole  # what was said now, and what was said before about everything else
    case = casework.case_of(whole, before.pack, before.units, before.record)  # with its record comes what its plan leads to
    case = replace(case, seed=session.seed)
    if not len(case.answers):
        raise OpscareerError("nothing-answered")
    session.saving.attempt(lambda store, number: store.keep(number, whole.trail))
    assessment = casework.assess(case, session.engine)
    path = session.finish(case, assessment, requested)
    if not session.saving.works:
        session.offer_answers()
        raise Interrupted(EXIT_BAD_DATA, "left-unsaved")
    after = casework.last_case(open_store(), session.pack)
    return Checkpoint(_record(before), _record(after), case, assessment, path, casework.compared(before, after, session.engine), rubric)


def _record(case: Case) -> Record:
    assert case.record is not None  # an assessment in the store
    return case.record


def due(case: Case) -> datetime:
    """From when on it makes sense to ask again."""
    return _finished(case) + PAUSE


def worked_on(case: Case) -> list[UnitProgress]:
    """The units that were begun or finished since the assessment."""
    return [item for item in case.units if item.state in {"started", "done"} and datetime.fromisoformat(item.changed_at) >= _finished(case)]


def _finished(case: Case) -> datetime:
    """When the assessment was. Where that is still to come, the clock is wrong or was, and nobody has to wait for it."""
    finished = datetime.fromisoformat(_record(case).finished_at or _record(case).started_at)
    return finished if finished <= datetime.fromisoformat(timestamp()) else LONG_AGO


def _worked_on(case: Case) -> tuple[tuple[str, ...], tuple[Unit, ...]]:
    """Since the last assessment: the ids of the competencies that units were begun in, and the units that were finished."""
    if datetime.fromisoformat(timestamp()) < due(case):
        raise UsageError("checkpoint-early", due=due(case).astimezone().date(), pause=PAUSE.days)
    since = worked_on(case)
    if not since:
        raise UsageError("checkpoint-nothing")
    competencies = {case.pack.unit[item.unit].competency for item in since}
    return tuple(sorted(competencies)), tuple(case.pack.unit[item.unit] for item in since if item.state == "done")


def _judged(session: Session, rubrics: Rubrics) -> dict[str, tuple[int | None, ...]]:
    """The person's own look at the units done, criterion by criterion, each kept as soon as it is said."""

    def keep(progress: Progress, total: int) -> None:
        session.saving.attempt(lambda store, number: store.judge(number, rubrics.levels(progress)))
        session.judged = len(progress.trail)

    start = rubrics.progress(session.saving.attempt(lambda store, number: store.judged(number)) or {})
    session.judged, source = len(start.trail), replace(rubrics.source, before=len(session.progress.trail))
    return rubrics.levels(session.prompt.run(source, start, 0, keep))
