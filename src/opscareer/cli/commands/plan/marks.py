"""`opscareer plan start|done|skip|undo`: how far a person is with a unit."""

from opscareer.cli.context import Context
from opscareer.cli.options import UnitArgument, unit_of
from opscareer.pack.load import load_pack
from opscareer.pack.model import Unit
from opscareer.results.plan import UnitState
from opscareer.sessions.record import timestamp
from opscareer.sessions.store import open_store


def start(context: Context, unit_id: UnitArgument) -> None:
    unit = _mark(context, unit_id, "started")
    texts = context.texts
    _say(context, unit, "started", texts("marked.deliverable", deliverable=texts.of(unit.task.deliverable)), texts("marked.next"))


def done(context: Context, unit_id: UnitArgument) -> None:
    unit = _mark(context, unit_id, "done")
    texts = context.texts
    evidence, check = texts("marked.evidence", evidence=texts.of(unit.evidence)), texts("marked.check", check=texts.of(unit.check))
    _say(context, unit, "done", evidence, check, texts("marked.next"))


def skip(context: Context, unit_id: UnitArgument) -> None:
    _say(context, _mark(context, unit_id, "skipped"), "skipped", context.texts("marked.next"))


def undo(context: Context, unit_id: UnitArgument) -> None:
    pack = load_pack(context.pack_directory)
    unit = unit_of(pack, unit_id)
    _say(context, unit, "undone" if open_store().unmark(pack.header.id, unit.id) else "nothing")


def _mark(context: Context, unit_id: str, state: UnitState) -> Unit:
    pack = load_pack(context.pack_directory)
    unit = unit_of(pack, unit_id)
    open_store(create=True).mark(pack.header.id, unit.id, state, timestamp())
    return unit


def _say(context: Context, unit: Unit, marked: str, *more: str) -> None:
    context.output.say([context.texts(f"marked.{marked}", title=context.texts.of(unit.title)), *more])
