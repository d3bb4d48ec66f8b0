"""Answers as a file that `opscareer assess --answers` takes."""

from collections.abc import Iterable, Mapping
from typing import Any

from opscareer.pack.model import Pack
from opscareer.results.units import Answer
from opscareer.texts import Texts


def answers_yaml(head: str, pack_id: str, version: str, answers: Mapping[str, Answer]) -> str:
    """YAML, in the order given; `head` becomes a comment."""
    return _yaml(head, pack_id, version, (f"  {question}: {_written(value)}" for question, value in answers.items()))


def _written(value: Answer) -> str:
    return str(list(value)) if isinstance(value, tuple) else str(value)


def answers_template(pack: Pack, texts: Texts) -> str:
    """YAML to fill in: every question and its options as comments, every answer empty."""
    rows = []
    for question in pack.questions:
        rows += ["", f"  # {texts.of(question.text)}"]
        rows += [f"  #   {letter}  {texts.of(task)}" for letter, task in zip("AB", question.compared, strict=False)]
        box = "[ ]  " if question.several else ""
        rows += [f"  #   {number}  {box}{texts.of(text)}" for number, text in enumerate(pack.options(question), 1)]
        rows.append(f"  {question.id}:")
    head = "\n".join((texts("questions.template-head"), texts("questions.template-lists")))
    return _yaml(head, pack.header.id, pack.header.version, rows)


def _yaml(head: str, pack_id: str, version: str, rows: Iterable[str]) -> str:
    comment = [f"# {line}" for line in head.splitlines()]
    return "\n".join([*comment, "pack:", f"  id: {pack_id}", f'  version: "{version}"', "answers:", *rows]) + "\n"


def answers_document(pack_id: str, version: str, answers: Mapping[str, Answer | None]) -> dict[str, Any]:
    """The same for JSON."""
    return {"pack": {"id": pack_id, "version": version}, "answers": dict(answers)}
