"""Recorded answers as classical test theory looks at them: shares of options, item-rest correlations, coefficient alpha."""

from collections.abc import Sequence

import numpy as np

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.engine.items import DIFFERENCES, GRID, PRIOR, Floats, Ints, fallible, graded, item_table
from opscareer.engine.measurement import posterior
from opscareer.pack.kinds.scale import CountItem, EngineItem
from opscareer.pack.model import Pack
from opscareer.results.evaluation import OptionShare, QuestionReplay, TraitReplay

FEWEST = 10  # people: with fewer a correlation is not worth a figure
BEYOND = 3.5  # standard errors: of some five hundred options chance alone takes hardly one so far
RESAMPLES = 500
BOUNDS = (0.025, 0.975)
DIFFERENCE_PRIOR: Floats = np.exp(-(DIFFERENCES**2) / 4) / np.exp(-(DIFFERENCES**2) / 4).sum()


def of_questions(pack: Pack, engine: Engine, responses: Sequence[Answers], answers: Ints) -> tuple[QuestionReplay, ...]:
    """Every question that was answered, those furthest from what was expected first."""
    together = item_rest(engine, standardized(scores(pack, engine, answers)))
    found = [
        _question(pack, engine, question, given, together[column])
        for column, question in enumerate(engine.bank.ids)
        if (given := [person.values[question] for person in responses if question in person.values])
    ]
    return tuple(sorted(found, key=lambda question: (not question.beyond_chance, -question.difference, question.id)))


def _question(pack: Pack, engine: Engine, question: str, given: Sequence[int | tuple[int, ...]], together: float | None) -> QuestionReplay:
    chances = option_chances(pack.question[question].item(pack.scales))
    expected = chances @ (PRIOR if chances.shape[1] == len(GRID) else DIFFERENCE_PRIOR)
    chosen = np.zeros(len(expected))
    for value in given:
        chosen[np.atleast_1d(np.array(value, dtype=np.int64)) - 1] += 1
    observed = chosen / len(given)
    off = np.abs(observed - expected)
    chance = BEYOND * np.sqrt(expected * (1 - expected) / len(given)) + 1 / (2 * len(given))
    options = map(OptionShare, range(1, len(expected) + 1), observed.tolist(), expected.tolist())
    return QuestionReplay(question, len(given), together, float(off.max()), bool((off > chance).any()), tuple(options))


def option_chances(item: EngineItem) -> Floats:
    """P(option is chosen, or deed ticked | trait) (V, G), or of two traits by their difference (V, 2G-1)."""
    if not isinstance(item, CountItem):
        return item_table(item)
    factors, shifts = fallible(item)
    slopes = item.discrimination * factors
    return np.array([graded(slopes, (difficulty + shifts)[:, None], GRID)[:, 1].mean(axis=0) for difficulty in item.difficulties])


# --- do the questions about a trait go together?


def scores(pack: Pack, engine: Engine, answers: Ints) -> Floats:
    """What each answer counts (P, J): the category of the option, or how many deeds were done; NaN where unanswered."""
    found = np.full(answers.shape, np.nan)
    for column, question in enumerate(engine.bank.ids):
        item, given = pack.question[question].item(pack.scales), answers[:, column] > 0
        counts = np.arange(engine.bank.options[column]) if isinstance(item, CountItem) else np.array(item.categories)
        found[given, column] = counts[answers[given, column] - 1]
    return found


def standardized(scores: Floats) -> Floats:
    """Each question's scores with mean 0 and variance 1 over those who answered it; NaN also where all answered alike."""
    given = ~np.isnan(scores)
    people = np.maximum(given.sum(axis=0), 1)
    centred = np.where(given, scores - np.where(given, scores, 0.0).sum(axis=0) / people, 0.0)
    sd = np.sqrt((centred**2).sum(axis=0) / people)
    return np.where(given & (sd > 0), centred / np.where(sd > 0, sd, 1.0), np.nan)


def item_rest(engine: Engine, standard: Floats) -> list[float | None]:
    """The correlation of each question with the mean of the others about the same trait; of a choice with the difference of two means."""
    bank = engine.bank
    given = ~np.isnan(standard[:, : bank.singles])
    filled, bears = np.where(given, standard[:, : bank.singles], 0.0), bank.bears_on[: bank.singles]
    totals: Floats = filled @ bears
    counts: Floats = given.astype(float) @ bears
    rest = _mean(totals[:, bank.single_trait] - filled, counts[:, bank.single_trait] - given)
    means = _mean(totals, counts)
    first, second = bank.pair_traits.T
    rest = np.concatenate([rest, means[:, second] - means[:, first]], axis=1)
    return [_correlation(*pair) for pair in zip(standard.T, rest.T, strict=True)]


def _mean(totals: Floats, counts: Floats) -> Floats:
    return np.where(counts > 0, totals / np.maximum(counts, 1), np.nan)


def _correlation(one: Floats, other: Floats) -> float | None:
    known = ~np.isnan(one) & ~np.isnan(other)
    if known.sum() < FEWEST or not one[known].std() * other[known].std():
        return None
    return float(np.corrcoef(one[known], other[known])[0, 1])


def of_traits(pack: Pack, engine: Engine, answers: Ints, seed: int) -> tuple[TraitReplay, ...]:
    """Every trait: where the people stand, and the reliability of the answers about it."""
    bank, standard = engine.bank, standardized(scores(pack, engine, answers))
    estimates = posterior(bank, answers).mean()
    found = []
    for number, trait in enumerate(bank.traits):
        bears = bank.bears_on[:, number].astype(bool)
        known = estimates[(answers[:, bears] > 0).any(axis=1), number]
        own = np.flatnonzero(bears[: bank.singles])
        complete = np.flatnonzero((answers[:, own] > 0).all(axis=1)) if len(own) else own
        about = standard[complete][:, own]
        varied = about[:, ~np.isnan(about).any(axis=0)]
        alpha, interval = _alpha(varied, np.random.default_rng([seed, number]))
        mean, sd = (float(known.mean()), float(known.std())) if len(known) else (None, None)
        found.append(TraitReplay(trait, len(own), len(complete), mean, sd, alpha, interval))
    return tuple(found)


def _alpha(standard: Floats, random: np.random.Generator) -> tuple[float | None, tuple[float, float] | None]:
    """Coefficient alpha (Cronbach 1951) of standardised answers (P, items), and its bootstrap interval."""
    if len(standard) < FEWEST or standard.shape[1] < 2:
        return None, None
    drawn = [coefficient_alpha(standard[random.integers(0, len(standard), len(standard))]) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, BOUNDS).tolist()
    return coefficient_alpha(standard), (low, high)


def coefficient_alpha(answers: Floats) -> float:
    """k/(k-1) · (1 - sum of the questions' variances / variance of their sum), of answers (P, k); 0 where the sum does not vary."""
    questions, total = answers.shape[1], float(answers.sum(axis=1).var())
    return questions / (questions - 1) * (1 - float(answers.var(axis=0).sum()) / total) if total > 0 else 0.0
