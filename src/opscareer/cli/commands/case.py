"""The case that a command is about: the answers of a file, or the last assessment."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from opscareer import sessions
from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_answers
from opscareer.casework import Case, RequestedTarget, last_case, units_of
from opscareer.cli import settings
from opscareer.cli.context import Context
from opscareer.cli.names import role_named
from opscareer.cli.output import note
from opscareer.errors import UsageError
from opscareer.pack.model import TIERS, Pack
from opscareer.pack.source import MAX_BYTES
from opscareer.report.problems import sentence
from opscareer.results.assessment import Assessment
from opscareer.sessions.record import Stamp
from opscareer.texts import Texts

if TYPE_CHECKING:
    from opscareer.sessions.store import Store


def given_case(context: Context, answers_file: str | None, *, with_units: bool = False) -> Case:
    """The case of a file, or without one the last assessment. `with_units`: a file's plan leaves out what the person is through with."""
    pack = context.pack
    if answers_file is not None:
        return Case(pack, answers_from(answers_file, pack), units=units_of(sessions.store.open_store(), pack) if with_units else ())
    store = sessions.store.open_store()
    case = last_case(store, pack)
    note_dropped(context.texts, case)
    _note_unfinished(context.texts, store, pack)
    return case


def answers_from(name: str, pack: Pack) -> Answers:
    """Answers from the file `name`, or from standard input for "-"."""
    if name != "-":
        return read_answers(Path(name), pack)
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("stdin-closed")
    return parse_answers(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>", pack)


def _note_unfinished(texts: Texts, store: "Store", pack: Pack) -> None:
    """Say on standard error that answers of an unfinished assessment, or checkpoint, are kept beside the finished one."""
    for checkpoint, key in ((False, "note.unfinished"), (True, "note.unfinished-checkpoint")):
        for record in store.waiting(Stamp.of(pack), checkpoint=checkpoint)[:1]:
            if record.answers:
                note(texts(key, count=len(record.answers)))


def page_place() -> Path:
    """Where the page is written that is opened in the browser: beside the answers, and replaced the next time."""
    return sessions.store.data_directory(os.environ) / "report.html"


def asked_target(
    context: Context,
    role: str = "",
    level: str = "",
    hours: float | None = None,
    *,
    case: Case | None = None,
    assessment: Assessment | None = None,
) -> RequestedTarget:
    """What the plan is to lead to by the options; of a case that no assessment in the store has aimed yet, else as `opscareer config` says.

    case, assessment: None where there is none yet; with an assessment, a role may be named by its place in the ranking.
    """
    pack, texts = context.pack, context.texts
    if role:
        role = role_named(pack, role, texts, None if assessment is None else lambda: [item.id for item in assessment.roles])
    if case is not None and case.record is not None:
        return RequestedTarget(role, level, hours)
    wanted, _ = settings.read(os.environ)
    aim, tier = parts_of(wanted.target)
    if aim and aim not in pack.role:
        note(sentence(texts, "note.target-elsewhere", {"id": aim}))
    elif not aim or role in {"", aim}:
        role, level = role or aim, level or tier
    return RequestedTarget(role, level, hours or wanted.hours)


def parts_of(target: str) -> tuple[str, str]:
    """The role and the tier of a target as it is kept; "" where it names none."""
    role, tier = (next((word for word in target.split() if (word in TIERS) == is_tier), "") for is_tier in (False, True))
    return role, tier


def note_dropped(texts: Texts, case: Case) -> None:
    """Say on standard error which answers today's pack cannot use."""
    if case.dropped:
        note(sentence(texts, "note.dropped", {"questions": texts.join(list(case.dropped))}))
