"""The case that a command is about: the answers of a file, or the last assessment."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from opscareer import sessions
from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_answers
from opscareer.casework import Case, last_case, units_of
from opscareer.cli.context import Context
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.pack.source import MAX_BYTES
from opscareer.report.problems import sentence
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
    for checkpoint, command in ((False, "opscareer assess"), (True, "opscareer assess --checkpoint")):
        for record in store.waiting(Stamp.of(pack), checkpoint=checkpoint)[:1]:
            if record.answers and sys.stderr is not None:
                sys.stderr.write(texts("note.unfinished", count=len(record.answers), command=command) + "\n")


def note_dropped(texts: Texts, case: Case) -> None:
    """Say on standard error which answers today's pack cannot use."""
    if case.dropped and sys.stderr is not None:
        sys.stderr.write(sentence(texts, "note.dropped", {"questions": texts.join(list(case.dropped))}) + "\n")
