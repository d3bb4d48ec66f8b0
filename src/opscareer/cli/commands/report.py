"""`opscareer report`"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer

from opscareer import __version__, casework
from opscareer.cli import options
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.files import Document, check_places, write_documents
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.report import page, terminal
from opscareer.report.documents import assessment_document
from opscareer.report.view.result import Origin, View, view

Html = Annotated[str | None, typer.Option("--html", help="help.report-html", show_default=False, metavar="FILE|-")]
Markdown = Annotated[str | None, typer.Option("--md", help="help.report-md", show_default=False, metavar="FILE|-")]
Card = Annotated[str | None, typer.Option("--card", help="help.report-card", show_default=False, metavar="FILE.svg|-")]


def report(
    context: Context,
    html: Html = None,
    markdown: Markdown = None,
    card: Card = None,
    force: options.Force = False,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.Level = "",
    hours: options.HoursAsBefore = None,
) -> None:
    wanted = {kind: name for kind, name in (("html", html), ("markdown", markdown), ("card", card)) if name is not None}
    check_places(wanted.values(), context.as_json, force=force)
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    options.check_role(pack, role)
    case = given_case(context, answers_file, pack)
    assessment = casework.assess(case, Engine.of(pack))
    plan = casework.plan(case, assessment, casework.RequestedTarget(role, level, hours), today=date.today()).plan
    if wanted:
        shown = view(pack, assessment, plan, texts, Origin(date.today().isoformat(), __version__))
        write_documents(_documents(wanted, shown), output, force=force)
    if context.as_json:
        output.json(assessment_document(pack, assessment, plan, case.answers))
    elif not wanted:
        again = options.rerun_options(answers_file, context.pack_option)
        output.lines(terminal.details.result(pack, assessment, plan, texts, output.page(), again))


def _documents(wanted: Mapping[str, str], shown: View) -> list[Document]:
    """The card is made to be shared; the others hold everything."""
    render = {"html": page.render.html, "markdown": page.render.markdown, "card": page.render.card}
    return [Document(name, render[kind](shown), private=kind != "card") for kind, name in wanted.items()]
