"""`opscareer plan`: the path by week."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from opscareer import casework, report
from opscareer.casework import Path, RequestedTarget
from opscareer.cli import options
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.files import Document, check_places, write_documents
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import page, terminal
from opscareer.report.calendar import plan_calendar
from opscareer.texts import Texts

MOST_WEEKS = 520
DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")  # Typer's own dates also take other forms


def _possible_weeks(weeks: int) -> int:
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError("weeks-range", value=weeks)
    return weeks


def _day(text: str | None) -> date:
    try:
        if text is None:
            return date.today()
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError("start-shape", value=text)


def _checked_day(text: str | None) -> str | None:
    _day(text)
    return text


Start = Annotated[str | None, typer.Option("--start", help="help.start", show_default=False, metavar="DATE", callback=_checked_day)]
Weeks = Annotated[int, typer.Option("--weeks", help="help.weeks", metavar="N", callback=_possible_weeks)]
Markdown = Annotated[str | None, typer.Option("--md", help="help.plan-md", show_default=False, metavar="FILE|-")]
Calendar = Annotated[str | None, typer.Option("--ics", help="help.plan-ics", show_default=False, metavar="FILE|-")]


def plan(
    context: Context,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.Level = "",
    hours: options.HoursAsBefore = None,
    start: Start = None,
    weeks: Weeks = 12,
    markdown: Markdown = None,
    calendar: Calendar = None,
    force: options.Force = False,
) -> None:
    # A door: these options are read for `plan show` and the like too, and only the path itself needs numpy
    from opscareer.engine.assess import Engine

    wanted = {kind: name for kind, name in (("markdown", markdown), ("calendar", calendar)) if name is not None}
    check_places(wanted.values(), context.as_json, force=force)
    pack, output = load_pack(context.pack_directory), context.output
    options.check_role(pack, role)
    case = given_case(context, answers_file, pack, with_units=True)
    requested = RequestedTarget(role, level, hours)
    assessment = casework.assess(case, Engine.of(pack))
    path = casework.plan(case, assessment, requested, today=date.today(), weeks=weeks, start=_day(start))
    rerun = options.rerun_options(None, context.pack_option)
    documents = [Document(name, _text(kind, pack, path, context.texts, rerun)) for kind, name in wanted.items()]
    write_documents(documents, output, force=force)
    if context.as_json:
        output.json(report.documents.plan_document(pack, path.plan, path.statuses))
    elif not wanted:
        output.lines(terminal.plan.plan_lines(pack, path.plan, path.statuses, context.texts, output.page(), rerun))


def _text(kind: str, pack: Pack, path: Path, texts: Texts, rerun: str) -> str:
    if kind == "markdown":
        return page.render.plan_markdown(pack, path.plan, path.statuses, texts, rerun)
    return plan_calendar(pack, path.plan, path.statuses, texts, datetime.now(UTC))
