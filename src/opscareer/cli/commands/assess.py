"""`opscareer assess`"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import typer

from opscareer import casework
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli import options
from opscareer.cli.context import Context
from opscareer.cli.options import rerun_options
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import terminal
from opscareer.report.documents import assessment_document, checkpoint_document
from opscareer.results.assessment import Assessment

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
    options.check_role(pack, role)
    requested = RequestedTarget(role, level, hours)
    display = DisplayOptions(Output(context.texts, plain=plain), context.as_json, details, rerun_options(answers_file, context.pack_option))
    if checkpoint:
        given = {"--answers": answers_file is not None, "--quick": quick, "--full": full, "--no-save": no_save}
        _check_alone([option for option, wanted in given.items() if wanted])
        _take_checkpoint(pack, requested, display, ask=not no_input, seed=seed)
    elif answers_file is not None:
        _assess_file(pack, answers_file, requested, display)
    else:
        form = "full" if full else "quick" if quick else "default"
        _check_terminal(pack, display.output, ask=not no_input)
        _ask_and_show(pack, form, requested, display, seed=seed, save=not no_save)


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


# Each of these three has a door: answers from a file need neither the questionnaire nor the store, and numpy is loaded while the
# questionnaire's introduction is read


def _assess_file(pack: Pack, answers_file: str, requested: RequestedTarget, display: DisplayOptions) -> None:
    from opscareer.cli.commands.answers_file import answers_from
    from opscareer.engine.assess import Engine

    case = Case(pack, answers_from(answers_file, pack))
    assessment = casework.assess(case, Engine.of(pack))
    _show(case, assessment, casework.plan(case, assessment, requested, today=date.today()), display)


def _take_checkpoint(pack: Pack, requested: RequestedTarget, display: DisplayOptions, *, ask: bool, seed: int | None) -> None:
    from opscareer.cli.commands.case import note_dropped
    from opscareer.cli.questionnaire.checkpoint import take_checkpoint
    from opscareer.cli.questionnaire.keys import is_interactive
    from opscareer.cli.questionnaire.session import CHECKPOINT, Session
    from opscareer.sessions.store import open_store

    if not (ask and is_interactive()):
        raise UsageError("checkpoint-no-terminal")
    output, texts = display.output, display.output.texts
    session = Session(pack, texts, CHECKPOINT, plain=output.plain, seed=seed)
    case = casework.last_case(open_store(), pack)
    note_dropped(texts, case)
    done = take_checkpoint(session, case, requested)
    if display.as_json:
        output.json(checkpoint_document(pack, done.before, done.after, done.comparison, done.rubric))
        return
    page = output.page()
    output.lines(terminal.history.checkpoint(pack, (done.before, done.after), done.comparison, done.rubric, texts, page))
    if display.details:
        output.lines([*page.wrap(""), *terminal.details.result(pack, done.assessment, done.path.plan, texts, page, display.rerun_options)])


def _ask_and_show(pack: Pack, form: str, requested: RequestedTarget, display: DisplayOptions, *, seed: int | None, save: bool) -> None:
    """Ask in the terminal, keeping every step; show the result and keep it too."""
    from opscareer.cli.questionnaire.session import Session, take_assessment

    session = Session(pack, display.output.texts, form, plain=display.output.plain, seed=seed, save=save)
    case, assessment, path = take_assessment(session, requested)
    if not session.saving.works:  # nobody could look at the details later
        display = replace(display, rerun_options=None)
    try:
        _show(case, assessment, path, display)
    finally:
        session.offer_answers()


def _check_alone(others: list[str]) -> None:
    if others:
        raise UsageError("checkpoint-alone", option=others[0])


def _check_terminal(pack: Pack, output: Output, *, ask: bool) -> None:
    """Raises UsageError, which names every question, where nobody can be asked."""
    from opscareer.cli.questionnaire.keys import is_interactive

    if not (ask and is_interactive()):
        missing = output.texts.join([question.id for question in pack.questions])
        raise UsageError("no-terminal", count=len(pack.questions), missing=missing)


def _show(case: Case, assessment: Assessment, path: Path, display: DisplayOptions) -> None:
    output, rerun, pack, plan = display.output, display.rerun_options, case.pack, path.plan
    if display.as_json:
        output.json(assessment_document(pack, assessment, plan, case.answers))
    elif display.details or rerun is None:
        output.lines(terminal.details.result(pack, assessment, plan, output.texts, output.page(), rerun))
    else:
        output.lines(terminal.summary.first_screen(pack, assessment, plan, output.texts, output.page(), rerun))
