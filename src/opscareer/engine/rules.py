"""What comes next in a session, and when it has enough. No numpy: the questionnaire speaks of both before the engine is loaded."""

from dataclasses import dataclass
from typing import Any, NamedTuple


class Next(NamedTuple):
    """What to ask next.

    question: its id
    drawn: whether it was drawn at random rather than chosen
    left: roughly how many questions are still to come, this one included
    """

    question: str
    drawn: bool = False
    left: int = 1


@dataclass(frozen=True)
class Rules:
    """When to stop: after the floors, once the doubt about the leader (fit.doubt) is allowed, or at `limit` questions.

    limit: most questions
    doubt: doubt, 0-1, at which a session may end; below 0 it never does
    typical: how many questions it usually takes, to tell the person
    rise: how much more doubt is allowed with every question asked: whoever is still undecided after many is close to a tie, where one more
        helps little
    per_competency, per_interest: the floors, least numbers of questions about each
    random_every: one question in so many is drawn at random (0: none), so that collected answers can one day calibrate the pack
    """

    limit: int
    doubt: float
    typical: int
    rise: float = 0.0
    per_competency: int = 2
    per_interest: int = 1
    random_every: int = 5

    def allowed(self, asked: Any) -> Any:
        """The doubt at which a session may end after so many questions: of a number, or of an array of them."""
        return self.doubt + self.rise * asked


DEFAULT = Rules(limit=38, doubt=0.022, rise=0.015, typical=20)
QUICK = Rules(limit=15, doubt=0.3, typical=12, per_competency=1)


def full(questions: int) -> Rules:
    """Every question, the most telling first."""
    return Rules(limit=questions, doubt=-1.0, typical=questions, per_competency=0, per_interest=0, random_every=0)


def rules_of(form: str, questions: int) -> Rules:
    """The rules of a form by its name, for a pack of so many questions."""
    return {"default": DEFAULT, "quick": QUICK}.get(form) or full(questions)
