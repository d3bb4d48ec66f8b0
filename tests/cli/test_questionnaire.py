"""`opscareer assess` in a real terminal: what a person types, what the screen shows, what is left behind.

Which questions are asked, and in which order, is the program's affair: these tests read them from the screen.
"""

import json
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from contextlib import closing
from typing import Any

import pytest

UP, DOWN = "\x1b[A", "\x1b[B"
UP_TOO, DOWN_TOO = "\x1bOA", "\x1bOB"  # what terminals send in application mode
CTRL_C, CTRL_D = "\x03", "\x04"
BACKSPACE, LEFT = "\x7f", "\x1b[D"
FEWEST, MOST = 10, 28
RESULT = {"zh": "80% 范围", "en": "80% range"}
SKIP = "s"


def document(command: str) -> dict[str, Any]:
    run = subprocess.run([sys.executable, "-m", "opscareer", command, "--json"], capture_output=True, check=True)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def bank() -> list[dict[str, Any]]:
    """Every question of the pack, as scripts get it."""
    return document("questions")["questions"]


@pytest.fixture(scope="module")
def roles() -> list[dict[str, Any]]:
    return document("roles")["roles"]


class Answering:
    """Answers what is on the screen and remembers what the answers file of the same session would say."""

    def __init__(self, bank, terminal, lang="en"):
        self.bank, self.terminal, self.lang = bank, terminal, lang
        self.asked = []
        self.answers = {}

    def question(self):
        """The question on the screen: the only one whose whole text stands there."""
        shown = self.terminal.text
        parts = [(item, [item["text"], *item.get("tasks", [])]) for item in self.bank]
        found = [item for item, texts in parts if all(squeezed(text[self.lang]) in shown for text in texts)]
        assert len(found) == 1, f"{len(found)} questions on the screen: {shown}"
        return found[0]

    def note(self, place):
        """Remember that the option shown at `place` is the answer to the question on the screen, or the only deed ticked there."""
        question, shown = self.question(), self.terminal.options
        assert sorted(shown.values()) == sorted(squeezed(option["text"][self.lang]) for option in question["options"])
        values = [option["value"] for option in question["options"] if squeezed(option["text"][self.lang]) == shown[place]]
        assert len(values) == 1
        self.asked.append(question["id"])
        self.answers[question["id"]] = values if question["kind"] == "deeds" else values[0]
        return str(place)

    def some_digit(self, terminal):
        """Another digit at every question."""
        return self.note(1 + terminal.number % len(terminal.options))


def squeezed(text):
    return re.sub(r"\s", "", text)


def cells(text):
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def always(key):
    return lambda terminal: key


def result_of(terminal):
    return json.loads(terminal.stdout.read_text(encoding="utf-8"))


# --- a whole assessment


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_digit_counts_as_the_option_beside_it(assess, bank, lang):
    terminal = assess("--lang", lang, "--json", redirect=True)
    person = Answering(bank, terminal, lang)
    terminal.begin()

    assert terminal.answer_all(person.some_digit) == 0

    found = result_of(terminal)
    assert found["answers"] == person.answers
    assert FEWEST <= found["answered"] == len(person.asked) <= MOST
    assert terminal.given_back


@pytest.mark.parametrize(("lang", "columns"), [("zh", 40), ("en", 80)])
def test_the_result_follows_the_last_answer_and_keeps_to_the_width(assess, roles, lang, columns):
    terminal = assess("--lang", lang, columns=columns)
    terminal.begin()

    assert terminal.answer_all(always("4")) == 0

    assert RESULT[lang] in terminal.printed
    assert all(squeezed(role["name"][lang]) in squeezed(terminal.printed) for role in roles)
    assert [line for line in terminal.printed.split("\n") if cells(line) > columns] == []
    assert terminal.given_back


