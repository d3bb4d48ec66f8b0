"""`opscareer` alone, which shows where one stands, and `opscareer help`."""

from datetime import date, datetime
from typing import Annotated

import typer

from opscareer import casework
from opscareer.casework import Case
from opscareer.cli import app
from opscareer.cli.commands.case import asked_target, note_dropped
from opscareer.cli.context import Context
from opscareer.cli.questionnaire.checkpoint import due, worked_on
from opscareer.report.terminal import summary
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import open_store

Names = Annotated[list[str] | None, typer.Argument(help="help.help-argument", metavar="COMMAND")]


def help_(context: Context, command: Names = None) -> None:
    root = app.build(context.texts)
    with root.make_context("opscareer", [*(command or []), "--help"]) as parsed:
        root.invoke(parsed)


def standing(context: Context) -> None:
    """What was left open, what came of the last assessment and what is next; where there is nothing yet, what the program is."""
    store, pack, texts, page = open_store(), context.pack, context.texts, context.output.page()
    left = {of: record for of in (False, True) if (record := store.unfinished(Stamp.of(pack), checkpoint=of)) is not None}
    case = casework.latest_case(store, pack)
    parts = [summary.left_open(record, texts, page) for record in left.values()]
    if case is not None:
        note_dropped(texts, case)
        assessment = casework.assess(case, context.engine)
        path = casework.plan(case, assessment, asked_target(context, case=case, assessment=assessment), today=date.today())
        checkpoint = None if True in left else _checkpoint(case)
        parts.append(summary.where_it_stands(pack, assessment, path.plan, path.statuses, checkpoint, texts, page))
    elif not left:
        parts.append(summary.nothing_yet(texts, page))
    context.output.lines(summary.parted(parts, texts, page))


def _checkpoint(case: Case) -> summary.Checkpoint | None:
    """None where nothing was worked on since the assessment."""
    day = due(case).astimezone()
    return summary.Checkpoint(day.date(), day <= datetime.now().astimezone()) if worked_on(case) else None
