"""Questions as tables of probabilities: Samejima's graded response model, and counts of deeds, on a grid of trait values.

Traits are the competencies and one interest per role, independent N(0, 1) before any answer. The metric of a competency is tied to its
anchored levels, so thresholds follow from the anchors of a question's options and nothing has to be estimated.
Sources: Samejima (1969), Psychometrika Monograph 17 (the model); Bradley & Terry (1952) (choices as differences); Andersen (1977),
Psychometrika 42 (the count of deeds suffices).
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from opscareer.frozen import frozen
from opscareer.pack.kinds.scale import CountItem, EngineItem
from opscareer.pack.model import Pack
from opscareer.results.trait import Trait
from opscareer.results.units import Answer

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NODES = 73
GRID: Floats = np.linspace(-6.0, 6.0, NODES)
STEP = float(GRID[1] - GRID[0])
EDGES: Floats = np.concatenate([GRID - STEP / 2, [GRID[-1] + STEP / 2]])
DIFFERENCES: Floats = np.asarray(STEP * np.arange(-(NODES - 1), NODES), dtype=np.float64)
PRIOR: Floats = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()
LEAST_PROBABILITY = 1e-300  # so that every probability has a logarithm

SD_LOG_DISCRIMINATION = 0.3
SD_THRESHOLD = 0.45
SD_OFFSET = {"competency": 0.4, "interest": 0.5}
"""How far an author's scale of a trait is off as a whole, in units of the trait: what all questions about it miss alike."""
QUANTILES = 8
SCORES = np.array([NormalDist().inv_cdf((i + 0.5) / QUANTILES) for i in range(QUANTILES)])

Author = Callable[[EngineItem], tuple[Floats, Floats]]
"""What is taken to be true of a question: factors on its discrimination and shifts of its thresholds (Q,), equally likely."""


def exact(item: EngineItem) -> tuple[Floats, Floats]:
    """An author who is never wrong."""
    return np.ones(1), np.zeros(1)


def fallible(item: EngineItem) -> tuple[Floats, Floats]:
    """An author who cannot know how well a question discriminates and how hard it is: 64 pairs of quantile midpoints.

    An author who claims certain parameters makes the program overconfident; averaged over these, each answer says what it is worth.
    """
    factors, shifts = np.meshgrid(np.exp(SD_LOG_DISCRIMINATION * SCORES), SD_THRESHOLD * SCORES)
    return factors.ravel(), shifts.ravel()


def logistic(x: Floats) -> Floats:
    """σ, whose 1 − σ(x) is σ(−x): as a difference it would be 0 far out."""
    return np.asarray(1 / (1 + np.exp(-x)))


def graded(discrimination: Floats, thresholds: Floats, at: Floats) -> Floats:
    """Category probabilities of the graded response model.

    `discrimination` (Q,), `thresholds` (Q, C-1) increasing, `at` (G,) → (Q, C, G); each column sums to 1.
    """
    beyond = discrimination[:, None, None] * (at - thresholds[:, :, None])
    above, below = logistic(beyond), logistic(-beyond)
    between = above[:, :-1] * below[:, 1:] * -np.expm1(np.diff(beyond, axis=1))  # σ(u) − σ(v), and nothing of it cancels far out
    return np.concatenate([below[:, :1], between, above[:, -1:]], axis=1)


def counts(discrimination: Floats, difficulties: Floats, at: Floats) -> Floats:
    """Probabilities of how many deeds were done, each a Bernoulli of its own: the Poisson-binomial distribution, by convolution.

    `discrimination` (Q,), `difficulties` (Q, D), `at` (G,) → (Q, D+1, G); each column sums to 1.
    """
    deeds = difficulties.shape[1]
    chances = np.zeros((deeds + 1, len(discrimination), len(at)))  # the count first: each step runs through adjacent memory
    chances[0] = 1
    for deed in range(deeds):
        beyond = discrimination[:, None] * (at - difficulties[:, deed, None])
        done, not_done = logistic(beyond), logistic(-beyond)
        chances[1 : deed + 2] = chances[1 : deed + 2] * not_done + chances[: deed + 1] * done
        chances[0] *= not_done
    return chances.swapaxes(0, 1)


