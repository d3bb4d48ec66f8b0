"""Simulated people: their traits, and what they answer."""

import numpy as np

from opscareer.engine.fit import State
from opscareer.engine.items import DIFFERENCES, EDGES, GRID, Floats, Ints, ItemBank
from opscareer.engine.measurement import cumulative
from opscareer.frozen import frozen

COMPETENCY_CORRELATION = 0.4
INTEREST_CORRELATION = 0.2


@frozen
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


def draw_alike(state: State, count: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """People as the answers of the first person of `state` leave them possible: their traits (P, K), and the same on the author's scale.

    The weighted points of the state, drawn in even steps; of each trait, the same quantile of both distributions.
    """
    summed = np.cumsum(state.weights[0])
    steps = (np.arange(count) + random.random()) / count
    traits = state.at[0][:, np.searchsorted(summed, steps * summed[-1])]
    known, on_scale = cumulative(state.posterior.marginals[0]), cumulative(state.posterior.on_scale[0])
    moved = [np.interp(np.interp(at, EDGES, own), other, EDGES) for at, own, other in zip(traits, known, on_scale, strict=True)]
    return traits.T, np.stack(moved, axis=1)


def answer_all(bank: ItemBank, traits: Floats, random: np.random.Generator, on_scale: Floats | None = None) -> Ints:
    """Everybody's answers (P, J) to every question. Choices are answered from the traits (P, K), the others from these on the author's
    scale, where that lies elsewhere.
    """
    where = traits if on_scale is None else on_scale
    return np.stack([drawn(chances(bank, question, traits, where), random) for question in range(len(bank.ids))], axis=1)


def chances(bank: ItemBank, question: int, traits: Floats, on_scale: Floats) -> Floats:
    """P(answer) (V, P) of people with these traits to one question, given as its column."""
    if question < bank.singles:
        at, nodes, table = on_scale[:, bank.single_trait[question]], GRID, bank.single_tables[question]
    else:
        first, second = bank.pair_traits[question - bank.singles]
        at, nodes, table = traits[:, second] - traits[:, first], DIFFERENCES, bank.pair_tables[question - bank.singles]
    return np.stack([np.interp(at, nodes, row) for row in table])


def drawn(chances: Floats, random: np.random.Generator) -> Ints:
    """One answer a person (P,), by the probabilities of each (V, P)."""
    summed = np.cumsum(chances.T, axis=1)
    return np.asarray(1 + (random.random(len(summed))[:, None] * summed[:, -1:] > summed).sum(axis=1), dtype=np.int64)
