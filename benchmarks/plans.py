"""How near the choice of units comes to the best there is, and how long it takes."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import perf_counter

from opscareer.engine.plan.knapsack import choose

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "golden"))

INSTANCES = 360
HEAD = ["worth", "instances", "of the optimum: mean", "worst", "time, median", "time, longest"]


def rows(instances: int = INSTANCES) -> list[list[str]]:
    """Random instances of 30-60 units against the exact optimum (HiGHS); "not installed" without SciPy."""
    try:
        import budget_oracle
    except ImportError:
        return [["SciPy is not installed", "-", "-", "-", "-", "-"]]
    found = []
    for steps in (False, True):
        shares, times = [], []
        for seed in range(instances):
            plain = budget_oracle.instance(seed)
            given = budget_oracle.with_steps(plain, seed) if steps else plain
            start = perf_counter()
            ids = choose(given)
            times.append(1000 * (perf_counter() - start))
            shares.append(budget_oracle.share(given, ids))
        found.append(
            [
                "ground, below the steps of a plan" if steps else "ground alone",
                str(instances),
                f"{statistics.mean(shares):.4f}",
                f"{min(shares):.3f}",
                f"{statistics.median(times):.0f} ms",
                f"{max(times):.0f} ms",
            ]
        )
    return found


if __name__ == "__main__":
    print(*[" | ".join(row) for row in (HEAD, *rows())], sep="\n")
