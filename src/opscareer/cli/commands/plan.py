"""`opscareer plan`: the learning path by week, its units, and how far the person is with them."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from opscareer import casework, report
from opscareer.cli import options
from opscareer.cli.commands.case import asked_target, given_case
from opscareer.cli.context import Context
from opscareer.cli.names import unit_named
from opscareer.cli.options import UnitArgument
from opscareer.errors import UsageError
from opscareer.files import Document, check_places, put_all, write_documents
from opscareer.pack.learning import Unit
from opscareer.report import page, terminal
from opscareer.report.calendar import plan_calendar
from opscareer.results.plan import UnitState
from opscareer.sessions.record import timestamp
from opscareer.sessions.store import open_store

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
    level: options.Level = "",
    hours: options.HoursAsBefore = None,
    start: Annotated[str | None, typer.Option("--start", help="help.start", metavar="DATE", callback=_checked_day)] = None,
    weeks: Annotated[int, typer.Option("--weeks", help="help.weeks", metavar="N", callback=options.within("weeks-range", 1, 520))] = 12,
    markdown: Annotated[str | None, typer.Option("--md", help="help.plan-md", metavar="FILE|-")] = None,
    calendar: Annotated[str | None, typer.Option("--ics", help="help.plan-ics", metavar="FILE|-")] = None,
    force: options.Force = False,
) -> None:
    names = [name for name in (markdown, calendar) if name is not None]
    check_places(names, context.as_json, force=force)
    pack, texts, today = context.pack, context.texts, date.today()
    case = given_case(context, answers_file, with_units=True)
    assessment = casework.assess(case, context.engine)
    requested = asked_target(context, role, level, hours, case=case, assessment=assessment)
    first_day = date.fromisoformat(start) if start else today
    path = casework.plan(case, assessment, requested, today=today, weeks=weeks, start=first_day)
    shown = (pack, path.plan, path.statuses, texts)
    rerun = options.rerun_options(None)
    documents = []
    if markdown is not None:
        documents.append(Document(markdown, page.render.plan_markdown(*shown, rerun)))
    if calendar is not None:
        documents.append(Document(calendar, plan_calendar(*shown, datetime.now(UTC))))
    write_documents(documents, context.output.file, force=force)
    if context.as_json or not names:
        context.show(
            lambda: report.documents.plan_document(pack, path.plan, path.statuses),
            lambda page: terminal.plan.plan_lines(*shown, page, rerun),
        )


# --- one unit


def show(context: Context, unit_id: UnitArgument) -> None:
    pack, unit = context.pack, _unit(context, unit_id)
    context.show(
        lambda: report.documents.unit_document(pack, unit),
        lambda page: terminal.unit.unit_details(pack, unit, context.texts, page),
    )


def data(
    context: Context,
    unit_id: UnitArgument,
    directory: Annotated[str, typer.Argument(help="help.data-directory", metavar="DIR")],
    force: Annotated[bool, typer.Option("--force", help="help.data-force")] = False,
) -> None:
    texts = context.texts
    written, same = put_all(directory, report.practice.practice_files(context.pack, _unit(context, unit_id), texts), force=force)
    lines = [texts("data.written", directory=directory, files=texts.join(written))] if written else []
    context.output.say([*lines, *([texts("data.unchanged", files=texts.join(same))] if same else [])])


# --- how far the person is with a unit


def start(context: Context, unit_id: UnitArgument) -> None:
    unit, texts = _mark(context, unit_id, "started"), context.texts
    _say(context, unit, "started", texts("marked.deliverable", deliverable=texts.of(unit.task.deliverable)), texts("marked.next"))


def done(context: Context, unit_id: UnitArgument) -> None:
    unit, texts = _mark(context, unit_id, "done"), context.texts
    evidence, check = texts("marked.evidence", evidence=texts.of(unit.evidence)), texts("marked.check", check=texts.of(unit.check))
    _say(context, unit, "done", evidence, check, texts("marked.next"))


def skip(context: Context, unit_id: UnitArgument) -> None:
    _say(context, _mark(context, unit_id, "skipped"), "skipped", context.texts("marked.next"))


def undo(context: Context, unit_id: UnitArgument) -> None:
    unit = _unit(context, unit_id)
    _say(context, unit, "undone" if open_store().unmark(context.pack.header.id, unit.id) else "nothing")


def _unit(context: Context, unit_id: str) -> Unit:
    return unit_named(context.pack, unit_id, context.texts)


def _mark(context: Context, unit_id: str, state: UnitState) -> Unit:
    unit = _unit(context, unit_id)
    open_store(create=True).mark(context.pack.header.id, unit.id, state, timestamp())
    return unit


def _say(context: Context, unit: Unit, marked: str, *more: str) -> None:
    context.output.say([context.texts(f"marked.{marked}", title=context.texts.of(unit.title)), *more])
