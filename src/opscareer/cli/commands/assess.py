"""`opscareer assess`"""

import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from opscareer import casework, report, sessions
from opscareer.casework import Case, Path, RequestedTarget
from opscareer.cli import options, questionnaire
from opscareer.cli.commands.case import answers_from, asked_target, note_dropped
from opscareer.cli.context import Context
from opscareer.cli.names import role_named
from opscareer.cli.output import Output, on_terminal
from opscareer.errors import UsageError
from opscareer.frozen import frozen
from opscareer.report import terminal
from opscareer.results.assessment import Assessment
from opscareer.sessions.store import StoreError

FURTHER = 6  # questions, where --more says no number

if TYPE_CHECKING:
    from opscareer.cli.questionnaire.session import Session
    from opscareer.report.terminal.layout import Line, Page


_further = options.within("more-range", 1)


@frozen
class Display:
    """How to show the result.

    rerun_options: what another command must be given to find this result; None where none would find it: then all of it is shown at once,
    as with `details`.
    """

    context: Context
    details: bool
    rerun_options: str | None


def assess(
    context: Context,
    answers_file: Annotated[str | None, typer.Option("--answers", help="help.answers", metavar="FILE|-")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="help.quick")] = False,
    full: Annotated[bool, typer.Option("--full", help="help.full")] = False,
    role: options.Role = "",
    level: options.Level = "",
    hours: options.HoursAsBefore = None,
    no_save: Annotated[bool, typer.Option("--no-save", help="help.no-save")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="help.no-input")] = False,
    checkpoint: Annotated[bool, typer.Option("--checkpoint", help="help.checkpoint")] = False,
    more: Annotated[
        int | None, typer.Option("--more", help="help.more", metavar="[N]", show_default=str(FURTHER), callback=_further)
    ] = None,
    details: Annotated[bool, typer.Option("--details", help="help.details")] = False,
    plain: options.Plain = False,
    seed: Annotated[int | None, typer.Option("--seed", help="help.seed", metavar="N")] = None,
) -> None:
    if not checkpoint:  # what it says is longer than a screen and ends with notes, so its beginning would scroll away
        context = replace(context, output=Output(plain=plain))  # without a pager: a result that was waited for stays on the screen
    given = {"--answers": answers_file is not None, "--quick": quick, "--full": full, "--no-save": no_save, "--more": more is not None}
    _check_together([option for option, wanted in given.items() if wanted], checkpoint=checkpoint)
    role = role_named(context.pack, role, context.texts) if role else ""
    display = Display(context, details, options.rerun_options(answers_file))
    if checkpoint:
        _take_checkpoint(RequestedTarget(role, level, hours), display, ask=not no_input, seed=seed)
        return
    requested = asked_target(context, role, level, hours)
    if answers_file is None and hours is None and _was_there_before(context):
        requested = replace(requested, hours_per_week=None)  # they are as before
    if answers_file is not None:
        case = Case(context.pack, answers_from(answers_file, context.pack))
        assessment = casework.assess(case, context.engine)
        _show(case, assessment, casework.plan(case, assessment, requested, today=date.today()), display)
    else:
        form = "full" if full else "quick" if quick else "default"
        _ask_and_show(form, requested, display, ask=not no_input, seed=seed, save=not no_save, further=more or 0)


def _was_there_before(context: Context) -> bool:
    with suppress(StoreError):  # told later, in the questionnaire
        return casework.latest_case(sessions.store.open_store(), context.pack) is not None
    return False


def _check_together(given: list[str], *, checkpoint: bool) -> None:
    """Raises UsageError where options cannot be combined."""
    if checkpoint and given:
        raise UsageError("checkpoint-alone", option=given[0])
    if others := [option for option in given if "--more" in given and option not in {"--more", "--no-save"}]:
        raise UsageError("more-alone", option=others[0])
    if {"--quick", "--full"} <= set(given):
        raise UsageError("quick-and-full")


