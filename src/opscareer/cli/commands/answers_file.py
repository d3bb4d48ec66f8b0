"""Answers from the file that --answers names."""

import sys
from pathlib import Path

from opscareer.answers import Answers
from opscareer.answers.reading import parse_answers, read_answers
from opscareer.errors import UsageError
from opscareer.pack.model import Pack
from opscareer.pack.source import MAX_BYTES


def answers_from(name: str, pack: Pack) -> Answers:
    """Answers from the file `name`, or from standard input for "-"."""
    if name != "-":
        return read_answers(Path(name), pack)
    if sys.stdin is None or sys.stdin.closed:
        raise UsageError("stdin-closed")
    return parse_answers(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>", pack)
