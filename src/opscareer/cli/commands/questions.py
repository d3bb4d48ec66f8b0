"""`opscareer questions`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack
from opscareer.cli.output import Output
from opscareer.texts import Texts


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("questions", cls=command, help=texts("help.questions"))
    def questions(
        template: bool = typer.Option(False, "--template", help=texts("help.template")),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import questions_document, template_document

            output.json(template_document(pack) if template else questions_document(pack))
            return
        from opscareer.report.terminal.pack import answers_template, questions_list

        if template:
            output.file(answers_template(pack, texts))
        else:
            output.lines(questions_list(pack, texts, output.page()))
