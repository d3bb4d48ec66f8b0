"""`opscareer plan key`: what is to be found in a unit, for whoever judges it, and for the person only after a word of warning."""

import re
import time
from pathlib import Path

import pytest
from documents import bare
from screen import PROGRAM

from opscareer.sessions.store import Store

TINY = str(Path(__file__).parents[1] / "packs" / "good" / "tiny")
KEY = ("plan", "key", "dough-3-4", "--pack", TINY)
NO_KEY = ("plan", "key", "dough-1-2", "--pack", TINY)
SAMPLE = {"zh": "面粉五百克", "en": "500 g of flour"}
WARNED = {"zh": "还是要看吗", "en": "Show it all the same?"}


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("key", "seen"), [("y", True), ("n", False), ("\r", False), ("\x1b", False)], ids=["y", "n", "enter", "escape"])
def test_on_a_terminal_one_key_says_whether_the_key_is_shown(in_terminal, lang, key, seen):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", lang)
    terminal.wait_for(WARNED[lang])
    assert squeezed(SAMPLE[lang]) not in terminal.text

    terminal.type(key)

    assert terminal.ended() == 0
    assert (squeezed(SAMPLE[lang]) in terminal.text) == seen
    assert seen or "opscareerplandonedough-3-4" in bare(terminal.text)


def test_a_slip_is_no_answer(in_terminal):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "zh")
    terminal.wait_for(WARNED["zh"])

    terminal.type("u")
    terminal.wait_for("这里只能按 y、n。")
    terminal.until(lambda: terminal.text.count(squeezed(WARNED["zh"])) == 2, "the question once more")
    terminal.type("y")

    assert terminal.ended() == 0
    assert squeezed(SAMPLE["zh"]) in terminal.text


@pytest.mark.parametrize(
    ("words", "asked", "shown"), [("yes please\r", 1, True), ("no, not yet\r", 1, False), ("what is that\r", 2, False)]
)
def test_a_sentence_is_answered_by_its_first_word_and_asked_about_once(in_terminal, words, asked, shown):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "en")
    terminal.wait_for(WARNED["en"])

    for letter in words:  # as somebody types who looks for no prompt in between
        terminal.type(letter)
        time.sleep(0.05)
    if asked > 1:
        terminal.wait_for("That means nothing here; these do: y, n.")
        terminal.until(lambda: terminal.text.count(squeezed(WARNED["en"])) == asked, "the question once more")
        terminal.type("n")

    assert terminal.ended() == 0
    assert terminal.text.count(squeezed(WARNED["en"])) == asked
    assert (squeezed(SAMPLE["en"]) in terminal.text) == shown


def test_the_enter_behind_a_word_that_is_not_understood_is_no_answer(in_terminal):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "zh")
    terminal.wait_for(WARNED["zh"])

    for key, asked in (("呃", 2), ("\r", 3)):
        terminal.type(key)
        terminal.until(lambda asked=asked: terminal.text.count(squeezed(WARNED["zh"])) == asked, "the question once more")
    terminal.type("y")

    assert terminal.ended() == 0
    assert squeezed(SAMPLE["zh"]) in terminal.text


def test_line_by_line_the_question_is_answered_with_enter(in_terminal):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "en", "--plain")
    terminal.wait_for(WARNED["en"])

    terminal.type("yes\r")

    assert terminal.ended() == 0
    assert squeezed(SAMPLE["en"]) in terminal.text


def test_nothing_is_asked_once_the_unit_is_done(in_terminal, opscareer):
    assert opscareer("plan", "done", "dough-3-4", "--pack", TINY).returncode == 0

    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "en", lines=40)

    assert terminal.ended() == 0
    assert squeezed(SAMPLE["en"]) in terminal.text
    assert squeezed(WARNED["en"]) not in terminal.text


def test_nothing_is_asked_of_whoever_said_yes_before(in_terminal):
    terminal = in_terminal(*PROGRAM, *KEY, "--yes", "--lang", "en", lines=40)

    assert terminal.ended() == 0
    assert squeezed(WARNED["en"]) not in terminal.text


