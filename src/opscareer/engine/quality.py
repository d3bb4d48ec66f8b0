"""Signs of careless answering: answers that do not go together, patterns, haste. A gentle note and less confidence, never a refusal.

Whether answers go together is judged by their marginal likelihood against answering at random: of all tests at a given rate of false alarms
that one finds most random answers (Neyman & Pearson 1933). It is standardised like l_z (Drasgow, Levine & Williams 1985), whose textbook
null is far off for few questions of several traits; so the null is simulated: honest people who answer the very same questions.
"""

from collections.abc import Sequence
from statistics import median

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import FitModel, draw
from opscareer.engine.measurement import Floats, Ints, ItemBank, posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.results import Quality

REPLICATES = 300
POINTS = 256
SEED = 20_250_417  # fixed: the same answers get the same note
TOLERANCE = 1e-3
FEWEST = 10  # answers; with fewer nothing can be said
UNLIKELY = 0.055
PATTERN_UNLIKELY = 0.005
LONGEST_PERIOD = 5
HASTY_SECONDS = 1.0


def quality(bank: ItemBank, model: FitModel, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = ()) -> Quality:
    """Signs of carelessness in one person's answers.

    `order`: the questions as they were asked; without it patterns are not judged, since by id one role's questions stand together.
    `seconds`: response times, when they were measured.
    """
    pace = median(seconds) if seconds else None
    flags = ["hasty"] if pace is not None and pace < HASTY_SECONDS else []
    if len(answers) < FEWEST:
        return Quality(None, None, None, None, pace, tuple(flags))
    columns = np.array([bank.ids.index(name) for name in (order or answers.values) if name in answers])
    observed = np.concatenate(bank.rows(answers.values), axis=1)
    honest = _honest_answers(bank, len(model.competencies), columns)
    null, own = _evidence(bank, model, honest), float(_evidence(bank, model, observed)[0])
    repetitions, repetition = _longest_repetition(honest[:, columns]), int(_longest_repetition(observed[:, columns])[0])
    likelihood_p = float((null <= own).mean())
    repetition_p = float((repetitions >= repetition).mean())
    if likelihood_p < UNLIKELY:
        flags.append("inconsistent")
    if order and repetition_p < PATTERN_UNLIKELY:
        flags.append("pattern")
    lz = (own - float(null.mean())) / max(float(null.std()), 1e-9)
    return Quality(lz, likelihood_p, repetition, repetition_p, pace, tuple(sorted(flags)))


def _evidence(bank: ItemBank, model: FitModel, answers: Ints) -> Floats:
    """Log marginal likelihood of everybody's answers (P,)."""
    singles = len(bank.single_ids)
    found = posterior(bank, answers[:, :singles], answers[:, singles:], TOLERANCE)
    return draw(model, found, POINTS).evidence


def _honest_answers(bank: ItemBank, competencies: int, columns: Ints) -> Ints:
    """Answers (B, J) of people drawn from the prior to the questions at `columns`; 0 elsewhere."""
    random = np.random.default_rng(SEED)
    answers = answer_all(bank, draw_traits(REPLICATES, competencies, len(bank.traits) - competencies, random), random)
    asked = np.zeros(answers.shape[1], dtype=bool)
    asked[columns] = True
    return np.where(asked, answers, 0)


def _longest_repetition(answers: Ints) -> Ints:
    """The longest stretch (P,) in which the answers (P, N) repeat with a period of one to five: 33333, 15151, 12345123."""
    best = np.zeros(len(answers), dtype=np.int64)
    for period in range(1, min(LONGEST_PERIOD, answers.shape[1] - 1) + 1):
        current = np.zeros(len(answers), dtype=np.int64)
        for same in (answers[:, period:] == answers[:, :-period]).T:
            current = np.where(same, current + 1, 0)
            best = np.maximum(best, current)
    return best
