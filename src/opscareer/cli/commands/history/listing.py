"""`opscareer history`"""

from opscareer import report
from opscareer.cli.context import Context
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.sessions.store import open_store


def history(context: Context) -> None:
    records, output = open_store().records(), context.output
    if context.as_json:
        output.json(report.documents.history_document(records))
    else:
        output.lines(terminal.history.sessions_list(load_pack(context.pack_directory), records, context.texts, output.page()))
