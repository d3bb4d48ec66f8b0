"""Simulated people: their traits, and what they answer."""

from dataclasses import dataclass

import numpy as np

from opscareer.engine.items import DIFFERENCES, GRID, Floats, Ints, ItemBank

COMPETENCY_CORRELATION = 0.4
INTEREST_CORRELATION = 0.2


@dataclass(frozen=True)
class People:
    """P simulated people.

    traits: true values (P, K)
    answers: to every question (P, J)
    fit: F of every role by the true traits (P, R)
    on_scale: the true values as the author's scale has them, which may be off (P, K)
    """

    traits: Floats
    answers: Ints
    fit: Floats
    on_scale: Floats

    @property
    def best(self) -> Ints:
        """The truly best role of each person (P,)."""
        return np.asarray(self.fit.argmax(axis=1))

    def first(self, count: int) -> "People":
        """The first so many of them."""
        return People(self.traits[:count], self.answers[:count], self.fit[:count], self.on_scale[:count])

    def __len__(self) -> int:
        return len(self.traits)


def draw_traits(count: int, competencies: int, interests: int, random: np.random.Generator, *, correlated: bool = False) -> Floats:
    """Traits (P, K) from the prior; `correlated` gives competencies r = .4 and interests r = .2 among themselves."""
    traits = random.standard_normal((count, competencies + interests))
    if correlated:
        for part, r in ((slice(0, competencies), COMPETENCY_CORRELATION), (slice(competencies, None), INTEREST_CORRELATION)):
            traits[:, part] = np.sqrt(r) * random.standard_normal((count, 1)) + np.sqrt(1 - r) * traits[:, part]
    return traits


def answer_all(bank: ItemBank, traits: Floats, random: np.random.Generator) -> Ints:
    """Everybody's answers (P, J) to every question, by the bank's tables at their traits."""
    columns = [_drawn(traits[:, trait], GRID, table, random) for trait, table in zip(bank.single_trait, bank.single_tables, strict=True)]
    columns += [
        _drawn(traits[:, second] - traits[:, first], DIFFERENCES, table, random)
        for (first, second), table in zip(bank.pair_traits, bank.pair_tables, strict=True)
    ]
    return np.stack(columns, axis=1)


def _drawn(at: Floats, nodes: Floats, table: Floats, random: np.random.Generator) -> Ints:
    """One answer a person (P,), from the table (V, G) of a question at the person's value."""
    summed = np.cumsum(np.stack([np.interp(at, nodes, row) for row in table], axis=1), axis=1)
    return np.asarray(1 + (random.random(len(at))[:, None] * summed[:, -1:] > summed).sum(axis=1), dtype=np.int64)
