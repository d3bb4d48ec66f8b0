"""Answers from a file, from standard input, or from the last assessment."""

import sys
from pathlib import Path

from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_answers
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.pack.source import MAX_BYTES


def given_answers(name: str, pack: Pack) -> Answers:
    """Answers from the file `name`, or from standard input for "-"."""
    if name != "-":
        return read_answers(Path(name), pack)
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("stdin-closed")
    return parse_answers(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>", pack)


def given_or_last(name: str | None, pack: Pack) -> Answers:
    """Answers from a file, or without one those of the last finished assessment."""
    if name is not None:
        return given_answers(name, pack)
    from opscareer.cli.questionnaire.saving import last_answers

    return last_answers(pack)
