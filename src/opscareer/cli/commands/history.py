"""`opscareer history`: past assessments"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand, TyperGroup

from opscareer.cli import options
from opscareer.cli.later import load_pack
from opscareer.cli.output import Output
from opscareer.errors import OpscareerError, OutputError, UsageError
from opscareer.sessions.record import LAST, Record, done, named
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.pack.model import Pack


def register_group(app: typer.Typer, texts: Texts, command: type[TyperCommand], group: type[TyperGroup]) -> None:
    past = typer.Typer(cls=group, help=texts("help.history"), rich_markup_mode=None)
    app.add_typer(past, name="history")
    _register_reading(past, texts, command)
    _register_writing(past, texts, command)


def _register_reading(past: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @past.callback(invoke_without_command=True)
    def history(
        context: typer.Context,
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        if context.invoked_subcommand is None:
            _list(texts, as_json, pack_directory)

    @past.command("show", cls=command, help=texts("help.history-show"))
    def show(
        context: typer.Context,
        name: str = typer.Argument(LAST, help=texts("help.session-id"), metavar="ID"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        _show(texts, named(_records(), name), *_given(context, as_json, pack_directory))

    @past.command("diff", cls=command, help=texts("help.history-diff"))
    def diff(
        context: typer.Context,
        names: list[str] = typer.Argument(None, help=texts("help.session-two"), metavar="ID ID"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        _diff(texts, names or [], *_given(context, as_json, pack_directory))

    @past.command("export", cls=command, help=texts("help.history-export"))
    def export(
        context: typer.Context,
        name: str = typer.Argument(LAST, help=texts("help.session-id"), metavar="ID"),
        output: str = typer.Option("-", "--output", help=texts("help.export-output"), show_default=False, metavar="FILE|-"),
        as_json: bool = typer.Option(False, "--json", help=texts("help.export-json")),
        lang: str = options.lang(texts),
    ) -> None:
        _export(texts, named(_records(), name), output, _given(context, as_json, None)[0])


def _register_writing(past: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @past.command("delete", cls=command, help=texts("help.history-delete"))
    def delete(
        names: list[str] = typer.Argument(None, help=texts("help.session-ids"), metavar="ID"),
        everything: bool = typer.Option(False, "--all", help=texts("help.delete-all")),
        yes: bool = typer.Option(False, "--yes", help=texts("help.delete-yes")),
        lang: str = options.lang(texts),
    ) -> None:
        if bool(names) == everything:
            raise UsageError("delete-what")
        records = _records()
        wanted = {named(records, name).number for name in names or []}
        chosen = tuple(record for record in records if everything or record.number in wanted)
        if chosen and (yes or _confirmed(chosen, texts)):
            from opscareer.cli.questionnaire.saving import stored

            stored().delete([record.number for record in chosen])
        elif chosen:
            return
        Output(texts).text(texts("delete.done", count=len(chosen)) + "\n")


def _given(context: typer.Context, as_json: bool, pack_directory: str | None) -> tuple[bool, str | None]:
    """--json and --pack, whether they stand behind `history` or behind its command."""
    above = context.parent.params if context.parent else {}
    return as_json or bool(above.get("as_json")), pack_directory or above.get("pack_directory")


def _records() -> tuple[Record, ...]:
    from opscareer.cli.questionnaire.saving import stored

    return stored().records()


def _list(texts: Texts, as_json: bool, pack_directory: str | None) -> None:
    records, output = _records(), Output(texts)
    if as_json:
        from opscareer.report.documents import history_document

        output.json(history_document(records))
        return
    from opscareer.report.terminal.history import sessions_list

    output.lines(sessions_list(load_pack(options.directory(pack_directory)), records, texts, output.page()))


def _show(texts: Texts, record: Record, as_json: bool, pack_directory: str | None) -> None:
    output = Output(texts)
    if as_json:
        from opscareer.report.documents import session_document

        output.json(json.loads(record.result) if record.result is not None else session_document(record))
        return
    pack = load_pack(options.directory(pack_directory))
    if record.result is None:
        from opscareer.report.terminal.history import open_session

        output.lines(open_session(pack, record, texts, output.page()))
        return
    _show_done(pack, record, record.result, output)


def _show_done(pack: "Pack", record: Record, result: str, output: Output) -> None:
    """The result as `assess` showed it, computed anew with today's pack; where that cannot be, what was stored."""
    from opscareer.report.terminal import history as report

    texts, page, document = output.texts, output.page(), json.loads(result)
    misfit = _misfit(pack, record)
    if misfit is not None:
        output.lines(report.as_stored(pack, record, document, texts(f"history.{misfit.slug}", **misfit.facts), texts, page))
        return
    from opscareer.engine.assess import Engine
    from opscareer.engine.plan.planner import make_plan, target_tier
    from opscareer.pack.model import TIERS
    from opscareer.report.terminal import details as terminal
    from opscareer.sessions.progress import Progress, Reply

    progress = Progress(tuple(Reply(*row) for row in record.trail))
    found = Engine.of(pack).assess(progress.answers, progress.order, progress.seconds)
    target, hours = document["plan"]["target"], document["plan"]["hours_per_week"]
    role = target["role"] if target["role"] in pack.role else found.best.role
    tier = next((name for name in TIERS if name == target["level"]), target_tier(found, role))
    plan = make_plan(pack, found, role, tier, hours)
    output.lines([*report.done_heading(pack, record, texts, page), *terminal.result(pack, found, plan, texts, page)])