def rising(table: Floats) -> Floats:
    """The table (C, G), mended so that a higher category never speaks for a lower trait.

    Every graded model has that property; an average of several loses it in the tails, where the odds of a category against the one below
    fall again. There the odds are held: at their least value on the left, at their greatest on the right.
    """
    odds = np.diff(np.log(table), axis=0)
    nodes = np.clip(np.arange(table.shape[1]), odds.argmin(axis=1)[:, None], odds.argmax(axis=1)[:, None])
    held = np.maximum.accumulate(np.take_along_axis(odds, nodes, axis=1), axis=1)
    logs = np.concatenate([np.zeros((1, table.shape[1])), held.cumsum(axis=0)])
    rows = np.exp(logs - logs.max(axis=0))
    return np.asarray(rows / rows.sum(axis=0))


def item_table(item: EngineItem, author: Author = fallible) -> Floats:
    """P(answer | trait) of one question (V, G), or of two traits P(answer | difference) (V, 2G-1).

    Options of one category share its probability. Another class of items is another case here.
    """
    return _table(item, *author(item))


def item_tables(items: Iterable[EngineItem], author: Author) -> list[Floats]:
    """The tables of several questions; what is the same but for its traits, such as most ratings, is computed once."""
    made: dict[object, Floats] = {}
    tables = []
    for item in items:
        factors, shifts = author(item)
        others = tuple(value for name, value in vars(item).items() if name != "traits")
        same = (type(item), len(item.traits), others, factors.tobytes(), shifts.tobytes())
        if same not in made:
            made[same] = _table(item, factors, shifts)
        tables.append(made[same])
    return tables


def _table(item: EngineItem, factors: Floats, shifts: Floats) -> Floats:
    nodes = GRID if len(item.traits) == 1 else DIFFERENCES
    slopes = item.discrimination * factors
    if isinstance(item, CountItem):
        return rising(counts(slopes, np.asarray(item.difficulties) + shifts[:, None], nodes).mean(axis=0))
    known = graded(slopes, np.asarray(item.thresholds) + shifts[:, None], nodes).mean(axis=0)
    sizes = np.bincount(item.categories)
    categories = rising((1 - item.guessing) * known + item.guessing * sizes[:, None] / len(item.categories))
    return np.array([categories[category] / sizes[category] for category in item.categories])