def test_an_interrupt_at_the_question_shows_nothing_and_gives_the_terminal_back(in_terminal):
    terminal = in_terminal(*PROGRAM, *KEY, "--lang", "en")
    terminal.wait_for(WARNED["en"])

    terminal.type("\x03")

    assert terminal.ended() == 130
    assert terminal.echoes
    assert squeezed(SAMPLE["en"]) not in terminal.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", ["40", "100"])
def test_in_a_pipe_everything_is_told(opscareer, tiny, lang, columns):
    text = squeezed(opscareer(*KEY, "--lang", lang, COLUMNS=columns).stdout.decode())

    key = tiny.unit["dough-3-4"].key
    parts = [*(found.text for found in key.findings), *(found.value for found in key.findings if found.value), *key.mistakes, key.sample]
    assert [part for part in parts if squeezed(part.to(lang)).rstrip("。.") not in text] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_judges_gets_a_sheet_with_task_rubric_to_tick_and_key(opscareer, tiny, tmp_path, lang):
    sheet, unit = tmp_path / "sheet.md", tiny.unit["dough-3-4"]

    assert opscareer(*KEY, "--md", str(sheet), "--lang", lang).stdout == b""

    text = sheet.read_text(encoding="utf-8")
    for criterion in unit.rubric:
        row = next(line for line in text.splitlines() if line.startswith(f"| **{criterion.criterion.to(lang)}**"))
        assert [cell.strip() for cell in row.split("|")[2:-1]] == [f"☐ {level.to(lang)}" for level in criterion.levels]
    told = (unit.task.brief, unit.task.deliverable, unit.check, unit.key.findings[0].value, *unit.key.mistakes, unit.key.sample)
    assert [part for part in told if part.to(lang) not in text] == []


def test_a_sheet_that_is_there_is_replaced_only_by_force(opscareer, tmp_path):
    sheet = tmp_path / "sheet.md"
    sheet.write_text("mine", encoding="utf-8")

    assert opscareer(*KEY, "--md", str(sheet)).returncode == 2
    assert sheet.read_text(encoding="utf-8") == "mine"
    assert opscareer(*KEY, "--md", str(sheet), "--force").returncode == 0
    assert sheet.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有答案要点"), ("en", "has no key")])
@pytest.mark.parametrize("more", [(), ("--json",), ("--md", "-")], ids=str)
def test_a_unit_without_a_key_says_so(opscareer, lang, said, more):
    run = opscareer(*NO_KEY, "--lang", lang, *more)

    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_key_is_named_with_the_unit_and_offered_when_it_is_done(opscareer, lang):
    shown = opscareer("plan", "show", "dough-3-4", "--pack", TINY, "--lang", lang).stdout.decode()
    without = opscareer("plan", "show", "dough-1-2", "--pack", TINY, "--lang", lang).stdout.decode()
    done = opscareer("plan", "done", "dough-3-4", "--pack", TINY, "--lang", lang).stdout.decode()

    assert "opscareer plan key dough-3-4" in " ".join(bare(shown).split())
    assert "plan key" not in without
    assert "opscareer plan key dough-3-4" in " ".join(bare(done).split())


def test_looking_at_a_key_makes_no_store(opscareer, home):
    assert opscareer(*KEY).returncode == 0
    assert not home.exists()


def test_a_unit_is_under_way_until_it_is_done_whatever_was_looked_at(opscareer, home, tiny):
    opscareer("plan", "start", "dough-3-4", "--pack", TINY)
    opscareer(*KEY)

    assert [item.state for item in Store(home).progress(tiny.header.id)] == ["started"]


def test_without_a_name_the_key_is_that_of_the_unit_done_last_so_that_none_ahead_is_spoilt(opscareer):
    opscareer("plan", "done", "dough-3-4", "--pack", TINY)
    opscareer("plan", "start", "dough-1-2", "--pack", TINY)

    run = opscareer("plan", "key", "--pack", TINY, "--lang", "en")

    assert "dough-3-4" in run.stderr.decode()
    assert SAMPLE["en"] in " ".join(run.stdout.decode().split())
