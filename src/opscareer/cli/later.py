"""What commands need only once they run, imported only then: start-up time is part of the product."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opscareer.answers import Answers
    from opscareer.pack.model import Pack


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
