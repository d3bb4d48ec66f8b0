"""The case that a command is about: the answers of a file, or the last assessment."""

import sys

from opscareer.casework import Case, last_case, units_of
from opscareer.cli.commands.answers_file import answers_from
from opscareer.cli.context import Context
from opscareer.pack.model import Pack
from opscareer.report.problems import sentence
from opscareer.sessions.store import open_store
from opscareer.texts import Texts


def given_case(context: Context, answers_file: str | None, pack: Pack, *, with_units: bool = False) -> Case:
    """The case of a file, or without one the last assessment. `with_units`: a file's plan leaves out what the person is through with."""
    if answers_file is not None:
        return Case(pack, answers_from(answers_file, pack), units=units_of(open_store(), pack) if with_units else ())
    case = last_case(open_store(), pack)
    note_dropped(context.texts, case)
    return case


def note_dropped(texts: Texts, case: Case) -> None:
    """Say on standard error which answers today's pack cannot use."""
    if case.dropped and sys.stderr is not None:
        sys.stderr.write(sentence(texts, "note.dropped", {"questions": texts.join(list(case.dropped))}) + "\n")
