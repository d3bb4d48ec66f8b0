"""The path itself: weeks, files, JSON."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from opscareer import casework
from opscareer.casework import Path, RequestedTarget
from opscareer.cli.commands.case import given_case
from opscareer.cli.context import Context
from opscareer.cli.files import Document, check_places, write_documents
from opscareer.cli.options import check_role, rerun_options
from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.report import page, terminal
from opscareer.report.calendar import plan_calendar
from opscareer.report.documents import plan_document
from opscareer.texts import Texts


@dataclass(frozen=True)
class PathOptions:
    """The options of `plan`."""

    answers_file: str | None
    role: str
    level: str
    hours: float | None
    start: date
    weeks: int
    markdown: str | None
    calendar: str | None
    force: bool


def show_path(context: Context, given: PathOptions) -> None:
    wanted = {kind: name for kind, name in (("markdown", given.markdown), ("calendar", given.calendar)) if name is not None}
    check_places(wanted.values(), context.as_json, force=given.force)
    pack, output = load_pack(context.pack_directory), context.output
    check_role(pack, given.role)
    requested = RequestedTarget(given.role, given.level, given.hours)
    case = given_case(context, given.answers_file, pack, with_units=True)
    assessment = casework.assess(case, Engine.of(pack))
    path = casework.plan(case, assessment, requested, today=date.today(), weeks=given.weeks, start=given.start)
    rerun = rerun_options(None, context.pack_option)
    documents = [Document(name, _text(kind, pack, path, context.texts, rerun)) for kind, name in wanted.items()]
    write_documents(documents, output, force=given.force)
    if context.as_json:
        output.json(plan_document(pack, path.plan, path.statuses))
    elif not wanted:
        output.lines(terminal.plan.plan_lines(pack, path.plan, path.statuses, context.texts, output.page(), rerun))


def _text(kind: str, pack: Pack, path: Path, texts: Texts, rerun: str) -> str:
    if kind == "markdown":
        return page.render.plan_markdown(pack, path.plan, path.statuses, texts, rerun)
    return plan_calendar(pack, path.plan, path.statuses, texts, datetime.now(UTC))
