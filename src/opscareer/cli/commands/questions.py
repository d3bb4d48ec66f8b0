"""`opscareer questions`"""

from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.context import Context
from opscareer.pack.load import load_pack
from opscareer.report import terminal
from opscareer.report.answers_file import answers_template


def questions(context: Context, template: Annotated[bool, typer.Option("--template", help="help.template")] = False) -> None:
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    if context.as_json:
        output.json(report.documents.template_document(pack) if template else report.documents.questions_document(pack))
    elif template:
        output.file(answers_template(pack, texts))
    else:
        output.lines(terminal.pack.questions_list(pack, texts, output.page()))
