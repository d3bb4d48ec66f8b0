"""The path itself: weeks, files, JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from opscareer.cli.context import Context
from opscareer.cli.files import check_places, write_whole
from opscareer.cli.given import given_answers
from opscareer.cli.learning import standings
from opscareer.cli.options import check_role, rerun_options
from opscareer.cli.questionnaire.saving import last_record
from opscareer.cli.target import Target
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.report.calendar import plan_calendar
from opscareer.report.documents import plan_document
from opscareer.results import Assessment, Plan, UnitStatus
from opscareer.sessions.progress import Progress, Reply
from opscareer.texts import Texts

HOURS = 6.0


@dataclass(frozen=True)
class Wanted:
    """The options of `plan`."""

    answers_file: str | None
    role: str
    level: str
    hours: float | None
    start: date
    weeks: int
    markdown: str | None
    calendar: str | None
    force: bool


@dataclass(frozen=True)
class Made:
    pack: Pack
    plan: Plan
    standings: Sequence[UnitStatus]
    again: str


def path(context: Context, wanted: Wanted) -> None:
    files = {kind: name for kind, name in (("markdown", wanted.markdown), ("calendar", wanted.calendar)) if name is not None}
    check_places(files.values(), context.as_json, force=wanted.force)
    pack, output = load_pack(context.pack_directory), context.output
    assessment, target = _assessed(wanted, pack)
    made = _make(pack, assessment, target, wanted, rerun_options(None, context.pack_option))
    for kind, name in files.items():
        text = _text(made, kind, context.texts)
        if name == "-":
            output.file(text)
        else:
            write_whole(name, text, force=wanted.force)
    if context.as_json:
        output.json(plan_document(pack, made.plan, made.standings))
    elif not files:
        output.lines(terminal.plan.plan_lines(pack, made.plan, made.standings, output.texts, output.page(), made.again))


def _assessed(wanted: Wanted, pack: Pack) -> tuple[Assessment, Target]:
    """The result of an answers file, or of the last assessment and then, unless something else is wanted, with the target it had."""
    check_role(pack, wanted.role)
    engine = Engine.of(pack)
    if wanted.answers_file is not None:
        target = Target(wanted.role, wanted.level, HOURS if wanted.hours is None else wanted.hours)
        return engine.assess(given_answers(wanted.answers_file, pack)), target
    record = last_record(pack)
    progress = Progress(tuple(Reply(*row) for row in record.trail))
    target = _as_before(wanted, json.loads(record.result or "{}").get("plan", {}))
    target.check_names(pack)
    return engine.assess(progress.answers, progress.order, progress.seconds), target


def _as_before(wanted: Wanted, plan: Mapping[str, object]) -> Target:
    target, hours = plan.get("target"), plan.get("hours_per_week")
    before = target if isinstance(target, dict) else {}
    same_role = wanted.role in {"", before.get("role")}
    before_hours = float(hours) if isinstance(hours, int | float) else HOURS
    return Target(
        wanted.role or str(before.get("role", "")),
        wanted.level or (str(before.get("level", "")) if same_role else ""),
        wanted.hours if wanted.hours is not None else before_hours,
    )


def _make(pack: Pack, assessment: Assessment, target: Target, wanted: Wanted, again: str) -> Made:
    so_far = standings(pack, target.hours_per_week, date.today())
    done, skipped, started = ({one.unit for one in so_far if one.state == state} for state in ("done", "skipped", "started"))
    plan = target.plan(pack, assessment, weeks=wanted.weeks, start=wanted.start, done=done, skipped=skipped, started=started)
    return Made(pack, plan, so_far, again)


def _text(made: Made, kind: str, texts: Texts) -> str:
    if kind == "markdown":
        return terminal.plan.plan_markdown(made.pack, made.plan, made.standings, texts, made.again)
    return plan_calendar(made.pack, made.plan, made.standings, texts, datetime.now(UTC))
