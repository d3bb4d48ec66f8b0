"""The questionnaire in terminals of every kind: both languages, narrow and wide, without colours, without redrawing, in GBK and in ASCII;
and what a terminal does to a program: another size, Ctrl-Z, an end without warning."""

import json
import re
import signal
from pathlib import Path

import pytest
from rich.cells import cell_len
from screen import PROGRAM

TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
TERMINALS = {
    "utf-8": {"PYTHONIOENCODING": "utf-8"},
    "no-color": {"NO_COLOR": "1"},
    "dumb": {"TERM": "dumb"},
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
}
NUMBER = {"zh": "第 {} 题", "en": "Question {} of"}
OTHER = {"zh": "en", "en": "zh"}
SAVED = {"zh": "前面 2 题已保存", "en": "saved up to question 2"}
RESULT = {"zh": "80% 范围", "en": "80% range"}
KEYS = {"zh": "可以按的键", "en": "Keys"}
FIRST = {"zh": "这已经是第一题", "en": "This is the first question"}
TYPED = re.compile(r"(?<=[:.：。] )\S$")  # behind a prompt, where a terminal breaks lines by itself
BEFORE = {"zh": "之前选的是 1", "en": "You chose 1 before"}


class Walk:
    """A session in one kind of terminal, in which text is looked for as far as the encoding has it."""

    def __init__(self, assess, lang, columns, kind, monkeypatch, *options, **settings):
        for name, value in TERMINALS[kind].items():
            monkeypatch.setenv(name, value)
        self.encoding = kind if kind in {"gbk", "ascii"} else "utf-8"
        self.enter = "\r" if kind == "dumb" else ""
        lines = 200 if kind == "dumb" else 24
        settings |= {"columns": columns, "lines": lines, "encoding": self.encoding}
        self.terminal = assess("--lang", lang, "--pack", TINY, "--quick", *options, **settings)
        self.terminal.wait_for_key()

    def press(self, key):
        self.terminal.press(key + self.enter)

    def shows(self, text):
        return self.terminal.shows(text.encode(self.encoding, errors="replace").decode(self.encoding))

    def some_answer(self, terminal):
        """The first option, or no to an offer of more questions, which cannot be read where Chinese cannot be shown."""
        return ("1" if terminal.options else "n") + self.enter

    def leave(self, key):
        self.terminal.type(key + self.enter)
        return self.terminal.ended()

    def printed(self, text):
        seen = re.sub(r"\s", "", self.terminal.printed)
        return re.sub(r"\s", "", text.encode(self.encoding, errors="replace").decode(self.encoding)) in seen


@pytest.mark.parametrize("kind", TERMINALS)
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_back_skip_change_language_quit_and_resume_work_in_every_terminal(assess, monkeypatch, lang, columns, kind):
    first = Walk(assess, lang, columns, kind, monkeypatch)
    first.press("\r" if kind != "dumb" else "")
    assert first.shows(NUMBER[lang].format(1))
    first.press("?")
    assert first.shows(KEYS[lang])
    if kind != "dumb":  # there, the help is printed and the question still asked
        first.press("x")
    first.press("<")
    assert first.shows(FIRST[lang])
    first.press("1")
    assert first.shows(NUMBER[lang].format(2))
    first.press("<")
    assert first.shows(NUMBER[lang].format(1))
    assert first.shows(BEFORE[lang])
    first.press("2")
    first.press("s")
    assert first.shows(NUMBER[lang].format(3))
    first.press("t")
    assert first.shows(NUMBER[OTHER[lang]].format(3))
    assert first.leave("q") == 0
    assert first.printed(SAVED[OTHER[lang]])

    second = Walk(assess, lang, columns, kind, monkeypatch)
    second.press("c")
    assert second.shows(NUMBER[lang].format(3))
    assert second.terminal.answer_all(second.some_answer, more="n" + second.enter) == 0
    assert second.printed(RESULT[lang])

    for walk in (first, second):
        assert walk.terminal.given_back
        assert "Traceback" not in walk.terminal.printed
        walk.terminal.raw.decode(walk.encoding)
        lines = [TYPED.sub("", line).rstrip() for line in walk.terminal.printed.split("\n")]
        assert [line for line in lines if cell_len(line) > columns and TINY not in line] == []  # a path is never broken


