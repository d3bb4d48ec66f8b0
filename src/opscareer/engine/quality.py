"""Signs of careless answering, each with its reason. They lower the confidence and change no result.

Each is judged against what chance would do with this very person, so that nobody is a suspect for being able in everything, or for liking
all work alike:

- *Contradictions*: a posterior predictive check of person fit (Gelman, Meng & Stern 1996; Glas & Meijer 2003, Applied Psychological
  Measurement 27). People whose traits are drawn from this person's posterior answer the same questions; p is the share of them whose
  answers are, given their traits, no likelier than this person's.
- *Hard deeds without the easy ones of the same list*: Guttman errors (Meijer 1994, Applied Psychological Measurement 18), pairs of which
  the harder alone is ticked. Given how many are ticked, which ones does not depend on the trait (Andersen 1977): the null is exact.
- *Repetition on the screen*. Where options are shuffled a place means nothing, so that the same places again and again are judged against
  other shuffles. Elsewhere equal answers are natural for somebody consistent: there only a sequence counts that changes and comes back,
  with a period of two to five, judged against the people drawn.
- *Haste*: more than half of the answers came faster than anybody reads.
- *The highest claim everywhere*: nothing here can check it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from statistics import median

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.fit import State
from opscareer.engine.items import LEAST_PROBABILITY, Bools, Floats, Ints, ItemBank
from opscareer.engine.people import chances, draw_alike, drawn
from opscareer.frozen import frozen
from opscareer.pack.kinds.scale import CountItem
from opscareer.pack.model import Pack, Text
from opscareer.results.assessment import Flag, Quality

PEOPLE = 400
SEED = 20_250_417  # fixed: the same answers get the same flags
FEWEST_ANSWERS = 10  # with fewer nothing can be said
CONTRADICTORY, GUTTMAN, PATTERN = 0.05, 0.01, 0.005  # p below which a sign is a flag; of patterns there are two kinds
LONGEST_PERIOD = 5
HIGHEST_CLAIM, FEWEST_LISTS = 0.9, 4  # a share of all deeds, in so many lists
CHARACTERS_A_SECOND, WORDS_A_SECOND = 20.0, 12.0
"""What nobody reads: three times the usual speed of Chinese and English (Brysbaert 2019, Journal of Memory and Language 109)."""
SD_DEED = 0.7  # how far an author misses the difficulty of a single deed
AUTHORS = 32


@frozen
class CarelessnessCheck:
    """The check for one pack, by question id.

    reading: seconds that reading a question takes at the least
    lists: the lists of deeds
    places: how many options the screen shows
    shuffled: the questions whose options it shuffles
    """

    bank: ItemBank
    reading: Mapping[str, float]
    lists: Mapping[str, CountItem]
    places: Mapping[str, int]
    shuffled: frozenset[str]

    @classmethod
    def of(cls, pack: Pack, bank: ItemBank) -> "CarelessnessCheck":
        items = {question.id: question.item(pack.scales) for question in pack.questions}
        return cls(
            bank,
            {question.id: _least_seconds((question.text, *question.compared, *question.own_options)) for question in pack.questions},
            {name: item for name, item in items.items() if isinstance(item, CountItem)},
            {question.id: len(pack.options(question)) for question in pack.questions},
            frozenset(question.id for question in pack.questions if question.shuffled),
        )

    def quality(
        self, answers: Answers, state: State, seconds: Mapping[str, float], positions: Mapping[str, Sequence[int]], *, meant: bool = False
    ) -> Quality:
        """Signs of carelessness in one person's answers.

        state: what the answers say
        seconds: response times by question, as far as they were measured
        positions: places on the screen, from 1, of what was chosen, by question in the order asked, as far as they are known
        meant: whether the person has said that the answers are meant so
        """
        found = self._signs(answers, state, positions) if len(answers) >= FEWEST_ANSWERS else Quality()
        imprecise = () if state.precise[0] else (Flag("imprecise"),)
        flags = (*self._haste(seconds), *found.flags, *self._highest_claim(answers), *imprecise)
        return replace(found, median_seconds=median(seconds.values()) if seconds else None, flags=flags, meant=meant)

    def pace(self, seconds: Mapping[str, float]) -> float | None:
        """The middle one of the response times as shares of what reading takes at the least; None where too few were measured."""
        shares = [spent / self.reading[question] for question, spent in seconds.items() if question in self.reading]
        return median(shares) if len(shares) >= FEWEST_ANSWERS else None

    def _haste(self, seconds: Mapping[str, float]) -> Iterator[Flag]:
        pace = self.pace(seconds)
        if pace is not None and pace < 1:
            fast = sum(spent < self.reading.get(question, 0.0) for question, spent in seconds.items())
            yield Flag("hasty", {"count": fast, "total": len(seconds)})

    def _highest_claim(self, answers: Answers) -> Iterator[Flag]:
        """Nearly all deeds of all lists."""
        ticked = {question: len(value) for question, value in answers.values.items() if isinstance(value, tuple)}
        count, total = sum(ticked.values()), sum(self.places[question] for question in ticked)
        if len(ticked) >= FEWEST_LISTS and count >= HIGHEST_CLAIM * total:
            yield Flag("unchecked", {"count": count, "total": total})

    def _signs(self, answers: Answers, state: State, positions: Mapping[str, Sequence[int]]) -> Quality:
        """What the answers themselves show."""
        random = np.random.default_rng(SEED)
        fit_p, alike = self._person_fit(state, random)
        lists = [(self.lists[name], value) for name, value in answers.values.items() if isinstance(value, tuple)]
        guttman, guttman_p = _guttman(lists)
        without_easier = sum(_errors(item, ticks) > 0 for item, ticks in lists)
        chosen = {name: places for name, places in positions.items() if name in alike and 0 < len(places) < self.places[name]}
        sequence, sequence_p = self._sequence(chosen, alike, random)
        shuffled = {name: places for name, places in chosen.items() if name in self.shuffled}
        same, same_p = self._same_places(shuffled, random)
        signs = (
            (same_p < PATTERN, Flag("pattern", {"count": same, "total": len(shuffled)}, "places")),
            (sequence_p < PATTERN, Flag("pattern", way="sequence")),
            (fit_p < CONTRADICTORY, Flag("inconsistent", {"count": round(fit_p * (PEOPLE + 1)) - 1, "total": PEOPLE})),
            (guttman_p < GUTTMAN, Flag("guttman", {"count": without_easier, "total": len(lists)})),
        )
        repetition_p, repetition = min((sequence_p, sequence), (same_p, same))
        return Quality(fit_p, guttman, guttman_p, repetition, repetition_p, flags=tuple(flag for stands_out, flag in signs if stands_out))

    # --- against people like this one

    def _person_fit(self, state: State, random: np.random.Generator) -> tuple[float, Mapping[str, Ints]]:
        """p of the person's answers, and what the people drawn answered to the same questions, by question (P,)."""
        traits, on_scale = draw_alike(state, PEOPLE, random)
        given, own, theirs, everybody = state.posterior.answers[0], np.zeros(PEOPLE), np.zeros(PEOPLE), np.arange(PEOPLE)
        replies = {}
        for question in np.flatnonzero(given).tolist():
            likely = chances(self.bank, question, traits, on_scale)
            reply = replies[self.bank.ids[question]] = drawn(likely, random)
            logs = np.log(np.maximum(likely, LEAST_PROBABILITY))
            own += logs[given[question] - 1]
            theirs += logs[reply - 1, everybody]
        return _share(theirs <= own), replies

    def _sequence(self, chosen: Mapping[str, Sequence[int]], alike: Mapping[str, Ints], random: np.random.Generator) -> tuple[int, float]:
        """How often a sequence of places comes back at most, counted in changes, and the p of that."""
        if len(chosen) <= LONGEST_PERIOD:
            return 0, 1.0
        own = int(_repeated_changes(_marks(chosen.values())[None])[0])
        theirs = np.stack([self._places_of(name, alike[name], random) for name in chosen], axis=1)
        return own, _share(_repeated_changes(theirs) >= own)

    def _places_of(self, question: str, replies: Ints, random: np.random.Generator) -> Ints:
        """Where on the screen the people drawn would have chosen (P,)."""
        if question not in self.shuffled:
            return np.asarray(1 << replies)
        return _shuffled(self.places[question], replies - 1 if question in self.lists else np.ones_like(replies), random)

    # --- against other shuffles

    def _same_places(self, shuffled: Mapping[str, Sequence[int]], random: np.random.Generator) -> tuple[int, float]:
        """How often the same places were chosen at most, and the p of that."""
        if not shuffled:
            return 0, 1.0
        own = int(_most_equal(_marks(shuffled.values())[None])[0])
        theirs = [_shuffled(self.places[name], np.full(PEOPLE, len(places)), random) for name, places in shuffled.items()]
        return own, _share(_most_equal(np.stack(theirs, axis=1)) >= own)


