"""`opscareer why ROLE`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import given_or_last, load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.texts import Texts


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("why", cls=command, help=texts("help.why"))
    def why(
        role: str = typer.Argument(..., help=texts("help.role-argument"), metavar="ROLE"),
        answers_file: str = options.answers(texts),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        if role not in pack.role:
            raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))
        answers = given_or_last(answers_file, pack)
        from opscareer.engine.assess import Engine
        from opscareer.engine.explaining import explain

        found = explain(Engine.of(pack), answers, role)
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import why_document

            output.json(why_document(pack, found))
            return
        from opscareer.report.terminal.explanation import why

        output.lines(why(pack, found, texts, output.page()))