@pytest.mark.parametrize(("lang", "lines"), [("zh", 24), ("en", 44)])
def test_every_question_of_the_pack_can_be_read_and_answered_on_a_narrow_screen(assess, bank, lang, lines):
    terminal = assess("--full", "--no-save", "--lang", lang, "--json", columns=40, lines=lines, redirect=True)
    person = Answering(bank, terminal, lang)
    terminal.begin()

    def check_and_answer(screen):
        assert screen.rows[0], "the first line scrolled away"
        return person.some_digit(screen)

    assert terminal.answer_all(check_and_answer) == 0

    assert sorted(person.asked) == sorted(question["id"] for question in bank)
    assert result_of(terminal)["answers"] == person.answers


def test_the_same_seed_and_the_same_keys_ask_the_same(assess, bank):
    sessions = []
    for _ in range(2):
        terminal = assess("--seed", "7", "--no-save", "--json", redirect=True)
        person = Answering(bank, terminal)
        terminal.begin()
        terminal.answer_all(person.some_digit)
        sessions.append((person.asked, person.answers))

    assert sessions[0] == sessions[1]


# --- keys


def test_arrows_move_a_mark_and_enter_answers_with_it(assess, bank):
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()

    last = max(terminal.options)
    marks = []
    for key in (DOWN, DOWN, UP, UP, DOWN_TOO, UP_TOO):
        terminal.press(key)
        marks.append(terminal.marked)
    person.note(terminal.marked)
    terminal.press("\r")

    assert marks == [1, 2, 1, last, 1, last]
    assert terminal.number == 2
    assert terminal.answer_all(always(SKIP)) == 0
    assert result_of(terminal)["answers"] == person.answers


def test_full_width_digits_and_chinese_numerals_count_as_digits(assess, bank):
    terminal = assess("--lang", "zh", "--json", redirect=True)
    person = Answering(bank, terminal, "zh")
    terminal.begin()

    for key in ("３", "三", "3"):
        person.note(3)
        terminal.press(key)

    assert terminal.number == 4
    assert terminal.answer_all(always(SKIP)) == 0
    assert result_of(terminal)["answers"] == person.answers


def test_a_key_that_answers_nothing_changes_nothing_and_below_the_question_stands_what_does(assess):
    terminal = assess()
    terminal.begin()
    options = terminal.options
    letters = f"1-{len(options)}, a, b"  # the opening question is about two tasks
    explained = dict.fromkeys(["0", "9", "x", " ", "\x1b", "\x1b[C", "\x1b[5~", "é", "好"], f"That means nothing here: {letters} answer")
    explained["\r"] = f"Nothing is marked yet: press {letters}, or mark an option with the arrows and press Enter."
    explained[BACKSPACE] = explained[LEFT] = "This is the first question."

    for key, note in explained.items():
        terminal.press(key)
        assert terminal.shows(note), key
        assert terminal.number == 1
        assert terminal.options == options

    terminal.press("1")
    assert terminal.number == 2
    assert not terminal.shows("This is the first question.")


def test_back_shows_the_earlier_choice_to_keep_or_change(assess, bank):
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()
    question, options = person.question(), terminal.options
    terminal.press("2")

    for key in ("\r", "4"):
        terminal.press(BACKSPACE)
        assert terminal.number == 1
        assert person.question() == question
        assert terminal.options == options
        assert terminal.marked == 2
        assert terminal.shows("You chose 2 before")
        person.note(2 if key == "\r" else 4)
        terminal.press(key)
        assert terminal.number == 2

    assert terminal.answer_all(always(SKIP)) == 0
    assert result_of(terminal)["answers"] == person.answers


@pytest.mark.parametrize(("key", "place"), [("a", 2), ("B", 4), ("ｂ", 4)])
def test_between_two_tasks_a_and_b_choose_and_the_footer_says_so(assess, bank, key, place):
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()
    assert person.question()["kind"] == "choice"  # the opening question
    assert terminal.shows("1-5, a, b answer")
    assert terminal.shows("← back")
    person.note(place)

    terminal.press(key)

    assert terminal.number == 2
    assert terminal.answer_all(always(SKIP)) == 0
    assert result_of(terminal)["answers"] == person.answers


def on_no_choice(terminal, person):
    """Answers until a question is shown that has no A and B, and more than one question was answered."""
    while terminal.number == 1 or person.question()["kind"] in {"choice", "deeds"}:
        terminal.answer("2")


