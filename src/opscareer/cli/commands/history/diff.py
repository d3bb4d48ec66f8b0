"""`opscareer history diff`"""

from collections.abc import Sequence
from typing import Annotated

import typer

from opscareer import report
from opscareer.answers import Answers
from opscareer.casework import misfit
from opscareer.cli.context import Context
from opscareer.engine.assess import Engine
from opscareer.engine.comparing import compare
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.sessions.record import Record, done, named
from opscareer.sessions.store import open_store

TwoSessions = Annotated[list[str] | None, typer.Argument(help="help.session-two", metavar="ID ID")]


def diff(context: Context, session_ids: TwoSessions = None) -> None:
    pack, output = load_pack(context.pack_directory), context.output
    before, after = _two(open_store().records(), session_ids or [], pack)
    for record in (before, after):
        if problem := misfit(record, pack):
            raise problem
    comparison = compare(Engine.of(pack), Answers(before.answers), Answers(after.answers))
    if context.as_json:
        output.json(report.documents.diff_document(pack, before, after, comparison))
    else:
        output.lines(terminal.history.comparison(pack, (before, after), comparison, context.texts, output.page()))


def _two(records: tuple[Record, ...], session_ids: Sequence[str], pack: Pack) -> tuple[Record, Record]:
    """The two to compare, the earlier one first. Raises UsageError."""
    if len(session_ids) not in {0, 2}:
        raise UsageError("diff-how-many", count=len(session_ids))
    if session_ids:
        chosen = [named(records, session_id) for session_id in session_ids]
    else:
        chosen = [record for record in done(records) if record.pack.id == pack.header.id][:2]
    for record in chosen:
        if record.state == "open":
            raise UsageError("session-open", id=record.id)
    if len({record.number for record in chosen}) < 2:
        raise UsageError("diff-too-few")
    after, before = done(tuple(chosen))
    return before, after
