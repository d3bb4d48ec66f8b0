"""A question as it is answered by keys, one at a time or as a line."""

import pytest

from opscareer.pack.kinds.shown import DOWN, ENTER, NOTHING_TICKED, SPACE, UP, Draft, Pressed, ShownQuestion
from opscareer.pack.values import Text

ORDER = (3, 1, 2)
TEXT = Text(zh="题", en="q")
ONE = ShownQuestion("one", "", "", TEXT, (), (TEXT,) * 3, shuffled=True)
LIST = ShownQuestion("list", "", "", TEXT, (), (TEXT,) * 3, shuffled=True, several=True)
BLANK = Draft()


@pytest.mark.parametrize("question", [ONE, LIST], ids=["one option", "a list"])
def test_arrows_move_the_mark_round(question: ShownQuestion) -> None:
    moved = {(key, mark): question.pressed(key, Draft(mark), ORDER) for key in (UP, DOWN) for mark in (None, 0, 2)}

    assert moved == {
        (DOWN, None): Pressed(Draft(0)),
        (DOWN, 0): Pressed(Draft(1)),
        (DOWN, 2): Pressed(Draft(0)),
        (UP, None): Pressed(Draft(2)),
        (UP, 0): Pressed(Draft(2)),
        (UP, 2): Pressed(Draft(1)),
    }


# --- one option


def test_a_digit_answers_with_the_option_shown_there_and_enter_with_the_one_marked() -> None:
    assert ONE.pressed("2", BLANK, ORDER) == Pressed(BLANK, 1)
    assert ONE.pressed(ENTER, Draft(0), ORDER) == Pressed(Draft(0), 3)
    assert ONE.typed("2", BLANK, ORDER) == Pressed(BLANK, 1)


def test_enter_without_a_mark_and_other_keys_mean_nothing() -> None:
    for key in (ENTER, SPACE, "0", "4", "12", "s", "b", "?", ""):
        assert ONE.pressed(key, BLANK, ORDER) is None
        assert ONE.typed(key, BLANK, ORDER) is None


def test_what_was_answered_before_is_marked_and_enter_answers_so_again() -> None:
    draft = ONE.draft(2, ORDER)

    assert (draft, ONE.entered(draft, ORDER)) == (Draft(2), 2)
    assert (ONE.draft(None, ORDER), ONE.entered(BLANK, ORDER)) == (BLANK, None)


@pytest.mark.parametrize(("options", "chosen"), [(2, (1, 2)), (3, (1, 3)), (4, (2, 3)), (5, (2, 4)), (6, (3, 4)), (7, (3, 5))])
def test_the_letters_of_two_tasks_choose_what_is_nearest_to_the_middle_on_their_side(options: int, chosen: tuple[int, int]) -> None:
    choice = ShownQuestion("choice", "", "", TEXT, (TEXT, TEXT), (TEXT,) * options, shuffled=False)
    order = choice.order(1)

    for press in (choice.pressed, choice.typed):
        assert [press(letter, BLANK, order) for letter in "ab"] == [Pressed(BLANK, value) for value in chosen]
    assert ONE.pressed("a", BLANK, ORDER) is None


# --- a list


def test_digits_tick_and_untick_and_enter_answers_with_what_is_ticked() -> None:
    draft = BLANK
    for key in "1323":
        pressed = LIST.pressed(key, draft, ORDER)
        assert pressed is not None
        assert pressed.value is None
        draft = pressed.draft

    assert draft == Draft(None, (1, 3))
    assert LIST.pressed(ENTER, draft, ORDER) == Pressed(draft, (1, 3))


def test_the_space_bar_ticks_and_unticks_what_is_marked_and_nothing_else() -> None:
    assert LIST.pressed(SPACE, Draft(1), ORDER) == Pressed(Draft(1, (1,)))
    assert LIST.pressed(SPACE, Draft(1, (1, 2)), ORDER) == Pressed(Draft(1, (2,)))
    assert LIST.pressed(SPACE, BLANK, ORDER) is None


def test_zero_means_none_whatever_is_ticked() -> None:
    assert LIST.pressed("0", Draft(1, (1, 2)), ORDER) == Pressed(Draft(1, (1, 2)), ())
    assert LIST.typed("0", BLANK, ORDER) == Pressed(BLANK, ())


def test_enter_with_nothing_ticked_answers_nothing_and_says_why() -> None:
    assert LIST.pressed(ENTER, Draft(1), ORDER) == Pressed(Draft(1), None, NOTHING_TICKED)
    assert LIST.pressed("2", Draft(None, (1,)), ORDER) == Pressed(BLANK)
    assert LIST.typed(ENTER, BLANK, ORDER) == Pressed(BLANK, None, NOTHING_TICKED)


def test_none_of_these_is_kept_with_enter_where_it_was_answered_before() -> None:
    draft = LIST.draft((), ORDER)

    assert LIST.pressed(ENTER, draft, ORDER) == Pressed(draft, ())


def test_digits_that_were_pasted_tick_and_answer_nothing() -> None:
    assert LIST.pressed("13", BLANK, ORDER) == Pressed(Draft(None, (2, 3)))
    assert LIST.pressed("19", BLANK, ORDER) is None


def test_a_line_of_digits_answers_with_all_of_them_instead_of_what_was_ticked() -> None:
    assert LIST.typed("31", Draft(None, (1,)), ORDER) == Pressed(Draft(None, (1,)), (2, 3))
    assert LIST.typed("11", BLANK, ORDER) == Pressed(BLANK, (3,))
    assert LIST.typed(ENTER, Draft(None, (1,)), ORDER) == Pressed(Draft(None, (1,)), (1,))


@pytest.mark.parametrize("line", ["14", "10", "1 b", "x", ""])
def test_a_line_with_anything_else_in_it_answers_nothing(line: str) -> None:
    assert LIST.typed(line, BLANK, ORDER) is None
