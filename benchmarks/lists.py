"""What a list of deeds tells: the error that the program states against the one that it makes, where facets of a competency differ.

Everybody has a competency, and every facet deviates from it. Deeds discriminate at TRUE; the program is told CLAIMED.
"""

from __future__ import annotations

import numpy as np

from opscareer.engine.items import GRID, PRIOR, counts
from opscareer.engine.measurement import deviations
from opscareer.pack.kinds.scale import trait_of_level

PEOPLE = 6000
LEVELS = (1.3, 1.8, 2.3, 2.9, 3.4, 3.9, 4.4)
FACETS_DIFFER = 0.5  # standard deviation, in levels
TRUE = 1.5
CLAIMED = (1.0, 1.5)
MOST = 4
HEAD = ["lists", *(f"a = {claimed}: {what}" for claimed in CLAIMED for what in ("stated error", "true error"))]


def rows() -> list[list[str]]:
    """The stated error is the mean posterior standard deviation, the true one the root mean square of estimate less truth, in levels."""
    random = np.random.default_rng(1)
    difficulties = np.array([trait_of_level(level) for level in LEVELS])
    traits = random.standard_normal(PEOPLE)
    facets = traits[:, None] + FACETS_DIFFER * random.standard_normal((PEOPLE, MOST))
    chances = 1 / (1 + np.exp(-TRUE * (facets[..., None] - difficulties)))
    done = (random.random(chances.shape) < chances).sum(axis=-1)
    tables = {claimed: np.log(counts(np.array([claimed]), difficulties[None], GRID)[0]) for claimed in CLAIMED}
    return [[str(lists), *_errors(tables, done[:, :lists], traits)] for lists in range(1, MOST + 1)]


def _errors(tables: dict[float, np.ndarray], done: np.ndarray, traits: np.ndarray) -> list[str]:
    found = []
    for table in tables.values():
        logs = np.log(PRIOR) + table[done].sum(axis=1)
        mass = np.exp(logs - logs.max(axis=1, keepdims=True))
        mass /= mass.sum(axis=1, keepdims=True)
        found += [deviations(mass).mean(), np.sqrt(((mass @ GRID - traits) ** 2).mean())]
    return [f"{error:.2f}" for error in found]


if __name__ == "__main__":
    for row in (HEAD, *rows()):
        print(*row, sep=" | ")
