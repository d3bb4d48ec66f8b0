"""JSON documents for scripts: `schema` first, numbers rounded, the same in every language. docs/json.md explains each key."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from opscareer.answers import Answers
from opscareer.pack.learning import Unit
from opscareer.pack.model import Language, Pack, Question, Role
from opscareer.report.answers_file import answers_document
from opscareer.report.documents import now_types, pack_types, person_types
from opscareer.report.documents.writing import dump, written
from opscareer.report.view.names import PackTexts
from opscareer.report.view.steps import begun_among, reason
from opscareer.report.view.verdict import reason as flag_reason
from opscareer.results.assessment import Assessment, Quality
from opscareer.results.comparison import Comparison, Shift
from opscareer.results.evaluation import Coverage, Replay, Simulation
from opscareer.results.explanation import Contrast, Explanation, WhatIf
from opscareer.results.figures import printed_plan
from opscareer.results.plan import Claimed, Plan, Step, UnitStatus
from opscareer.sessions.record import MORE, Record, Stamp
from opscareer.texts import Texts

__all__ = ["dump"]

AS_IT_IS = {
    Explanation: person_types.WhyDocument,
    Contrast: person_types.CompareDocument,
    WhatIf: person_types.WhatIfDocument,
    Simulation: pack_types.SimulationDocument,
    Replay: pack_types.ReplayDocument,
    Coverage: pack_types.CoverageDocument,
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def result_document(pack: Pack, result: Explanation | Contrast | WhatIf | Simulation | Replay | Coverage) -> dict[str, Any]:
    """A result that is written as it is."""
    return _about(pack, AS_IT_IS[type(result)], result)


def _about(pack: Pack, kind: type, value: object, **given: object) -> dict[str, Any]:
    """A document that says which pack it is about."""
    return written(kind, value, pack=Stamp.of(pack), **given)


# --- a pack


def roles_document(pack: Pack, roles: tuple[Role, ...]) -> dict[str, Any]:
    return _about(pack, pack_types.RolesDocument, pack, name=pack.header.name, roles=[_role(role) for role in roles])


def _role(role: Role) -> dict[str, Any]:
    needs = dict(sorted(role.needs.items()))
    return written(
        pack_types.RoleEntry,
        role,
        weights={competency: need.weight for competency, need in needs.items()},
        required={competency: need.required for competency, need in needs.items()},
        provenance={competency: need.provenance or {} for competency, need in needs.items()},
    )


def questions_document(pack: Pack) -> dict[str, Any]:
    """The questions without the scoring key."""
    return _about(pack, pack_types.QuestionsDocument, pack, questions=[_question(pack, question) for question in pack.questions])


def _question(pack: Pack, question: Question) -> dict[str, Any]:
    options = [{"value": value, "text": text} for value, text in enumerate(pack.options(question), 1)]
    answer = "list" if question.several else "number"
    parts = {"measures": question.measures_document(), "answer": answer, "tasks": question.compared or None, "options": options}
    return written(pack_types.QuestionEntry, question, **parts)


def template_document(pack: Pack) -> dict[str, Any]:
    """An answers file with every question unanswered."""
    return answers_document(pack.header.id, pack.header.version, {question.id: None for question in pack.questions})


def guide_document(pack: Pack, topics: list[str]) -> dict[str, Any]:
    return _about(pack, pack_types.GuideDocument, pack, topics=[topic for topic in pack.topics if topic.id in topics])


def unit_document(pack: Pack, unit: Unit) -> dict[str, Any]:
    """A unit of the learning path, with its resources in full."""
    return _about(pack, pack_types.UnitDocument, {}, unit=unit, resources=[pack.resource[name] for name in unit.resources])


def key_document(pack: Pack, unit: Unit) -> dict[str, Any]:
    """The key of a unit that has one."""
    return _about(pack, pack_types.KeyDocument, unit.key, unit=unit.id)


# --- one person


def assessment_document(pack: Pack, assessment: Assessment, plan: Plan, answers: Answers) -> dict[str, Any]:
    parts = {"quality": _quality(assessment.quality), "plan": _plan(pack, plan), "answers": answers.values}
    return _about(pack, person_types.AssessmentDocument, assessment, **parts)


def _quality(quality: Quality) -> dict[str, Any]:
    """With the reason of every flag in both languages."""
    reasons = [{language: flag_reason(flag, Texts(language)) for language in LANGUAGES} for flag in quality.flags]
    flags = [{"flag": flag.flag, "reason": said} for flag, said in zip(quality.flags, reasons, strict=True)]
    return _with(quality, flags=flags, confidence=quality.confidence)


def plan_document(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus]) -> dict[str, Any]:
    """A plan by week, with the reason for every unit in both languages."""
    claimed = [_claimed(pack, claim) for claim in plan.claimed]
    rest = {"competencies": plan.gaps, "progress": statuses, "claimed": claimed}
    return _about(pack, person_types.PlanDocument, _plan(pack, plan, statuses), **rest)


def _plan(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus] = ()) -> dict[str, Any]:
    steps, begun, told = {step.unit: step for step in plan.steps}, begun_among(statuses), printed_plan(plan)
    weeks = [
        {
            "week": week.number,
            "starts": week.starts,
            "units": [_with(steps[unit], id=unit, hours=hours) for unit, hours in week.hours.items()],
            "checkpoint": week.checkpoint,
        }
        for week in plan.weeks
    ]
    return {
        **vars(plan),
        "target": _target(plan),
        "reaches": plan.reaches,
        "units": [_unit(pack, told, *steps, begun) for steps in zip(plan.steps, told.steps, strict=True)],
        "weeks": weeks,
        "left_out": [_with(left, title=pack.unit[left.id].title) for left in plan.left_out],
    }


def _target(plan: Plan) -> dict[str, str]:
    return {"role": plan.role, "level": plan.tier}


def _unit(pack: Pack, printed: Plan, step: Step, told: Step, begun: Collection[str]) -> dict[str, Any]:
    """A step in exact figures, and why it is there in the words and figures in which it is told elsewhere."""
    unit = pack.unit[step.unit]
    why = {language: reason(printed, told, PackTexts(pack, language), begun) for language in LANGUAGES}
    names = {"id": unit.id, "from": unit.from_level, "to": unit.to_level, "title": unit.title}
    return {**vars(step), **vars(step.because), **names, "because": why}


def _claimed(pack: Pack, claim: Claimed) -> dict[str, Any]:
    deeds = [pack.options(pack.question[one.list])[one.number - 1] for one in claim.deeds]
    return {"id": claim.unit, "planned": claim.planned, "deeds": deeds, "title": pack.unit[claim.unit].title}


def _with(value: object, **more: object) -> dict[str, Any]:
    """The attributes of a value, and others."""
    return {**vars(value), **more}


# --- where the person stands


def standing_document(pack: Pack, left: Sequence[Record], last: Mapping[str, Any] | None) -> dict[str, Any]:
    """`left`: sessions to go on with. `last`: what came of the last assessment (see `last_entry`)."""
    open_ = [written(now_types.OpenEntry, record, form=_form(record), asked=len(record.trail)) for record in left]
    return _about(pack, now_types.StandingDocument, {}, open=open_, last=last)


def _form(record: Record) -> str:
    return "default" if record.form == MORE else record.form


def last_entry(
    record: Record, assessment: Assessment, plan: Plan, statuses: Sequence[UnitStatus], checkpoint: tuple[date, bool] | None
) -> dict[str, Any]:
    """`checkpoint`: from which day on, and whether that is now; None where nothing was worked on."""
    begun = begun_among(statuses)
    parts = {
        "best": assessment.best,
        "doubtful": bool(assessment.quality.open),
        "target": _target(plan),
        "under_way": sorted(begun),
        "next": next((step.unit for step in plan.steps if step.unit not in begun), None),
        "checkpoint": None if checkpoint is None else {"day": checkpoint[0], "due": checkpoint[1]},
    }
    return _with(record, id=record.id, **parts)


def next_document(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus]) -> dict[str, Any]:
    """The units of this week."""
    begun, now, told = begun_among(statuses), plan.weeks[0].hours if plan.weeks else {}, printed_plan(plan)
    units = [
        {
            **_unit(pack, told, step, shown, begun),
            "hours_now": now[step.unit],
            "begun": step.unit in begun,
            "task": pack.unit[step.unit].task.brief,
            "deliverable": pack.unit[step.unit].task.deliverable,
        }
        for step, shown in zip(plan.steps, told.steps, strict=True)
        if step.unit in now
    ]
    return _about(pack, now_types.NextDocument, plan, target=_target(plan), units=units)


def progress_document(pack: Pack, plan: Plan, statuses: Sequence[UnitStatus]) -> dict[str, Any]:
    """Every unit of the plan and every one that was marked."""
    begins = {unit: week.number for week in reversed(plan.weeks) for unit in week.hours}
    marked = {status.id: status for status in statuses}
    behind = sorted((one for one in statuses if one.state != "started"), key=lambda one: one.since)
    units = [
        {
            "id": unit,
            "state": marked[unit].state if unit in marked else "planned",
            "since": marked[unit].since if unit in marked else None,
            "hours": pack.unit[unit].hours,
            "week": begins.get(unit),
            "title": pack.unit[unit].title,
        }
        for unit in [*(one.id for one in behind), *(step.unit for step in plan.steps)]
    ]
    done = sum(pack.unit[one.id].hours for one in statuses if one.state == "done")
    facts = {"target": _target(plan), "hours_done": done, "hours_left": plan.hours_total}
    return _about(pack, now_types.ProgressDocument, facts, units=units)


def open_document(pack: Pack, file: str, uri: str) -> dict[str, Any]:
    return _about(pack, now_types.OpenPageDocument, {"file": file, "uri": uri})


def config_document(file: str, language: str | None, hours: float | None, role: str | None, tier: str | None) -> dict[str, Any]:
    facts = {"file": file, "language": language, "hours": hours, "target": {"role": role, "level": tier}}
    return written(now_types.ConfigDocument, facts)


# --- past assessments


def history_document(records: tuple[Record, ...]) -> dict[str, Any]:
    """Every session, the newest first."""
    entries = [written(person_types.SessionEntry, record, answered=len(record.answers)) for record in records]
    return written(person_types.HistoryDocument, {}, sessions=entries)


def session_document(record: Record) -> dict[str, Any]:
    """An open session: what is kept so far."""
    retracted = {question: value for question, value in record.earlier.items() if question not in record.answers}
    facts = {"form": _form(record), "answered": len(record.answers), "retracted": retracted, "asked": record.trail}
    return written(person_types.SessionDocument, record, **facts)


def diff_document(pack: Pack, before: Record, after: Record, changes: Comparison) -> dict[str, Any]:
    return written(person_types.DiffDocument, _diff(pack, before, after, changes))


def checkpoint_document(
    pack: Pack, before: Record, after: Record, changes: Comparison, rubric: Mapping[str, Sequence[int | None]]
) -> dict[str, Any]:
    """`rubric`: the levels 1-3 of each unit done, by criterion; None where skipped."""
    judged = [{"unit": unit, "levels": levels} for unit, levels in rubric.items()]
    return written(person_types.CheckpointDocument, _diff(pack, before, after, changes), rubric=judged)


def _diff(pack: Pack, before: Record, after: Record, changes: Comparison) -> dict[str, Any]:
    return {
        "pack": Stamp.of(pack),
        "from": _compared(before, changes.quality[0]),
        "to": _compared(after, changes.quality[1]),
        "pack_changed": len({pack.hash, before.pack.hash, after.pack.hash}) > 1,
        "competencies": [_shift(shift) for shift in changes.competencies],
        "roles": [_shift(shift, p_best=dict(zip(("from", "to"), changes.p_best[shift.id], strict=True))) for shift in changes.roles],
    }


def _compared(record: Record, quality: Quality) -> dict[str, Any]:
    return _with(record, id=record.id, doubtful=bool(quality.open))


def _shift(shift: Shift, **more: object) -> dict[str, Any]:
    return _with(shift, **{"from": shift.before, "to": shift.after, "difference": shift.after - shift.before}, **more)
