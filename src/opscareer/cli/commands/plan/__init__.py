"""`opscareer plan`: the learning path."""

import re
from datetime import date
from typing import Annotated

import typer

from opscareer.cli import options
from opscareer.cli.context import Context
from opscareer.errors import UsageError

MOST_WEEKS = 520
DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def _possible_weeks(weeks: int) -> int:
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError("weeks-range", value=weeks)
    return weeks


def _day(text: str | None) -> str | None:
    """Only checked here: Typer's own dates also take other forms."""
    if text is not None:
        day_of(text)
    return text


def day_of(text: str) -> date:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError("start-shape", value=text)


Start = Annotated[str | None, typer.Option("--start", help="help.start", show_default=False, metavar="DATE", callback=_day)]
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
    # A door: these options are read for `plan show` and the like too, and only the path itself needs the engine
    from opscareer.cli.commands.plan.path import PathOptions, show_path

    first = date.today() if start is None else day_of(start)
    given = PathOptions(answers_file, role, level, hours, first, weeks, markdown, calendar, force)
    show_path(context, given)
