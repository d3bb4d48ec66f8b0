"""What is told about how much is left."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from opscareer.cli.questionnaire.pace import Length, minutes, pace

TIMES = st.lists(st.floats(0.01, 3_600), max_size=40)


def test_before_anything_is_answered_the_usual_pace_counts() -> None:
    assert pace([]) == 1
    assert minutes(20) == 5


def test_one_long_break_at_the_start_does_not_turn_minutes_into_an_hour() -> None:
    assert pace([360]) < 2
    assert pace([1, 360, 1]) == pace([1, 1, 1])


def test_with_more_answers_a_persons_own_pace_counts_more() -> None:
    slow = [pace([2.0] * count) for count in (0, 1, 5, 20, 200)]

    assert slow == sorted(slow)
    assert 1.9 < slow[-1] < 2


@given(TIMES)
def test_the_pace_stays_between_a_tenth_and_ten_times_the_usual(times: list[float]) -> None:
    assert 0.1 <= pace(times) <= 10


def test_less_than_half_a_minute_is_no_minute() -> None:
    assert minutes(1) == 0
    assert minutes(3) == 1
    assert minutes(3, 0.5) == 0


EXPECTED = st.lists(st.integers(1, 60), min_size=1, max_size=28)


@given(EXPECTED)
def test_the_total_never_rises_and_never_leaps_and_the_bar_always_moves(expected: list[int]) -> None:
    length = Length(28)

    told = [length.at(number, total) for number, total in enumerate(expected, 1)]

    assert all(0 <= before - after <= 1 for before, after in pairwise([28, *told]))
    asked = [(number, total) for number, total in enumerate(told, 1) if number <= total]  # then it is over
    assert all(number / total < (number + 1) / after for (number, total), (_, after) in pairwise(asked))


def test_the_total_falls_to_what_is_expected_and_stays_there() -> None:
    length = Length(28)

    told = [length.at(number, expected) for number, expected in enumerate([28, 28, 26, 26, 26, 27, 24, 24], 1)]

    assert told == [28, 28, 27, 26, 26, 26, 25, 24]


@given(EXPECTED)
def test_going_back_does_not_raise_the_total(expected: list[int]) -> None:
    length = Length(28)
    least = min(length.at(number, total) for number, total in enumerate(expected, 1))

    assert all(length.at(number, 28) == least for number in range(least, 0, -1))
