"""`opscareer roles [ROLE]`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.texts import Texts


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("roles", cls=command, help=texts("help.roles"))
    def roles(
        role: str = typer.Argument("", help=texts("help.role-argument"), show_default=False, metavar="ROLE"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        if role and role not in pack.role:
            raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import roles_document

            output.json(roles_document(pack, (pack.role[role],) if role else pack.roles))
            return
        from opscareer.report.terminal.pack import role_details, roles_list

        page = output.page()
        output.lines(role_details(pack, pack.role[role], texts, page) if role else roles_list(pack, texts, page))
