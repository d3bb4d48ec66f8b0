"""Lists of deeds in a real terminal: ticked and unticked, answered with Enter or 0, kept when the session is left."""

import signal

import pytest

from opscareer.sessions.store import Store

UP, DOWN, ENTER, BACKSPACE = "\x1b[A", "\x1b[B", "\r", "\x7f"
PASTED = "\x1b[200~{}\x1b[201~"
EXPLAINED = {"en": "normal to tick one or two, or none", "zh": "只勾一两项、全空着都很正常"}


def to_list(terminal):
    """From the introduction, or the question on the screen, to the next list."""
    if not terminal.number:
        terminal.begin()
    while not terminal.is_list:
        terminal.press("3")
    return terminal


@pytest.fixture
def at_list(assess):
    """A session that has come to its first list."""
    return lambda *options, **settings: to_list(assess("--quick", *options, **settings))


def ticks(home):
    """Of each list in the newest session, what was answered."""
    return [reply.value for reply in Store(home).records()[0].trail if isinstance(reply.value, tuple)]


# --- ticking


def test_digits_tick_and_untick_and_enter_goes_on(at_list, home):
    terminal = at_list()
    number, seen = terminal.number, []
    for key in "1321":
        terminal.press(key)
        seen.append(terminal.ticked)

    assert seen == [[1], [1, 3], [1, 2, 3], [2, 3]]
    assert terminal.number == number
    terminal.press(ENTER)
    assert terminal.number == number + 1
    assert len(ticks(home)[0]) == 2


@pytest.mark.parametrize("between", ["，", "、", ","])
def test_what_people_write_between_numbers_is_no_wrong_key(at_list, between):
    terminal = at_list("--lang", "zh")
    for key in ("1", between, "3", between):
        terminal.press(key)

    assert terminal.ticked == [1, 3]
    assert "这里没有这个选择" not in terminal.text


def test_arrows_move_and_the_space_bar_ticks_what_is_marked(at_list, home):
    terminal = at_list()
    for key in (DOWN, DOWN, " ", DOWN, " ", UP, " "):
        terminal.press(key)

    assert (terminal.marked, terminal.ticked) == (2, [3])
    terminal.press(ENTER)
    assert len(ticks(home)[0]) == 1


@pytest.mark.parametrize("key", ["３", "三", "③"])
def test_full_width_digits_and_chinese_numerals_tick(at_list, key):
    terminal = at_list("--lang", "zh")

    terminal.press(key)

    assert terminal.ticked == [3]


def test_zero_answers_none_at_once_whatever_was_ticked(at_list, home):
    terminal = at_list()
    terminal.press("1")

    terminal.press("0")

    assert ticks(home) == [()]
    terminal.press(BACKSPACE)
    assert terminal.ticked == []
    assert terminal.shows("You ticked none before; Enter keeps that")


def test_enter_with_nothing_ticked_goes_nowhere_and_says_why(at_list):
    terminal = at_list()
    number = terminal.number

    for keys in ((ENTER,), ("1", "1", ENTER), (DOWN, ENTER)):
        for key in keys:
            terminal.press(key)
        assert terminal.number == number
        assert terminal.shows("Nothing is ticked: tick what you did, or press 0")
    terminal.press("1")
    assert not terminal.shows("Nothing is ticked")


def test_a_key_that_ticks_nothing_says_what_does(at_list):
    terminal = at_list()

    for key in ("9", "x", " "):
        terminal.press(key)
        assert terminal.shows("That means nothing here")
        assert terminal.ticked == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_counts_is_explained_with_the_first_list_only(assess, lang):
    terminal = to_list(assess("--quick", "--lang", lang))
    assert terminal.shows(EXPLAINED[lang])
    terminal.press("1")
    assert terminal.shows(EXPLAINED[lang])
    terminal.press(ENTER)
    to_list(terminal)

    assert not terminal.shows(EXPLAINED[lang])
    terminal.press(BACKSPACE)
    while not terminal.is_list:
        terminal.press(BACKSPACE)
    assert terminal.shows(EXPLAINED[lang])


# --- back, help, another language or size


def test_going_back_shows_the_ticks_and_enter_keeps_them(at_list, home):
    terminal = at_list()
    shown = terminal.options
    for key in ("2", "4", ENTER, BACKSPACE):
        terminal.press(key)

    assert (terminal.options, terminal.ticked) == (shown, [2, 4])
    assert terminal.shows("You ticked 2, 4 before; Enter keeps that")
    before = ticks(home)
    terminal.press(ENTER)
    assert len(ticks(home)[0]) == 2
    assert before == []


