"""`opscareer report`"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import again_with, given_answers, last_progress, load_pack
from opscareer.cli.output import Output
from opscareer.cli.target import Target, hours_option, level_option, role_option
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.answers import Answers
    from opscareer.pack.model import Pack
    from opscareer.results import Assessment, Plan


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("report", cls=command, help=texts("help.report"))
    def report(
        html: str = typer.Option(None, "--html", help=texts("help.report-html"), show_default=False, metavar="FILE|-"),
        markdown: str = typer.Option(None, "--md", help=texts("help.report-md"), show_default=False, metavar="FILE|-"),
        card: str = typer.Option(None, "--card", help=texts("help.report-card"), show_default=False, metavar="FILE.svg|-"),
        force: bool = typer.Option(False, "--force", help=texts("help.force")),
        answers_file: str = options.answers(texts),
        role: str = role_option(texts),
        level: str = level_option(texts),
        hours: float = hours_option(texts),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        from opscareer.cli.files import check_places

        target = Target(role, level, hours)
        target.check_hours()
        wanted = {kind: name for kind, name in (("html", html), ("markdown", markdown), ("card", card)) if name is not None}
        check_places(wanted.values(), as_json, force=force)
        pack = load_pack(options.directory(pack_directory))
        target.check_names(pack)
        answers, found = _assessed(answers_file, pack)
        plan = target.plan(pack, found)
        result, output = Result(pack, found, plan), Output(texts)
        _write(wanted, result, output, force=force)
        if as_json:
            _print_json(result, answers, output)
        elif not wanted:
            _print_whole(result, output, again_with(answers_file, pack_directory))


@dataclass(frozen=True)
class Result:
    """What a report is about."""

    pack: "Pack"
    found: "Assessment"
    plan: "Plan"


def _assessed(answers_file: str | None, pack: "Pack") -> tuple["Answers", "Assessment"]:
    """The result of an answers file, or of the last assessment with the order and the pace of its answers."""
    from opscareer.engine.assess import Engine

    if answers_file is not None:
        answers = given_answers(answers_file, pack)
        return answers, Engine.of(pack).assess(answers)
    progress = last_progress(pack)
    return progress.answers, Engine.of(pack).assess(progress.answers, progress.order, progress.seconds)


def _write(wanted: dict[str, str], result: Result, output: Output, *, force: bool) -> None:
    """Every wanted document into its file, or onto standard output."""
    if not wanted:
        return
    from datetime import date

    from opscareer import __version__
    from opscareer.cli.files import write_whole
    from opscareer.report.page import render as page
    from opscareer.report.view.result import Origin, view

    texts = output.texts
    shown = view(result.pack, result.found, result.plan, texts, Origin(date.today().isoformat(), __version__))
    for kind, name in wanted.items():
        text = {"html": page.html, "markdown": page.markdown, "card": page.card}[kind](shown, texts)
        if name == "-":
            output.document(text)
        else:
            write_whole(name, text, force=force)


def _print_json(result: Result, answers: "Answers", output: Output) -> None:
    from opscareer.report.documents import assessment_document

    output.json(assessment_document(result.pack, result.found, result.plan, answers))


def _print_whole(result: Result, output: Output, again: str) -> None:
    from opscareer.report.terminal import details as terminal

    output.lines(terminal.result(result.pack, result.found, result.plan, output.texts, output.page(), again))
