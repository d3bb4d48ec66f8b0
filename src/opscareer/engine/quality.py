"""Signs of careless answering: answers that do not go together, patterns, haste. A gentle note and less confidence, never a refusal.

Whether answers go together is judged by their marginal likelihood against answering at random: of all tests at a given rate of false alarms
that one finds most random answers (Neyman & Pearson 1933). It is standardised like l_z (Drasgow, Levine & Williams 1985), whose textbook
null is far off for few questions of several traits; so the null is simulated: honest people who answer the very same questions.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.matching import draw
from opscareer.engine.measurement import GRID, Floats, Ints, posterior
from opscareer.engine.selection import DIFFERENCES, Selector
from opscareer.results import Quality

REPLICATES = 300
POINTS = 256
SEED = 20_250_417  # fixed: the same answers get the same note
TOLERANCE = 1e-3
FEWEST = 10  # answers; with fewer nothing can be said
UNLIKELY = 0.05
PATTERN_UNLIKELY = 0.005
LONGEST_PERIOD = 5
HASTY_SECONDS = 1.0


def quality(engine: Engine, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = ()) -> Quality:
    """Signs of carelessness in one person's answers.

    `order`: the questions as they were asked (by default by id), for patterns. `seconds`: response times, when they were measured.
    """
    pace = median(seconds) if seconds else None
    flags = ["hasty"] if pace is not None and pace < HASTY_SECONDS else []
    if len(answers) < FEWEST:
        return Quality(None, None, None, None, pace, tuple(flags))
    columns = np.array([engine.bank.ids.index(name) for name in (order or answers.values) if name in answers])
    observed = np.concatenate(engine.bank.rows(answers.values), axis=1)
    honest = _honest_answers(engine, columns)
    null, own = _evidence(engine, honest), float(_evidence(engine, observed)[0])
    repetitions, repetition = _longest_repetition(honest[:, columns]), int(_longest_repetition(observed[:, columns])[0])
    likelihood_p = float((null <= own).mean())
    repetition_p = float((repetitions >= repetition).mean())
    if likelihood_p < UNLIKELY:
        flags.append("inconsistent")
    if repetition_p < PATTERN_UNLIKELY:
        flags.append("pattern")
    lz = (own - float(null.mean())) / max(float(null.std()), 1e-9)
    return Quality(lz, likelihood_p, repetition, repetition_p, pace, tuple(sorted(flags)))


def _evidence(engine: Engine, answers: Ints) -> Floats:
    """Log marginal likelihood of everybody's answers (P,)."""
    singles = len(engine.bank.single_ids)
    found = posterior(engine.bank, answers[:, :singles], answers[:, singles:], TOLERANCE)
    return draw(engine.model, found, POINTS).evidence


def _honest_answers(engine: Engine, columns: Ints) -> Ints:
    """Answers (B, J) of people drawn from the prior to the questions at `columns`; 0 elsewhere."""
    random = np.random.default_rng(SEED)
    traits = random.standard_normal((REPLICATES, len(engine.bank.traits)))
    tables = Selector(engine.bank, engine.model)
    singles = len(engine.bank.single_ids)
    answers = np.zeros((REPLICATES, len(engine.bank.ids)), dtype=np.int64)
    for column in np.sort(columns):
        if column < singles:
            at, nodes, table = traits[:, engine.bank.single_trait[column]], GRID, tables.single_tables[column]
        else:
            first, second = engine.bank.pair_traits[column - singles]
            at, nodes, table = traits[:, second] - traits[:, first], DIFFERENCES, tables.pair_tables[column - singles]
        answers[:, column] = drawn(at, nodes, table, random)
    return answers


def drawn(at: Floats, nodes: Floats, table: Floats, random: np.random.Generator) -> Ints:
    """One answer a person (P,), from the table (V, G) of a question at the person's value."""
    summed = np.cumsum(np.stack([np.interp(at, nodes, row) for row in table], axis=1), axis=1)
    return np.asarray(1 + (random.random(len(at))[:, None] * summed[:, -1:] > summed).sum(axis=1), dtype=np.int64)


def _longest_repetition(answers: Ints) -> Ints:
    """The longest stretch (P,) in which the answers (P, N) repeat with a period of one to five: 33333, 15151, 12345123."""
    best = np.zeros(len(answers), dtype=np.int64)
    for period in range(1, min(LONGEST_PERIOD, answers.shape[1] - 1) + 1):
        current = np.zeros(len(answers), dtype=np.int64)
        for same in (answers[:, period:] == answers[:, :-period]).T:
            current = np.where(same, current + 1, 0)
            best = np.maximum(best, current)
    return best
