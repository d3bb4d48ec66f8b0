"""Answers as a file that `opscareer assess --answers` takes."""

from collections.abc import Mapping
from typing import Any


def answers_yaml(head: str, pack_id: str, version: str, answers: Mapping[str, int]) -> str:
    """YAML, in the order given; `head` becomes a comment."""
    comment = [f"# {line}" for line in head.splitlines()]
    rows = [f"  {question}: {value}" for question, value in answers.items()]
    return "\n".join([*comment, "pack:", f"  id: {pack_id}", f'  version: "{version}"', "answers:", *rows]) + "\n"


def answers_document(pack_id: str, version: str, answers: Mapping[str, int | None]) -> dict[str, Any]:
    """The same for JSON."""
    return {"pack": {"id": pack_id, "version": version}, "answers": dict(answers)}