def test_ticks_stay_through_help_another_language_another_size_and_a_step_back(at_list):
    terminal = at_list()
    terminal.press("1")
    terminal.press("3")

    for keys in ("?x", "t", "t"):
        for key in keys:
            terminal.press(key)
        assert terminal.ticked == [1, 3]
    for size in ((60, 30), (120, 40)):
        terminal.resize(*size)
        assert terminal.ticked == [1, 3]
    terminal.press(BACKSPACE)
    terminal.press(ENTER)
    assert terminal.ticked == [1, 3]


def test_on_a_small_screen_what_a_digit_ticks_comes_into_sight(at_list):
    terminal = at_list(columns=40, lines=14)
    last = 7
    assert last not in terminal.options

    terminal.press(str(last))

    assert terminal.ticked == [last]
    before = terminal.rows
    terminal.press(" ")  # nothing is marked: it scrolls
    assert terminal.rows != before


def test_a_skipped_list_is_no_answer_though_something_was_ticked(at_list, home):
    terminal = at_list()
    terminal.press("1")

    terminal.press("s")

    assert ticks(home) == []
    terminal.press(BACKSPACE)
    assert terminal.ticked == [1]


# --- pastes


def test_digits_that_are_pasted_tick_and_nothing_goes_on(at_list):
    terminal = at_list()
    number = terminal.number

    for pasted, expected in (("1 3", [1, 3]), ("2\r\n4\r\n", [1, 2, 3, 4]), ("no 1", [1, 2, 3, 4])):
        terminal.type(PASTED.format(pasted))
        terminal.until(lambda expected=expected: terminal.ticked == expected, "the ticks")
        assert terminal.number == number


def test_a_paste_into_a_terminal_that_does_not_mark_it_ends_with_this_list(at_list, home):
    terminal = at_list()
    number = terminal.number

    terminal.type("1\r3\r5\r")
    terminal.wait_for_question(number + 1)
    terminal.press("?")
    terminal.press("x")

    assert terminal.number == number + 1
    assert len(ticks(home)[0]) == 1


# --- left in the middle


@pytest.mark.parametrize("stop", ["q", "\x03", signal.SIGTERM, signal.SIGKILL], ids=str)
def test_what_was_ticked_when_the_session_was_left_is_ticked_when_it_goes_on(assess, at_list, stop):
    first = at_list()
    number = first.number
    first.press("1")
    first.press("4")
    first.type(stop) if isinstance(stop, str) else first.kill(stop)
    first.ended()

    second = assess()
    second.begin()

    assert second.number == number
    assert second.ticked == [1, 4]
    assert second.shows("You ticked 1, 4 before; Enter keeps that")


# --- line by line


def test_a_line_of_numbers_answers_a_list_and_is_repeated_as_it_was_understood(assess, home):
    terminal = assess("--plain", "--quick", lines=200)
    terminal.wait_for_key()
    terminal.press("\r")
    for line, said in (("1 3", "Ticked: 1, 3"), ("2,4", "Ticked: 2, 4"), ("13", "Ticked: 1, 3"), ("0", "Ticked: none")):
        while not terminal.is_list:
            terminal.press("3\r")
        before = len(terminal.printed)
        terminal.press(f"{line}\r")
        assert said in terminal.printed[before:]

    assert [len(answer) for answer in ticks(home)] == [2, 2, 2, 0]


def test_a_line_with_a_number_that_there_is_not_ticks_nothing(assess):
    terminal = assess("--plain", "--quick", lines=200)
    terminal.wait_for_key()
    terminal.press("\r")
    while not terminal.is_list:
        terminal.press("3\r")
    number = terminal.number

    for line in ("1 9", "1 0", "1 x"):
        terminal.press(f"{line}\r")
        assert "That means nothing here" in terminal.printed.rpartition(line)[2]
    terminal.press("\r")
    assert "Nothing is ticked" in terminal.printed.rpartition("x")[2]
    terminal.press("1 2\r")
    assert terminal.number == number + 1
    terminal.press("b\r")
    assert terminal.shows("You ticked 1, 2 before; Enter keeps that")
    terminal.press("\r")
    assert terminal.number == number + 1