@pytest.mark.parametrize("key", [BACKSPACE, "\x08", LEFT, "\x1bOD", "<", "上一题", "b"], ids=repr)
def test_every_key_that_goes_back_does_so_where_there_is_no_b_and_the_footer_names_one_that_does_everywhere(assess, bank, key):
    terminal = assess()
    terminal.begin()
    on_no_choice(terminal, Answering(bank, terminal))
    number = terminal.number
    assert terminal.shows("← back")

    terminal.press(key)

    assert terminal.number == number - 1


@pytest.mark.parametrize("key", [BACKSPACE, "\x08", LEFT, "\x1bOD", "<", "返回"], ids=repr)
def test_between_two_tasks_other_keys_than_b_go_back(assess, key):
    terminal = assess()
    terminal.begin()
    terminal.press("b")
    terminal.press(BACKSPACE)
    assert (terminal.number, terminal.marked) == (1, 4)

    terminal.press(key)

    assert terminal.shows("This is the first question.")
    assert terminal.number == 1


@pytest.mark.parametrize(("lang", "chosen", "backwards"), [("en", "Rather A", "←, Backspace"), ("zh", "更想做A一些", "←、退格键")])
def test_help_names_what_a_and_b_choose_and_every_key_that_goes_back(assess, lang, chosen, backwards):
    terminal = assess("--lang", lang)
    terminal.begin()

    terminal.press("?")

    assert terminal.shows(chosen)
    assert terminal.shows(backwards)


def test_a_question_skipped_in_an_earlier_run_says_so_when_one_comes_back_to_it(assess):
    first = assess()
    first.begin()
    first.press("1")
    first.press(SKIP)
    first.type("q")
    first.ended()

    second = assess("--lang", "zh")
    second.wait_for("上次答到第 2 题")
    second.press("c")
    second.press(BACKSPACE)

    assert second.shows("之前跳过了这题")


def test_a_word_that_skips_a_question_unread_does_not_do_so_unseen(assess):
    terminal = assess("--quick")
    terminal.wait_for("Press any key to begin")

    for letter in "yes":  # y begins, e means nothing, s skips
        terminal.press(letter)

    assert terminal.shows("You skipped the last question; you can go back to it.")
    terminal.press("1")
    assert not terminal.shows("You skipped the last question")


def test_back_leads_to_a_skipped_question_too(assess, bank):
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()
    question = person.question()
    terminal.press(SKIP)

    terminal.press(BACKSPACE)

    assert person.question() == question
    assert terminal.marked == 0
    assert terminal.shows("You skipped this before")
    person.note(1)
    terminal.press("1")
    assert terminal.answer_all(always(SKIP)) == 0
    assert result_of(terminal)["answers"] == person.answers


def test_a_skipped_question_is_not_asked_again_and_not_in_the_result(assess, bank):
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()
    skipped = person.question()["id"]
    terminal.press(SKIP)

    assert terminal.answer_all(lambda _: person.note(1)) == 0

    assert skipped not in person.asked
    assert result_of(terminal)["answers"] == person.answers


def test_skipping_everything_gives_no_result(assess):
    terminal = assess("--quick")
    terminal.begin()

    assert terminal.answer_all(always(SKIP)) == 1

    assert "nothing was answered" in terminal.printed
    assert RESULT["en"] not in terminal.printed


def test_keys_typed_before_a_question_is_drawn_do_not_answer_it(assess):
    terminal = assess("--quick", "--json", redirect=True)
    terminal.type("\r111")  # the first begins, as any key does
    terminal.wait_for_question(1)

    assert terminal.answer_all(lambda screen: SKIP if screen.number > 1 else "1") == 0

    assert result_of(terminal)["answered"] == 1


