"""Which question next, and when to stop: once the best few questions left are not worth their price (prospects.py), or at most so many.

Floors come first: what is asked of everybody, and then what follows the person.
"""

from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from math import log

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.fit import State, draw
from opscareer.engine.items import GRID, Bools, Floats, Ints
from opscareer.engine.measurement import deviations, posterior
from opscareer.engine.prospects import LEAST_VARIANCE, Prospects, shares_on_scale
from opscareer.engine.rules import DEFAULT, Next, Rules
from opscareer.frozen import frozen

ASKING_POINTS = 1024
ASKING_TOLERANCE = 1e-6
DIGITS = 12  # so that ties are ties on every machine
AS_GOOD = 0.97  # of the largest gain: questions worth that much are drawn from
IN_THE_RUNNING = 0.05  # P(best) of a role whose interest deserves more than one answer
CLAIM = 1.0  # standard deviations above the average: a claim that is met with a judgement
CHECKED = 2  # claims, the highest ones
ALIKE = 0.8  # standard deviations between the interest most and least liked: less than chance makes of most equal ones
ALIKE_AFTER = 3  # answers beyond the least
LASTING = 6.0  # questions after which what the next ones are worth has fallen to 1/e, as a rule
SURE = 0.45  # posterior standard deviation, in levels, of a competency measured again: with less, a rise of a level and a half shows
FEWEST_LISTS = 3  # about a competency measured again


@frozen
class Selector:
    """The rule for one pack, over P people at once. `asked` (P, J) is true where a question was asked."""

    engine: Engine
    rules: Rules = DEFAULT

    # --- one person

    def step(self, answers: Answers, asked: Collection[str], seed: int) -> Next | None:
        """One person's next question; None where there is enough."""
        prospects, mask = Prospects(self.engine.model, self._state(answers)), self.engine.bank.mask(asked)[None]
        chosen = int(self._choose(prospects, mask, [seed])[0])
        return None if chosen < 0 else Next(self.engine.bank.ids[chosen], self._left(prospects, mask))

    def _state(self, answers: Answers) -> State:
        bank = self.engine.bank
        return draw(self.engine.model, posterior(bank, bank.row(answers.values), ASKING_TOLERANCE), ASKING_POINTS)

    def _left(self, prospects: Prospects, asked: Bools) -> int:
        """At least 1 and at most what the rules allow. Before the floors are met nobody knows."""
        number = int(asked.sum())
        room = max(1, min(self.rules.most, len(self.engine.bank.ids)) - number)
        if self.rules.price < 0 or self.missing(prospects.state, asked).any():
            return room
        worth = float(prospects.value(asked)[0])
        further = LASTING * log(max(worth / max(self.rules.price, LEAST_VARIANCE), 1.0))
        return min(room, max(1, self.rules.least - number, 2 + round(further)))

    # --- many people

    def by_gain(self, state: State, asked: Bools) -> Ints:
        """The question of the largest gain (P,), without floors or an end."""
        return self._largest(Prospects(self.engine.model, state).gains, ~asked, np.zeros(len(asked), dtype=np.int64))

    def choose(self, state: State, asked: Bools, seeds: Sequence[int]) -> Ints:
        """The next question of each person (P,), -1 where there is enough. Floors come first: what they tell guides the rest."""
        return self._choose(Prospects(self.engine.model, state), asked, seeds)

    def _choose(self, prospects: Prospects, asked: Bools, seeds: Sequence[int]) -> Ints:
        state = prospects.state
        missing = self.missing(state, asked)
        lacking = np.asarray(missing.any(axis=1))
        answered = (state.posterior.answers > 0).sum(axis=1)
        enough = np.asarray(~lacking & (answered >= self.rules.least))
        if self.rules.price >= 0 and enough.any():
            indifferent = self.alike(state) & (answered >= self.rules.least + ALIKE_AFTER)
            enough &= indifferent | (prospects.value(asked) <= self.rules.price)
        allowed = ~asked & (~lacking[:, None] | (self._first(missing).astype(np.int64) @ self._covers > 0))
        ends = enough | (asked.sum(axis=1) >= self.rules.most) | ~allowed.any(axis=1)
        chosen = self._largest(prospects.gains, allowed, np.asarray(seeds))
        return np.where(ends, -1, self._by_facet(chosen, allowed, state.p_best.argmax(axis=1), np.asarray(seeds)))

    def alike(self, state: State) -> Bools:
        """Whether a person likes the work of all roles alike, as far as the answers tell (P,): then that is the answer, and choosing any
        loses little. What the questions could still tell apart would be small."""
        interests = state.posterior.mean()[:, len(self.engine.model.competencies) :]
        return np.asarray(interests.max(axis=1) - interests.min(axis=1) <= ALIKE)

    # --- floors: lists about each competency, answers about each interest, ratings of each role's tasks, judgements of each competency

    def missing(self, state: State, asked: Bools) -> Ints:
        """How many answers each floor still lacks (P, floors), as far as there are questions left. A question skipped fills no floor.

        What is asked of everybody comes first; it shows who leads, and then the leader's weightiest competencies and interest get more,
        and what a person claims most gets a judgement.
        """
        answered = (state.posterior.answers > 0).astype(np.int64)
        have, left = answered @ self._covers.T, (~asked).astype(np.int64) @ self._covers.T
        wanted = np.zeros_like(have)
        lists, interests, ratings, judgements = self._floors
        most, second, each = self.rules.lists
        wanted[:, lists] = each
        wanted[:, interests] = np.where(state.p_best >= IN_THE_RUNNING, self.rules.interests, min(1, self.rules.interests))
        settled = np.flatnonzero(~(np.clip(wanted - have, 0, left) > 0).any(axis=1))
        leader = state.p_best[settled].argmax(axis=1)
        by_weight = self.engine.model.by_weight[leader]
        for place, count in ((1, second), (0, most)):
            if by_weight.shape[1] > place:
                wanted[settled, by_weight[:, place]] = count
        wanted[settled, ratings.start + leader] = self.rules.ratings
        levels = np.where(have[:, lists] > 0, state.posterior.on_scale[:, lists] @ GRID, -np.inf)
        highest = np.sort(levels, axis=1)[:, -CHECKED:][:, :1]
        wanted[:, judgements] = (levels >= np.maximum(highest, CLAIM)) & self.rules.checks
        return np.asarray(np.clip(wanted - have, 0, left))

    def _first(self, missing: Ints) -> Bools:
        """The floors to fill now (P, floors): interests before all else, so that the lists can follow what the person likes."""
        interests = np.zeros(missing.shape[1], dtype=bool)
        interests[self._floors[1]] = True
        return np.asarray((missing > 0) & (interests | ~np.asarray((missing[:, interests] > 0).any(axis=1))[:, None]))

    @cached_property
    def _floors(self) -> tuple[slice, slice, slice, slice]:
        """Where the floors are: lists of each competency, answers about each interest, ratings of each, judgements of each competency."""
        competencies, roles = len(self.engine.model.competencies), len(self.engine.model.roles)
        ends = np.cumsum([competencies, roles, roles, competencies]).tolist()
        return slice(0, ends[0]), slice(ends[0], ends[1]), slice(ends[1], ends[2]), slice(ends[2], ends[3])

    @cached_property
    def _covers(self) -> Ints:
        """(floors, J): 1 where a question fills a floor."""
        bank, competencies = self.engine.bank, len(self.engine.model.competencies)
        of_competency, of_interest = np.split(bank.bears_on.T, [competencies])
        single = np.arange(len(bank.ids)) < bank.singles
        return np.concatenate([of_competency * bank.counted, of_interest, of_interest * single, of_competency * ~bank.counted])

    def _by_facet(self, chosen: Ints, allowed: Bools, leader: Ints, seeds: Ints) -> Ints:
        """The questions chosen (P,); a list of deeds gives way to that of the same competency whose facet the leading role names first."""
        bank = self.engine.bank
        same = bank.counted[chosen][:, None] & bank.counted & (bank.bears_on[chosen] @ bank.bears_on.T > 0)
        same[np.arange(len(chosen)), chosen] = True
        ranks = np.array([lot(int(seed), bank.ids) for seed in seeds])
        order = self.engine.named[leader] * len(bank.ids) + ranks
        return np.asarray(np.where(same & allowed, order, order.max() + 1).argmin(axis=1))

    def _largest(self, gains: Floats, allowed: Bools, seeds: Ints) -> Ints:
        """The question of the largest gain (P,) of those allowed (P, J), or one about as good: drawn by seed, so that all are used."""
        gains = np.where(allowed, np.round(gains, DIGITS), -np.inf)
        best = gains >= AS_GOOD * gains.max(axis=1, keepdims=True)
        ranks = np.array([lot(int(seed), self.engine.bank.ids) for seed in seeds])
        return np.asarray(np.where(best, ranks, len(self.engine.bank.ids)).argmin(axis=1))


