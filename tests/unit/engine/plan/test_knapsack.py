"""Which options are taken under a budget of hours, where taking them one by one, by worth per hour, goes wrong."""

from opscareer.engine.plan.knapsack import Budget, Option, choose


def budget(hours: float, **options: tuple[float, float]) -> Budget:
    """Options by name, each with its hours and its worth."""
    return Budget(tuple(Option(name, cost, worth=worth) for name, (cost, worth) in options.items()), (), hours)


def test_what_is_worth_most_per_hour_is_given_up_for_two_that_are_worth_more_together() -> None:
    case = budget(15, dense=(6, 6.6), first=(5, 5), second=(5, 5), third=(5, 5))

    assert choose(case) == {"first", "second", "third"}


def test_small_ground_that_costs_little_does_not_keep_out_great_ground() -> None:
    hours, worth = (10, 10, 10, 0.5, 0.25), (16, 8, 4, 2, 1)
    options = tuple(Option(f"ground-{number}", cost, covers=frozenset({number})) for number, cost in enumerate(hours))

    assert choose(Budget(options, worth, 30)) == {"ground-0", "ground-1", "ground-2"}


def test_one_great_option_is_taken_however_many_small_ones_are_worth_more_per_hour() -> None:
    small = {f"small-{number}": (6.0, 6.6) for number in range(30)}

    assert choose(budget(10, great=(10, 10), **small)) == {"great"}


def test_hours_of_own_work_count_in_the_option_that_holds_them_alone() -> None:
    options = Option("own", 4, own=True), Option("other", 4, worth=3.5)

    assert choose(Budget(options, (), 4, enough=4)) == {"own"}
    assert choose(Budget(options, (), 4, enough=3)) == {"other"}
