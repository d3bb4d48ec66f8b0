"""`opscareer why ROLE`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import given_or_last, load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.report.words import Words


def register(app: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @app.command("why", cls=command, help=words("help.why"))
    def why(
        role: str = typer.Argument(..., help=words("help.role-argument"), metavar="ROLE"),
        answers_file: str = options.answers(words),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        if role not in pack.role:
            raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))
        answers = given_or_last(answers_file, pack)
        from opscareer.engine.assess import Engine
        from opscareer.engine.explaining import explain

        found = explain(Engine.of(pack), answers, role)
        output = Output(words)
        if as_json:
            from opscareer.report.envelope import why_document

            output.json(why_document(pack, found))
            return
        from opscareer.report.explanation import why

        output.lines(why(pack, found, words, output.page()))