@pytest.mark.parametrize("kind", TERMINALS)
def test_in_every_terminal_standard_output_is_one_json_document_alone(assess, monkeypatch, kind):
    walk = Walk(assess, "zh", 40, kind, monkeypatch, "--json", redirect=True)
    walk.press("\r" if kind != "dumb" else "")
    walk.press("t")

    assert walk.terminal.answer_all(walk.some_answer, more="n" + walk.enter) == 0

    assert json.loads(walk.terminal.stdout.read_bytes())["schema"] == "opscareer.assessment/2"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_result_and_what_is_said_at_the_end_are_in_the_language_chosen_last(assess, lang):
    terminal = assess("--lang", lang, "--pack", TINY, "--quick")
    terminal.wait_for_key()
    terminal.press("t")
    terminal.press("\r")

    assert terminal.answer_all(lambda _: "1") == 0

    assert RESULT[OTHER[lang]] in terminal.printed
    assert RESULT[lang] not in terminal.printed


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=str)
@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_a_signal_ends_the_questionnaire_with_its_code_and_the_terminal_as_it_was(assess, monkeypatch, terminal, number, code):
    monkeypatch.setenv("TERM", terminal)
    session = assess("--pack", TINY, lines=100)
    session.wait_for_key()
    session.press("\r")

    session.kill(number)

    assert session.ended() == code
    assert session.given_back


def test_in_another_size_the_same_question_is_drawn_anew_in_full(assess):
    terminal = assess()
    terminal.begin()
    terminal.press("\x1b[B")
    before, marked = terminal.options, terminal.marked

    for columns, lines in ((40, 24), (120, 30), (60, 24)):
        terminal.resize(columns, lines)
        assert terminal.options == before
        assert terminal.marked == marked
        assert terminal.number == 1


def test_on_a_screen_of_few_rows_space_leads_to_the_rest(assess):
    terminal = assess("--pack", TINY, columns=40, lines=8)
    terminal.wait_for_key()
    assert not terminal.shows("stay on this computer")
    while not terminal.shows("stay on this computer"):
        terminal.press(" ")
    terminal.press("\r")

    assert terminal.number == 1
    seen = set()
    while terminal.text not in seen:
        seen.add(terminal.text)
        terminal.press(" ")
    assert "1-2,a,banswer" in "".join(seen)
    terminal.press("2")
    assert terminal.number == 2


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_the_question_back(assess):
    terminal = assess(job=True)
    terminal.begin()
    shown = terminal.text

    terminal.type("\x1a")
    terminal.wait_for_print("stopped: 148")
    assert terminal.given_back
    terminal.press("\n")

    assert terminal.text == shown
    assert not terminal.echoes
    terminal.type("1")
    terminal.wait_for_question(2)  # the screen may be drawn twice when the program goes on
    terminal.type("q")
    assert terminal.ended() == 0
    assert terminal.given_back


def test_ctrl_z_where_no_shell_could_bring_the_program_back_changes_nothing(assess):
    terminal = assess()
    terminal.begin()
    shown = terminal.text

    terminal.press("\x1a")

    assert terminal.text == shown
    terminal.press("1")
    assert terminal.number == 2


def test_a_typed_line_that_the_encoding_does_not_know_is_no_answer(assess):
    terminal = assess("--plain", lines=200)
    terminal.wait_for_key()
    terminal.press("\r")

    terminal.send(b"\xc8\xfd\r")  # what a GBK terminal sends for a Chinese three

    terminal.wait_for("That means nothing here")


def test_words_are_keys_too_and_a_chinese_one_counts_once(assess):
    terminal = assess("--lang", "zh")
    terminal.begin()
    terminal.press("跳过")
    assert terminal.number == 2
    terminal.press("二")
    assert terminal.number == 3
    terminal.press("上一题")
    assert terminal.number == 2
    assert terminal.marked == 2
    terminal.press("帮助")
    assert terminal.shows("可以按的键")


def test_in_an_error_no_word_is_broken_and_a_long_path_can_be_copied(in_terminal, opscareer, tmp_path):
    unknown = ("--lang", "en", "roles", "nobody")
    place = str(tmp_path / ("long" * 20) / "page.html")

    refused = in_terminal(*PROGRAM, *unknown, columns=44)
    unwritten = in_terminal(*PROGRAM, "--lang", "en", "plan", "key", "sort-reviews", "--yes", "--md", place, columns=44)

    assert (refused.ended(), unwritten.ended()) == (2, 2)
    assert all(len(line) <= 44 for line in refused.printed.splitlines())
    assert refused.printed.split() == opscareer(*unknown).stderr.decode().split()
    assert place in unwritten.printed
