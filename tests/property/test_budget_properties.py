"""What holds for every choice of options under a budget of hours."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from opscareer.engine.plan.knapsack import OWN_HOUR, Budget, Option, choose

STRETCHES = 6


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    """Up to twelve options, each of which may need some of those before it."""
    options: list[Option] = []
    for number in range(draw(st.integers(0, 12))):
        options.append(
            Option(
                id=f"option-{number:02}",
                hours=draw(st.floats(0.5, 40)),
                needs=tuple(draw(st.sets(st.sampled_from([option.id for option in options]), max_size=3))) if options else (),
                covers=frozenset(draw(st.sets(st.integers(0, STRETCHES - 1), max_size=3))),
                worth=draw(st.sampled_from([0.0, 0.0, 0.1])),
                own=draw(st.booleans()),
            )
        )
    stretches = draw(st.lists(st.floats(0, 1), min_size=STRETCHES, max_size=STRETCHES))
    return Budget(tuple(options), tuple(stretches), draw(st.floats(0, 200)), draw(st.floats(0, 80)))


def worth(case: Budget, ids: frozenset[str]) -> float:
    chosen = [option for option in case.options if option.id in ids]
    covered = {stretch for option in chosen for stretch in option.covers}
    own = OWN_HOUR * min(case.enough, sum(option.hours for option in chosen if option.own))
    return sum(case.stretches[stretch] for stretch in covered) + sum(option.worth for option in chosen) + own


@given(budgets(), st.sets(st.integers(0, 11)))
def test_any_set_is_worth_its_ground_once_its_options_own_worth_and_its_own_work_up_to_enough(case: Budget, numbers: set[int]) -> None:
    ids = frozenset(f"option-{number:02}" for number in numbers)

    assert abs(case.worth(ids) - worth(case, ids)) < 1e-6


@given(budgets())
def test_a_choice_costs_no_more_hours_than_there_are(case: Budget) -> None:
    chosen = choose(case)

    assert sum(option.hours for option in case.options if option.id in chosen) <= case.hours + 1e-6


@given(budgets())
def test_everything_chosen_comes_with_all_that_it_needs(case: Budget) -> None:
    chosen = choose(case)

    for option in case.options:
        assert option.id not in chosen or set(option.needs) <= chosen


@given(budgets(), st.randoms(use_true_random=False))
def test_the_order_of_the_options_changes_nothing(case: Budget, dice: object) -> None:
    shuffled = list(case.options)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    assert choose(replace(case, options=tuple(shuffled))) == choose(case)


@given(budgets())
def test_with_hours_for_everything_nothing_of_worth_is_missing(case: Budget) -> None:
    everything = frozenset(option.id for option in case.options)
    enough = replace(case, hours=sum(option.hours for option in case.options))

    assert abs(worth(case, choose(enough)) - worth(case, everything)) < 1e-6


@given(budgets())
def test_no_single_option_with_its_needs_would_alone_be_worth_more(case: Budget) -> None:
    chosen = worth(case, choose(case))
    needs = {option.id: option.needs for option in case.options}

    def closure(name: str) -> set[str]:
        return {name}.union(*map(closure, needs[name]))

    for option in case.options:
        alone = frozenset(closure(option.id))
        if sum(other.hours for other in case.options if other.id in alone) <= case.hours:
            assert chosen >= worth(case, alone) - 1e-6
