"""Assessments as somebody took them some time ago, put into a store."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from shipped import shipped_engine, shipped_pack

from opscareer.answers import Answers
from opscareer.casework import HOURS_PER_WEEK, Case, RequestedTarget
from opscareer.casework import plan as make_plan
from opscareer.report.documents import assessment_document, dump
from opscareer.results.units import Answer
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp, Target
from opscareer.sessions.store import Store

LONG_AGO = "2020-01-01T08:00:00+00:00"


def finished(home: Path, values: Mapping[str, Answer], when: str = LONG_AGO, target: Target | None = None) -> str:
    """Keeps a finished assessment of the shipped pack. Returns its id."""
    store, pack, answers = Store(home), shipped_pack(), Answers(values)
    session = store.begin(Stamp.of(pack), "full", 1, when)
    store.keep(session, [Reply(question, value, seconds=20.0) for question, value in values.items()])
    assessment = shipped_engine().assess(answers)
    target = target or Target(assessment.best.role, "entry", HOURS_PER_WEEK)
    requested = RequestedTarget(target.role, target.tier, target.hours_per_week)
    plan = make_plan(Case(pack, answers), assessment, requested, today=date(2020, 1, 1)).plan
    store.finish(session, assessment.best.role, dump(assessment_document(pack, assessment, plan, answers)), when, target)
    return store.records()[0].id


def left_open(home: Path, values: Mapping[str, Answer], form: str = "default", total: int | None = None, when: str = LONG_AGO) -> str:
    """Keeps an assessment that was left after these answers. Returns its id."""
    store = Store(home)
    session = store.begin(Stamp.of(shipped_pack()), form, 1, when)
    store.keep(session, [Reply(question, value, seconds=20.0) for question, value in values.items()], total=total)
    return store.records()[0].id
