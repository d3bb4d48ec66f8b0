"""`opscareer assess`"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from opscareer.answers import Answers
from opscareer.cli import options
from opscareer.cli.context import Context
from opscareer.cli.given import given_answers
from opscareer.cli.options import check_role, rerun_options
from opscareer.cli.output import Output
from opscareer.cli.target import Target
from opscareer.engine.assess import Engine
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.report.documents import assessment_document, checkpoint_document, dump
from opscareer.results import Assessment, Plan

if TYPE_CHECKING:
    from opscareer.cli.questionnaire.session import Manner

AnswersFile = Annotated[str | None, typer.Option("--answers", help="help.answers", show_default=False, metavar="FILE|-")]
Quick = Annotated[bool, typer.Option("--quick", help="help.quick")]
Full = Annotated[bool, typer.Option("--full", help="help.full")]
NoSave = Annotated[bool, typer.Option("--no-save", help="help.no-save")]
NoInput = Annotated[bool, typer.Option("--no-input", help="help.no-input")]
Checkpoint = Annotated[bool, typer.Option("--checkpoint", help="help.checkpoint")]
Details = Annotated[bool, typer.Option("--details", help="help.details")]
Plain = Annotated[bool, typer.Option("--plain", help="help.plain")]
SessionSeed = Annotated[int | None, typer.Option("--seed", help="help.seed", show_default=False, metavar="N")]


def assess(
    context: Context,
    answers_file: AnswersFile = None,
    quick: Quick = False,
    full: Full = False,
    role: options.Role = "",
    level: options.Level = "",
    hours: options.Hours = None,
    no_save: NoSave = False,
    no_input: NoInput = False,
    checkpoint: Checkpoint = False,
    details: Details = False,
    plain: Plain = False,
    seed: SessionSeed = None,
) -> None:
    if quick and full:
        raise UsageError("quick-and-full")
    pack = load_pack(context.pack_directory)
    check_role(pack, role)
    target = Target(role, level, 6.0 if hours is None else hours)
    output = Output(context.texts, plain=plain)
    if checkpoint:
        given = {"--answers": answers_file is not None, "--quick": quick, "--full": full, "--no-save": no_save}
        _check_alone([option for option, wanted in given.items() if wanted])
        _hold_checkpoint(pack, output, as_json=context.as_json, no_input=no_input, seed=seed)
        return
    rerun = rerun_options(answers_file, context.pack_option)
    display = DisplayOptions(output, context.as_json, details, rerun)
    if answers_file is not None:
        answers = given_answers(answers_file, pack)
        assessment = Engine.of(pack).assess(answers)
        _show(pack, answers, assessment, target.plan(pack, assessment), display)
        return
    # A door: answers from a file need neither the questionnaire nor the store
    from opscareer.cli.questionnaire.keys import somebody_there
    from opscareer.cli.questionnaire.session import SHORT, SHORTER, WHOLE, Manner

    if no_input or not somebody_there():
        missing = context.texts.join([question.id for question in pack.questions])
        raise UsageError("no-terminal", count=len(pack.questions), missing=missing)
    form = WHOLE if full else SHORTER if quick else SHORT
    _ask_and_show(pack, Manner(form, plain, seed, not no_save), target, display)


def _check_alone(others: list[str]) -> None:
    if others:
        raise UsageError("checkpoint-alone", option=others[0])


def _hold_checkpoint(pack: Pack, output: Output, *, as_json: bool, no_input: bool, seed: int | None) -> None:
    from opscareer.cli.questionnaire.checkpoint import hold
    from opscareer.cli.questionnaire.keys import somebody_there

    if no_input or not somebody_there():
        raise UsageError("checkpoint-no-terminal")
    done = hold(pack, output.texts, plain=output.plain, seed=seed)
    if as_json:
        output.json(checkpoint_document(pack, done.before, done.after, done.found, done.rubric))
    else:
        lines = terminal.history.checkpoint(pack, (done.before, done.after), done.found, done.rubric, output.texts, output.page())
        output.lines(lines)


@dataclass(frozen=True)
class DisplayOptions:
    """How to show the result.

    rerun_options: what another command must be given to find this result; None where none would find it: then all of it is shown at once,
    as with `details`.
    """

    output: Output
    as_json: bool
    details: bool
    rerun_options: str | None


def _ask_and_show(pack: Pack, manner: "Manner", target: Target, display: DisplayOptions) -> None:
    """Ask in the terminal, keeping every step; show the result and keep it too."""
    from opscareer.cli.questionnaire.session import Questionnaire

    engine = Engine.of(pack)
    questionnaire = Questionnaire(pack, engine, display.output.texts, manner)
    progress = questionnaire.ask()
    assessment = engine.assess(progress.answers, progress.order, progress.seconds)
    plan = target.plan(pack, assessment)
    questionnaire.finish(assessment.best.role, dump(assessment_document(pack, assessment, plan, progress.answers)))
    if not questionnaire.saving.works:  # nobody could look at the details later
        display = replace(display, rerun_options=None)
    try:
        _show(pack, progress.answers, assessment, plan, display)
    finally:
        questionnaire.offer_answers()


def _show(pack: Pack, answers: Answers, assessment: Assessment, plan: Plan, display: DisplayOptions) -> None:
    output, rerun = display.output, display.rerun_options
    if display.as_json:
        output.json(assessment_document(pack, assessment, plan, answers))
    elif display.details or rerun is None:
        output.lines(terminal.details.result(pack, assessment, plan, output.texts, output.page(), rerun))
    else:
        output.lines(terminal.summary.first_screen(pack, assessment, plan, output.texts, output.page(), rerun))
