"""JSON documents for scripts: `schema` first, numbers rounded, the same in every language. docs/json.md explains each key."""

from collections.abc import Mapping, Sequence
from typing import Any

from opscareer.answers import Answers
from opscareer.pack.model import Language, Pack, Question, Role, Unit
from opscareer.report.answers_file import answers_document
from opscareer.report.documents.pack_types import (
    GuideDocument,
    QuestionsDocument,
    ReplayDocument,
    RoleEntry,
    RolesDocument,
    SimulationDocument,
    UnitDocument,
)
from opscareer.report.documents.person_types import (
    AssessmentDocument,
    CheckpointDocument,
    DiffDocument,
    HistoryDocument,
    PlanDocument,
    SessionDocument,
    SessionEntry,
    WhatIfDocument,
    WhyDocument,
)
from opscareer.report.documents.writing import dump, written
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import reason
from opscareer.results.assessment import Assessment
from opscareer.results.comparison import Comparison, Shift
from opscareer.results.evaluation import Replay, Simulation
from opscareer.results.explanation import Explanation, WhatIf
from opscareer.results.plan import Plan, Step, UnitStatus
from opscareer.sessions.record import Record, Stamp

__all__ = ["dump"]

AS_IT_IS = {Explanation: WhyDocument, WhatIf: WhatIfDocument, Simulation: SimulationDocument, Replay: ReplayDocument}
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def result_document(pack: Pack, result: Explanation | WhatIf | Simulation | Replay) -> dict[str, Any]:
    """A result that is written as it is."""
    return written(AS_IT_IS[type(result)], result, pack=Stamp.of(pack))


# --- a pack


def roles_document(pack: Pack, roles: tuple[Role, ...]) -> dict[str, Any]:
    return written(RolesDocument, pack, pack=Stamp.of(pack), name=pack.header.name, roles=[_role(role) for role in roles])


def _role(role: Role) -> dict[str, Any]:
    needs = dict(sorted(role.needs.items()))
    return written(
        RoleEntry,
        role,
        weights={competency: need.weight for competency, need in needs.items()},
        required={competency: need.required for competency, need in needs.items()},
        provenance={competency: need.provenance or {} for competency, need in needs.items()},
    )


def questions_document(pack: Pack) -> dict[str, Any]:
    """The questions without the scoring key."""
    return written(QuestionsDocument, pack, pack=Stamp.of(pack), questions=[_question(pack, question) for question in pack.questions])


def _question(pack: Pack, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "measures": question.measures_document(),
        "text": question.text,
        "tasks": question.compared or None,
        "options": [{"value": value, "text": text} for value, text in enumerate(pack.options(question), 1)],
    }


def template_document(pack: Pack) -> dict[str, Any]:
    """An answers file with every question unanswered."""
    return answers_document(pack.header.id, pack.header.version, {question.id: None for question in pack.questions})


def guide_document(pack: Pack, topics: list[str]) -> dict[str, Any]:
    return written(GuideDocument, pack, pack=Stamp.of(pack), topics=[topic for topic in pack.topics if topic.id in topics])


def unit_document(pack: Pack, unit: Unit) -> dict[str, Any]:
    """A unit of the learning path, with its resources in full."""
    resources = [pack.resource[resource] for resource in unit.resources]
    return written(UnitDocument, {}, pack=Stamp.of(pack), unit=unit, resources=resources)


# --- one person


def assessment_document(pack: Pack, assessment: Assessment, plan: Plan, answers: Answers) -> dict[str, Any]:
    return written(AssessmentDocument, assessment, pack=Stamp.of(pack), plan=_plan(pack, plan), answers=answers.values)


def plan_document(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus]) -> dict[str, Any]:
    """A plan by week, with the reason for every unit in both languages."""
    why = {step.unit: {language: reason(plan, step, PackTexts(pack, language)) for language in LANGUAGES} for step in plan.steps}
    return written(
        PlanDocument,
        _plan(pack, plan, why),
        pack=Stamp.of(pack),
        hours_left=plan.hours_left,
        competencies=plan.gaps,
        progress=statuses,
    )


def _plan(pack: Pack, plan: Plan, why: Mapping[str, Mapping[Language, str]] | None = None) -> dict[str, Any]:
    steps = {step.unit: step for step in plan.steps}
    weeks = [
        {
            "week": week.number,
            "starts": week.starts,
            "units": [_with(steps[unit], id=unit, hours=hours, why=why[unit] if why else None) for unit, hours in week.hours.items()],
            "checkpoint": week.checkpoint,
        }
        for week in plan.weeks
    ]
    return {
        **vars(plan),
        "target": {"role": plan.role, "level": plan.tier},
        "units": [_unit(step, pack.unit[step.unit]) for step in plan.steps],
        "weeks": weeks,
        "left_out": [_with(left, title=pack.unit[left.id].title) for left in plan.left_out],
    }


def _unit(step: Step, unit: Unit) -> dict[str, Any]:
    return _with(step, **{"id": unit.id, "from": unit.from_level, "to": unit.to_level, "title": unit.title})


def _with(value: object, **more: object) -> dict[str, Any]:
    """The attributes of a value, and others."""
    return {**vars(value), **more}


# --- past assessments


def history_document(records: tuple[Record, ...]) -> dict[str, Any]:
    """Every session, the newest first."""
    return written(HistoryDocument, {}, sessions=[written(SessionEntry, record, answered=len(record.answers)) for record in records])


def session_document(record: Record) -> dict[str, Any]:
    """An open session: what is kept so far."""
    retracted = {question: value for question, value in record.earlier.items() if question not in record.answers}
    return written(SessionDocument, record, answered=len(record.answers), retracted=retracted, asked=record.trail)


def diff_document(pack: Pack, before: Record, after: Record, changes: Comparison) -> dict[str, Any]:
    return written(DiffDocument, _diff(pack, before, after, changes))


def checkpoint_document(
    pack: Pack, before: Record, after: Record, changes: Comparison, rubric: Mapping[str, Sequence[int | None]]
) -> dict[str, Any]:
    """`rubric`: the levels 1-3 of each unit done, by criterion; None where skipped."""
    judged = [{"unit": unit, "levels": levels} for unit, levels in rubric.items()]
    return written(CheckpointDocument, _diff(pack, before, after, changes), rubric=judged)


def _diff(pack: Pack, before: Record, after: Record, changes: Comparison) -> dict[str, Any]:
    return {
        "pack": Stamp.of(pack),
        "from": before,
        "to": after,
        "pack_changed": len({pack.hash, before.pack.hash, after.pack.hash}) > 1,
        "competencies": [_shift(shift) for shift in changes.competencies],
        "roles": [_shift(shift, p_best=dict(zip(("from", "to"), changes.p_best[shift.id], strict=True))) for shift in changes.roles],
    }


def _shift(shift: Shift, **more: object) -> dict[str, Any]:
    return _with(shift, **{"from": shift.before, "to": shift.after, "difference": shift.after - shift.before}, **more)
