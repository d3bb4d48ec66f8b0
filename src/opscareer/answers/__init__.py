"""What one person said: by question id the option chosen, or the deeds ticked."""

from collections.abc import Mapping
from typing import Any

from opscareer.errors import AnswersError, Problem
from opscareer.frozen import frozen
from opscareer.pack.files import nearest
from opscareer.pack.model import Pack
from opscareer.pack.source import brief
from opscareer.results.units import Answer


@frozen
class Answers:
    """By question id the number of an option (from 1) or the deeds ticked; sorted: two files with the same answers are equal."""

    values: Mapping[str, Answer]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", {question: _plain(self.values[question]) for question in sorted(self.values)})

    @classmethod
    def checked(cls, values: Mapping[str, Answer | list[int]], pack: Pack) -> "Answers":
        """Answers that this pack asks for. Raises AnswersError with every question, and every option, that it does not have."""
        problems = []
        plain = {name: _plain(value) for name, value in values.items()}
        for name, value in plain.items():
            if name not in pack.question:
                problems.append(Problem("unknown-question", no_question(name, pack), item=name))
            elif wrong := pack.question[name].wrong(value, pack.scales):
                problems.append(Problem(wrong, no_answer(name, value, pack), item=name))
        if problems:
            raise AnswersError("answers-invalid", problems)
        return cls(plain)

    def __len__(self) -> int:
        return len(self.values)

    def __contains__(self, question: str) -> bool:
        return question in self.values

    def with_answer(self, question: str, value: Answer) -> "Answers":
        return Answers({**self.values, question: value})

    def without(self, question: str) -> "Answers":
        return Answers({key: value for key, value in self.values.items() if key != question})


def _plain(value: Answer | list[int]) -> Answer:
    """Ticks in any order, as a list or not → as they are kept. What is no number is left for `checked` to refuse."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(sorted(value)) if all(isinstance(number, int) for number in value) else tuple(value)


def no_question(name: str, pack: Pack) -> dict[str, Any]:
    """What a sentence about a question that the pack does not have needs."""
    return {"id": brief(name), "near": nearest(name, pack.question)}


def no_answer(question: str, value: object, pack: Pack) -> dict[str, Any]:
    """What a sentence about a value that does not answer a question needs."""
    shown = f"[{', '.join(brief(item) for item in value)}]" if isinstance(value, list | tuple) else value
    return {"question": question, "value": brief(shown), "top": len(pack.options(pack.question[question]))}
