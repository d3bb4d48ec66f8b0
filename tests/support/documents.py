"""JSON documents in tests: read strictly, and people who answer questions in a simple way."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PACKS = Path(__file__).parents[1] / "packs/good"
OPTIONS = {"shipped": [], "tiny": ["--pack", str(PACKS / "tiny")], "interests-only": ["--pack", str(PACKS / "interests-only")]}
"""What a command must be given to use one of the good packs."""


def parsed(text: bytes | str) -> Any:
    """The one JSON document that is all of the text. NaN, infinities, -0.0 and equal keys are no JSON of ours."""

    def number(digits: str) -> float:
        assert not re.fullmatch(r"-0(\.0+)?([eE].*)?", digits), "a negative zero"
        return float(digits)

    def constant(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "equal keys"
        return dict(pairs)

    return json.loads(text, parse_float=number, parse_constant=constant, object_pairs_hook=mapping)


Given = int | list[int]
"""An answer as a document has it."""


def answers_file(values: dict[str, Given]) -> bytes:
    return json.dumps({"answers": values}).encode()


def document_of(run: Any) -> Any:
    """What a command printed on standard output: one document, and nothing on standard error."""
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.endswith(b"\n")
    return parsed(run.stdout)


def keys_in(value: Any) -> Iterator[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        yield from value
        for item in value.values():
            yield from keys_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys_in(item)


def placed(question: dict[str, Any], number: int) -> Given:
    """The option of a number, or the last; of a list, one deed less than the number."""
    options = range(1, len(question["options"]) + 1)
    return list(options[: number - 1]) if question["answer"] == "list" else options[:number][-1]


def lowest(questions):
    return {question["id"]: placed(question, 1) for question in questions}


def highest(questions):
    return {question["id"]: placed(question, 99) for question in questions}


def only_one(questions):
    return {questions[0]["id"]: placed(questions[0], 1)}


def every_other(questions):
    return {question["id"]: placed(question, 2) for question in questions[::2]}


def bare(text: str) -> str:
    """The text with its commands as they would be without the language and the (tiny) pack that they name."""
    return re.sub(r"\bopscareer(\s*--lang\s*[a-z]{2})?(\s*--pack\s*\S+?tiny)?", "opscareer", text, flags=re.ASCII)