REPLIES = {
    "colour": b"\x1b]11;rgb:1212/3434/5656\x07\x1b]4;1;rgb:cccc/1111/2222\x1b\\",
    "device attributes": b"\x1b[?62;1;2;4c\x1b[>41;354;0c\x1b[24;80R",
    "DCS": b"\x1bP1$r2;3;4q\x1b\\",
    "a paste": b"\x1b[200~1\n2\n3\n\x1b[201~",
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_what_a_terminal_says_unasked_and_what_is_pasted_answers_nothing(assess, reply):
    terminal = assess("--quick", "--json", redirect=True)
    terminal.wait_for_key()
    terminal.send(reply)
    terminal.press("\r")
    assert terminal.number == 1

    terminal.send(reply)
    terminal.press("1")
    assert terminal.number == 2
    assert terminal.answer_all(always(SKIP)) == 0

    assert result_of(terminal)["answered"] == 1


def test_a_paste_into_a_terminal_that_does_not_mark_it_answers_one_question_at_most(assess):
    terminal = assess("--quick", "--json", redirect=True)
    terminal.begin()

    terminal.type("1\n2\n3\n")
    terminal.wait_for_question(2)
    assert terminal.answer_all(always(SKIP)) == 0

    assert result_of(terminal)["answered"] == 1


def test_the_terminal_marks_pastes_only_while_questions_are_asked(assess):
    terminal = assess()
    terminal.begin()
    assert terminal.raw.count(b"\x1b[?2004h") > terminal.raw.count(b"\x1b[?2004l")
    terminal.type("q")
    terminal.ended()

    assert terminal.raw.rfind(b"\x1b[?2004l") > terminal.raw.rfind(b"\x1b[?2004h")


# --- too close to call


@pytest.fixture
def close_call(assess, bank):
    """A session that is offered more questions: one answer, and everything else skipped."""
    terminal = assess("--quick", "--json", redirect=True)
    person = Answering(bank, terminal)
    terminal.begin()
    terminal.press(person.note(1))
    while not terminal.offers_more:
        person.last, person.number = person.question(), terminal.number
        terminal.press(SKIP)
    return person


def test_when_it_is_close_the_result_can_be_seen_at_once(close_call):
    close_call.terminal.type("n")

    assert close_call.terminal.ended() == 0
    assert result_of(close_call.terminal)["answers"] == close_call.answers
    assert result_of(close_call.terminal)["best"]["verdict"] == "close"


def test_when_it_is_close_a_few_more_questions_can_be_answered(close_call):
    terminal = close_call.terminal

    terminal.press("y")

    assert terminal.number == close_call.number + 1
    assert terminal.answer_all(close_call.some_digit) == 0
    assert result_of(terminal)["answers"] == close_call.answers
    assert len(close_call.answers) > 1


def test_back_from_the_further_questions_shows_the_last_one_again(close_call):
    close_call.terminal.press("y")

    close_call.terminal.press(BACKSPACE)

    assert close_call.terminal.number == close_call.number
    assert close_call.question() == close_call.last


def test_quitting_at_the_offer_of_more_questions_keeps_all_and_offers_them_again(assess, close_call):
    close_call.terminal.type("q")

    assert close_call.terminal.ended() == 0
    second = assess()
    second.wait_for_key()
    second.press("c")
    assert second.offers_more


# --- leaving, and going on


def answered(assess, count, **settings):
    """A session that has come to the question after `count` answers."""
    terminal = assess(**settings)
    terminal.begin()
    for _ in range(count):
        terminal.press("3")
    assert terminal.number == count + 1
    return terminal


def offers_to_resume(assess, count):
    terminal = assess()
    terminal.wait_for_key()
    return terminal.shows(f"answered up to question {count}")


@pytest.mark.parametrize("key", ["q", CTRL_D], ids=["q", "Ctrl-D"])
def test_quitting_says_what_is_saved_and_is_no_error(assess, key):
    terminal = answered(assess, 3)

    terminal.type(key)

    assert terminal.ended() == 0
    assert "saved up to question 3" in terminal.printed
    assert "error" not in terminal.printed
    assert terminal.given_back


def test_the_next_run_goes_on_where_the_last_one_stopped(assess, bank):
    first = assess("--lang", "zh")
    person = Answering(bank, first, "zh")
    first.begin()
    for place in (2, 4, 1):
        first.press(person.note(place))
    left = first.text
    first.type("q")
    first.ended()
    offered = assess("--lang", "zh")
    offered.wait_for_key()
    offered.type("Ｑ")
    assert offered.ended() == 0

    second = assess("--lang", "zh", "--json", redirect=True)
    second.wait_for("上次答到第 3 题")
    second.press("c")

    assert second.text.startswith("第4题")
    assert second.text.split("分钟")[1] == left.split("分钟")[1]  # how many are left is estimated anew
    assert second.answer_all(always(SKIP)) == 0
    assert result_of(second)["answers"] == person.answers


def test_the_next_run_can_start_anew(assess, bank):
    first = answered(assess, 3)
    first.type("q")
    first.ended()

    second = assess("--quick", "--json", redirect=True)
    person = Answering(bank, second)
    second.wait_for_key()
    second.press("n")

    assert second.number == 1
    second.press(person.note(2))
    assert second.answer_all(always(SKIP)) == 0
    assert result_of(second)["answers"] == person.answers


def test_back_is_possible_into_the_resumed_answers(assess, bank):
    first = answered(assess, 2)
    first.type("q")
    first.ended()
    second = assess("--quick", "--json", redirect=True)
    person = Answering(bank, second)
    second.wait_for_key()
    second.press("c")

    second.press(BACKSPACE)
    assert second.number == 2
    assert second.marked == 3
    second.press(BACKSPACE)
    assert second.number == 1
    second.press(person.note(1))

    assert second.answer_all(always(SKIP)) == 0
    assert result_of(second)["answers"] == person.answers


def test_a_finished_session_is_not_offered_again(assess):
    first = assess("--quick")
    first.begin()
    first.answer_all(always("1"))

    second = assess("--quick")
    second.wait_for_key()

    assert second.shows("Press any key to begin")


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        (lambda terminal: terminal.type(CTRL_C), 130),
        (lambda terminal: terminal.kill(signal.SIGTERM), 143),
        (lambda terminal: terminal.kill(signal.SIGHUP), 129),
    ],
    ids=["Ctrl-C", "SIGTERM", "SIGHUP"],
)
def test_an_interruption_saves_tells_and_gives_the_terminal_back(assess, stop, code):
    terminal = answered(assess, 2)
    assert not terminal.given_back

    stop(terminal)

    assert terminal.ended() == code
    assert "saved up to question 2" in terminal.printed
    assert terminal.given_back


