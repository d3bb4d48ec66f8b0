"""`opscareer history`"""

from opscareer.cli.context import Context
from opscareer.cli.questionnaire.saving import stored
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.report.documents import history_document


def history(context: Context) -> None:
    records, output = stored().records(), context.output
    if context.as_json:
        output.json(history_document(records))
    else:
        output.lines(terminal.history.sessions_list(load_pack(context.pack_directory), records, context.texts, output.page()))
