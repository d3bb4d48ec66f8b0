"""`opscareer roles [ROLE]`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.report.words import Words


def register(app: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @app.command("roles", cls=command, help=words("help.roles"))
    def roles(
        role: str = typer.Argument("", help=words("help.role-argument"), show_default=False, metavar="ROLE"),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        if role and role not in pack.role:
            raise UsageError("unknown-role-named", id=role, near=nearest(role, pack.role), known=", ".join(pack.role))
        output = Output(words)
        if as_json:
            from opscareer.report.envelope import roles_document

            output.json(roles_document(pack, (pack.role[role],) if role else pack.roles))
            return
        from opscareer.report.reading import role_whole, roles_list

        page = output.page()
        output.lines(role_whole(pack, pack.role[role], words, page) if role else roles_list(pack, words, page))
