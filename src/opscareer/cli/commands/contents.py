"""`opscareer roles`, `questions` and `guide`: what a pack holds."""

from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.context import Context
from opscareer.cli.names import role_named, topic_named
from opscareer.cli.options import RoleArgument
from opscareer.engine import evaluation
from opscareer.errors import UsageError
from opscareer.report import terminal
from opscareer.report.answers_file import answers_template


def roles(context: Context, role: RoleArgument = "") -> None:
    pack, texts = context.pack, context.texts
    role = role_named(pack, role, texts, lambda: [item.id for item in pack.roles]) if role else ""
    context.show(
        lambda: report.documents.roles_document(pack, (pack.role[role],) if role else pack.roles),
        lambda page: (
            terminal.pack.role_details(pack, pack.role[role], texts, page) if role else terminal.pack.roles_list(pack, texts, page)
        ),
    )


Template = Annotated[bool, typer.Option("--template", help="help.template")]
Coverage = Annotated[bool, typer.Option("--coverage", help="help.coverage")]


def questions(context: Context, template: Template = False, coverage: Coverage = False) -> None:
    pack, texts = context.pack, context.texts
    if template and coverage:
        raise UsageError("template-and-coverage")
    if coverage:
        found = evaluation.coverage.coverage(pack)
        context.show(
            lambda: report.documents.result_document(pack, found), lambda page: terminal.evaluation.coverage(pack, found, texts, page)
        )
    elif not template:
        context.show(lambda: report.documents.questions_document(pack), lambda page: terminal.pack.questions_list(pack, texts, page))
    elif context.as_json:
        context.output.json(report.documents.template_document(pack))
    else:
        context.output.file(answers_template(pack, texts))


def guide(context: Context, topic: Annotated[str, typer.Argument(help="help.topic-argument", metavar="TOPIC")] = "") -> None:
    pack, texts = context.pack, context.texts
    chosen = topic_named(pack, topic, texts) if topic else None
    context.show(
        lambda: report.documents.guide_document(pack, [chosen.id] if chosen else [item.id for item in pack.topics]),
        lambda page: terminal.pack.guide_topic(pack, chosen, texts, page) if chosen else terminal.pack.guide_list(pack, texts, page),
    )
