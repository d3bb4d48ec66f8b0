"""The documented model once more, slowly: plain Python, `math` and its own loops, nothing of the program.

It is what the engine's figures are held against, so it follows the formulae step by step and is written to be read, not to be fast.
Questions and roles are taken as the pack gives them. `at` is always a list of grid points, `weights` probabilities at those points.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

LEVEL_OF_ZERO = 2.5
INTEREST_SPREAD, CHOICE_SPREAD = 1.5, 1.0
SD_LOG_DISCRIMINATION, SD_THRESHOLD, QUANTILES = 0.2, 0.2, 8
COMPETENCE_SHARE, SURPLUS = 0.4, 0.25

Numbers = Sequence[float]
Model = Callable[[float, tuple[float, ...], float], list[float]]


def grid(nodes: int = 61) -> list[float]:
    return [-5 + 10 * place / (nodes - 1) for place in range(nodes)]


def normal_prior(at: Numbers) -> list[float]:
    heights = [math.exp(-x * x / 2) for x in at]
    return [height / math.fsum(heights) for height in heights]


# --- answers ------------------------------------------------------------------------------------------------------------------------


@cache
def graded(discrimination: float, thresholds: tuple[float, ...], x: float) -> list[float]:
    """P(category | trait x): the differences of neighbouring cumulative logistic curves (Samejima 1969)."""
    at_least = [1.0, *(1 / (1 + math.exp(-discrimination * (x - threshold))) for threshold in thresholds), 0.0]
    return [above - beyond for above, beyond in pairwise(at_least)]


@cache
def averaged(discrimination: float, thresholds: tuple[float, ...], x: float) -> list[float]:
    """The same, averaged over a log-normal factor on the discrimination and a normal shift of all thresholds."""
    scores = [normal_quantile((place + 0.5) / QUANTILES) for place in range(QUANTILES)]
    cases = [
        graded(discrimination * math.exp(SD_LOG_DISCRIMINATION * a), tuple(t + SD_THRESHOLD * b for t in thresholds), x)
        for a in scores
        for b in scores
    ]
    return [math.fsum(category) / len(cases) for category in zip(*cases, strict=True)]


@cache
def normal_quantile(p: float) -> float:
    """Where the standard normal distribution reaches p."""
    return halved(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2, p, -10, 10)


def halved(rising: Callable[[float], float], value: float, low: float, high: float) -> float:
    """Where a rising function reaches a value, by halving."""
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2


def evenly(options: int, spread: float) -> tuple[float, ...]:
    """Thresholds between `options` categories, evenly from -spread to spread; between two categories it is 0."""
    return (0.0,) if options == 2 else tuple(-spread + 2 * spread * place / (options - 2) for place in range(options - 1))


def answer_table(pack: Any, question: Any, at: Numbers, model: Model) -> list[list[float]]:
    """P(option | trait): a row an option, in the pack's order. Of a choice, `at` are the second task's interest less the first's."""
    if question.kind == "interest":
        return columns(model, question.discrimination, evenly(len(pack.scales.interest), INTEREST_SPREAD), at)
    if question.kind == "choice":
        return columns(model, question.discrimination, evenly(len(pack.scales.choice), CHOICE_SPREAD), at)
    levels = sorted({option.level for option in question.options})
    thresholds = tuple((low + high) / 2 - LEVEL_OF_ZERO for low, high in pairwise(levels))
    categories = columns(model, question.discrimination, thresholds, at)
    rows = []
    for option in question.options:
        sharing = sum(other.level == option.level for other in question.options)
        rows.append([value / sharing for value in categories[levels.index(option.level)]])
    return rows


def columns(model: Model, discrimination: float, thresholds: tuple[float, ...], at: Numbers) -> list[list[float]]:
    rows = [list(row) for row in zip(*(model(discrimination, thresholds, x) for x in at), strict=True)]
    return rising(rows) if model is averaged else rows


def rising(rows: list[list[float]]) -> list[list[float]]:
    """The odds of a category against the one below, held level where the average of models lets them fall: in the tails."""
    weights = [[1.0] * len(rows[0])]
    for below, above in pairwise(rows):
        odds = [high / low for low, high in zip(below, above, strict=True)]
        first, last = odds.index(min(odds)), odds.index(max(odds))
        held = [odds[min(max(place, first), last)] for place in range(len(odds))]
        weights.append([weight * value for weight, value in zip(weights[-1], held, strict=True)])
    totals = [math.fsum(column) for column in zip(*weights, strict=True)]
    return [[weight / total for weight, total in zip(row, totals, strict=True)] for row in weights]


