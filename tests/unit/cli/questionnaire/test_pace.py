"""What is told about how much is left."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from opscareer.cli.questionnaire.pace import Length, minutes, seconds_a_question

TIMES = st.lists(st.floats(0.1, 36_000), max_size=40)


def test_before_anything_is_answered_the_usual_pace_counts() -> None:
    assert seconds_a_question([]) == 11


def test_one_long_break_at_the_start_does_not_turn_minutes_into_an_hour() -> None:
    assert seconds_a_question([3600]) < 2 * seconds_a_question([])
    assert seconds_a_question([10, 3600, 10]) == seconds_a_question([10, 10, 10])


def test_with_more_answers_a_persons_own_pace_counts_more() -> None:
    slow = [seconds_a_question([30.0] * count) for count in (0, 1, 5, 20, 200)]

    assert slow == sorted(slow)
    assert 28 < slow[-1] < 30


@given(TIMES)
def test_the_pace_stays_between_a_second_and_two_minutes_a_question(times: list[float]) -> None:
    assert 1 <= seconds_a_question(times) <= 120


def test_less_than_half_a_minute_is_no_minute() -> None:
    assert minutes(2, 11.0) == 0
    assert minutes(3, 11.0) == 1


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_the_total_moves_by_one_at_most_and_is_never_less_than_the_number(expected: list[int]) -> None:
    length = Length(20)

    told = [length.at(number, total) for number, total in enumerate(expected, 1)]

    assert all(abs(after - before) <= 1 for before, after in pairwise([20, *told]))
    assert all(total >= number for number, total in enumerate(told, 1))
    shares = [number / total for number, total in enumerate(told)]
    assert shares == sorted(shares), "the bar never goes back"


def test_the_total_follows_what_is_expected_slower_upwards_and_not_for_a_difference_of_one() -> None:
    down, up, still = Length(20), Length(20), Length(20)

    assert [down.at(number, 10) for number in range(1, 7)] == [19, 18, 17, 16, 15, 14]
    assert [up.at(number, 30) for number in range(1, 7)] == [21, 21, 22, 22, 23, 23]
    assert [still.at(number, 19 + number % 3) for number in range(1, 7)] == [20] * 6


@given(st.lists(st.integers(1, 60), min_size=2, max_size=40))
def test_going_back_tells_the_same_total_again(expected: list[int]) -> None:
    length = Length(20)
    told = [length.at(number, total) for number, total in enumerate(expected, 1)]

    assert [length.at(number, expected[number - 1]) for number in range(len(expected), 0, -1)] == told[::-1]


def test_a_resumed_session_begins_with_what_is_expected_and_does_not_leap_when_going_back() -> None:
    length = Length(None)

    assert length.at(13, 27) == 27
    assert length.at(12, 18) == 26


def test_a_session_that_turns_out_long_does_not_call_each_question_the_last() -> None:
    length = Length(20)
    for number in range(1, 15):
        length.at(number, 20)

    told = [length.at(number, 34) - number + 1 for number in range(15, 30)]

    assert min(told) >= 3
