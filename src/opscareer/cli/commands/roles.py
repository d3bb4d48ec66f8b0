"""`opscareer roles [ROLE]`"""

from opscareer import report
from opscareer.cli.context import Context
from opscareer.cli.options import RoleArgument, check_role
from opscareer.pack.load import load_pack
from opscareer.report import terminal


def roles(context: Context, role: RoleArgument = "") -> None:
    pack = load_pack(context.pack_directory)
    check_role(pack, role)
    texts, output = context.texts, context.output
    if context.as_json:
        output.json(report.documents.roles_document(pack, (pack.role[role],) if role else pack.roles))
    elif role:
        output.lines(terminal.pack.role_details(pack, pack.role[role], texts, output.page()))
    else:
        output.lines(terminal.pack.roles_list(pack, texts, output.page()))
