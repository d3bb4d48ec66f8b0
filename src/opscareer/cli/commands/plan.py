"""`opscareer plan`: the learning path"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

from opscareer.cli import options
from opscareer.cli.later import again_with, given_answers, load_pack
from opscareer.cli.output import Output
from opscareer.cli.target import Target, level_option
from opscareer.errors import UsageError
from opscareer.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from opscareer.pack.model import Pack
    from opscareer.results import Assessment, Plan, UnitStatus
    from opscareer.sessions.store import UnitState

HOURS = 6.0
WEEKS, MOST_WEEKS = 12, 520
DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


def register_group(app: typer.Typer, texts: Texts, command: type[TyperCommand], group: type[TyperGroup]) -> None:
    path = typer.Typer(cls=group, help=texts("help.plan"), rich_markup_mode=None)
    app.add_typer(path, name="plan")
    _register_path(path, texts)
    _register_unit(path, texts, command)
    _register_marks(path, texts, command)


def _register_path(path: typer.Typer, texts: Texts) -> None:
    @path.callback(invoke_without_command=True)
    def plan(
        context: typer.Context,
        answers_file: str = options.answers(texts),
        role: str = typer.Option("", "--role", help=texts("help.plan-role"), show_default=False, metavar="ROLE"),
        level: str = level_option(texts),
        hours: float = typer.Option(None, "--hours-per-week", help=texts("help.plan-hours"), show_default=False, metavar="N"),
        start: str = typer.Option(None, "--start", help=texts("help.start"), show_default=False, metavar="DATE"),
        weeks: int = typer.Option(WEEKS, "--weeks", help=texts("help.weeks"), metavar="N"),
        markdown: str = typer.Option(None, "--md", help=texts("help.plan-md"), show_default=False, metavar="FILE|-"),
        calendar: str = typer.Option(None, "--ics", help=texts("help.plan-ics"), show_default=False, metavar="FILE|-"),
        force: bool = typer.Option(False, "--force", help=texts("help.force")),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        if context.invoked_subcommand is not None:
            return
        from opscareer.cli.files import check_places

        if not 1 <= weeks <= MOST_WEEKS:
            raise UsageError("weeks-range", value=weeks)
        first = _day(start) if start is not None else date.today()
        wanted = {kind: name for kind, name in (("markdown", markdown), ("calendar", calendar)) if name is not None}
        check_places(wanted.values(), as_json, force=force)
        pack = load_pack(options.directory(pack_directory))
        found, target = _assessed(answers_file, Wish(role, level, hours), pack)
        made = _make(pack, found, target, weeks, first, again_with(None, pack_directory))
        _write(made, wanted, Output(texts), force=force)
        _print(made, Output(texts), as_json=as_json, whole=not wanted)


def _register_unit(path: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @path.command("show", cls=command, help=texts("help.plan-show"))
    def show(
        context: typer.Context,
        name: str = typer.Argument(..., help=texts("help.unit-argument"), metavar="UNIT"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        from opscareer.cli.learning import unit_named

        pack, output = _pack(context, pack_directory), Output(texts)
        unit = unit_named(pack, name)
        if as_json or (context.parent and context.parent.params.get("as_json")):
            from opscareer.report.documents import unit_document

            output.json(unit_document(pack, unit))
            return
        from opscareer.report.terminal.unit import unit_details

        output.lines(unit_details(pack, unit, texts, output.page()))

    @path.command("data", cls=command, help=texts("help.plan-data"))
    def data(
        context: typer.Context,
        name: str = typer.Argument(..., help=texts("help.unit-argument"), metavar="UNIT"),
        directory: str = typer.Argument(..., help=texts("help.data-directory"), metavar="DIR"),
        force: bool = typer.Option(False, "--force", help=texts("help.data-force")),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        from opscareer.cli.learning import unit_named
        from opscareer.cli.practice import write_practice
        from opscareer.report.practice import practice_files

        pack = _pack(context, pack_directory)
        written, same = write_practice(directory, practice_files(pack, unit_named(pack, name), texts), force=force)
        lines = [texts("data.written", directory=directory, files=texts.join(written))] if written else []
        lines += [texts("data.unchanged", files=texts.join(same))] if same else []
        _say(Output(texts), lines)


def _register_marks(path: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    unit_argument = typer.Argument(..., help=texts("help.unit-argument"), metavar="UNIT")

    @path.command("start", cls=command, help=texts("help.plan-start"))
    def start(
        context: typer.Context, name: str = unit_argument, pack_directory: str = options.pack(texts), lang: str = options.lang(texts)
    ) -> None:
        _mark(_pack(context, pack_directory), name, "started", Output(texts))

    @path.command("done", cls=command, help=texts("help.plan-done"))
    def done(
        context: typer.Context, name: str = unit_argument, pack_directory: str = options.pack(texts), lang: str = options.lang(texts)
    ) -> None:
        _mark(_pack(context, pack_directory), name, "done", Output(texts))

    @path.command("skip", cls=command, help=texts("help.plan-skip"))
    def skip(
        context: typer.Context, name: str = unit_argument, pack_directory: str = options.pack(texts), lang: str = options.lang(texts)
    ) -> None:
        _mark(_pack(context, pack_directory), name, "skipped", Output(texts))

    @path.command("undo", cls=command, help=texts("help.plan-undo"))
    def undo(
        context: typer.Context, name: str = unit_argument, pack_directory: str = options.pack(texts), lang: str = options.lang(texts)
    ) -> None:
        from opscareer.cli.learning import unit_named, unmark

        pack = _pack(context, pack_directory)
        unit = unit_named(pack, name)
        key = "marked.undone" if unmark(pack, unit) else "marked.nothing"
        _say(Output(texts), [texts(key, title=texts.of(unit.title))])


@dataclass(frozen=True)
class Wish:
    """What the command line asks for; empty or None: nothing."""

    role: str
    level: str
    hours: float | None


@dataclass(frozen=True)
class Made:
    """A plan, with what is needed to show it. `again` is what a command must be given to find this pack once more."""

    pack: "Pack"
    plan: "Plan"
    standings: "Sequence[UnitStatus]"
    again: str


def _day(text: str) -> date:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError("start-shape", value=text)


def _assessed(answers_file: str | None, wish: Wish, pack: "Pack") -> tuple["Assessment", Target]:
    """The result of an answers file, or of the last assessment and then, unless something else is wished, with the target it had."""
    from opscareer.engine.assess import Engine

    if answers_file is not None:
        target = _checked(wish, pack)
        return Engine.of(pack).assess(given_answers(answers_file, pack)), target
    from opscareer.cli.questionnaire.saving import last_record
    from opscareer.sessions.progress import Progress, Reply

    record = last_record(pack)
    progress = Progress(tuple(Reply(*row) for row in record.trail))
    target = _checked(_as_before(wish, json.loads(record.result or "{}").get("plan", {})), pack)
    return Engine.of(pack).assess(progress.answers, progress.order, progress.seconds), target


def _as_before(wish: Wish, plan: "Mapping[str, object]") -> Wish:
    """What is not wished for now is as in the plan of the last assessment; its tier only goes with its role."""
    target, hours = plan.get("target"), plan.get("hours_per_week")
    before = target if isinstance(target, dict) else {}
    same_role = wish.role in {"", before.get("role")}
    return Wish(
        role=wish.role or str(before.get("role", "")),
        level=wish.level or (str(before.get("level", "")) if same_role else ""),
        hours=wish.hours if wish.hours is not None else float(hours) if isinstance(hours, int | float) else None,
    )


def _checked(wish: Wish, pack: "Pack") -> Target:
    target = Target(wish.role, wish.level, HOURS if wish.hours is None else wish.hours)
    target.check_hours()
    target.check_names(pack)
    return target


def _make(pack: "Pack", found: "Assessment", target: Target, weeks: int, start: date, again: str) -> Made:
    from opscareer.cli.learning import standings

    so_far = standings(pack, target.hours_per_week, date.today())
    done, skipped, started = ({one.unit for one in so_far if one.state == state} for state in ("done", "skipped", "started"))
    plan = target.plan(pack, found, weeks=weeks, start=start, done=done, skipped=skipped, started=started)
    return Made(pack, plan, so_far, again)


def _write(made: Made, wanted: "Mapping[str, str]", output: Output, *, force: bool) -> None:
    from opscareer.cli.files import write_whole

    for kind, name in wanted.items():
        text = _text(made, kind, output.texts)
        if name == "-":
            output.file(text)
        else:
            write_whole(name, text, force=force)


def _text(made: Made, kind: str, texts: Texts) -> str:
    if kind == "markdown":
        from opscareer.report.terminal.plan import plan_markdown

        return plan_markdown(made.pack, made.plan, made.standings, texts, made.again)
    from opscareer.report.calendar import plan_calendar

    return plan_calendar(made.pack, made.plan, made.standings, texts, datetime.now(UTC))


def _print(made: Made, output: Output, *, as_json: bool, whole: bool) -> None:
    """The plan as JSON, or where nothing else was wanted as text."""
    if as_json:
        from opscareer.report.documents import plan_document

        output.json(plan_document(made.pack, made.plan, made.standings))
    elif whole:
        from opscareer.report.terminal.plan import plan_lines

        output.lines(plan_lines(made.pack, made.plan, made.standings, output.texts, output.page(), made.again))


def _pack(context: typer.Context, pack_directory: str | None) -> "Pack":
    """The pack, whether --pack stands behind `plan` or behind its command."""
    above = context.parent.params if context.parent else {}
    return load_pack(options.directory(pack_directory or above.get("pack_directory")))


def _mark(pack: "Pack", name: str, state: "UnitState", output: Output) -> None:
    from opscareer.cli.learning import mark, unit_named

    unit, texts = unit_named(pack, name), output.texts
    mark(pack, unit, state)
    lines = [texts(f"marked.{state}", title=texts.of(unit.title))]
    if state == "started":
        lines.append(texts("marked.deliverable", deliverable=texts.of(unit.task.deliverable)))
    elif state == "done":
        lines.append(texts("marked.evidence", evidence=texts.of(unit.evidence)))
        lines.append(texts("marked.check", check=texts.of(unit.check)))
    _say(output, [*lines, texts("marked.next")])


def _say(output: Output, texts: list[str]) -> None:
    page = output.page()
    output.lines([line for text in texts for line in page.wrap(text)])
