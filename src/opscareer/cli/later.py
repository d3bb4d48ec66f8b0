"""What commands need only once they run, imported only then: start-up time is part of the product."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opscareer.answers import Answers
    from opscareer.pack.model import Pack
    from opscareer.sessions.progress import Progress


def load_pack(directory: Path | None) -> "Pack":
    from opscareer.pack import load

    return load.load_pack(directory)


def nearest(word: str, known: Iterable[str]) -> str:
    from opscareer.pack import files

    return files.nearest(word, known)


def given_answers(name: str, pack: "Pack") -> "Answers":
    from opscareer.cli import given

    return given.given_answers(name, pack)


def given_or_last(name: str | None, pack: "Pack") -> "Answers":
    from opscareer.cli import given

    return given.given_or_last(name, pack)


def last_progress(pack: "Pack") -> "Progress":
    from opscareer.cli.questionnaire import saving

    return saving.last_progress(pack)


def again_with(answers_file: str | None, pack_directory: str | None) -> str:
    """What to add to a command's name so that it finds the same answers and pack again."""
    import shlex

    from opscareer.pack.yaml_tree import visible

    given = (("--answers", answers_file), ("--pack", pack_directory))
    return "".join(f" {name} {shlex.quote(visible(value))}" for name, value in given if value is not None)
