"""A question as a person sees and answers it: no terminal, no language."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from opscareer.pack.values import Text
from opscareer.results.units import Answer

UP, DOWN, ENTER = "up", "down", "enter"


class Pressed(NamedTuple):
    """What a key did: the option number that it answered with (None: none yet), and the index of the option marked since."""

    value: int | None
    marked: int | None


@dataclass(frozen=True)
class ShownQuestion:
    """One question with everything that is shown of it.

    heading, instruction: keys of the program's texts, above the question and above the options; instruction may be "".
    tasks: what the options compare, A and B; often none.
    options: in the pack's order; answer value 1 is the first.
    shuffled: shown in an order drawn by session.
    several: any number of options answers it.
    """

    id: str
    heading: str
    instruction: str
    text: Text
    tasks: tuple[Text, ...]
    options: tuple[Text, ...]
    shuffled: bool
    several: bool = False

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

    def pressed(self, key: str, marked: int | None, order: tuple[int, ...]) -> Pressed | None:
        """What a key means here: a digit answers, arrows move the mark, Enter takes what is marked. None: nothing."""
        count = len(order)
        if key.isdecimal() and 1 <= int(key) <= count:
            return Pressed(order[int(key) - 1], marked)
        if key == ENTER and marked is not None:
            return Pressed(order[marked], marked)
        if key == DOWN:
            return Pressed(None, 0 if marked is None else (marked + 1) % count)
        if key == UP:
            return Pressed(None, count - 1 if marked is None else (marked - 1) % count)
        return None
