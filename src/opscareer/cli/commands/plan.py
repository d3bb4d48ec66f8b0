"""`opscareer plan`, `plan next`, `plan progress`: the path by week, what to do now, and how far the person is. One unit is in unit.py."""

import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from opscareer import casework, report
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli import options, questionnaire
from opscareer.cli.commands.case import asked_target, given_case
from opscareer.cli.context import Context
from opscareer.cli.output import on_terminal, tell_written
from opscareer.errors import UsageError
from opscareer.files import Document, check_places, write_documents
from opscareer.pack.source import visible
from opscareer.report import page, terminal
from opscareer.report.calendar import plan_calendar
from opscareer.report.view.names import PackTexts
from opscareer.report.view.plan import deeds
from opscareer.results.plan import Claimed
from opscareer.sessions.record import Record, Target, timestamp
from opscareer.sessions.store import StoreError, open_store

DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")  # Typer's own dates also take other forms


def _checked_day(text: str | None) -> str | None:
    try:
        if text is None or (DAY.fullmatch(text) and date.fromisoformat(text)):
            return text
    except ValueError:
        pass
    raise UsageError("start-shape", value=text)


def plan(
    context: Context,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.LevelAsBefore = "",
    hours: options.HoursAsBefore = None,
    start: Annotated[str | None, typer.Option("--start", help="help.start", metavar="DATE", callback=_checked_day)] = None,
    weeks: Annotated[int, typer.Option("--weeks", help="help.weeks", metavar="N", callback=options.within("weeks-range", 1, 520))] = 12,
    markdown: Annotated[str | None, typer.Option("--md", help="help.plan-md", metavar="FILE|-", callback=options.as_markdown)] = None,
    calendar: Annotated[str | None, typer.Option("--ics", help="help.plan-ics", metavar="FILE|-", callback=options.as_calendar)] = None,
    force: options.Force = False,
    plain: options.Plain = False,
    name: options.WhoseResult = "",
) -> None:
    names = [file for file in (markdown, calendar) if file is not None]
    check_places(names, context.as_json, force=force)
    pack, texts, today = context.pack, context.texts, date.today()
    case = given_case(context, answers_file, with_units=True)
    assessment = casework.assess(case, context.engine)
    requested = asked_target(context, role, level, hours, case=case, assessment=assessment)

    def made(case: Case) -> Path:
        return casework.plan(case, assessment, requested, today=today, weeks=weeks, start=date.fromisoformat(start) if start else today)

    asks = on_terminal(sys.stdout) and questionnaire.keys.is_interactive() and not (names or context.as_json or plain)
    path = _offered_to_skip(context, case, made) if asks and case.record is not None else made(case)
    if requested != RequestedTarget() and case.record is not None:
        _remember(case.record, path.target)
    shown = (pack, path.plan, path.statuses, texts)
    documents, again, name = [], options.rerun_options(answers_file), visible(name).strip()
    if markdown is not None:
        documents.append(Document(markdown, page.render.plan_markdown(*shown, again, name)))
    if calendar is not None:
        documents.append(Document(calendar, plan_calendar(*shown, datetime.now(UTC), answers_file or "")))
    write_documents(documents, context.output.file, force=force)
    tell_written(texts, {name: look for name, look in ((markdown, "look.markdown"), (calendar, "look.calendar")) if name is not None})
    if context.as_json or not names:
        context.show(
            lambda: report.documents.plan_document(pack, path.plan, path.statuses),
            lambda page: terminal.plan.plan_lines(*shown, page, again, name, doubtful=assessment.quality.confidence == "low"),
        )


def _remember(record: Record, target: Target) -> None:
    """What the plan of an assessment leads to from now on. A store that cannot be written to keeps nobody from a plan."""
    if target != record.target:
        with suppress(StoreError):
            open_store().aim(record.number, target)


def _offered_to_skip(context: Context, case: Case, made: Callable[[Case], Path]) -> Path:
    """The plan, once the person has said of each unit in it that their deeds make needless whether to skip it. Each is asked about once;
    whoever leaves the question is asked again next time."""
    pack, texts, store = context.pack, PackTexts(context.pack, context.texts), open_store()
    path = made(case)
    while claims := [claim for claim in path.plan.claimed if claim.planned]:
        key = questionnaire.tty.chosen(_offer(claims[0], context, texts), "ynq", texts)
        if key not in {"y", "n"}:
            break
        store.answer_offer(pack.header.id, claims[0].unit, timestamp(), skip=key == "y")
        case = replace(case, offered=case.offered | {claims[0].unit}, units=casework.units_of(store, pack))
        path = made(case)
    return path


def _offer(claim: Claimed, context: Context, texts: PackTexts) -> str:
    unit = context.pack.unit[claim.unit]
    said = texts("plan.offer", title=texts.of(unit.title), hours=f"{unit.hours:g}", deeds=deeds(claim, texts))
    return "\n".join(line.plain for line in context.output.page().wrap(said)) + " "


# --- now, and how far


def following(
    context: Context,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.LevelAsBefore = "",
    hours: options.HoursAsBefore = None,
) -> None:
    path = _path(context, answers_file, role, level, hours)
    shown = (context.pack, path.plan, path.statuses)
    context.show(
        lambda: report.documents.next_document(*shown),
        lambda page: terminal.plan.next_lines(*shown, context.texts, page, kept=answers_file is None),
    )


def progress(
    context: Context,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.LevelAsBefore = "",
    hours: options.HoursAsBefore = None,
) -> None:
    path = _path(context, answers_file, role, level, hours)
    shown = (context.pack, path.plan, path.statuses)
    context.show(lambda: report.documents.progress_document(*shown), lambda page: terminal.plan.progress_lines(*shown, context.texts, page))


def _path(context: Context, answers_file: str | None, role: str, level: str, hours: float | None) -> Path:
    case, today = given_case(context, answers_file, with_units=True), date.today()
    assessment = casework.assess(case, context.engine)
    requested = asked_target(context, role, level, hours, case=case, assessment=assessment)
    return casework.plan(case, assessment, requested, today=today, start=today)