def test_ctrl_c_in_the_introduction_has_nothing_to_save(assess):
    terminal = assess()
    terminal.wait_for_key()

    terminal.type(CTRL_C)

    assert terminal.ended() == 130
    assert terminal.printed.strip() == "Interrupted"
    assert terminal.given_back


def test_closing_the_window_ends_the_program_and_keeps_the_answers(assess):
    terminal = answered(assess, 2)

    assert terminal.close_window() == 129

    assert offers_to_resume(assess, 2)


def test_every_answer_is_on_the_disk_before_the_next_question_appears(assess):
    terminal = answered(assess, 4)

    terminal.kill(signal.SIGKILL)

    assert terminal.ended() == 128 + signal.SIGKILL
    assert offers_to_resume(assess, 4)


def test_single_keys_work_again_after_the_program_was_stopped(assess):
    terminal = answered(assess, 1)

    terminal.stop_and_continue()
    terminal.press("1")

    assert terminal.number == 3


# --- where answers are kept


def test_only_their_owner_can_read_the_answers(assess, home):
    answered(assess, 1)

    files = [home, *home.iterdir()]

    assert [oct(path.stat().st_mode & 0o077) for path in files] == ["0o0"] * len(files)
    assert len(files) > 1


def test_no_save_leaves_nothing_behind(assess, home):
    terminal = assess("--no-save")
    terminal.begin()
    terminal.press("1")
    terminal.type("q")

    assert terminal.ended() == 0
    assert "saved" not in terminal.printed
    assert not home.exists()


def unusable_a_file(home):
    home.write_text("in the way")


