"""`opscareer report`"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer

from opscareer import __version__
from opscareer.answers import Answers
from opscareer.cli import options
from opscareer.cli.context import Context
from opscareer.cli.files import check_places, write_whole
from opscareer.cli.given import given_answers
from opscareer.cli.options import check_role, rerun_options
from opscareer.cli.output import Output
from opscareer.cli.questionnaire.saving import last_progress
from opscareer.cli.target import Target
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import page, terminal
from opscareer.report.documents import assessment_document
from opscareer.report.view.result import Origin, View, view
from opscareer.results import Assessment

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
    role: options.Role = "",
    level: options.Level = "",
    hours: options.Hours = None,
) -> None:
    wanted = {kind: name for kind, name in (("html", html), ("markdown", markdown), ("card", card)) if name is not None}
    check_places(wanted.values(), context.as_json, force=force)
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    check_role(pack, role)
    answers, assessment = _assessed(answers_file, pack)
    plan = Target(role, level, 6.0 if hours is None else hours).plan(pack, assessment)
    if wanted:
        _write(wanted, view(pack, assessment, plan, texts, Origin(date.today().isoformat(), __version__)), output, force=force)
    if context.as_json:
        output.json(assessment_document(pack, assessment, plan, answers))
    elif not wanted:
        again = rerun_options(answers_file, context.pack_option)
        output.lines(terminal.details.result(pack, assessment, plan, texts, output.page(), again))


def _assessed(answers_file: str | None, pack: Pack) -> tuple[Answers, Assessment]:
    """The result of an answers file, or of the last assessment with the order and the pace of its answers."""
    if answers_file is not None:
        answers = given_answers(answers_file, pack)
        return answers, Engine.of(pack).assess(answers)
    progress = last_progress(pack)
    return progress.answers, Engine.of(pack).assess(progress.answers, progress.order, progress.seconds)


def _write(wanted: Mapping[str, str], shown: View, output: Output, *, force: bool) -> None:
    """Every wanted document into its file, or onto standard output."""
    render = {"html": page.render.html, "markdown": page.render.markdown, "card": page.render.card}
    for kind, name in wanted.items():
        text = render[kind](shown, output.texts)
        if name == "-":
            output.document(text)
        else:
            write_whole(name, text, force=force)
