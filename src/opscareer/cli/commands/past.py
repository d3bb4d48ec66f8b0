"""`opscareer history show` and `history diff`: past assessments computed again with today's pack."""

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from opscareer import casework, report
from opscareer.answers import Answers
from opscareer.cli.commands.case import note_dropped
from opscareer.cli.context import Context
from opscareer.cli.options import SessionArgument
from opscareer.engine.comparing import compare
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.sessions.record import LAST, Record, done, named
from opscareer.sessions.store import Store, open_store

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page


def show(context: Context, session_id: SessionArgument = LAST) -> None:
    store = open_store()
    record = named(store.records(), session_id)
    result = None if record.result is None else json.loads(record.result)

    def lines(page: "Page") -> list["Line"]:
        if result is None:
            return terminal.history.open_session(context.pack, record, context.texts, page)
        return _done(context, store, record, result, page)

    context.show(lambda: report.documents.session_document(record) if result is None else result, lines)


def _done(context: Context, store: Store, record: Record, result: dict[str, object], page: "Page") -> list["Line"]:
    """The result as `assess` showed it, computed again with today's pack; where that cannot be, what was stored."""
    pack, texts = context.pack, context.texts
    case = casework.case_of(record.progress, pack, casework.units_of(store, pack), record)
    misfit = casework.misfit(record, pack)
    same_pack = (record.pack.id, record.pack.version) == (pack.header.id, pack.header.version)
    if misfit is not None and not (same_pack and len(case.answers)):
        reason = texts(f"history.{misfit.slug}", **misfit.facts)
        return terminal.history.as_stored(pack, record, result, reason, texts, page)
    note_dropped(texts, case)
    assessment = casework.assess(case, context.engine)
    plan = casework.plan(case, assessment, today=date.today()).plan
    heading = terminal.history.done_heading(pack, record, texts, page)
    return [*heading, *terminal.details.result(pack, assessment, plan, texts, page)]


def diff(
    context: Context, session_ids: Annotated[list[str] | None, typer.Argument(help="help.session-two", metavar="ID ID")] = None
) -> None:
    pack = context.pack
    before, after = _two(open_store().records(), session_ids or [], pack)
    for record in (before, after):
        if problem := casework.misfit(record, pack):
            raise problem
    comparison = compare(context.engine, Answers(before.answers), Answers(after.answers))
    context.show(
        lambda: report.documents.diff_document(pack, before, after, comparison),
        lambda page: terminal.history.comparison(pack, (before, after), comparison, context.texts, page),
    )


def _two(records: tuple[Record, ...], session_ids: list[str], pack: Pack) -> tuple[Record, Record]:
    """The two to compare, the earlier one first. Raises UsageError."""
    if len(session_ids) not in {0, 2}:
        raise UsageError("diff-how-many", count=len(session_ids))
    last = [record for record in done(records) if record.pack.id == pack.header.id][:2]
    chosen = [named(records, session_id) for session_id in session_ids] or last
    for record in chosen:
        if record.state == "open":
            raise UsageError("session-open", id=record.id)
    if len({record.number for record in chosen}) < 2:
        raise UsageError("diff-too-few")
    after, before = done(tuple(chosen))
    return before, after
