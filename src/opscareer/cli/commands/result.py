"""`opscareer report`, `history show` and `history diff`: what an assessment says, computed once more."""

import webbrowser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from opscareer import __version__, casework
from opscareer import report as reports
from opscareer.casework import Case
from opscareer.casework import Path as CasePath
from opscareer.cli import options
from opscareer.cli.commands.case import asked_target, given_case, note_dropped, page_place
from opscareer.cli.context import Context
from opscareer.cli.names import session_named
from opscareer.cli.output import flush, tell_written, written
from opscareer.errors import OpscareerError, UsageError, reason_of
from opscareer.files import Document, check_places, put, write_documents
from opscareer.pack.model import Pack
from opscareer.pack.source import visible
from opscareer.report import page, terminal
from opscareer.report.view.result import Origin, View, view
from opscareer.results.assessment import Assessment
from opscareer.sessions.record import LAST, Record, done
from opscareer.sessions.store import Store, open_store

if TYPE_CHECKING:
    from opscareer.report.terminal.layout import Line, Page


def report(
    context: Context,
    html: Annotated[str | None, typer.Option("--html", help="help.report-html", metavar="FILE|-", callback=options.as_page)] = None,
    markdown: Annotated[str | None, typer.Option("--md", help="help.report-md", metavar="FILE|-", callback=options.as_markdown)] = None,
    card: Annotated[str | None, typer.Option("--card", help="help.report-card", metavar="FILE.svg|-", callback=options.as_card)] = None,
    force: options.Force = False,
    answers_file: options.Answers = None,
    role: options.RoleAsBefore = "",
    level: options.LevelAsBefore = "",
    hours: options.HoursAsBefore = None,
    in_browser: Annotated[bool, typer.Option("--open", help="help.report-open")] = False,
    name: options.WhoseResult = "",
) -> None:
    if in_browser and context.as_json:
        raise UsageError("open-and-json")
    wanted = {kind: name for kind, name in (("html", html), ("markdown", markdown), ("card", card)) if name is not None}
    check_places(wanted.values(), context.as_json, force=force)
    pack, texts = context.pack, context.texts
    case, assessment, path = _computed(context, answers_file, role, level, hours)
    plan, statuses, change = path.plan, path.statuses, casework.smallest_change(case, assessment, context.engine)
    if wanted or in_browser:
        shown = _view(context, case, assessment, path, name)
        render = {"html": page.render.html, "markdown": page.render.markdown, "card": page.render.card}
        # The card is made to be shared; the others hold everything
        documents = [Document(name, render[kind](shown), private=kind != "card") for kind, name in wanted.items()]
        write_documents(documents, context.output.file, force=force)
        tell_written(context.texts, {name: f"look.{kind}" for kind, name in wanted.items() if not (in_browser and kind == "html")})
    if in_browser:
        _open(context, Path(html).absolute() if html and html != "-" else _page_in_home(page.render.html(shown)))
    elif context.as_json or not wanted:
        again = options.rerun_options(answers_file)
        context.show(
            lambda: reports.documents.assessment_document(pack, assessment, plan, case.answers),
            lambda page: terminal.details.result(
                pack, assessment, plan, texts, page, again, case.answers, statuses, change, visible(name).strip()
            ),
        )


def _origin(context: Context, case: Case) -> Origin:
    """Where a document comes from, and the assessments before."""
    origin = Origin(date.today().isoformat(), __version__)
    if case.record is None:
        return origin
    minutes = max(1, round(sum(reply.seconds or 0 for reply in case.trail) / 60)) if any(reply.seconds for reply in case.trail) else 0
    moments = casework.course(open_store(), case.pack, context.engine)
    return origin._replace(answered_on=case.record.when.date(), minutes=minutes, moments=moments)


def open_(context: Context, answers_file: options.Answers = None, name: options.WhoseResult = "") -> None:
    """With --json the page is written all the same, and a script is told where, but nothing is opened."""
    place = _page_in_home(page.render.html(_view(context, *_computed(context, answers_file), name)))
    if context.as_json:
        context.output.json(reports.documents.open_document(context.pack, str(place), place.as_uri()))
    else:
        _open(context, place)


def _computed(
    context: Context, answers_file: str | None, role: str = "", level: str = "", hours: float | None = None
) -> tuple[Case, Assessment, CasePath]:
    case = given_case(context, answers_file)
    assessment = casework.assess(case, context.engine)
    requested = asked_target(context, role, level, hours, case=case, assessment=assessment)
    return case, assessment, casework.plan(case, assessment, requested, today=date.today())