def _share(worse: Bools) -> float:
    """p of a Monte Carlo test: the person is one of those who are no better (Davison & Hinkley 1997, 4.2)."""
    return float((worse.sum() + 1) / (len(worse) + 1))


def _least_seconds(texts: Sequence[Text]) -> float:
    """What reading takes at the least, in the language that is faster to read."""
    characters, words = sum(len(text.zh) for text in texts), sum(len(text.en.split()) for text in texts)
    return min(characters / CHARACTERS_A_SECOND, words / WORDS_A_SECOND)


# --- places on the screen, as the bits of a number


def _marks(places: Iterable[Sequence[int]]) -> Ints:
    """Places of several questions (N,)."""
    return np.array([sum(1 << place for place in chosen) for chosen in places], dtype=np.int64)


def _shuffled(options: int, counts: Ints, random: np.random.Generator) -> Ints:
    """So many places of a screen for each person (P,), any of them as likely as any other."""
    ranks = random.random((len(counts), options)).argsort(axis=1).argsort(axis=1)
    return np.asarray(((ranks < counts[:, None]) << np.arange(1, options + 1)).sum(axis=1))


def _repeated_changes(marks: Ints) -> Ints:
    """Changes in the longest stretch (P,) of the places (P, N) that repeats with a period of two to five: 15151, 123123."""
    most = np.zeros(len(marks), dtype=np.int64)
    changed = marks[:, 1:] != marks[:, :-1]
    for period in range(2, min(LONGEST_PERIOD, marks.shape[1] - 1) + 1):
        same = marks[:, period:] == marks[:, :-period]
        changes = (same & changed[:, period - 1 :]).cumsum(axis=1)
        before = np.maximum.accumulate(np.where(same, 0, changes), axis=1)
        most = np.maximum(most, (changes - before).max(axis=1))
    return most


