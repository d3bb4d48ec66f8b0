"""From answers to a posterior over the traits: Samejima's graded response model on a grid.

Traits are the competencies and one interest per role, independent N(0, 1) before any answer. The competency metric is tied to the anchored
levels: level = trait + 2.5, so thresholds follow from the anchors of a question's options and nothing has to be estimated.
Sources: Samejima (1969), Psychometrika Monograph 17 (the model); Bock & Mislevy (1982) (EAP on a grid); Bradley & Terry (1952) (choices as
differences); Pearl (1988) and Murphy, Weiss & Jordan (1999) (belief propagation, for the interests that `choice` questions tie together).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from opscareer.pack.kinds.scale import GradedItem
from opscareer.pack.model import Pack
from opscareer.results import Trait

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NODES = 61
GRID: Floats = np.linspace(-5.0, 5.0, NODES)
TINY = 1e-300  # so that no logarithm is of nothing
STEP = float(GRID[1] - GRID[0])
EDGES: Floats = np.concatenate([GRID - STEP / 2, [GRID[-1] + STEP / 2]])
DIFFERENCES: Floats = np.asarray(STEP * np.arange(-(NODES - 1), NODES), dtype=np.float64)
PRIOR: Floats = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()

SD_LOG_DISCRIMINATION = 0.2
SD_THRESHOLD = 0.2
QUANTILES = 8  # of discrimination and of threshold shift: 64 equally likely pairs

CONVERGED = 1e-12
MAX_ROUNDS = 300


def graded(discrimination: Floats, thresholds: Floats, at: Floats) -> Floats:
    """Category probabilities of the graded response model.

    `discrimination` (Q,), `thresholds` (Q, C-1) increasing, `at` (G,) → (Q, C, G); each column sums to 1.
    """
    above = 1 / (1 + np.exp(-discrimination[:, None, None] * (at[None, None, :] - thresholds[:, :, None])))
    ends = np.ones((len(discrimination), 1, len(at)))
    return np.asarray(-np.diff(np.concatenate([ends, above, 0 * ends], axis=1), axis=1))


@lru_cache(maxsize=1)
def _uncertainty() -> tuple[Floats, Floats]:
    """Factors on the discrimination and shifts of the thresholds: 64 equally likely pairs of quantile midpoints."""
    scores = np.array([NormalDist().inv_cdf((i + 0.5) / QUANTILES) for i in range(QUANTILES)])
    factors, shifts = np.meshgrid(np.exp(SD_LOG_DISCRIMINATION * scores), SD_THRESHOLD * scores)
    return factors.ravel(), shifts.ravel()


def exact(discrimination: float, thresholds: Sequence[float], at: Floats) -> Floats:
    """The table (C, G) of one question whose parameters are known."""
    return np.asarray(graded(np.array([discrimination]), np.asarray(thresholds)[None, :], at)[0])


def averaged(discrimination: float, thresholds: Sequence[float], at: Floats) -> Floats:
    """The table (C, G) of one question, averaged over what its author cannot know: how well it discriminates, how hard it is.

    An author who claims certain parameters makes the program overconfident; the average is exact for one respondent.
    """
    factors, shifts = _uncertainty()
    return rising(graded(discrimination * factors, np.asarray(thresholds)[None, :] + shifts[:, None], at).mean(axis=0))


def rising(table: Floats) -> Floats:
    """The table (C, G), mended so that a higher category never speaks for a lower trait.

    Every graded model has that property; an average of several loses it in the tails, where the odds of a category against the one below
    fall again. There they are held where they stood: at their least value on the left, at their greatest on the right.
    """
    odds = np.diff(np.log(table), axis=0)
    nodes = np.clip(np.arange(table.shape[1]), odds.argmin(axis=1)[:, None], odds.argmax(axis=1)[:, None])
    held = np.maximum.accumulate(np.take_along_axis(odds, nodes, axis=1), axis=1)
    rows = np.exp(np.concatenate([np.zeros((1, table.shape[1])), held.cumsum(axis=0)]))
    return np.asarray(rows / rows.sum(axis=0))


Table = Callable[[float, Sequence[float], Floats], Floats]


@dataclass(frozen=True)
class ItemBank:
    """A pack's questions as tables. Row v of a table is the logarithm of P(answer v | trait); row 0, "unanswered", is all zeros.

    Single-trait questions: `single_trait` (S,) index into `traits` · `single` (S, 1+V, G) · `single_options` (S,), how many. Choices:
    `pair_traits` (D, 2) · `pairs` (D, 1+V, G, G), first axis of the square the first task's interest · `pair_options` (D,). Questions
    stand sorted by id in both groups; `ids` names the single ones first.
    """

    traits: tuple[Trait, ...]
    single_ids: tuple[str, ...]
    single_trait: Ints
    single: Floats
    single_options: Ints
    pair_ids: tuple[str, ...]
    pair_traits: Ints
    pairs: Floats
    pair_options: Ints

    @classmethod
    def of(cls, pack: Pack, table: Table = averaged) -> "ItemBank":
        """The bank of a pack; `table` makes a question's probabilities from its discrimination and thresholds."""
        index = {trait: place for place, trait in enumerate(pack.traits)}
        items = [(question.id, question.item(pack.scales)) for question in pack.questions]
        singles = [(name, item) for name, item in items if len(item.traits) == 1]
        pairs = [(name, item) for name, item in items if len(item.traits) == 2]
        return cls(
            pack.traits,
            tuple(name for name, _ in singles),
            np.array([index[item.traits[0]] for _, item in singles], dtype=np.int64),
            _stack([_table(item, table, GRID) for _, item in singles], (NODES,)),
            np.array([len(item.categories) for _, item in singles], dtype=np.int64),
            tuple(name for name, _ in pairs),
            np.array([[index[trait] for trait in item.traits] for _, item in pairs], dtype=np.int64).reshape(-1, 2),
            _stack([_square(_table(item, table, DIFFERENCES)) for _, item in pairs], (NODES, NODES)),
            np.array([len(item.categories) for _, item in pairs], dtype=np.int64),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        return self.single_ids + self.pair_ids

    @cached_property
    def single_tables(self) -> Floats:
        """P(option | trait) (S, V, G), zero past a question's last option."""
        return _valid(np.exp(self.single[:, 1:]), self.single_options)

    @cached_property
    def pair_tables(self) -> Floats:
        """P(option | difference) (D, V, 2G-1): the first column of the square, then its last row."""
        tables = np.exp(self.pairs[:, 1:])
        by_difference = np.concatenate([tables[:, :, ::-1, 0], tables[:, :, 0, 1:]], axis=-1)
        return _valid(by_difference, self.pair_options)

    def rows(self, values: Mapping[str, int]) -> tuple[Ints, Ints]:
        """One person's answers as the two rows that `posterior` takes, (1, S) and (1, D)."""

        def row(ids: tuple[str, ...]) -> Ints:
            return np.array([[values.get(name, 0) for name in ids]], dtype=np.int64).reshape(1, -1)

        return row(self.single_ids), row(self.pair_ids)


def _valid(tables: Floats, options: Ints) -> Floats:
    exists = np.arange(tables.shape[1])[None, :] < options[:, None]
    return np.asarray(tables * exists[..., None])


def _stack(tables: Sequence[Floats], shape: tuple[int, ...]) -> Floats:
    """Tables (C, …) of differing C → logs (items, 1 + max C, …), row 0 and rows past an item's last option zero."""
    width = 1 + max((len(table) for table in tables), default=0)
    stacked = np.zeros((len(tables), width, *shape))
    for place, table in enumerate(tables):
        stacked[place, 1 : 1 + len(table)] = np.log(np.maximum(table, TINY))
    return stacked


def _table(item: GradedItem, table: Table, at: Floats) -> Floats:
    """One row per option, in the pack's order. Options of one category share its probability."""
    categories = table(item.discrimination, item.thresholds, at)
    return np.array([categories[category] / item.categories.count(category) for category in item.categories])


def _square(by_difference: Floats) -> Floats:
    """(C, G, G): P(answer | interest in the first task's role, in the second's), from a table over their difference."""
    nodes = np.arange(NODES)
    return by_difference[:, nodes[None, :] - nodes[:, None] + NODES - 1]


@dataclass(frozen=True)
class Posterior:
    """What the answers of P people say about K traits.

    `marginals` (P, K, G): probabilities on the grid. `single` (P, K, G): prior times likelihood of the single-trait answers, as logarithms.
    `pair_answers` (P, D): answers to the choices, 0 where unanswered.
    """

    bank: ItemBank
    marginals: Floats
    single: Floats
    pair_answers: Ints

    def mean(self) -> Floats:
        """EAP estimates (P, K)."""
        return self.marginals @ GRID

    def sd(self) -> Floats:
        """Posterior standard deviations (P, K)."""
        return np.sqrt(np.maximum(self.marginals @ GRID**2 - self.mean() ** 2, 0.0))

    def edges(self) -> Floats:
        """Cumulative probabilities at EDGES, (P, K, G+1), from 0 to 1."""
        summed = np.cumsum(self.marginals, axis=-1)
        summed /= summed[..., -1:]
        return np.concatenate([np.zeros((*summed.shape[:-1], 1)), summed], axis=-1)


def posterior(bank: ItemBank, single_answers: Ints, pair_answers: Ints, tolerance: float = CONVERGED) -> Posterior:
    """Posterior of P people from their answers (P, S) and (P, D), option numbers from 1, 0 where unanswered.

    Single-trait answers multiply into the grid, exactly. Choices tie interests together: their marginals come from sum–product belief
    propagation, exact while the answered choices form no circle and close to exact otherwise (docs/method.md gives the error). Messages
    are passed until none changes by more than `tolerance`.
    """
    logs = np.tile(np.log(PRIOR), (len(single_answers), len(bank.traits), 1))
    for place, trait in enumerate(bank.single_trait):
        logs[:, trait] += bank.single[place][single_answers[:, place]]
    beliefs = logs + _told_by_choices(bank, logs, pair_answers, tolerance) if pair_answers.any() else logs
    marginals = np.exp(beliefs - beliefs.max(axis=-1, keepdims=True))
    marginals /= marginals.sum(axis=-1, keepdims=True)
    return Posterior(bank, marginals, logs, pair_answers)


def _told_by_choices(bank: ItemBank, local: Floats, pair_answers: Ints, tolerance: float) -> Floats:
    """What the choices add to each trait (P, K, G), as logarithms: messages along the answered choices, passed until they stand still.

    Of pair d two messages run, [d, 0] to its first interest and [d, 1] to its second.
    """
    ends, kernels = _tied(bank, pair_answers)
    arrives = np.zeros((2 * len(ends), len(bank.traits)))
    arrives[np.arange(2 * len(ends)), ends.ravel()] = 1
    messages = np.zeros((len(local), len(ends), 2, NODES))
    for _ in range(MAX_ROUNDS):
        told = np.einsum("pmg,mk->pkg", messages.reshape(len(local), -1, NODES), arrives)
        cavity = (local + told)[:, ends] - messages  # (P, D', 2, G): all that each end knows but from this choice
        cavity = np.exp(cavity - cavity.max(axis=-1, keepdims=True))
        fresh = np.stack(
            [(kernels @ cavity[:, :, 1, :, None])[..., 0], (cavity[:, :, 0, None, :] @ kernels)[:, :, 0]],
            axis=2,
        )
        fresh = np.log(fresh) - np.log(fresh.max(axis=-1, keepdims=True))
        change = float(np.abs(fresh - messages).max())
        messages = fresh
        if change < tolerance:
            break
    return np.asarray(np.einsum("pmg,mk->pkg", messages.reshape(len(local), -1, NODES), arrives))


def _tied(bank: ItemBank, pair_answers: Ints) -> tuple[Ints, Floats]:
    """The pairs of interests (E, 2) that the answered choices tie together, and what they say about each (P, E, first, second).

    Several choices between the same two count as one: taken singly they would be a circle, and say too much.
    """
    asked = np.flatnonzero(pair_answers.any(axis=0))
    ordered = np.sort(bank.pair_traits[asked], axis=1)
    ends, place = np.unique(ordered, axis=0, return_inverse=True)
    logs = np.zeros((len(pair_answers), len(ends), NODES, NODES))
    for choice, edge in zip(asked, place.ravel(), strict=True):
        told = bank.pairs[choice, pair_answers[:, choice]]
        logs[:, edge] += told if bank.pair_traits[choice, 0] == ends[edge, 0] else told.swapaxes(1, 2)
    return np.asarray(ends, dtype=np.int64), np.exp(logs)