def _view(context: Context, case: Case, assessment: Assessment, path: CasePath, name: str = "") -> View:
    """What a document shows: the plan with its days, as it begins today; and whose result it is, where a name is given."""
    aim, today = path.target, date.today()
    requested = casework.RequestedTarget(aim.role, aim.tier, aim.hours_per_week)
    dated = casework.plan(case, assessment, requested, today=today, start=today).plan
    change = casework.smallest_change(case, assessment, context.engine)
    origin = _origin(context, case)._replace(name=visible(name).strip())
    return view(context.pack, assessment, dated, context.texts, origin, case.answers, path.statuses, change)


def _page_in_home(text: str) -> Path:
    """The page as a file beside the answers, for its owner alone."""
    place = page_place()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(place, text.encode(), force=True)
    except OSError as error:
        raise OpscareerError("page-unwritable", file=str(place), reason=reason_of(error)) from None
    return place.absolute()


def _open(context: Context, place: Path) -> None:
    """In the browser; where none can be opened, say what to do."""
    where, _ = written(context.texts, str(place), "look.html")
    context.output.say([where])
    flush()  # a browser may write on the terminal
    context.output.say([context.texts("open.opened" if webbrowser.open(place.as_uri()) else "open.by-hand")])


# --- a session in the store


def show(context: Context, session_id: options.SessionArgument = LAST) -> None:
    store = open_store()
    record = session_named(store.records(), session_id)
    result = store.result(record)

    def lines(page: "Page") -> list["Line"]:
        if result is None:
            return terminal.history.open_session(context.pack, record, context.texts, page)
        return _done(context, store, record, result, page)

    context.show(lambda: reports.documents.session_document(record) if result is None else result, lines)


def _done(context: Context, store: Store, record: Record, result: dict[str, object], page: "Page") -> list["Line"]:
    """The result as `assess` showed it, computed again with today's pack; where that cannot be, what was stored."""
    pack, texts = context.pack, context.texts
    case = casework.kept_case(store, pack, record)
    misfit = casework.misfit(record, pack)
    same_pack = (record.pack.id, record.pack.version) == (pack.header.id, pack.header.version)
    if misfit is not None and not (same_pack and len(case.answers)):
        reason = texts(f"history.{misfit.slug}", **misfit.facts)
        return terminal.history.as_stored(pack, record, result, reason, texts, page)
    note_dropped(texts, case)
    assessment = casework.assess(case, context.engine)
    path = casework.plan(case, assessment, today=date.today())
    heading = terminal.history.done_heading(pack, record, texts, page)
    change = casework.smallest_change(case, assessment, context.engine)
    return [*heading, *terminal.details.result(pack, assessment, path.plan, texts, page, None, case.answers, path.statuses, change)]


def diff(
    context: Context, session_ids: Annotated[list[str] | None, typer.Argument(help="help.session-two", metavar="ID ID")] = None
) -> None:
    pack = context.pack
    before, after = _two(open_store().records(), session_ids or [], pack)
    for record in (before, after):
        if problem := casework.misfit(record, pack):
            raise problem
    cases = [casework.case_of(record.progress, pack, (), record) for record in (before, after)]
    comparison = casework.compared(cases[0], cases[1], context.engine)
    context.show(
        lambda: reports.documents.diff_document(pack, before, after, comparison),
        lambda page: terminal.history.comparison(pack, (before, after), comparison, context.texts, page),
    )


def _two(records: tuple[Record, ...], session_ids: list[str], pack: Pack) -> tuple[Record, Record]:
    """The two to compare, the earlier one first. Raises UsageError."""
    if len(session_ids) not in {0, 2}:
        raise UsageError("diff-how-many", count=len(session_ids))
    last = [record for record in done(records) if record.pack.id == pack.header.id][:2]
    chosen = [session_named(records, session_id) for session_id in session_ids] or last
    for record in chosen:
        if record.state == "open":
            raise UsageError("session-open", id=record.id)
    if len(chosen) == 2 and chosen[0].number == chosen[1].number:
        raise UsageError("diff-same", id=chosen[0].id)
    if len(chosen) < 2:
        raise UsageError("diff-too-few")
    after, before = done(tuple(chosen))
    return before, after
