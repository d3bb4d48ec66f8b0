"""`opscareer history`, `history export` and `history delete`: past assessments as the store has them."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from opscareer import casework, report
from opscareer.cli import questionnaire, settings
from opscareer.cli.commands.case import page_place
from opscareer.cli.context import Context
from opscareer.cli.display import waiting
from opscareer.cli.names import session_named
from opscareer.cli.options import SessionArgument
from opscareer.cli.output import note, tell_written
from opscareer.errors import OpscareerError, UsageError, reason_of, unwritable
from opscareer.files import put, with_ending
from opscareer.pack.load import load_pack
from opscareer.pack.source import visible
from opscareer.report import terminal
from opscareer.report.answers_file import answers_document, answers_yaml
from opscareer.sessions.record import LAST, Record
from opscareer.sessions.store import open_store
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page

ANSWER_FILES = (".yaml", ".yml", ".json")
OutputFile = Annotated[str, typer.Option("--output", help="help.export-output", metavar="FILE|-")]
SomeSessions = Annotated[list[str] | None, typer.Argument(help="help.session-ids", metavar="ID")]
All = Annotated[bool, typer.Option("--all", help="help.delete-all")]
Units = Annotated[bool, typer.Option("--progress", help="help.delete-progress")]
Wishes = Annotated[bool, typer.Option("--settings", help="help.delete-settings")]
Yes = Annotated[bool, typer.Option("--yes", help="help.delete-yes")]


def history(context: Context) -> None:
    store, texts = open_store(), context.texts
    records, damaged = store.records(), store.damaged()

    def lines(page: "Page") -> list["Line"]:
        several = sum(record.state == "done" for record in records) > 1  # else there is nothing to compute
        moments = casework.course(store, context.pack, context.engine) if several else ()
        shown = terminal.history.sessions_list(context.pack, records, texts, page, moments)
        nowhere = not records and not store.can_be_written
        return [*shown, *(page.wrap(texts("history.nowhere", path=str(store.path.parent))) if nowhere else [])]

    context.show(lambda: report.documents.history_document(records), lines)
    if damaged:
        note(texts("history.damaged", count=damaged, path=visible(str(store.path))))


def export(context: Context, session_id: SessionArgument = LAST, output: OutputFile = "-") -> None:
    record = session_named(open_store().records(), session_id)
    output = with_ending(output, ANSWER_FILES[::-1] if context.as_json else ANSWER_FILES, "file-ending")
    text = _exported(record, context.texts, as_json=context.as_json or output.lower().endswith(".json"))
    if output == "-":
        context.output.file(text)
        return
    try:
        put(Path(output).expanduser(), text.encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody has the name behind ~
        raise unwritable("file-not-written", path=output, reason=reason_of(error)) from None
    tell_written(context.texts, {output: "look.answers"})


def _exported(record: Record, texts: Texts, *, as_json: bool) -> str:
    if not record.answers:
        raise OpscareerError("session-empty", id=record.id)
    given = (record.pack.id, record.pack.version, record.answers)
    if as_json:
        return report.documents.dump(answers_document(*given))
    return answers_yaml(texts("export.head", id=record.id, when=texts.dated(record.when)), *given)


class _Part(NamedTuple):
    """Something that can be deleted.

    name: what the texts about it are called by.
    size: how much there is of it.
    wanted: whether it may be deleted; else it is only said that it is still there.
    """

    name: str
    size: int
    wanted: bool
    question: Callable[[], str]
    delete: Callable[[], object]


def delete(
    context: Context,
    session_ids: SomeSessions = None,
    everything: All = False,
    units: Units = False,
    wishes: Wishes = False,
    yes: Yes = False,
) -> None:
    if (session_ids and everything) or not (session_ids or everything or units or wishes):
        raise UsageError("delete-what")
    store, texts = open_store(), context.texts
    records = store.records()
    named = {session_named(records, session_id).number for session_id in session_ids or []}
    chosen = tuple(record for record in records if everything or record.number in named)
    asked = everything and not yes  # who is asked anyway is asked about all there is
    marked, kept = store.marked_units(), settings.place(os.environ)
    numbers = store.numbers() if everything else [record.number for record in chosen]

    def delete_chosen() -> None:
        store.delete(numbers)
        page_place().unlink(missing_ok=True)  # it shows a result

    parts = (
        _Part("sessions", len(numbers), True, lambda: _about(chosen, texts), delete_chosen),
        _Part("progress", marked, units or asked, lambda: texts("delete.ask-progress", count=marked), store.forget_units),
        _Part("settings", int(kept.is_file()), wishes or asked, lambda: texts("delete.ask-settings"), kept.unlink),
    )
    there = [part for part in parts if part.size and part.wanted]
    deleted = _deleted(there, texts, yes=yes)
    said = [texts(f"delete.done-{part.name}", count=part.size) for part in (deleted if there else parts[:1])]
    left = [part for part in parts if everything and part.size and not part.wanted]
    context.output.say([*said, *(texts(f"delete.left-{part.name}", count=part.size) for part in left)])
    if there and not deleted:
        note(texts("delete.kept"))


def _deleted(parts: list[_Part], texts: Texts, *, yes: bool) -> list[_Part]:
    """Delete one part after the other, without `yes` each after a question; q ends the questions.

    Returns what was deleted. Raises UsageError where nobody can answer.
    """
    if parts and not yes and not questionnaire.keys.is_interactive():
        raise UsageError("delete-unasked")
    deleted = []
    for part in parts:
        reply = "y" if yes else questionnaire.tty.chosen(part.question(), "ynq", texts)
        if reply in {"q", questionnaire.keys.END}:
            break
        if reply == "y":
            part.delete()
            deleted.append(part)
    return deleted


def _about(chosen: tuple[Record, ...], texts: Texts) -> str:
    """Show what would go. Returns the question."""
    waiting.over()
    console = terminal.console.console_on(sys.stderr)
    rows = terminal.history.session_rows(load_pack(None), chosen, texts, terminal.console.page_of(console))
    terminal.console.print_lines(console, rows)
    return texts("delete.ask", count=len(chosen))
