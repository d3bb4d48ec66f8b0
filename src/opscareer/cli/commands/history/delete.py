"""`opscareer history delete`"""

import sys
from typing import Annotated

import typer

from opscareer.cli.console import console_on, page_of, print_lines
from opscareer.cli.context import Context
from opscareer.cli.questionnaire.keys import is_interactive, normal
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.sessions.record import Record, named
from opscareer.sessions.store import open_store
from opscareer.texts import Texts

Sessions = Annotated[list[str] | None, typer.Argument(help="help.session-ids", metavar="ID")]
All = Annotated[bool, typer.Option("--all", help="help.delete-all")]
Yes = Annotated[bool, typer.Option("--yes", help="help.delete-yes")]


def delete(context: Context, session_ids: Sessions = None, everything: All = False, yes: Yes = False) -> None:
    if bool(session_ids) == everything:
        raise UsageError("delete-what")
    store, texts = open_store(), context.texts
    records = store.records()
    wanted = {named(records, session_id).number for session_id in session_ids or []}
    chosen = tuple(record for record in records if everything or record.number in wanted)
    if chosen and not yes and not _confirmed(chosen, texts):
        return
    if chosen:
        store.delete([record.number for record in chosen])
    context.output.text(texts("delete.done", count=len(chosen)) + "\n")


def _confirmed(chosen: tuple[Record, ...], texts: Texts) -> bool:
    """Show what would go, and ask. Raises UsageError where nobody can answer."""
    if not is_interactive():
        raise UsageError("delete-unasked")
    console = console_on(sys.stderr)
    print_lines(console, terminal.history.session_rows(load_pack(None), chosen, texts, page_of(console)))
    sys.stderr.write(texts("delete.ask", count=len(chosen)))
    sys.stderr.flush()
    if normal(sys.stdin.readline()) in {"y", "yes"}:
        return True
    sys.stderr.write(texts("delete.kept") + "\n")
    return False
