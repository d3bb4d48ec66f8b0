"""`opscareer` alone, which shows where one stands, and `opscareer help`."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from opscareer import casework, report
from opscareer.casework import Case
from opscareer.cli import commands
from opscareer.cli.commands.case import asked_target, note_dropped
from opscareer.cli.context import Context
from opscareer.cli.questionnaire.checkpoint import due, worked_on
from opscareer.report.terminal import summary
from opscareer.results.assessment import Assessment
from opscareer.sessions.record import Record, Stamp
from opscareer.sessions.store import open_store

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page
    from opscareer.sessions.store import Store

Names = Annotated[list[str] | None, typer.Argument(help="help.help-argument", metavar="COMMAND")]


def help_(context: Context, command: Names = None) -> None:
    root = commands.build(context.texts)
    unpaged = [] if context.output.keys else ["--no-pager"]
    with root.make_context("opscareer", [*unpaged, *(command or []), "--help"]) as parsed:
        root.invoke(parsed)


class _Last(NamedTuple):
    """What came of the last assessment."""

    record: Record
    assessment: Assessment
    path: casework.Path
    checkpoint: summary.Checkpoint | None


def standing(context: Context) -> None:
    """What was left open, what came of the last assessment and what is next; where there is nothing yet, what the program is."""
    store, pack, texts = open_store(), context.pack, context.texts
    begun = {of: record for of in (False, True) if (record := store.unfinished(Stamp.of(pack), checkpoint=of)) is not None}
    left, last = [*begun.values()], _last(context, store)

    def lines(page: "Page") -> list["Line"]:
        parts = [summary.left_open(record, sum(map(len, store.judged(record.number).values())), texts, page) for record in left]
        if last is not None:
            path, checkpoint = last.path, None if True in begun else last.checkpoint
            parts.append(summary.where_it_stands(pack, last.assessment, path.plan, path.statuses, checkpoint, texts, page))
        return summary.parted(parts or [summary.nothing_yet(pack, texts, page)], texts, page)

    def document() -> dict[str, Any]:
        if last is None:
            return report.documents.standing_document(pack, left, None)
        entry = report.documents.last_entry(last.record, last.assessment, last.path.plan, last.path.statuses, last.checkpoint)
        return report.documents.standing_document(pack, left, entry)

    context.show(document, lines)


def _last(context: Context, store: "Store") -> _Last | None:
    case = casework.latest_case(store, context.pack)
    if case is None or case.record is None:
        return None
    note_dropped(context.texts, case)
    assessment = casework.assess(case, context.engine)
    requested = asked_target(context, case=case, assessment=assessment)
    return _Last(case.record, assessment, casework.plan(case, assessment, requested, today=date.today()), _checkpoint(case))


def _checkpoint(case: Case) -> summary.Checkpoint | None:
    """None where nothing was worked on since the assessment."""
    day = due(case).astimezone()
    return summary.Checkpoint(day.date(), day <= datetime.now().astimezone()) if worked_on(case) else None
