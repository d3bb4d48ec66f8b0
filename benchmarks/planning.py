"""How near the choice of units comes to the best there is, and how long it takes."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import perf_counter

from opscareer.engine.plan.knapsack import choose

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "golden"))

INSTANCES = 360
HEAD = ["instances", "worth, of the optimum: mean", "worst", "time, median", "time, longest"]


def rows(instances: int = INSTANCES) -> list[list[str]]:
    """Random instances of 30-60 units against the exact optimum (HiGHS); "not installed" without SciPy."""
    try:
        import budget_oracle
    except ImportError:
        return [["SciPy is not installed", "-", "-", "-", "-"]]
    shares, times = [], []
    for seed in range(instances):
        given = budget_oracle.instance(seed)
        start = perf_counter()
        ids = choose(given.options, given.stretches, given.hours)
        times.append(1000 * (perf_counter() - start))
        best = budget_oracle.optimum(given)
        shares.append(budget_oracle.worth(given, ids) / best if best > 0 else 1.0)
    return [
        [
            str(instances),
            f"{statistics.mean(shares):.4f}",
            f"{min(shares):.3f}",
            f"{statistics.median(times):.0f} ms",
            f"{max(times):.0f} ms",
        ]
    ]


if __name__ == "__main__":
    print(*[" | ".join(row) for row in (HEAD, *rows())], sep="\n")