def unusable_not_a_store(home):
    home.mkdir()
    (home / "history.sqlite3").write_bytes(b"no database " * 200)


def at_the_offer(reply, otherwise):
    """Keys for `answer_all`: this reply where the answers are offered as a file."""
    return lambda terminal: reply if terminal.shows("Answers not saved") else otherwise


@pytest.mark.parametrize("spoil", [unusable_a_file, unusable_not_a_store])
def test_without_a_place_for_answers_the_session_goes_on_says_so_and_offers_them_as_a_file(assess, home, tmp_path, monkeypatch, spoil):
    monkeypatch.chdir(tmp_path)
    spoil(home)
    terminal = assess("--quick")
    terminal.wait_for("Cannot be saved now")
    terminal.begin()
    assert terminal.shows("Cannot be saved now")

    assert terminal.answer_all(at_the_offer("\r", "3")) == 0

    assert "progress cannot be saved" in terminal.printed
    assert RESULT["en"] in terminal.printed
    saved = tmp_path / "opscareer-answers.yaml"
    assert saved.stat().st_mode & 0o777 == 0o600
    done = opscareer_here("assess", "--answers", str(saved))
    assert RESULT["en"] in done.stdout


def opscareer_here(*arguments):
    return subprocess.run([sys.executable, "-m", "opscareer", *arguments], capture_output=True, text=True, encoding="utf-8", check=True)


@pytest.mark.parametrize(("lang", "offered"), [("en", "Answers not saved: 2"), ("zh", "这 2 个答案还没有保存")])
def test_losing_the_place_for_answers_on_the_way_does_not_stop_the_session(assess, home, lang, offered):
    terminal = assess("--lang", lang)
    terminal.begin()
    terminal.press("1")

    shutil.rmtree(home)
    terminal.press("1")
    assert terminal.shows("Cannot be saved now" if lang == "en" else "现在没法保存")
    terminal.type("q")
    terminal.wait_for(offered)
    terminal.type("n\r")

    assert terminal.ended() == 0
    assert ("progress cannot be saved" if lang == "en" else "进度没法保存") in terminal.printed
    assert ("saved up to question" if lang == "en" else "已保存") not in terminal.printed
    assert len(re.findall(r"(?m)^  [a-z_.0-9-]+: [1-7]$", terminal.printed)) == 2


def test_a_session_that_goes_on_without_its_place_says_so_from_its_first_question(assess, home):
    left = answered(assess, 2)
    left.type("q")
    assert left.ended() == 0
    terminal = assess()
    terminal.wait_for("answered up to question 2")

    shutil.rmtree(home)
    terminal.press("c")

    assert terminal.shows("Cannot be saved now")


def test_answers_that_were_not_saved_can_be_written_elsewhere_when_the_first_place_fails(assess, home, tmp_path):
    unusable_a_file(home)
    terminal = assess()
    terminal.begin()
    terminal.press("1")
    terminal.type("q")
    terminal.wait_for("Answers not saved: 1")
    terminal.type(str(home / "below" / "mine.yaml") + "\r")
    terminal.wait_for("Type another name, or n")
    terminal.type(str(tmp_path / "mine.yaml") + "\r")

    assert terminal.ended() == 0
    text = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^  [a-z_.0-9-]+: 1$", text)) == 1