# --- one trait ----------------------------------------------------------------------------------------------------------------------


def posteriors(pack: Any, answers: Mapping[str, int], at: Numbers, model: Model = averaged) -> dict[str, list[float]]:
    """Every trait's weights from prior and answers; choices, which bear on two traits, are left out."""
    traits = {item.id: normal_prior(at) for item in pack.competencies}
    traits |= {f"interest.{role.id}": normal_prior(at) for role in pack.roles}
    for question in pack.questions:
        if question.id in answers and question.kind != "choice":
            name = f"interest.{question.measures}" if question.kind == "interest" else question.measures
            row = answer_table(pack, question, at, model)[answers[question.id] - 1]
            traits[name] = [weight * chance for weight, chance in zip(traits[name], row, strict=True)]
    return {name: [weight / math.fsum(weights) for weight in weights] for name, weights in traits.items()}


def expectation(weights: Numbers, values: Numbers) -> float:
    return math.fsum(weight * value for weight, value in zip(weights, values, strict=True))


def mean_and_sd(weights: Numbers, at: Numbers) -> tuple[float, float]:
    mean = expectation(weights, at)
    return mean, math.sqrt(expectation(weights, [(x - mean) ** 2 for x in at]))


def reached(weights: Numbers, at: Numbers, x: float) -> float:
    """P(trait <= x), each point's weight spread evenly over its cell."""
    step = at[1] - at[0]
    return math.fsum(weight * min(1.0, max(0.0, (x - node) / step + 0.5)) for weight, node in zip(weights, at, strict=True))


def quantile(weights: Numbers, at: Numbers, p: float) -> float:
    return halved(lambda x: reached(weights, at, x), p, at[0] - 1, at[-1] + 1)


def level(trait: float) -> float:
    return min(5.0, max(1.0, trait + LEVEL_OF_ZERO))


# --- fit ----------------------------------------------------------------------------------------------------------------------------


def shortfall(role: Any, competency: str, at: Numbers) -> list[float]:
    """u: what each trait value falls short of the level that the role needs (at mid), a surplus counting a quarter."""
    distances = [x - (role.needs[competency].required.mid - LEVEL_OF_ZERO) for x in at]
    return [distance if distance < 0 else SURPLUS * distance for distance in distances]


def mix(pack: Any, at: Numbers) -> tuple[float, float]:
    """Factors on competence and on interest: competence 40% of the variance between roles, variances that average 1."""
    prior = normal_prior(at)

    def covariance(one: Any, other: Any) -> float:
        return math.fsum(
            one.needs[name].weight
            * other.needs[name].weight
            * (
                expectation(prior, [x * y for x, y in zip(shortfall(one, name, at), shortfall(other, name, at), strict=True)])
                - expectation(prior, shortfall(one, name, at)) * expectation(prior, shortfall(other, name, at))
            )
            for name in one.needs
        )

    count = len(pack.roles)
    own = math.fsum(covariance(role, role) for role in pack.roles) / count
    between = own - math.fsum(covariance(one, other) for one in pack.roles for other in pack.roles) / count**2
    ratio = COMPETENCE_SHARE / (1 - COMPETENCE_SHARE) * (1 - 1 / count) / between  # competence² : interest²
    interest = math.sqrt(1 / (1 + ratio * own))
    return math.sqrt(ratio) * interest, interest


def contributions(pack: Any, role: Any, traits: Mapping[str, Numbers], at: Numbers) -> dict[str, float]:
    """Points that each trait adds to the role's fit."""
    competence, interest = mix(pack, at)
    points = {}
    for name, need in role.needs.items():
        values = shortfall(role, name, at)
        points[name] = 10 * competence * need.weight * (expectation(traits[name], values) - expectation(normal_prior(at), values))
    own = f"interest.{role.id}"
    return points | {own: 10 * interest * expectation(traits[own], at)}


def readiness(role: Any, tier: str, traits: Mapping[str, Numbers], at: Numbers) -> float:
    """P(every required level is met); half a level below counts already, and everybody has level 1."""
    met = 1.0
    for name, need in role.needs.items():
        required = getattr(need.required, tier)
        if required > 1:
            met *= 1 - reached(traits[name], at, required - 0.5 - LEVEL_OF_ZERO)
    return met