@lru_cache(maxsize=4096)
def lot(seed: int, ids: tuple[str, ...]) -> tuple[int, ...]:
    """The place of each question in an order drawn by seed, the same on every machine."""
    drawn = sorted(range(len(ids)), key=lambda index: sha256(f"{seed}:{ids[index]}".encode()).digest())
    places = [0] * len(ids)
    for place, index in enumerate(drawn):
        places[index] = place
    return tuple(places)


@frozen
class Recheck:
    """At a checkpoint only the competencies that a person worked on are asked about again, whatever the roles make of them.

    The next question is the one that is expected to take most off the variance of what it measures; it ends once every estimate is sure
    enough, or nothing is left to ask.
    """

    engine: Engine
    competencies: tuple[str, ...]

    @cached_property
    def questions(self) -> frozenset[str]:
        """The questions that may be asked."""
        bank = self.engine.bank
        traits = [index for index, trait in enumerate(bank.traits) if trait.kind == "competency" and trait.of in self.competencies]
        return frozenset(bank.ids[index] for index in np.flatnonzero(bank.bears_on[:, traits].any(axis=1)))

    def next(self, answers: Answers, asked: Collection[str]) -> str | None:
        """The next question, from the answers given at this checkpoint; None where that is enough."""
        bank, posterior = self.engine.bank, self.engine.posterior(answers)
        singles = slice(bank.singles)
        was_asked, bears = bank.mask(asked)[singles], bank.bears_on[singles]
        sd = deviations(posterior.on_scale[0])
        lacking = ((was_asked & bank.counted[singles]) @ bears < FEWEST_LISTS) | (sd > SURE)
        left = np.flatnonzero(bank.mask(self.questions)[singles] & ~was_asked & (bears @ lacking > 0))
        drops = np.round(shares_on_scale(posterior)[0] * (bears @ sd**2), DIGITS)
        return min((bank.ids[index] for index in left), key=lambda question: (-drops[bank.index[question]], question), default=None)


def merge_answers(before: Answers, now: Answers, questions: Collection[str]) -> Answers:
    """The answers that hold after a checkpoint: to `questions` only what was said now, to all others what was said before."""
    kept = {question: value for question, value in before.values.items() if question not in questions}
    return Answers({**kept, **now.values})
