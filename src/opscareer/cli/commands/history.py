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
from opscareer.records import LAST, Record, done, named
from opscareer.report.words import Words

if TYPE_CHECKING:
    from opscareer.pack.model import Pack


def register_group(app: typer.Typer, words: Words, command: type[TyperCommand], group: type[TyperGroup]) -> None:
    past = typer.Typer(cls=group, help=words("help.history"), rich_markup_mode=None)
    app.add_typer(past, name="history")
    _register_reading(past, words, command)
    _register_writing(past, words, command)


def _register_reading(past: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @past.callback(invoke_without_command=True)
    def history(
        context: typer.Context,
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        if context.invoked_subcommand is None:
            _list(words, as_json, pack_directory)

    @past.command("show", cls=command, help=words("help.history-show"))
    def show(
        context: typer.Context,
        name: str = typer.Argument(LAST, help=words("help.session-id"), metavar="ID"),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        _show(words, named(_records(), name), *_given(context, as_json, pack_directory))

    @past.command("diff", cls=command, help=words("help.history-diff"))
    def diff(
        context: typer.Context,
        names: list[str] = typer.Argument(None, help=words("help.session-two"), metavar="ID ID"),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        _diff(words, names or [], *_given(context, as_json, pack_directory))

    @past.command("export", cls=command, help=words("help.history-export"))
    def export(
        context: typer.Context,
        name: str = typer.Argument(LAST, help=words("help.session-id"), metavar="ID"),
        output: str = typer.Option("-", "--output", help=words("help.export-output"), show_default=False, metavar="FILE|-"),
        as_json: bool = typer.Option(False, "--json", help=words("help.export-json")),
        lang: str = options.lang(words),
    ) -> None:
        _export(words, named(_records(), name), output, _given(context, as_json, None)[0])


def _register_writing(past: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @past.command("delete", cls=command, help=words("help.history-delete"))
    def delete(
        names: list[str] = typer.Argument(None, help=words("help.session-ids"), metavar="ID"),
        everything: bool = typer.Option(False, "--all", help=words("help.delete-all")),
        yes: bool = typer.Option(False, "--yes", help=words("help.delete-yes")),
        lang: str = options.lang(words),
    ) -> None:
        if bool(names) == everything:
            raise UsageError("delete-what")
        records = _records()
        wanted = {named(records, name).number for name in names or []}
        chosen = tuple(record for record in records if everything or record.number in wanted)
        if chosen and (yes or _confirmed(chosen, words)):
            from opscareer.cli.saving import stored

            stored().delete([record.number for record in chosen])
        elif chosen:
            return
        Output(words).text(words("delete.done", count=len(chosen)) + "\n")


def _given(context: typer.Context, as_json: bool, pack_directory: str | None) -> tuple[bool, str | None]:
    """--json and --pack, whether they stand behind `history` or behind its command."""
    above = context.parent.params if context.parent else {}
    return as_json or bool(above.get("as_json")), pack_directory or above.get("pack_directory")


def _records() -> tuple[Record, ...]:
    from opscareer.cli.saving import stored

    return stored().records()


def _list(words: Words, as_json: bool, pack_directory: str | None) -> None:
    records, output = _records(), Output(words)
    if as_json:
        from opscareer.report.envelope import history_document

        output.json(history_document(records))
        return
    from opscareer.report.history import sessions_list

    output.lines(sessions_list(load_pack(options.directory(pack_directory)), records, words, output.page()))


def _show(words: Words, record: Record, as_json: bool, pack_directory: str | None) -> None:
    output = Output(words)
    if as_json:
        from opscareer.report.envelope import session_document

        output.json(json.loads(record.result) if record.result is not None else session_document(record))
        return
    pack = load_pack(options.directory(pack_directory))
    if record.result is None:
        from opscareer.report.history import open_session

        output.lines(open_session(pack, record, words, output.page()))
        return
    _show_done(pack, record, record.result, output)


def _show_done(pack: "Pack", record: Record, result: str, output: Output) -> None:
    """The result as `assess` showed it, computed anew with today's pack; where that cannot be, what was stored."""
    from opscareer.report import history as report

    words, page, document = output.words, output.page(), json.loads(result)
    misfit = _misfit(pack, record)
    if misfit is not None:
        output.lines(report.as_stored(pack, record, document, words(f"history.{misfit.slug}", **misfit.facts), words, page))
        return
    from opscareer.engine.assess import Engine
    from opscareer.engine.planning import make_plan, target_tier
    from opscareer.pack.model import TIERS
    from opscareer.report import terminal
    from opscareer.session import Progress, Reply

    progress = Progress(tuple(Reply(*row) for row in record.trail))
    found = Engine.of(pack).assess(progress.answers, progress.order, progress.seconds)
    target, hours = document["plan"]["target"], document["plan"]["hours_per_week"]
    role = target["role"] if target["role"] in pack.role else found.best.role
    tier = next((name for name in TIERS if name == target["level"]), target_tier(found, role))
    plan = make_plan(pack, found, role, tier, hours)
    output.lines([*report.done_heading(pack, record, words, page), *terminal.result(pack, found, plan, words, page)])


def _misfit(pack: "Pack", record: Record) -> OpscareerError | None:
    """Why today's pack cannot make anything of the answers, if it cannot."""
    if record.pack.id != pack.header.id:
        return OpscareerError("misfit-pack", id=record.id, given=record.pack.id, own=pack.header.id)
    strange = [
        name for name, value in record.answers.items() if name not in pack.question or value > len(pack.options(pack.question[name]))
    ]
    return OpscareerError("misfit-questions", id=record.id, questions=", ".join(strange)) if strange else None


def _diff(words: Words, names: list[str], as_json: bool, pack_directory: str | None) -> None:
    pack = load_pack(options.directory(pack_directory))
    first, second = _two(_records(), names, pack)
    for record in (first, second):
        if misfit := _misfit(pack, record):
            raise misfit
    from opscareer.answers import Answers
    from opscareer.engine.assess import Engine
    from opscareer.engine.change import compare

    found = compare(Engine.of(pack), Answers(first.answers), Answers(second.answers))
    output = Output(words)
    if as_json:
        from opscareer.report.envelope import diff_document

        output.json(diff_document(pack, first, second, found))
        return
    from opscareer.report.history import comparison

    output.lines(comparison(pack, (first, second), found, words, output.page()))


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


def _export(words: Words, record: Record, output: str, as_json: bool) -> None:
    from opscareer.report.answers_file import answers_document, answers_yaml
    from opscareer.report.envelope import dump
    from opscareer.report.history import when

    if not record.answers:
        raise OpscareerError("session-empty", id=record.id)
    given = (record.pack.id, record.pack.version, record.answers)
    if as_json or output.lower().endswith(".json"):
        text = dump(answers_document(*given))
    else:
        text = answers_yaml(words("export.head", id=record.id, when=when(record.finished_at or record.started_at)), *given)
    if output == "-":
        Output(words).file(text)
        return
    from opscareer.cli.rescue import write_new

    try:
        write_new(Path(output), text)
    except OSError as error:
        raise OutputError("file-not-written", path=output, reason=error.strerror or str(error)) from None
    sys.stderr.write(words("export.written", path=output) + "\n")


def _confirmed(chosen: tuple[Record, ...], words: Words) -> bool:
    """Show what would go, and ask. Raises UsageError where nobody can answer."""
    from opscareer.cli.keys import normal, somebody_there
    from opscareer.cli.output import console_on, page_of, print_lines
    from opscareer.report.history import session_rows

    if not somebody_there():
        raise UsageError("delete-unasked")
    console = console_on(sys.stderr)
    print_lines(console, session_rows(load_pack(None), chosen, words, page_of(console)))
    sys.stderr.write(words("delete.ask", count=len(chosen)))
    sys.stderr.flush()
    if normal(sys.stdin.readline()) in {"y", "yes"}:
        return True
    sys.stderr.write(words("delete.kept") + "\n")
    return False
