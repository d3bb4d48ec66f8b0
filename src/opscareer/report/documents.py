"""JSON documents for scripts: `schema` first, numbers rounded, the same in every language. docs/json.md explains each key."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from opscareer.answers import Answers
from opscareer.pack.model import TIERS, Competency, Language, Pack, Question, Role, Text, Unit
from opscareer.pack.values import plain
from opscareer.report.answers_file import answers_document
from opscareer.report.view.plan import reason
from opscareer.results import Assessment, Comparison, Explanation, LeftOut, Plan, Replay, Shift, Simulation, Standing, Step, WhatIf
from opscareer.sessions.record import Record
from opscareer.texts import Texts

DIGITS = 4
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def dump(document: dict[str, Any]) -> str:
    """The document as JSON text: UTF-8, two spaces, a newline at the end, no NaN."""
    return json.dumps(_rounded(document), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0  # + 0.0: no "-0.0"
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def pack_stamp(pack: Pack) -> dict[str, str]:
    return {"id": pack.header.id, "version": pack.header.version, "hash": pack.hash}


def roles_document(pack: Pack, roles: tuple[Role, ...]) -> dict[str, Any]:
    return {
        "schema": "opscareer.roles/1",
        "pack": pack_stamp(pack),
        "name": _text(pack.header.name),
        "competencies": [_competency(item) for item in pack.competencies],
        "roles": [_role(role) for role in roles],
        "ladder": [plain(rung, empty=False) for rung in pack.ladder],
        "notes": {key: _text(text) for key, text in pack.notes.items()},
    }


def _competency(item: Competency) -> dict[str, Any]:
    return {"id": item.id, "name": _text(item.name), "meaning": _text(item.meaning), "levels": [_text(level) for level in item.levels]}


def _role(role: Role) -> dict[str, Any]:
    needs = sorted(role.needs.items())
    return {
        "id": role.id,
        "name": _text(role.name),
        "weights": {name: need.weight for name, need in needs},
        "required": {name: {tier: need.required.at(tier) for tier in TIERS} for name, need in needs},
        "provenance": {name: plain(need.provenance) if need.provenance else {} for name, need in needs},
        **plain(role, empty=False, without={"id", "name", "needs"}),
    }


def questions_document(pack: Pack) -> dict[str, Any]:
    """The questions without the scoring key."""
    return {
        "schema": "opscareer.questions/1",
        "pack": pack_stamp(pack),
        "questions": [_question(pack, question) for question in pack.questions],
    }


def _question(pack: Pack, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "measures": question.measures_document(),
        "text": _text(question.text),
        **({"tasks": [_text(task) for task in question.compared]} if question.compared else {}),
        "options": [{"value": number, "text": _text(text)} for number, text in enumerate(pack.options(question), 1)],
    }


def template_document(pack: Pack) -> dict[str, Any]:
    """An answers file with every question unanswered."""
    return answers_document(pack.header.id, pack.header.version, {question.id: None for question in pack.questions})


def guide_document(pack: Pack, topics: list[str]) -> dict[str, Any]:
    return {
        "schema": "opscareer.guide/1",
        "pack": pack_stamp(pack),
        "topics": [
            {
                "id": topic.id,
                "title": _text(topic.title),
                "summary": _text(topic.summary),
                "body": [_text(part) for part in topic.body],
            }
            for topic in pack.topics
            if topic.id in topics
        ],
        "claims": [plain(claim) for claim in pack.claims],
        "sources": [plain(source) for source in pack.sources],
    }


def assessment_document(pack: Pack, assessment: Assessment, plan: Plan, answers: Answers) -> dict[str, Any]:
    best, found = assessment.best, assessment.quality
    return {
        "schema": "opscareer.assessment/1",
        "pack": pack_stamp(pack),
        "answered": assessment.answered,
        "competencies": [
            {"id": item.id, "level": item.level, "interval": item.interval, "answered": item.answered} for item in assessment.competencies
        ],
        "interests": [
            {"role": item.role, "score": item.score, "interval": item.interval, "answered": item.answered} for item in assessment.interests
        ],
        "roles": [
            {
                "id": role.id,
                "rank": role.rank,
                "fit": role.fit,
                "interval": role.interval,
                "p_best": role.p_best,
                "p_rank": role.p_rank,
                "prior_p_best": role.prior_p_best,
                "readiness": {tier: role.readiness[tier] for tier in TIERS},
                "contributions": [{"of": str(item.of), "points": item.points} for item in role.contributions],
            }
            for role in assessment.roles
        ],
        "best": {
            "role": best.role,
            "p_best": best.p_best,
            "close_call": best.close_call,
            "candidates": best.candidates,
            "runner_up": best.runner_up,
            "gap": best.gap,
            "gap_interval": best.gap_interval,
            "expected_regret": best.expected_regret,
        },
        "weights": {
            "nominal": {"competence": assessment.mix.nominal, "interest": 1 - assessment.mix.nominal},
            "effective": {"competence": assessment.mix.effective, "interest": 1 - assessment.mix.effective},
        },
        "quality": {
            "lz": found.lz,
            "lz_p": found.lz_p,
            "repetition": found.repetition,
            "repetition_p": found.repetition_p,
            "median_seconds": found.median_seconds,
            "flags": list(found.flags),
            "confidence": "low" if found.flags else "normal",
        },
        "plan": _plan_in_assessment(pack, plan),
        "answers": dict(answers.values),
    }


def why_document(pack: Pack, found: Explanation) -> dict[str, Any]:
    change = found.change
    return {
        "schema": "opscareer.why/1",
        "pack": pack_stamp(pack),
        "role": found.role,
        "rank": found.rank,
        "fit": found.fit,
        "p_best": found.p_best,
        "leader": found.leader,
        "contributions": [{"of": str(item.of), "points": item.points} for item in found.contributions],
        "answers": [
            {"question": item.question, "value": item.value, "points": item.points, "p_best": item.p_best} for item in found.influences
        ],
        "change": {"of": str(change.of), "now": change.now, "then": change.then} if change else None,
    }


def whatif_document(pack: Pack, found: WhatIf) -> dict[str, Any]:
    return {
        "schema": "opscareer.whatif/1",
        "pack": pack_stamp(pack),
        "assumed": {str(trait): value for trait, value in found.levels.items()},
        "roles": [
            {
                "id": row.role,
                "fit": {"now": row.fit_now, "then": row.fit_then},
                "p_best": {"now": row.p_best_now, "then": row.p_best_then},
            }
            for row in found.roles
        ],
    }


def history_document(records: tuple[Record, ...]) -> dict[str, Any]:
    """Every session, the newest first."""
    return {
        "schema": "opscareer.history/1",
        "sessions": [
            {
                "id": record.id,
                "state": record.state,
                "answered": len(record.answers),
                "started_at": record.started_at,
                "finished_at": record.finished_at,
                "best": record.best,
            }
            for record in records
        ],
    }


def session_document(record: Record) -> dict[str, Any]:
    """An open session: what is kept so far."""
    return {
        "schema": "opscareer.session/1",
        "pack": _record_stamp(record),
        "id": record.id,
        "state": record.state,
        "form": record.form,
        "started_at": record.started_at,
        "answered": len(record.answers),
        "answers": record.answers,
        "retracted": record.earlier,
        "asked": [
            {"question": question, "value": value, "drawn": drawn, "seconds": seconds} for question, value, drawn, seconds in record.trail
        ],
    }


def diff_document(pack: Pack, before: Record, after: Record, found: Comparison) -> dict[str, Any]:
    return {
        "schema": "opscareer.diff/1",
        "pack": pack_stamp(pack),
        "from": {"id": before.id, "finished_at": before.finished_at, "pack": _record_stamp(before)},
        "to": {"id": after.id, "finished_at": after.finished_at, "pack": _record_stamp(after)},
        "pack_changed": len({pack.hash, before.pack.hash, after.pack.hash}) > 1,
        "competencies": [_shift(shift) for shift in found.competencies],
        "roles": [
            {**_shift(shift), "p_best": {"from": found.p_best[shift.id][0], "to": found.p_best[shift.id][1]}} for shift in found.roles
        ],
    }


def checkpoint_document(
    pack: Pack, before: Record, after: Record, found: Comparison, rubric: Mapping[str, Sequence[int | None]]
) -> dict[str, Any]:
    """`rubric`: the levels 1-3 of each unit done, by criterion; None where skipped."""
    units = [{"unit": unit, "levels": list(levels)} for unit, levels in rubric.items()]
    return {**diff_document(pack, before, after, found), "schema": "opscareer.checkpoint/1", "rubric": units}


def _shift(shift: Shift) -> dict[str, Any]:
    difference = shift.after - shift.before
    return {
        "id": shift.id,
        "from": shift.before,
        "to": shift.after,
        "difference": difference,
        "sd": shift.sd,
        "p": shift.p,
        "real": shift.real,
    }


def _record_stamp(record: Record) -> dict[str, str]:
    return {"id": record.pack.id, "version": record.pack.version, "hash": record.pack.hash}


def simulation_document(pack: Pack, found: Simulation) -> dict[str, Any]:
    def share(reached: float | None) -> float | None:
        return None if reached is None else reached / found.bank

    return {
        "schema": "opscareer.simulation/1",
        "pack": pack_stamp(pack),
        "people": found.people,
        "seed": found.seed,
        "correlated": found.correlated,
        "bank": found.bank,
        "full_accuracy": found.full_accuracy,
        "default_accuracy": found.default_accuracy,
        "agreement": found.agreement,
        "questions_mean": found.questions_mean,
        "questions_for_95": found.questions_for_95,
        "questions_for_95_share": share(found.questions_for_95),
        "questions_for_95_fixed": found.questions_for_95_fixed,
        "questions_for_95_fixed_share": share(found.questions_for_95_fixed),
        "ece": found.ece,
        "ece_noisy": found.ece_noisy,
        "regret_true": found.regret_true,
        "regret_estimated": found.regret_estimated,
        "regret_full": found.regret_full,
        "step_ms": found.step_ms,
        "calibration": [{"people": one.people, "stated": one.stated, "right": one.right} for one in found.calibration],
        "confusion": {truth: dict(row) for truth, row in found.confusion.items()},
        "prior_p_best": dict(found.prior_p_best),
        "questions": [{"id": one.id, "asked": one.asked, "tells": one.tells} for one in found.questions],
    }


def replay_document(pack: Pack, found: Replay) -> dict[str, Any]:
    return {
        "schema": "opscareer.replay/1",
        "pack": pack_stamp(pack),
        "people": found.people,
        "bank": found.bank,
        "agreement": found.agreement,
        "default_agreement": found.default_agreement,
        "questions_mean": found.questions_mean,
    }


def _plan_in_assessment(pack: Pack, plan: Plan) -> dict[str, Any]:
    steps = {step.unit: step for step in plan.steps}
    return {
        "target": {"role": plan.role, "level": plan.tier},
        "hours_per_week": plan.hours_per_week,
        "hours_total": plan.hours_total,
        "met": plan.met,
        "units": [_step(pack, step) for step in plan.steps],
        "weeks": [
            {
                "week": week.number,
                "units": [{"id": unit, "hours": hours, "competency": steps[unit].competency} for unit, hours in week.hours.items()],
            }
            for week in plan.weeks
        ],
        "left_out": [_left_out(pack, left) for left in plan.left_out],
        "uncovered": plan.uncovered,
    }


def plan_document(pack: Pack, plan: Plan, standings: Sequence[Standing]) -> dict[str, Any]:
    """A plan by week, with the reason for every unit in both languages."""
    steps = {step.unit: step for step in plan.steps}
    why = {step.unit: {language: reason(pack, plan, step, Texts(language)) for language in LANGUAGES} for step in plan.steps}
    return {
        "schema": "opscareer.plan/1",
        "pack": pack_stamp(pack),
        "target": {"role": plan.role, "level": plan.tier},
        "hours_per_week": plan.hours_per_week,
        "hours_total": plan.hours_total,
        "hours_left": plan.hours_left,
        "met": plan.met,
        "competencies": [
            {"id": gap.competency, "weight": gap.weight, "level": gap.level, "required": gap.required, "closes": gap.closes}
            for gap in plan.gaps
        ],
        "progress": [{"id": one.unit, "state": one.state, "since": one.since.isoformat(), "days_late": one.late} for one in standings],
        "weeks": [
            {
                "week": week.number,
                "starts": week.starts.isoformat() if week.starts else None,
                "units": [
                    {
                        "id": unit,
                        "hours": hours,
                        "competency": steps[unit].competency,
                        "closes": steps[unit].closes,
                        "why": why[unit],
                    }
                    for unit, hours in week.hours.items()
                ],
                "checkpoint": week.checkpoint,
            }
            for week in plan.weeks
        ],
        "units": [_step(pack, step) for step in plan.steps],
        "left_out": [_left_out(pack, left) for left in plan.left_out],
        "uncovered": plan.uncovered,
    }


def unit_document(pack: Pack, unit: Unit) -> dict[str, Any]:
    """A unit of the learning path, with its resources in full."""
    return {
        "schema": "opscareer.unit/1",
        "pack": pack_stamp(pack),
        "unit": plain(unit, as_in_files=True),
        "resources": [plain(pack.resource[name], without={"evidence"}) for name in unit.resources],
    }


def _step(pack: Pack, step: Step) -> dict[str, Any]:
    unit = pack.unit[step.unit]
    return {
        "id": step.unit,
        "competency": step.competency,
        "from": unit.from_level,
        "to": unit.to_level,
        "hours": step.hours,
        "closes": step.closes,
        "gap": step.gap,
        "weight": step.weight,
        "own_work": step.own_work,
        "proof": step.proof,
        "title": _text(unit.title),
    }


def _left_out(pack: Pack, left: LeftOut) -> dict[str, Any]:
    title = _text(pack.unit[left.unit].title)
    return {"id": left.unit, "competency": left.competency, "hours": left.hours, "closes": left.closes, "title": title}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
