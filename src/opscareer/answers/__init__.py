"""What one person said: option numbers by question id."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opscareer.errors import AnswersError, Problem
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack
from opscareer.pack.source import brief


@dataclass(frozen=True)
class Answers:
    """Option numbers (from 1) by question id, sorted by id: two files with the same answers are equal."""

    values: Mapping[str, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", dict(sorted(self.values.items())))

    @classmethod
    def checked(cls, values: Mapping[str, int], pack: Pack) -> "Answers":
        """Answers that this pack asks for. Raises AnswersError with every question, and every option, that it does not have."""
        problems = []
        for name, value in values.items():
            if name not in pack.question:
                problems.append(Problem("unknown-question", no_question(name, pack), item=name))
            elif not pack.accepts(name, value):
                problems.append(Problem("answer-range", no_answer(name, value, pack), item=name))
        if problems:
            raise AnswersError("answers-invalid", problems)
        return cls(values)

    def __len__(self) -> int:
        return len(self.values)

    def __contains__(self, question: str) -> bool:
        return question in self.values

    def with_answer(self, question: str, value: int) -> "Answers":
        return Answers({**self.values, question: value})

    def without(self, question: str) -> "Answers":
        return Answers({key: value for key, value in self.values.items() if key != question})


def no_question(name: str, pack: Pack) -> dict[str, Any]:
    """What a sentence about a question that the pack does not have needs."""
    return {"id": brief(name), "near": nearest(name, pack.question)}


def no_answer(question: str, value: object, pack: Pack) -> dict[str, Any]:
    """What a sentence about a value that does not answer a question needs."""
    return {"question": question, "value": brief(value), "top": len(pack.options(pack.question[question]))}