def _misfit(pack: "Pack", record: Record) -> OpscareerError | None:
    """Why today's pack cannot make anything of the answers, if it cannot."""
    if record.pack.id != pack.header.id:
        return OpscareerError("misfit-pack", id=record.id, given=record.pack.id, own=pack.header.id)
    strange = [name for name, value in record.answers.items() if not pack.accepts(name, value)]
    return OpscareerError("misfit-questions", id=record.id, questions=", ".join(strange)) if strange else None


def _diff(texts: Texts, names: list[str], as_json: bool, pack_directory: str | None) -> None:
    pack = load_pack(options.directory(pack_directory))
    first, second = _two(_records(), names, pack)
    for record in (first, second):
        if misfit := _misfit(pack, record):
            raise misfit
    from opscareer.answers import Answers
    from opscareer.engine.assess import Engine
    from opscareer.engine.comparing import compare

    found = compare(Engine.of(pack), Answers(first.answers), Answers(second.answers))
    output = Output(texts)
    if as_json:
        from opscareer.report.documents import diff_document

        output.json(diff_document(pack, first, second, found))
        return
    from opscareer.report.terminal.history import comparison

    output.lines(comparison(pack, (first, second), found, texts, output.page()))


def _two(records: tuple[Record, ...], names: list[str], pack: "Pack") -> tuple[Record, Record]:
    """The two to compare, the earlier one first. Raises UsageError."""
    if len(names) not in {0, 2}:
        raise UsageError("diff-how-many", count=len(names))
    if names:
        chosen = [named(records, name) for name in names]
    else:
        chosen = [record for record in done(records) if record.pack.id == pack.header.id][:2]
    for record in chosen:
        if record.state == "open":
            raise UsageError("session-open", id=record.id)
    if len({record.number for record in chosen}) < 2:
        raise UsageError("diff-too-few")
    second, first = done(tuple(chosen))
    return first, second


def _export(texts: Texts, record: Record, output: str, as_json: bool) -> None:
    from opscareer.report.answers_file import answers_document, answers_yaml
    from opscareer.report.documents import dump
    from opscareer.report.terminal.history import when

    if not record.answers:
        raise OpscareerError("session-empty", id=record.id)
    given = (record.pack.id, record.pack.version, record.answers)
    if as_json or output.lower().endswith(".json"):
        text = dump(answers_document(*given))
    else:
        text = answers_yaml(texts("export.head", id=record.id, when=when(record.finished_at or record.started_at)), *given)
    if output == "-":
        Output(texts).file(text)
        return
    from opscareer.cli.questionnaire.rescue import write_new

    try:
        write_new(Path(output), text)
    except OSError as error:
        raise OutputError("file-not-written", path=output, reason=error.strerror or str(error)) from None
    sys.stderr.write(texts("export.written", path=output) + "\n")


def _confirmed(chosen: tuple[Record, ...], texts: Texts) -> bool:
    """Show what would go, and ask. Raises UsageError where nobody can answer."""
    from opscareer.cli.output import console_on, page_of, print_lines
    from opscareer.cli.questionnaire.keys import normal, somebody_there
    from opscareer.report.terminal.history import session_rows

    if not somebody_there():
        raise UsageError("delete-unasked")
    console = console_on(sys.stderr)
    print_lines(console, session_rows(load_pack(None), chosen, texts, page_of(console)))
    sys.stderr.write(texts("delete.ask", count=len(chosen)))
    sys.stderr.flush()
    if normal(sys.stdin.readline()) in {"y", "yes"}:
        return True
    sys.stderr.write(texts("delete.kept") + "\n")
    return False
