"""`opscareer assess`"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import again_with, given_answers, load_pack
from opscareer.cli.output import Output
from opscareer.cli.target import Target, hours_option, level_option, role_option
from opscareer.errors import UsageError
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.answers import Answers
    from opscareer.cli.questionnaire.session import SessionOptions
    from opscareer.pack.model import Pack
    from opscareer.results import Assessment, Plan


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("assess", cls=command, help=texts("help.assess"))
    def assess(
        answers_file: str = typer.Option(None, "--answers", help=texts("help.answers"), show_default=False, metavar="FILE|-"),
        as_json: bool = options.json(texts),
        quick: bool = typer.Option(False, "--quick", help=texts("help.quick")),
        full: bool = typer.Option(False, "--full", help=texts("help.full")),
        role: str = role_option(texts),
        level: str = level_option(texts),
        hours: float = hours_option(texts),
        no_save: bool = typer.Option(False, "--no-save", help=texts("help.no-save")),
        no_input: bool = typer.Option(False, "--no-input", help=texts("help.no-input")),
        checkpoint: bool = typer.Option(False, "--checkpoint", help=texts("help.checkpoint")),
        details: bool = typer.Option(False, "--details", help=texts("help.details")),
        plain: bool = typer.Option(False, "--plain", help=texts("help.plain")),
        seed: int = typer.Option(None, "--seed", help=texts("help.seed"), show_default=False, metavar="N"),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        target = Target(role, level, hours)
        target.check_hours()
        if quick and full:
            raise UsageError("quick-and-full")
        pack = load_pack(options.directory(pack_directory))
        target.check_names(pack)
        if checkpoint:
            given = {"--answers": answers_file is not None, "--quick": quick, "--full": full, "--no-save": no_save}
            _check_alone([option for option, wanted in given.items() if wanted])
            _hold_checkpoint(pack, texts, Output(texts, plain=plain), as_json=as_json, no_input=no_input, seed=seed)
            return
        if answers_file is not None:
            from opscareer.engine.assess import Engine

            answers = given_answers(answers_file, pack)
            found = Engine.of(pack).assess(answers)
            again = again_with(answers_file, pack_directory)
            _show(pack, answers, found, target.plan(pack, found), Showing(Output(texts, plain=plain), as_json, details, again))
            return
        from opscareer.cli.questionnaire.keys import is_interactive

        if no_input or not is_interactive():
            missing = texts.join([question.id for question in pack.questions])
            raise UsageError("no-terminal", count=len(pack.questions), missing=missing)
        from opscareer.cli.questionnaire.session import DEFAULT, FULL, QUICK, SessionOptions

        form = FULL if full else QUICK if quick else DEFAULT
        showing = Showing(Output(texts, plain=plain), as_json, details, again_with(None, pack_directory))
        _ask_and_show(pack, SessionOptions(form, plain, seed, not no_save), target, showing)


def _check_alone(others: list[str]) -> None:
    if others:
        raise UsageError("checkpoint-alone", option=others[0])


def _hold_checkpoint(pack: "Pack", texts: Texts, output: Output, *, as_json: bool, no_input: bool, seed: int | None) -> None:
    from opscareer.cli.questionnaire.keys import is_interactive

    if no_input or not is_interactive():
        raise UsageError("checkpoint-no-terminal")
    from opscareer.cli.questionnaire.checkpoint import take_checkpoint
    from opscareer.cli.questionnaire.session import CHECKPOINT, Session, SessionOptions

    done = take_checkpoint(Session(pack, texts, SessionOptions(CHECKPOINT, output.plain, seed)))
    if as_json:
        from opscareer.report.documents import checkpoint_document

        output.json(checkpoint_document(pack, done.before, done.after, done.comparison, done.rubric))
    else:
        from opscareer.report.terminal.history import checkpoint

        output.lines(checkpoint(pack, (done.before, done.after), done.comparison, done.rubric, texts, output.page()))


@dataclass(frozen=True)
class Showing:
    """How to show the result. `again` is what another command must be given to find this result; None where none would find it: then all
    of it is shown at once, as with `details`.
    """

    output: Output
    as_json: bool
    details: bool
    again: str | None


def _ask_and_show(pack: "Pack", asking: "SessionOptions", target: Target, showing: Showing) -> None:
    """Ask in the terminal, keeping every step; show the result and keep it too."""
    from opscareer.cli.questionnaire.session import Session, take_assessment
    from opscareer.report.documents import assessment_document, dump

    session = Session(pack, showing.output.texts, asking)
    progress, assessment = take_assessment(session)
    plan = target.plan(pack, assessment)
    session.finish(assessment.best.role, dump(assessment_document(pack, assessment, plan, progress.answers)))
    if not session.saving.works:  # nobody could look at the details later
        showing = replace(showing, again=None)
    try:
        _show(pack, progress.answers, assessment, plan, showing)
    finally:
        session.offer_answers()


def _show(pack: "Pack", answers: "Answers", found: "Assessment", plan: "Plan", showing: Showing) -> None:
    output = showing.output
    if showing.as_json:
        from opscareer.report.documents import assessment_document

        output.json(assessment_document(pack, found, plan, answers))
    elif showing.details or showing.again is None:
        from opscareer.report.terminal.details import result

        output.lines(result(pack, found, plan, output.texts, output.page(), showing.again))
    else:
        from opscareer.report.terminal.summary import first_screen

        output.lines(first_screen(pack, found, plan, output.texts, output.page(), showing.again))
