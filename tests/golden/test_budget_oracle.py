"""The choice under a budget of hours against the true optimum."""

from types import ModuleType

import pytest

from opscareer.engine.plan.knapsack import choose

MEAN, WORST = 0.99, 0.88


@pytest.fixture(scope="module", params=[range(60), pytest.param(range(60, 300), marks=pytest.mark.slow)], ids=["some", "many"])
def shares(budget_oracle: ModuleType, request: pytest.FixtureRequest) -> list[float]:
    """What the program's choice is worth, as a share of the best there is, for each of some random instances."""
    found = []
    for seed in request.param:
        given = budget_oracle.instance(seed)
        best = budget_oracle.optimum(given)
        ids = choose(given.options, given.stretches, given.hours)
        assert sum(option.hours for option in given.options if option.id in ids) <= given.hours + 1e-6
        found.append(budget_oracle.worth(given, ids) / best if best > 1e-9 else 1.0)
    return found


def test_the_choice_is_on_average_within_a_hundredth_of_the_best_and_never_far_from_it(shares: list[float]) -> None:
    assert len(shares) >= 60
    assert sum(shares) / len(shares) >= MEAN
    assert min(shares) >= WORST


def test_no_choice_is_worth_more_than_the_oracle_says_is_possible(shares: list[float]) -> None:
    assert max(shares) <= 1 + 1e-6
