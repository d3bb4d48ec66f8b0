"""`opscareer history export`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from opscareer.cli.context import Context
from opscareer.cli.files import put
from opscareer.cli.options import SessionArgument
from opscareer.errors import OpscareerError, OutputError
from opscareer.report.answers_file import answers_document, answers_yaml
from opscareer.report.documents import dump
from opscareer.report.terminal.history import when
from opscareer.sessions.record import LAST, Record, named
from opscareer.sessions.store import open_store
from opscareer.texts import Texts

OutputFile = Annotated[str, typer.Option("--output", help="help.export-output", show_default=False, metavar="FILE|-")]


def export(context: Context, session_id: SessionArgument = LAST, output: OutputFile = "-") -> None:
    record = named(open_store().records(), session_id)
    text = _text(record, context.texts, as_json=context.as_json or output.lower().endswith(".json"))
    if output == "-":
        context.output.file(text)
        return
    try:
        put(Path(output).expanduser(), text.encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: nobody has the name behind ~
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        raise OutputError("file-not-written", path=output, reason=reason) from None
    sys.stderr.write(context.texts("export.written", path=output) + "\n")


def _text(record: Record, texts: Texts, *, as_json: bool) -> str:
    if not record.answers:
        raise OpscareerError("session-empty", id=record.id)
    given = (record.pack.id, record.pack.version, record.answers)
    if as_json:
        return dump(answers_document(*given))
    return answers_yaml(texts("export.head", id=record.id, when=when(record.finished_at or record.started_at)), *given)