@pytest.mark.parametrize(("stop", "code"), [(CTRL_C, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_an_interruption_while_the_answers_are_offered_shows_them(assess, home, stop, code):
    unusable_a_file(home)
    terminal = assess()
    terminal.begin()
    terminal.press("1")
    terminal.type("q")
    terminal.wait_for("Answers not saved: 1")

    terminal.type(stop) if isinstance(stop, str) else terminal.kill(stop)

    assert terminal.ended() == code
    assert len(re.findall(r"(?m)^  [a-z_.0-9-]+: 1$", terminal.printed)) == 1


def test_a_signal_shows_the_answers_that_were_not_saved_without_asking(assess, home):
    unusable_a_file(home)
    terminal = assess()
    terminal.begin()
    terminal.press("1")
    terminal.press("1")

    terminal.kill(signal.SIGTERM)

    assert terminal.ended() == 143
    assert len(re.findall(r"(?m)^  [a-z_.0-9-]+: [1-7]$", terminal.printed)) == 2
    assert terminal.given_back


def test_on_a_full_disk_the_session_goes_on_and_what_was_saved_before_stays(assess, home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terminal = answered(assess, 2)

    terminal.limit_files(0)
    terminal.press("1")
    assert terminal.shows("Cannot be saved now")
    terminal.type("q")
    terminal.wait_for("Answers not saved: 3")
    terminal.type("\r")
    terminal.wait_for("cannot be written")
    terminal.type("n\r")

    assert terminal.ended() == 0
    assert len(re.findall(r"(?m)^  [a-z_.0-9-]+: [1-7]$", terminal.printed)) == 3
    assert list(tmp_path.glob("opscareer-answers*")) == []
    offers_to_resume(assess, 2)


def test_when_there_is_room_again_everything_is_saved_after_all(assess):
    terminal = answered(assess, 1)

    terminal.limit_files(0)
    terminal.press("1")
    terminal.limit_files(resource.RLIM_INFINITY)
    terminal.press("1")
    assert not terminal.shows("Cannot be saved now")
    terminal.type("q")

    assert terminal.ended() == 0
    assert "saved up to question 3" in terminal.printed


# --- two at once


def test_two_windows_at_once_do_not_disturb_each_other_and_both_can_be_resumed(assess):
    first = answered(assess, 3)
    second = answered(assess, 2)  # it begins anew: the first session is in use

    for terminal in (first, second):
        terminal.press("1")
        terminal.type("q")
        assert terminal.ended() == 0

    assert "saved up to question 4" in first.printed
    assert "saved up to question 3" in second.printed
    newest = assess()
    older = assess()
    for terminal in (newest, older):  # nobody has taken one yet
        terminal.wait_for_key()
        assert terminal.shows("3 answered")
        assert terminal.shows("4 answered")
    newest.press("1")
    older.press("1")
    assert older.shows("Another window is in the middle of an assessment")  # taken meanwhile: a session of its own
    older.press("\r")
    assert older.number == 1
    another = assess()
    another.wait_for("You have answered up to question 4")


def test_going_back_and_quitting_keeps_what_was_taken_back(assess):
    terminal = answered(assess, 1)
    terminal.press(BACKSPACE)
    terminal.type("q")
    assert terminal.ended() == 0
    assert "what you chose is saved too" in terminal.printed

    again = assess()
    again.wait_for("Press c to continue")
    again.press("c")

    assert again.number == 1
    assert again.shows("You chose")


def test_a_session_goes_on_without_what_the_pack_no_longer_asks(assess, bank, home):
    first = assess()
    person = Answering(bank, first)
    first.begin()
    first.press(person.note(1))
    first.type("q")
    first.ended()
    others = [question["id"] for question in bank if question["id"] not in person.answers]
    with closing(sqlite3.connect(home / "history.sqlite3")) as store, store:
        rows = [(1, 1, "not-asked-now", 1), (1, 2, others[0], 99)]
        store.executemany("INSERT INTO answers (session, position, question, value, drawn) VALUES (?, ?, ?, ?, 0)", rows)
        store.executemany("INSERT INTO earlier VALUES (1, ?, ?)", [("not-asked-either", 2), (others[1], 99)])

    second = assess("--full", "--json", redirect=True)
    second.wait_for("You have answered up to question 1")
    second.press("c")
    assert second.number == 2
    assert second.answer_all(always(SKIP)) == 0

    assert result_of(second)["answers"] == person.answers


# --- JSON


def test_quitting_with_json_leaves_standard_output_empty(assess):
    terminal = assess("--json", redirect=True)
    terminal.begin()
    terminal.press("1")
    terminal.type("q")

    assert terminal.ended() == 0
    assert terminal.stdout.read_bytes() == b""
    assert json.loads(terminal.printed)["error"]["exit_code"] == 0


# --- plain terminals


@pytest.fixture
def by_lines(assess):
    """Starts a session that reads lines, and goes to its first question."""

    def start(*options):
        terminal = assess(*options, lines=100)
        terminal.wait_for_key()
        terminal.type("\r")
        terminal.wait_for_question(1)
        return terminal

    return start


@pytest.mark.parametrize(("options", "terminal"), [(["--plain"], "xterm-256color"), ([], "dumb")], ids=["--plain", "TERM=dumb"])
def test_lines_answer_where_single_keys_cannot_be_read(by_lines, monkeypatch, options, terminal):
    monkeypatch.setenv("TERM", terminal)
    line_mode = by_lines(*options)
    line_mode.type("x\r")
    line_mode.wait_for("That means nothing here")
    line_mode.type("?\r")
    line_mode.wait_for("may lead to other questions")
    line_mode.type("3\r")
    line_mode.wait_for_question(2)
    line_mode.type("<\r")
    line_mode.wait_for("You chose 3 before")
    line_mode.wait_for_question(1)
    line_mode.type("２\r")
    line_mode.wait_for_question(2)

    assert line_mode.answer_all(always("三\r"), more="n\r") == 0

    assert b"\x1b" not in line_mode.raw
    assert RESULT["en"] in line_mode.printed


@pytest.mark.parametrize(("keys", "code"), [("q\r", 0), (CTRL_D, 0), (CTRL_C, 130)], ids=["q", "Ctrl-D", "Ctrl-C"])
def test_line_mode_is_left_like_any_other(by_lines, keys, code):
    line_mode = by_lines("--plain")
    line_mode.type("3\r")
    line_mode.wait_for_question(2)

    line_mode.type(keys)

    assert line_mode.ended() == code
    assert line_mode.shows("Stopped;")
    assert b"\x1b" not in line_mode.raw
    assert line_mode.given_back


# --- encodings and colours


def test_a_gbk_terminal_reads_and_writes_chinese(assess, bank, roles, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    terminal = assess("--lang", "zh", encoding="gbk")
    person = Answering(bank, terminal, "zh")
    terminal.begin()

    def numeral(screen):
        person.note(3)
        return "三"

    assert terminal.answer_all(numeral) == 0

    terminal.raw.decode("gbk")
    assert all(role["name"]["zh"] in terminal.printed for role in roles)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_ascii_terminal_gets_ascii_and_a_result(assess, monkeypatch, lang):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    terminal = assess("--lang", lang, "--plain", lines=100)
    terminal.type("\r" + "1\rn\r" * (MOST + 8))  # n is no answer to a question, and 1 none to the offer of more questions

    assert terminal.ended() == 0

    assert terminal.raw.isascii()
    assert "opscareer report" in terminal.printed.replace(" --lang zh", "")


def test_bytes_that_the_terminal_cannot_mean_are_an_unknown_key(assess, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    terminal = assess()
    terminal.begin()

    terminal.press("三")

    assert terminal.number == 1
    assert terminal.shows("That means nothing here")


def test_json_in_utf_8_is_all_that_goes_to_standard_output_whatever_the_terminal_speaks(assess, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    terminal = assess("--quick", "--json", redirect=True)
    terminal.begin()
    terminal.press("1")

    assert terminal.answer_all(always(SKIP)) == 0

    found = result_of(terminal)
    titles = [unit["title"]["zh"] for unit in found["plan"]["units"]]
    assert titles
    assert all(re.search("[一-鿿]", title) and "?" not in title for title in titles)
    assert next(iter(found.items())) == ("schema", "opscareer.assessment/2")
    assert terminal.printed == ""


def colours(terminal):
    codes = {int(code) for sequence in re.findall(rb"\x1b\[([0-9;]+)m", terminal.raw) for code in sequence.split(b";")}
    return {code for code in codes if 30 <= code <= 49 or 90 <= code <= 107}


def test_no_color_takes_every_colour_away(assess, monkeypatch):
    coloured = assess()
    coloured.begin()
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = assess()
    terminal.begin()

    assert terminal.answer_all(always("4")) == 0

    assert colours(coloured) != set()
    assert colours(terminal) == set()
