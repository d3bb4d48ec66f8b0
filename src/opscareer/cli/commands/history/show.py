"""`opscareer history show`"""

import json
from datetime import date

from opscareer import casework, report
from opscareer.cli.commands.case import note_dropped
from opscareer.cli.context import Context
from opscareer.cli.options import SessionArgument
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.sessions.record import LAST, Record, named
from opscareer.sessions.store import Store, open_store


def show(context: Context, session_id: SessionArgument = LAST) -> None:
    store, output = open_store(), context.output
    record = named(store.records(), session_id)
    if context.as_json:
        output.json(json.loads(record.result) if record.result is not None else report.documents.session_document(record))
        return
    pack = load_pack(context.pack_directory)
    if record.result is None:
        output.lines(terminal.history.open_session(pack, record, context.texts, output.page()))
    else:
        _show_done(context, store, pack, record, record.result)


def _show_done(context: Context, store: Store, pack: Pack, record: Record, result: str) -> None:
    """The result as `assess` showed it, computed again with today's pack; where that cannot be, what was stored."""
    texts, output, page = context.texts, context.output, context.output.page()
    case = casework.case_of_record(record, store, pack)
    misfit = casework.misfit(record, pack)
    same_pack = (record.pack.id, record.pack.version) == (pack.header.id, pack.header.version)
    if misfit is not None and not (same_pack and len(case.answers)):
        reason = texts(f"history.{misfit.slug}", **misfit.facts)
        output.lines(terminal.history.as_stored(pack, record, json.loads(result), reason, texts, page))
        return
    note_dropped(texts, case)
    assessment = casework.assess(case, Engine.of(pack))
    plan = casework.plan(case, assessment, today=date.today()).plan
    heading = terminal.history.done_heading(pack, record, texts, page)
    output.lines([*heading, *terminal.details.result(pack, assessment, plan, texts, page)])
