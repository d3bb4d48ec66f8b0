"""The choice under a budget of hours against the true optimum, for what ground is worth alone and for what a plan puts before it."""

from types import ModuleType

import pytest

from opscareer.engine.plan.knapsack import choose

MEAN, WORST = 0.99, 0.88
SOME, MANY = range(60), range(60, 300)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((SOME, False), id="some"),
        pytest.param((SOME, True), id="some with steps"),
        pytest.param((MANY, False), marks=pytest.mark.slow, id="many"),
        pytest.param((MANY, True), marks=pytest.mark.slow, id="many with steps"),
    ],
)
def shares(budget_oracle: ModuleType, request: pytest.FixtureRequest) -> list[float]:
    """What the program's choice is worth, as a share of the best there is, for each of some random instances."""
    seeds, steps = request.param
    found = []
    for seed in seeds:
        plain = budget_oracle.instance(seed)
        given = budget_oracle.with_steps(plain, seed) if steps else plain
        ids = choose(given)
        assert sum(option.hours for option in given.options if option.id in ids) <= given.hours + 1e-6
        found.append(budget_oracle.share(given, ids))
    return found


def test_the_choice_is_on_average_within_a_hundredth_of_the_best_and_never_far_from_it(shares: list[float]) -> None:
    assert len(shares) >= 60
    assert sum(shares) / len(shares) >= MEAN
    assert min(shares) >= WORST


def test_no_choice_is_worth_more_than_the_oracle_says_is_possible(shares: list[float]) -> None:
    assert max(shares) <= 1 + 1e-6
