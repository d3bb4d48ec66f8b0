"""`opscareer plan show`, `key`, `data`, `start`, `done`, `skip`, `undo`: one unit of the plan, and how far the person is with it."""

import sys
from datetime import date
from typing import Annotated

import typer

from opscareer import casework, report
from opscareer.cli import options, questionnaire
from opscareer.cli.context import Context
from opscareer.cli.names import unit_named
from opscareer.cli.options import UnitArgument, UnitIfAny
from opscareer.cli.output import note, on_terminal, tell_written, written
from opscareer.errors import UsageError
from opscareer.files import Document, check_places, put_all, write_documents
from opscareer.pack.learning import Unit
from opscareer.report import page, terminal
from opscareer.report.view.names import PackTexts
from opscareer.report.view.progress import changes
from opscareer.results.plan import Plan, UnitState
from opscareer.sessions.record import timestamp
from opscareer.sessions.store import open_store


def show(context: Context, unit_id: UnitIfAny = "") -> None:
    pack, unit = context.pack, _unit(context, unit_id)
    context.show(
        lambda: report.documents.unit_document(pack, unit),
        lambda page: terminal.unit.unit_details(pack, unit, context.texts, page),
    )


def data(
    context: Context,
    unit_id: UnitIfAny = "",
    directory: Annotated[str, typer.Argument(help="help.data-directory", metavar="DIR")] = "",
    force: Annotated[bool, typer.Option("--force", help="help.data-force")] = False,
) -> None:
    texts, unit = context.texts, _unit(context, unit_id)
    directory = directory or unit.id
    new, same = put_all(directory, report.practice.practice_files(context.pack, unit, texts), force=force)
    lines = written(texts, directory, "look.data", files=texts.join(new)) if new else []
    context.output.say([*lines, *([texts("data.unchanged", files=texts.join(same))] if same else [])])


# --- its key


def key(
    context: Context,
    unit_id: UnitIfAny = "",
    markdown: Annotated[str | None, typer.Option("--md", help="help.key-md", metavar="FILE|-", callback=options.as_markdown)] = None,
    force: options.Force = False,
    yes: Annotated[bool, typer.Option("--yes", help="help.key-yes")] = False,
    plain: options.Plain = False,
) -> None:
    pack, unit, texts = context.pack, _unit(context, unit_id), context.texts
    if unit.key is None:
        raise UsageError("no-key", unit=unit.id)
    check_places([markdown] if markdown is not None else [], context.as_json, force=force)
    if markdown is not None:
        write_documents([Document(markdown, page.render.key_markdown(pack, unit, texts))], context.output.file, force=force)
        tell_written(context.texts, {markdown: "look.sheet"})
    elif context.as_json or yes or _may_see_the_key(context, unit, plain=plain):
        context.show(
            lambda: report.documents.key_document(pack, unit),
            lambda page: terminal.unit.key_details(pack, unit, texts, page),
        )


def _may_see_the_key(context: Context, unit: Unit, *, plain: bool) -> bool:
    """Whether the unit is done, or the person wants to see it all the same. Where nobody can be asked, nobody is."""
    if not (on_terminal(sys.stdout) and questionnaire.keys.is_interactive()):
        return True
    if any(item.unit == unit.id and item.state == "done" for item in open_store().progress(context.pack.header.id)):
        return True
    texts = context.texts
    lines = context.output.page().wrap(texts("key.ask", title=texts.of(unit.title)))
    if questionnaire.tty.chosen("\n".join(line.plain for line in lines) + " ", "yn", texts, plain=plain) == "y":
        return True
    context.output.say([texts("key.not-shown", id=unit.id)])
    return False


# --- how far the person is with it


def start(context: Context, unit_id: UnitIfAny = "") -> None:
    unit, texts = _unit(context, unit_id), context.texts
    _mark(context, unit, "started")
    deliverable = texts("marked.deliverable", deliverable=texts.of(unit.task.deliverable))
    _say(context, unit, "started", deliverable, texts("marked.when-done", id=unit.id))


def done(context: Context, unit_id: UnitIfAny = "") -> None:
    before, unit, texts = _plan(context), _unit(context, unit_id, begun=True), context.texts
    _mark(context, unit, "done")
    evidence, check = texts("marked.evidence", evidence=texts.of(unit.evidence)), texts("marked.check", check=texts.of(unit.check))
    key_now = [texts("marked.key", id=unit.id)] if unit.key else []
    _say(context, unit, "done", evidence, check, *key_now, *_changes(context, unit, before))


def skip(context: Context, unit_id: UnitArgument) -> None:
    before, unit = _plan(context), _unit(context, unit_id)
    _mark(context, unit, "skipped")
    _say(context, unit, "skipped", *_changes(context, unit, before))


def undo(context: Context, unit_id: UnitArgument) -> None:
    unit = _unit(context, unit_id)
    _say(context, unit, "undone" if open_store().unmark(context.pack.header.id, unit.id) else "nothing")


def _unit(context: Context, unit_id: str, *, begun: bool = False) -> Unit:
    """The unit of this name, the person's own first; without a name the one under way, or the next of the plan, and it is told which.

    `begun`: without a name only one under way. Raises UsageError.
    """
    pack, texts = context.pack, context.texts
    if unit_id:
        return unit_named(pack, unit_id, texts, lambda: [*_ahead(context), *(item.unit for item in casework.units_of(open_store(), pack))])
    ahead = _under_way(context) if begun else _ahead(context)
    if not ahead:
        raise UsageError("none-begun" if begun else "which-unit")
    unit = pack.unit[ahead[0]]
    note(texts("unit.taken", title=texts.of(unit.title), id=unit.id))
    return unit


def _ahead(context: Context) -> list[str]:
    """The units under way, then those of the plan."""
    plan = _plan(context)
    return [*_under_way(context), *([step.unit for step in plan.steps] if plan else [])]


def _under_way(context: Context) -> list[str]:
    return [item.unit for item in casework.units_of(open_store(), context.pack) if item.state == "started"]


def _mark(context: Context, unit: Unit, state: UnitState) -> None:
    open_store(create=True).mark(context.pack.header.id, unit.id, state, timestamp())


def _plan(context: Context) -> Plan | None:
    """The plan of the last assessment as it is now; None where there is none."""
    case, today = casework.latest_case(open_store(), context.pack), date.today()
    return casework.plan(case, casework.assess(case, context.engine), today=today).plan if case else None


def _changes(context: Context, unit: Unit, before: Plan | None) -> list[str]:
    after = _plan(context)
    if before is None or after is None:
        return [context.texts("marked.next")]
    return list(changes(unit, before, after, PackTexts(context.pack, context.texts)))


def _say(context: Context, unit: Unit, marked: str, *more: str) -> None:
    context.output.say([context.texts(f"marked.{marked}", title=context.texts.of(unit.title)), *more])
