"""`opscareer plan show`, `key`, `data`, `start`, `done`, `skip`, `undo`: one unit of the plan, and how far the person is with it."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from opscareer import casework, report
from opscareer.cli import options, questionnaire
from opscareer.cli.context import Context
from opscareer.cli.names import unit_named, units_shown
from opscareer.cli.options import UnitDone, UnitHandedIn, UnitIfAny, UnitToSkip, UnitToStart, UnitToUndo
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

if TYPE_CHECKING:
    from opscareer.sessions.store import UnitProgress

SHOWN = 6  # units to choose from


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
    unit_id: UnitHandedIn = "",
    markdown: Annotated[str | None, typer.Option("--md", help="help.key-md", metavar="FILE|-", callback=options.as_markdown)] = None,
    force: options.Force = False,
    yes: Annotated[bool, typer.Option("--yes", help="help.key-yes")] = False,
    plain: options.Plain = False,
) -> None:
    pack, unit, texts = context.pack, _unit(context, unit_id or _handed_in(context)), context.texts
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


def _handed_in(context: Context) -> str:
    """The unit done last, whose key spoils nothing, and it is told which; "" where none is done."""
    finished = [item for item in _marked(context) if item.state == "done"]
    return _taken(context, max(finished, key=lambda item: item.changed_at).unit).id if finished else ""


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


def start(context: Context, unit_id: UnitToStart = "") -> None:
    unit, texts = _to_mark(context, unit_id, _to_start, "which-unit"), context.texts
    if _mark(context, unit, "started"):
        deliverable = texts("marked.deliverable", deliverable=texts.of(unit.task.deliverable))
        _say(context, unit, "started", deliverable, texts("marked.when-done", id=unit.id))


def done(context: Context, unit_id: UnitDone = "") -> None:
    before, unit, texts = _plan(context), _to_mark(context, unit_id, _under_way, "none-begun"), context.texts
    if _mark(context, unit, "done"):
        evidence, check = texts("marked.evidence", evidence=texts.of(unit.evidence)), texts("marked.check", check=texts.of(unit.check))
        key_now = [texts("marked.key", id=unit.id)] if unit.key else []
        _say(context, unit, "done", evidence, check, *key_now, *_changes(context, unit, before))


def skip(
    context: Context, unit_id: UnitToSkip = "", unwanted: Annotated[bool, typer.Option("--unwanted", help="help.skip-unwanted")] = False
) -> None:
    before, unit = _plan(context), _to_mark(context, unit_id, lambda _: [], "none-to-skip")
    state: UnitState = "unwanted" if unwanted else "skipped"
    if _mark(context, unit, state):
        known = [] if unwanted else [_as_known(context, unit)]
        _say(context, unit, state, *known, *_changes(context, unit, before))


def _as_known(context: Context, unit: Unit) -> str:
    competency = context.texts.of(context.pack.competency[unit.competency].name)
    return context.texts("marked.skipped-as-known", competency=competency, level=f"{unit.to_level:g}", id=unit.id)


def undo(context: Context, unit_id: UnitToUndo = "") -> None:
    marked = sorted(_marked(context), key=lambda item: item.changed_at, reverse=True)
    if not (unit_id or marked):
        raise UsageError("none-marked")
    names = [item.unit for item in marked]
    unit = unit_named(context.pack, unit_id, context.texts, lambda: [names]) if unit_id else _taken(context, names[0])
    _say(context, unit, "undone" if open_store().unmark(context.pack.header.id, unit.id) else "nothing")


def _to_mark(context: Context, unit_id: str, likely: Callable[[Context], list[str]], slug: str) -> Unit:
    """The unit of this name, in full where it is none of the person's own; without a name the one that is `likely`, and it is told which.

    Raises UsageError, by `slug` where none is likely and there is a plan to choose from.
    """
    pack, texts = context.pack, context.texts
    if unit_id:
        return unit_named(pack, unit_id, texts, lambda: _own(context), own_alone=True)
    could_be = likely(context)
    if len(could_be) == 1:
        return _taken(context, could_be[0])
    choice = could_be or _ahead(context)
    known = units_shown([pack.unit[name] for name in choice[:SHOWN]], texts)
    raise UsageError("which-of-begun" if could_be else slug if choice else "which-unit", known=known)


def _unit(context: Context, unit_id: str) -> Unit:
    """The unit of this name, the person's own first; without a name the one under way, or the next of the plan, and it is told which."""
    if unit_id:
        return unit_named(context.pack, unit_id, context.texts, lambda: _own(context))
    ahead = _ahead(context)
    if not ahead:
        raise UsageError("which-unit")
    return _taken(context, ahead[0])


def _taken(context: Context, name: str) -> Unit:
    unit = context.pack.unit[name]
    note(context.texts("unit.taken", title=context.texts.of(unit.title), id=name))
    return unit


def _own(context: Context) -> tuple[list[str], list[str]]:
    """The units ahead of the person, and those that they have marked."""
    return _ahead(context), [item.unit for item in _marked(context)]


def _ahead(context: Context) -> list[str]:
    """The units under way, then those of the plan."""
    plan = _plan(context)
    return list(dict.fromkeys([*_under_way(context), *([step.unit for step in plan.steps] if plan else [])]))


def _to_start(context: Context) -> list[str]:
    """The first unit of the plan that is not under way."""
    begun = _under_way(context)
    return [name for name in _ahead(context) if name not in begun][:1]


def _under_way(context: Context) -> list[str]:
    return [item.unit for item in _marked(context) if item.state == "started"]


def _marked(context: Context) -> "tuple[UnitProgress, ...]":
    return casework.units_of(open_store(), context.pack)


def _mark(context: Context, unit: Unit, state: UnitState) -> bool:
    """Note how far the person is with a unit. Where that is noted already, it is said instead, since when, and how to take it back."""
    texts = context.texts
    for item in _marked(context):
        if (item.unit, item.state) == (unit.id, state):
            day = texts.dated(datetime.fromisoformat(item.changed_at).astimezone().date())
            context.output.say([texts(f"marked.already-{state}", title=texts.of(unit.title), day=day, id=unit.id)])
            return False
    open_store(create=True).mark(context.pack.header.id, unit.id, state, timestamp())
    return True


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