def _most_equal(marks: Ints) -> Ints:
    """How often the most frequent of the places (P, N) is chosen (P,)."""
    return np.asarray((marks[:, :, None] == marks[:, None]).sum(axis=2).max(axis=1))


# --- deeds


def _guttman(lists: Sequence[tuple[CountItem, tuple[int, ...]]]) -> tuple[int, float]:
    """Guttman errors in all lists, and the probability of as many, given how many deeds of each are ticked."""
    errors, distribution = 0, np.ones(1)
    for item, ticks in lists:
        errors += _errors(item, ticks)
        distribution = np.convolve(distribution, _errors_by_chance(item, len(ticks)))
    return errors, min(1.0, float(distribution[errors:].sum()))


def _errors(item: CountItem, ticks: Sequence[int]) -> int:
    """Pairs of which the harder deed is ticked and the easier is not."""
    done = {number - 1 for number in ticks}
    left = [level for number, level in enumerate(item.difficulties) if number not in done]
    return sum(level < item.difficulties[number] for number in done for level in left)


@lru_cache(maxsize=1024)
def _errors_by_chance(item: CountItem, count: int) -> Floats:
    """P(so many errors) where `count` deeds are ticked, averaged over authors who miss the difficulty of every deed."""
    difficulties = np.array(item.difficulties)
    missed = difficulties + SD_DEED * np.random.default_rng(SEED).standard_normal((AUTHORS, len(difficulties)))
    patterns = list(combinations(range(len(difficulties)), count))
    weights = np.exp(-item.discrimination * np.array([missed[:, list(pattern)].sum(axis=1) for pattern in patterns]))
    likely = (weights / weights.sum(axis=0)).mean(axis=1)
    errors = [_errors(item, [number + 1 for number in pattern]) for pattern in patterns]
    return np.asarray(np.bincount(errors, weights=likely), dtype=np.float64)
