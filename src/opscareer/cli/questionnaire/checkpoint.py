"""`opscareer assess --checkpoint`: the competencies that a person worked on, asked about again, and a look at what was made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from opscareer.answers import Answers
from opscareer.cli.questionnaire.saving import last_record, now, stored
from opscareer.cli.questionnaire.session import Session
from opscareer.cli.questionnaire.sources import RubricSource
from opscareer.engine.comparing import compare
from opscareer.engine.plan.planner import make_plan, target_tier
from opscareer.errors import EXIT_BAD_DATA, Interrupted, OpscareerError, UsageError
from opscareer.pack.model import Pack, Unit
from opscareer.report.documents import assessment_document, dump
from opscareer.results import Comparison
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import Record

PAUSE = timedelta(days=7)  # sooner, people remember what they answered


@dataclass(frozen=True)
class Checkpoint:
    """What came of it.

    before, after: the assessment before and its successor
    comparison: what changed
    rubric: levels 1-3 of each unit done, by criterion; None where skipped
    """

    before: Record
    after: Record
    comparison: Comparison
    rubric: dict[str, tuple[int | None, ...]]


@dataclass(frozen=True)
class _Work:
    """What was worked on since the last assessment.

    competencies: ids of all of it
    done: units that were finished
    """

    before: Record
    competencies: tuple[str, ...]
    done: tuple[Unit, ...]


def take_checkpoint(session: Session) -> Checkpoint:
    """Ask in the terminal and keep the result. Raises UsageError when there is nothing to check yet, Interrupted when the person leaves."""
    pack = session.pack
    work = _work(pack)
    source = session.sources.recheck(work.competencies)
    session.carried = tuple(Reply(*row) for row in work.before.trail if row[0] in pack.question and row[0] not in source.rule.questions)
    with session.opened():
        start = session.begin(lambda writer, notice: writer.checkpoint(work.competencies, source.usual, notice))
        session.ask(source, start.progress, start.seed)
        rubric = _judged(session, RubricSource(work.done))
    _finish(session)
    after = last_record(pack)
    comparison = compare(session.sources.engine, Answers(dict(work.before.answers)), Answers(dict(after.answers)))
    return Checkpoint(work.before, after, comparison, rubric)


def _work(pack: Pack) -> _Work:
    before = last_record(pack)
    finished = datetime.fromisoformat(before.finished_at or before.started_at)
    due = finished + PAUSE
    if datetime.fromisoformat(now()) < due:
        raise UsageError("checkpoint-early", due=f"{due.astimezone():%Y-%m-%d}", pause=PAUSE.days)
    since = [item for item in stored().progress(pack.header.id) if item.state != "skipped" and item.unit in pack.unit]
    since = [item for item in since if datetime.fromisoformat(item.changed_at) >= finished]
    if not since:
        raise UsageError("checkpoint-nothing")
    competencies = tuple(sorted({pack.unit[item.unit].competency for item in since}))
    return _Work(before, competencies, tuple(pack.unit[item.unit] for item in since if item.state == "done"))


def _judged(session: Session, source: RubricSource) -> dict[str, tuple[int | None, ...]]:
    """The person's own look at the units done, criterion by criterion, each kept as soon as it is said."""
    start = source.progress(session.saving.judged())
    return source.levels(session.prompt.run(source, start, 0, lambda progress: session.judge(source.levels(progress))))


def _finish(session: Session) -> None:
    """Keep the successor of the last assessment: what was said now, and what was said before about everything else."""
    pack, answers = session.pack, session.answers
    if not len(answers):
        raise OpscareerError("nothing-answered")
    session.saving.keep(Progress((*session.carried, *session.progress.trail)))
    assessment = session.sources.engine.assess(answers)
    role = assessment.best.role
    plan = make_plan(pack, assessment, role, target_tier(assessment, role), 6.0)
    session.finish(role, dump(assessment_document(pack, assessment, plan, answers)))
    if not session.saving.works:
        session.offer_answers()
        raise Interrupted(EXIT_BAD_DATA, "left-unsaved")