@frozen
class ItemBank:
    """A pack's J questions as tables, in one order: first the S that measure one trait, then the D that measure the second of two less the
    first; both by id. Answers are a matrix (P, J) of answer numbers from 1, 0 where unanswered: the option's number or, of a list of deeds,
    one more than were done.

    traits: the K traits, competencies before interests, each group by id
    ids: ids of the questions (J,)
    options: how many answers each question can have (J,)
    counted: whether its answer is how many deeds were done (J,)
    offsets: how far off the scale of a trait may be as a whole, standard deviation (K,)
    single_trait: index of the trait (S,)
    pair_traits: indices of the two traits (D, 2)
    single: log P(answer | trait) (S, 1+V, G); 0 in row 0, "unanswered", and past a question's last option
    pairs: log P(answer | difference) (D, 1+V, 2G-1), likewise
    """

    traits: tuple[Trait, ...]
    ids: tuple[str, ...]
    options: Ints
    counted: Bools
    offsets: Floats
    single_trait: Ints
    pair_traits: Ints
    single: Floats
    pairs: Floats

    @classmethod
    def of(cls, pack: Pack, author: Author = fallible) -> "ItemBank":
        """The bank of a pack, as far as its author is to be believed."""
        items = {question.id: question.item(pack.scales) for question in pack.questions}
        ids = sorted(items, key=lambda question: (len(items[question].traits), question))
        measured = [[pack.traits.index(trait) for trait in items[question].traits] for question in ids]
        tables = item_tables((items[question] for question in ids), author)
        singles = sum(len(of) == 1 for of in measured)
        return cls(
            traits=pack.traits,
            ids=tuple(ids),
            options=np.array([len(table) for table in tables], dtype=np.int64),
            counted=np.array([isinstance(items[question], CountItem) for question in ids], dtype=bool),
            offsets=np.array([0.0 if author is exact else SD_OFFSET[trait.kind] for trait in pack.traits]),
            single_trait=np.array(measured[:singles], dtype=np.int64).reshape(-1),
            pair_traits=np.array(measured[singles:], dtype=np.int64).reshape(-1, 2),
            single=_log_tables(tables[:singles], len(GRID)),
            pairs=_log_tables(tables[singles:], len(DIFFERENCES)),
        )

    @property
    def singles(self) -> int:
        """S, how many of the questions measure one trait."""
        return len(self.single_trait)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The column of each question by its id."""
        return {question: index for index, question in enumerate(self.ids)}

    @cached_property
    def by_id(self) -> Ints:
        """The columns (J,) in the order of the questions' ids."""
        return np.array(sorted(range(len(self.ids)), key=self.ids.__getitem__), dtype=np.int64)

    @cached_property
    def bears_on(self) -> Ints:
        """(J, K): 1 where a question bears on a trait."""
        bears = np.zeros((len(self.ids), len(self.traits)), dtype=np.int64)
        bears[np.arange(self.singles), self.single_trait] = 1
        bears[np.arange(self.singles, len(self.ids))[:, None], self.pair_traits] = 1
        return bears

    @cached_property
    def single_tables(self) -> Floats:
        """P(option | trait) (S, V, G), 0 past a question's last option."""
        return _probabilities(self.single, self.options[: self.singles])

    @cached_property
    def pair_tables(self) -> Floats:
        """P(option | difference) (D, V, 2G-1), 0 past a question's last option."""
        return _probabilities(self.pairs, self.options[self.singles :])

    @cached_property
    def pair_information(self) -> Floats:
        """What an answer says at each difference (D, 1+V, 2G-1): how sharply its log likelihood bends there, 0 where it bends upwards."""
        return np.maximum(-np.gradient(np.gradient(self.pairs, STEP, axis=-1), STEP, axis=-1), 0.0)

    def mask(self, questions: Collection[str]) -> Bools:
        """Which of the questions are among these (J,)."""
        return np.array([question in questions for question in self.ids], dtype=bool)

    def row(self, values: Mapping[str, Answer]) -> Ints:
        """One person's answers, by question id, as a matrix (1, J). Raises ValueError for a question or an answer that there is not."""
        row = np.zeros((1, len(self.ids)), dtype=np.int64)
        for question, value in values.items():
            column = self.index.get(question)
            number = 1 + len(value) if isinstance(value, tuple) else value
            if column is None or not 1 <= number <= self.options[column]:
                raise ValueError(f"no answer {value} to a question {question}")
            row[0, column] = number
        return row


def _log_tables(tables: Sequence[Floats], nodes: int) -> Floats:
    """Tables (V, nodes) of differing V → logarithms (items, 1 + max V, nodes); row 0 and rows past an item's last option are 0."""
    stacked = np.zeros((len(tables), 1 + max((len(table) for table in tables), default=0), nodes))
    for row, table in zip(stacked, tables, strict=True):
        row[1 : 1 + len(table)] = np.log(np.maximum(table, LEAST_PROBABILITY))
    return stacked


def _probabilities(logs: Floats, options: Ints) -> Floats:
    exists = np.arange(1, logs.shape[1])[None, :] <= options[:, None]
    return np.asarray(np.exp(logs[:, 1:]) * exists[..., None])
