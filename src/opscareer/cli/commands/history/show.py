"""`opscareer history show`"""

import json

from opscareer.cli.commands.history.misfit import misfit
from opscareer.cli.context import Context
from opscareer.cli.options import SessionArgument
from opscareer.cli.questionnaire.saving import stored
from opscareer.engine.assess import Engine
from opscareer.engine.plan.planner import make_plan, target_tier
from opscareer.pack.load import load_pack
from opscareer.pack.model import TIERS, Pack
from opscareer.report import terminal
from opscareer.report.documents import session_document
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import LAST, Record, named


def show(context: Context, session_id: SessionArgument = LAST) -> None:
    record, output = named(stored().records(), session_id), context.output
    if context.as_json and record.result is not None:
        output.json(json.loads(record.result))
    elif context.as_json:
        output.json(session_document(record))
    else:
        pack = load_pack(context.pack_directory)
        if record.result is None:
            output.lines(terminal.history.open_session(pack, record, context.texts, output.page()))
        else:
            _show_done(context, pack, record, record.result)


def _show_done(context: Context, pack: Pack, record: Record, result: str) -> None:
    """The result as `assess` showed it, computed anew with today's pack; where that cannot be, what was stored."""
    texts, output = context.texts, context.output
    page, document = output.page(), json.loads(result)
    if (problem := misfit(pack, record)) is not None:
        reason = texts(f"history.{problem.slug}", **problem.facts)
        output.lines(terminal.history.as_stored(pack, record, document, reason, texts, page))
        return
    progress = Progress(tuple(Reply(*row) for row in record.trail))
    assessment = Engine.of(pack).assess(progress.answers, progress.order, progress.seconds)
    target, hours = document["plan"]["target"], document["plan"]["hours_per_week"]
    role = target["role"] if target["role"] in pack.role else assessment.best.role
    tier = next((name for name in TIERS if name == target["level"]), target_tier(assessment, role))
    plan = make_plan(pack, assessment, role, tier, hours)
    heading = terminal.history.done_heading(pack, record, texts, page)
    output.lines([*heading, *terminal.details.result(pack, assessment, plan, texts, page)])
