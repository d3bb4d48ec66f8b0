"""Signs of careless answering: answers that do not go together, patterns, haste. A gentle note and less confidence, never a refusal.

Whether answers go together is judged by their marginal likelihood against answering at random: of all tests at a given rate of false alarms
that one finds most random answers (Neyman & Pearson 1933). It is standardised like l_z (Drasgow, Levine & Williams 1985), whose textbook
null is far off for few questions of several traits; so the null is simulated: honest people who answer the very same questions. They are
taken one after the other until the verdict is certain, which is a sequential Monte Carlo test (Besag & Clifford 1991, Biometrika 78): once
h of n have answers that go together no better, p is put at h/n; where fewer than h of all 300 have, it is their share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from statistics import median

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import FitModel, log_evidence
from opscareer.engine.items import Bools, Floats, Ints, ItemBank
from opscareer.engine.measurement import posterior
from opscareer.engine.people import answer_all, draw_traits
from opscareer.results.assessment import Quality

HONEST_PEOPLE = 300
BATCH = 50  # honest people at once
NULL_POINTS = 256
NULL_TOLERANCE = 1e-3
SEED = 20_250_417  # fixed: the same answers get the same note
FEWEST_ANSWERS = 10  # with fewer nothing can be said
UNLIKELY = 0.055
ENOUGH_HITS = ceil(UNLIKELY * HONEST_PEOPLE)  # so many say that p is not below UNLIKELY
PATTERN_UNLIKELY = 0.005
LONGEST_PERIOD = 5
HASTY_SECONDS = 1.0
KEPT_SETS = 64  # sets of questions whose null is kept


@dataclass(frozen=True)
class CarelessnessCheck:
    """The check for one pack. The null of a set of questions is simulated once, as far as it is needed."""

    bank: ItemBank
    model: FitModel
    _null: dict[tuple[bytes, int], Floats] = field(default_factory=dict, repr=False, compare=False)

    def quality(self, answers: Answers, order: Sequence[str] = (), seconds: Sequence[float] = (), *, precise: bool = True) -> Quality:
        """Signs of carelessness in one person's answers.

        order: the questions as they were asked; without it patterns are not judged, since by id one role's questions are neighbours
        seconds: response times, when they were measured
        precise: whether the computation of the result converged; this is noted here too, as it makes the result as uncertain
        """
        pace = median(seconds) if seconds else None
        flags = {"hasty"} if pace is not None and pace < HASTY_SECONDS else set()
        if not precise:
            flags.add("imprecise")
        row = self.bank.row(answers.values)
        if np.count_nonzero(row) < FEWEST_ANSWERS:
            return Quality(None, None, None, None, pace, tuple(sorted(flags)))
        lz, likelihood_p = self._likelihood(row)
        repetition, repetition_p = self._repetition(row, order or answers.values)
        if likelihood_p < UNLIKELY:
            flags.add("inconsistent")
        if order and repetition_p < PATTERN_UNLIKELY:
            flags.add("pattern")
        return Quality(lz, likelihood_p, repetition, repetition_p, pace, tuple(sorted(flags)))

    def _likelihood(self, row: Ints) -> tuple[float, float]:
        """The answers' log likelihood, standardised by the honest people taken, and the share of these with no higher one."""
        own, null = float(self._evidence(row)[0]), np.empty(0)
        for start in range(0, HONEST_PEOPLE, BATCH):
            null = np.concatenate([null, self._honest_evidence(row[0] > 0, start)])
            hits = np.flatnonzero(null <= own)
            if len(hits) >= ENOUGH_HITS:
                break
        lz = (own - float(null.mean())) / max(float(null.std()), 1e-9)
        return lz, ENOUGH_HITS / (int(hits[ENOUGH_HITS - 1]) + 1) if len(hits) >= ENOUGH_HITS else len(hits) / HONEST_PEOPLE

    def _repetition(self, row: Ints, order: Iterable[str]) -> tuple[int, float]:
        """The longest repetition in the answers as they were given, and the share of honest people with one as long."""
        columns = [column for question in order if (column := self.bank.index.get(question)) is not None and row[0, column]]
        own = int(_longest_repetition(row[:, columns])[0])
        return own, float((_longest_repetition(self._honest[:, columns]) >= own).mean())

    def _honest_evidence(self, asked: Bools, start: int) -> Floats:
        """Log likelihoods of a batch of honest people who answer the questions `asked` (J,)."""
        key = asked.tobytes(), start
        if key not in self._null:
            if len(self._null) >= KEPT_SETS * HONEST_PEOPLE // BATCH:
                self._null.clear()
            self._null[key] = self._evidence(np.where(asked, self._honest[start : start + BATCH], 0))
        return self._null[key]

    def _evidence(self, answers: Ints) -> Floats:
        return log_evidence(posterior(self.bank, answers, NULL_TOLERANCE), NULL_POINTS)

    @cached_property
    def _honest(self) -> Ints:
        """Answers of people drawn from the prior to every question (300, J)."""
        random = np.random.default_rng(SEED)
        competencies = len(self.model.competencies)
        return answer_all(self.bank, draw_traits(HONEST_PEOPLE, competencies, len(self.bank.traits) - competencies, random), random)


def _longest_repetition(answers: Ints) -> Ints:
    """The longest stretch (P,) in which the answers (P, N) repeat with a period of one to five: 33333, 15151, 12345123."""
    best = np.zeros(len(answers), dtype=np.int64)
    for period in range(1, min(LONGEST_PERIOD, answers.shape[1] - 1) + 1):
        same = answers[:, period:] == answers[:, :-period]
        position = np.arange(same.shape[1])
        last_change = np.maximum.accumulate(np.where(same, -1, position), axis=1)
        best = np.maximum(best, (position - last_change).max(axis=1))
    return best
