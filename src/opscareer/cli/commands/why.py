"""`opscareer why ROLE`"""

from opscareer import report
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.options import Answers, RoleArgument, check_role
from opscareer.engine.assess import Engine
from opscareer.engine.explaining import explain
from opscareer.pack.load import load_pack
from opscareer.report import terminal


def why(context: Context, role: RoleArgument, answers_file: Answers = None) -> None:
    pack = load_pack(context.pack_directory)
    check_role(pack, role)
    explanation = explain(Engine.of(pack), given_case(context, answers_file, pack).answers, role)
    output = context.output
    if context.as_json:
        output.json(report.documents.result_document(pack, explanation))
    else:
        output.lines(terminal.explanation.why(pack, explanation, context.texts, output.page()))