def _take_checkpoint(requested: RequestedTarget, display: Display, *, ask: bool, seed: int | None) -> None:
    if not (ask and questionnaire.keys.is_interactive()):
        raise UsageError("checkpoint-no-terminal")
    context, pack, texts = display.context, display.context.pack, display.context.texts
    session = questionnaire.session.Session(pack, texts, questionnaire.session.CHECKPOINT, plain=context.output.plain, seed=seed)
    case = casework.last_case(sessions.store.open_store(), pack)
    note_dropped(texts, case)
    requested = asked_target(context, requested.role, requested.tier, requested.hours_per_week, case=case)
    done = questionnaire.checkpoint.take_checkpoint(session, case, requested)

    def lines(page: "Page") -> list["Line"]:
        changes = terminal.history.checkpoint(pack, (done.before, done.after), done.comparison, done.rubric, texts, page)
        if not display.details:
            return changes
        return [
            *changes,
            *page.wrap(""),
            *terminal.details.result(
                pack, done.assessment, done.path.plan, texts, page, display.rerun_options, statuses=done.path.statuses
            ),
        ]

    if _is_to_ask_whether_meant(session, done.assessment, context):  # no command can be typed behind the pager
        context = replace(context, output=Output(plain=context.output.plain, keys=context.output.keys, end=texts("pager.question")))
    context.show(lambda: report.documents.checkpoint_document(pack, done.before, done.after, done.comparison, done.rubric), lines)
    _ask_whether_meant(session, done.case, done.assessment, requested, context)


def _ask_and_show(
    form: str, requested: RequestedTarget, display: Display, *, ask: bool, seed: int | None, save: bool, further: int
) -> None:
    """Ask in the terminal, keeping every step; show the result and keep it too. Raises UsageError where nobody can be asked.

    further: go on from the last assessment by so many questions; 0 for a new one
    """
    context, pack, texts = display.context, display.context.pack, display.context.texts
    _check_that_somebody_answers(ask=ask, more=further > 0)
    before = _to_go_on_from(context) if further else None
    further = min(further, len(pack.questions) - len(before.trail)) if before else 0
    session = questionnaire.session.Session(pack, texts, form, plain=context.output.plain, seed=seed, save=save)
    case, assessment, path = questionnaire.session.take_assessment(session, requested, before, further)
    if not session.saving.works:  # nobody could look at the details later
        display = replace(display, rerun_options=None)
    try:
        _show(case, assessment, path, display)
        _ask_whether_meant(session, case, assessment, requested, context)
    finally:
        session.offer_answers()


def _check_that_somebody_answers(*, ask: bool, more: bool) -> None:
    interactive = questionnaire.keys.is_interactive()
    if ask and interactive:
        return
    if more:
        raise UsageError("more-no-terminal")
    raise UsageError("no-input" if interactive else "no-terminal")


def _is_to_ask_whether_meant(session: "Session", assessment: Assessment, context: Context) -> bool:
    return assessment.quality.answerable and session.saving.works and not context.as_json and on_terminal(sys.stdout)


def _ask_whether_meant(session: "Session", case: Case, assessment: Assessment, requested: RequestedTarget, context: Context) -> None:
    """Below a result that was flagged, where somebody reads it. Where it was meant so, that is kept, and so is the result as it is then."""
    if not _is_to_ask_whether_meant(session, assessment, context):
        return
    told = report.view.verdict.doubts(assessment.quality, context.texts) if session.is_checkpoint else []  # a pager took it away
    asked = [*told, context.texts("meant.ask-told" if told else "meant.ask")]
    question = "\n" + "\n".join(line.plain for text in asked for line in context.output.page().wrap(text)) + " "
    if questionnaire.tty.chosen(question, "yn", context.texts, plain=context.output.plain) != "y":
        context.output.say([context.texts("meant.left")])
        return
    session.mean()
    case = replace(case, meant=True)
    session.finish(case, casework.assess(case, session.engine), requested)
    if session.saving.works:
        context.output.say([context.texts("meant.noted")])


def _to_go_on_from(context: Context) -> Case:
    """The last assessment. Raises UsageError where there is none, or nothing is left to ask."""
    before = casework.last_case(sessions.store.open_store(), context.pack)
    note_dropped(context.texts, before)
    if len(before.trail) >= len(context.pack.questions):
        raise UsageError("more-complete", count=len(context.pack.questions))
    return before


def _show(case: Case, assessment: Assessment, path: Path, display: Display) -> None:
    pack, plan, statuses, texts, rerun = case.pack, path.plan, path.statuses, display.context.texts, display.rerun_options

    def lines(page: "Page") -> list["Line"]:
        if display.details or rerun is None:
            change = casework.smallest_change(case, assessment, display.context.engine)
            return terminal.details.result(pack, assessment, plan, texts, page, rerun, case.answers, statuses, change)
        return terminal.summary.first_screen(pack, assessment, plan, texts, page, rerun)

    display.context.show(lambda: report.documents.assessment_document(pack, assessment, plan, case.answers), lines)
