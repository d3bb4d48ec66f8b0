"""`opscareer report`"""

from datetime import date
from typing import Annotated

import typer

from opscareer import __version__, casework
from opscareer.cli import options
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.files import Document, check_places, write_documents
from opscareer.report import page, terminal
from opscareer.report.documents import assessment_document
from opscareer.report.view.result import Origin, view


def report(
    context: Context,
    html: Annotated[str | None, typer.Option("--html", help="help.report-html", metavar="FILE|-")] = None,
    markdown: Annotated[str | None, typer.Option("--md", help="help.report-md", metavar="FILE|-")] = None,
    card: Annotated[str | None, typer.Option("--card", help="help.report-card", metavar="FILE.svg|-")] = None,
    force: options.Force = False,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.Level = "",
    hours: options.HoursAsBefore = None,
) -> None:
    wanted = {kind: name for kind, name in (("html", html), ("markdown", markdown), ("card", card)) if name is not None}
    check_places(wanted.values(), context.as_json, force=force)
    pack, texts = context.pack, context.texts
    options.check_role(pack, role)
    case = given_case(context, answers_file)
    assessment = casework.assess(case, context.engine)
    plan = casework.plan(case, assessment, casework.RequestedTarget(role, level, hours), today=date.today()).plan
    if wanted:
        shown = view(pack, assessment, plan, texts, Origin(date.today().isoformat(), __version__))
        render = {"html": page.render.html, "markdown": page.render.markdown, "card": page.render.card}
        # The card is made to be shared; the others hold everything
        documents = [Document(name, render[kind](shown), private=kind != "card") for kind, name in wanted.items()]
        write_documents(documents, context.output, force=force)
    if context.as_json or not wanted:
        again = options.rerun_options(answers_file, context.pack_option)
        context.show(
            lambda: assessment_document(pack, assessment, plan, case.answers),
            lambda page: terminal.details.result(pack, assessment, plan, texts, page, again),
        )
