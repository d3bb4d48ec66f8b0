"""`opscareer history`, `history export` and `history delete`: past assessments as the store has them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from opscareer import report
from opscareer.cli import questionnaire
from opscareer.cli.commands.case import page_place
from opscareer.cli.context import Context
from opscareer.cli.names import session_named
from opscareer.cli.options import SessionArgument
from opscareer.cli.output import open_stdout
from opscareer.errors import OpscareerError, OutputError, UsageError
from opscareer.files import put
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.report.answers_file import answers_document, answers_yaml
from opscareer.sessions.record import LAST, Record
from opscareer.sessions.store import open_store
from opscareer.texts import Texts

OutputFile = Annotated[str, typer.Option("--output", help="help.export-output", metavar="FILE|-")]
SomeSessions = Annotated[list[str] | None, typer.Argument(help="help.session-ids", metavar="ID")]
All = Annotated[bool, typer.Option("--all", help="help.delete-all")]
Yes = Annotated[bool, typer.Option("--yes", help="help.delete-yes")]


def history(context: Context) -> None:
    records = open_store().records()
    context.show(
        lambda: report.documents.history_document(records),
        lambda page: terminal.history.sessions_list(context.pack, records, context.texts, page),
    )


def export(context: Context, session_id: SessionArgument = LAST, output: OutputFile = "-") -> None:
    record = session_named(open_store().records(), session_id)
    text = _exported(record, context.texts, as_json=context.as_json or output.lower().endswith(".json"))
    if output == "-":
        context.output.file(text)
        return
    try:
        put(Path(output).expanduser(), text.encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody has the name behind ~
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise OutputError("file-not-written", path=output, reason=reason) from None
    sys.stderr.write(context.texts("export.written", path=output) + "\n")


def _exported(record: Record, texts: Texts, *, as_json: bool) -> str:
    if not record.answers:
        raise OpscareerError("session-empty", id=record.id)
    given = (record.pack.id, record.pack.version, record.answers)
    if as_json:
        return report.documents.dump(answers_document(*given))
    when = terminal.history.when(record.finished_at or record.started_at)
    return answers_yaml(texts("export.head", id=record.id, when=when), *given)


def delete(context: Context, session_ids: SomeSessions = None, everything: All = False, yes: Yes = False) -> None:
    if bool(session_ids) == everything:
        raise UsageError("delete-what")
    store = open_store()
    records = store.records()
    wanted = {session_named(records, session_id).number for session_id in session_ids or []}
    chosen = tuple(record for record in records if everything or record.number in wanted)
    if chosen and not yes and not _confirmed(context, chosen):
        return
    if chosen:
        store.delete([record.number for record in chosen])
        page_place().unlink(missing_ok=True)  # it shows a result
    open_stdout().write(context.texts("delete.done", count=len(chosen)) + "\n")


def _confirmed(context: Context, chosen: tuple[Record, ...]) -> bool:
    """Show what would go, and ask. Raises UsageError where nobody can answer."""
    if not questionnaire.keys.is_interactive():
        raise UsageError("delete-unasked")
    console, texts = terminal.console.console_on(sys.stderr), context.texts
    rows = terminal.history.session_rows(load_pack(None), chosen, texts, terminal.console.page_of(console))
    terminal.console.print_lines(console, rows)
    if questionnaire.keys.confirmed(texts("delete.ask", count=len(chosen))):
        return True
    sys.stderr.write(texts("delete.kept") + "\n")
    return False
