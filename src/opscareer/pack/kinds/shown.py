"""A question as a person sees and answers it: no terminal, no language."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from opscareer.frozen import frozen
from opscareer.pack.values import Text
from opscareer.results.units import Answer, Ticks

UP, DOWN, ENTER, SPACE = "up", "down", "enter", "space"
NONE = "0"
BETWEEN_NUMBERS = frozenset(".,;、。")
NOTHING_TICKED = "session.nothing-ticked"


class Draft(NamedTuple):
    """What is not an answer yet: the index of the option marked, and the numbers of the options ticked; None for none."""

    marked: int | None = None
    ticks: Ticks | None = None


class Pressed(NamedTuple):
    """What a key did: the draft since, the answer that it gave (None: none yet), and the key of a text that says why none; often ""."""

    draft: Draft
    value: Answer | None = None
    note: str = ""


@frozen
class ShownQuestion:
    """One question with everything that is shown of it.

    heading, instruction: keys of the program's texts, above the question and above the options; instruction may be "".
    tasks: what the options compare, A and B; often none.
    options: in the pack's order; answer value 1 is the first.
    shuffled: shown in an order drawn by session.
    several: any number of options answers it.
    introduction: key of a text above the options of the first question of its kind; "" for none.
    """

    id: str
    heading: str
    instruction: str
    text: Text
    tasks: tuple[Text, ...]
    options: tuple[Text, ...]
    shuffled: bool
    several: bool = False
    introduction: str = ""

    @property
    def letters(self) -> Mapping[str, int]:
        """What the letters of two tasks choose: on each side of the scale the option nearest to its middle."""
        side = len(self.options) // 2
        return {"a": side, "b": len(self.options) + 1 - side} if len(self.tasks) == len("ab") else {}

    def order(self, seed: int) -> tuple[int, ...]:
        """Option numbers in the order in which the session with this seed shows them."""
        numbers = tuple(range(1, len(self.options) + 1))
        if not self.shuffled:
            return numbers
        return tuple(sorted(numbers, key=lambda number: sha256(f"{seed}:{self.id}:{number}".encode()).digest()))

    def places(self, value: Answer, seed: int) -> tuple[int, ...]:
        """Where on the screen of the session with this seed is what was chosen: places from 1, rising."""
        order = self.order(seed)
        return tuple(sorted(1 + order.index(number) for number in (value if isinstance(value, tuple) else (value,))))

    def draft(self, given: Answer | None, order: tuple[int, ...]) -> Draft:
        """What to begin with where this was answered before."""
        return Draft(ticks=given) if given is None or isinstance(given, tuple) else Draft(order.index(given))

    def entered(self, draft: Draft, order: tuple[int, ...]) -> Answer | None:
        """What Enter answers with; None where it does not."""
        if self.several:
            return draft.ticks
        return None if draft.marked is None else order[draft.marked]

    def pressed(self, key: str, draft: Draft, order: tuple[int, ...]) -> Pressed | None:
        """What a key means here; None: nothing.

        Arrows move the mark, and Enter takes what is marked or ticked. A digit answers, as does the letter of a task; to a
        list it ticks or unticks, as do several digits that were pasted and, where something is marked, the space bar. Commas do
        nothing there.
        """
        if key in {UP, DOWN}:
            step, before = (1, -1) if key == DOWN else (-1, len(order))
            return Pressed(draft._replace(marked=((before if draft.marked is None else draft.marked) + step) % len(order)))
        if key == ENTER and (value := self.entered(draft, order)) is not None:
            return Pressed(draft, value)
        if self.several:
            return self._ticked(key, draft, order)
        if key in self.letters:
            return Pressed(draft, self.letters[key])
        numbers = _numbers(key, order)
        return Pressed(draft, numbers[0]) if len(numbers) == 1 else None

    def typed(self, line: str, draft: Draft, order: tuple[int, ...]) -> Pressed | None:
        """The same for a whole line: the numbers of all that was done answer a list at once."""
        numbers = _numbers(line, order) if self.several else ()
        return Pressed(draft, tuple(sorted(set(numbers)))) if numbers else self.pressed(line, draft, order)

    def _ticked(self, key: str, draft: Draft, order: tuple[int, ...]) -> Pressed | None:
        if key == NONE:
            return Pressed(draft, ())
        if key == ENTER:
            return Pressed(draft, note=NOTHING_TICKED)
        if key in BETWEEN_NUMBERS:
            return Pressed(draft)
        numbers = (order[draft.marked],) if key == SPACE and draft.marked is not None else _numbers(key, order)
        ticks = tuple(sorted(set(draft.ticks or ()) ^ set(numbers)))
        return Pressed(draft._replace(ticks=ticks or None)) if numbers else None


def _numbers(digits: str, order: tuple[int, ...]) -> tuple[int, ...]:
    """The options that digits stand for; none where one of them stands for nothing."""
    places = [int(digit) for digit in digits] if digits.isdecimal() else []
    return tuple(order[place - 1] for place in places) if all(1 <= place <= len(order) for place in places) else ()
