"""`opscareer questions`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack
from opscareer.cli.output import Output
from opscareer.report.words import Words


def register(app: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @app.command("questions", cls=command, help=words("help.questions"))
    def questions(
        template: bool = typer.Option(False, "--template", help=words("help.template")),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        output = Output(words)
        if as_json:
            from opscareer.report.envelope import questions_document, template_document

            output.json(template_document(pack) if template else questions_document(pack))
            return
        from opscareer.report.reading import answers_template, questions_list

        if template:
            output.file(answers_template(pack, words))
        else:
            output.lines(questions_list(pack, words, output.page()))
