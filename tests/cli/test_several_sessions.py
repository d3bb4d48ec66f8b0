"""Several assessments at once, and one that is left: what is open is listed and chosen from, and said where one would not think of it."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from people import everyone
from screen import PROGRAM
from shipped import shipped_pack

from opscareer.cli.app import main
from opscareer.sessions.locks import locks
from opscareer.sessions.progress import Reply
from opscareer.sessions.record import Stamp
from opscareer.sessions.store import LOCK_FILE, Store

PACK = shipped_pack()
TODAY = Stamp(PACK.header.id, PACK.header.version, PACK.hash)
LONG_AGO = "2020-01-01T08:00:00+00:00"
ANSWERS = everyone(PACK, 1)
ONCE = {3: "2030-01-05T08:10:00+00:00", 5: "2030-01-06T09:20:00+00:00", 2: "2030-01-07T10:30:00+00:00"}  # by answers, the oldest first


@pytest.fixture
def keep(home):
    """Keeps a session of so many answers, which nobody is asking any more. Returns its id."""

    def kept(count, when=LONG_AGO, *, form="default", skipped=0, finished=False):
        store = Store(home)
        number = store.begin(TODAY, form, 1, when)
        given = [Reply(question, value, seconds=20.0) for question, value in list(ANSWERS.items())[:count]]
        skips = [Reply(question, None, seconds=20.0) for question in list(ANSWERS)[count : count + skipped]]
        store.keep(number, [*given, *skips])
        if finished:
            store.finish(number, "user", "{}", LONG_AGO)
        locks(home.absolute() / LOCK_FILE).drop(number)
        return store.records()[0].id

    return kept


@pytest.fixture
def three(keep):
    """Three open sessions; the ids by how many answers each has."""
    return {count: keep(count, when) for count, when in ONCE.items()}


def local(time):
    """A stored time as the clock on the wall shows it."""
    return datetime.fromisoformat(time).astimezone()


def states(home):
    return {len(record.answers): "set aside" if record.set_aside else record.state for record in Store(home).records()}


# --- choosing


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("lang", "row"),
    [("en", "{place}  begun {day} Jan 2030, {count} answered"), ("zh", "{place}  开始于2030年1月{day}日，已答 {count} 题")],
)
def test_open_sessions_are_listed_with_their_time_and_answers_the_newest_first(assess, lang, row):
    terminal = assess("--lang", lang)
    terminal.wait_for_key()

    newest_first = [row.format(place=place, day=local(ONCE[count]).day, count=count) for place, count in enumerate((2, 5, 3), 1)]
    assert terminal.shows("".join(newest_first))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(("key", "answered"), [("1", 2), ("２", 5), ("三", 3), ("c", 2), ("\r", 2)])
def test_one_key_goes_on_with_the_session_beside_it_and_the_others_stay(assess, home, key, answered):
    terminal = assess()
    terminal.wait_for_key()

    terminal.press(key)

    assert terminal.number == answered + 1
    terminal.answer("1")
    terminal.type("q")
    assert terminal.ended() == 0
    assert sorted(states(home)) == sorted({*ONCE} - {answered} | {answered + 1})
    assert set(states(home).values()) == {"open"}


@pytest.mark.usefixtures("three")
def test_starting_over_sets_all_that_were_listed_aside(assess, home):
    terminal = assess()
    terminal.wait_for_key()
    assert terminal.shows("n to start over and set them aside")

    terminal.press("n")

    assert terminal.number == 1
    terminal.answer("1")
    terminal.type("q")
    terminal.ended()
    assert states(home) == {1: "open", **dict.fromkeys(ONCE, "set aside")}


@pytest.mark.usefixtures("three")
def test_a_digit_without_a_session_is_explained_and_q_leaves_everything_as_it_was(assess, home):
    terminal = assess()
    terminal.wait_for_key()

    terminal.press("4")
    assert terminal.shows("Only the keys named here work")
    terminal.type("q")

    assert terminal.ended() == 0
    assert states(home) == dict.fromkeys(ONCE, "open")


@pytest.mark.usefixtures("three")
def test_lines_choose_too(assess):
    terminal = assess("--plain")
    terminal.wait_for_key()
    terminal.press("2\r")

    assert terminal.number == 6


def test_of_very_many_the_newest_nine_have_a_digit(assess, keep):
    for count in range(1, 12):
        keep(count)

    terminal = assess()
    terminal.wait_for_key()
    terminal.press("9")

    assert terminal.number == 4  # the ninth of 11, 10, ..., 1 answers


# --- another window


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Another window is in the middle of an assessment"), ("zh", "另一个窗口里正在做一次测评")]
)
def test_a_second_window_is_told_about_the_first(assess, lang, said):
    first = assess()
    first.wait_for_key()
    assert not first.shows(said)
    first.press("\r")
    first.answer("1")

    second = assess("--lang", lang)
    second.wait_for_key()

    assert second.shows(said)
    assert second.shows({"en": "1 answered", "zh": "已答 1 题"}[lang])
    second.press("\r")
    assert second.number == 1
    assert not second.shows(said)


def test_a_window_that_chooses_among_sessions_is_told_about_the_one_in_use(assess, three):
    first = assess()
    first.wait_for_key()
    first.press("2")

    second = assess()
    second.wait_for_key()

    assert second.shows("Another window is in the middle of an assessment")
    assert second.shows("5 answered")
    assert second.shows(f"2  begun {local(ONCE[3]).day} Jan 2030")
    assert len(three) == len(ONCE)


# --- a session in which nothing was said


@pytest.mark.parametrize("stop", ["q", "\x03"], ids=["q", "Ctrl-C"])
@pytest.mark.parametrize("keys", ["", "s", "sss"])
def test_a_session_in_which_nothing_was_answered_is_not_left_open(assess, home, keys, stop):
    terminal = assess()
    terminal.begin()
    for key in keys:
        terminal.press(key)

    terminal.type(stop)

    terminal.ended()
    assert "saved" not in terminal.printed
    assert Store(home).records() == ()


def test_what_was_only_skipped_before_the_computer_went_down_is_not_offered(assess, keep):
    keep(0, skipped=3)

    terminal = assess()
    terminal.wait_for_key()

    assert terminal.shows("Press any key to begin")


# --- q wherever something is asked


def test_q_leaves_at_the_question_whether_to_go_on(assess, keep):
    keep(3, finished=True)
    terminal = assess("--full")
    terminal.wait_for("Press c to go on from it or n to start over")

    terminal.type("q")

    assert terminal.ended() == 0


@pytest.mark.parametrize(("key", "meant"), [("q", False), ("Ｑ", False), ("退出", False), ("\r", False), ("y", True), ("是", True)])
def test_one_key_answers_whether_it_was_meant_and_only_yes_is_a_yes(hasty, home, key, meant):
    terminal = hasty("--quick", "--lang", "en")
    terminal.begin()
    while not (terminal.is_over() or terminal.asks_whether_meant):
        terminal.answer("3")
        if terminal.shows("Press any key to see the result"):
            terminal.type("\r")
            terminal.until(lambda: terminal.asks_whether_meant, "the question")

    terminal.type(key)

    assert terminal.ended() == 0
    assert ("Noted" in terminal.printed) == meant
    assert [(record.state, record.meant) for record in Store(home).records()] == [("done", meant)]


def test_q_at_the_question_whether_to_delete_deletes_nothing(in_terminal, keep, home):
    keep(5)
    terminal = in_terminal(*PROGRAM, "history", "delete", "--all")
    terminal.wait_for("q quits:")

    terminal.type("q")

    assert terminal.ended() == 0
    assert states(home) == {5: "open"}


# --- what is unfinished, where one looks at results


UNFINISHED = {
    "en": "9 answers of an unfinished assessment are kept: ",
    "zh": "还存着一次没做完的测评，已答 9 题",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [["report"], ["why"], ["plan"], ["whatif"], ["compare"]], ids=" ".join)
def test_a_command_about_the_last_assessment_mentions_an_unfinished_one(keep, capsys, command, lang):
    keep(60, finished=True)
    keep(9)

    assert main([*command, "--lang", lang]) == 0

    assert UNFINISHED[lang] in capsys.readouterr().err


def test_an_unfinished_checkpoint_is_mentioned_with_its_own_command(keep, capsys):
    keep(60, finished=True)
    keep(9, form="checkpoint")

    main(["report"])

    assert "9 answers of an unfinished checkpoint are kept: opscareer assess --checkpoint goes on." in capsys.readouterr().err


def test_nothing_is_said_of_what_was_set_aside_and_of_another_window(keep, home, capsys):
    keep(60, finished=True)
    keep(9)
    Store(home).set_aside(2)

    main(["report"])

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "command",
    [["report"], ["why"], ["plan"], ["history", "show"], ["history", "show", "last"], ["history", "export", "last"]],
    ids=" ".join,
)
def test_without_a_finished_one_every_command_says_so_and_names_what_is_kept(keep, capsys, command, lang):
    kept = keep(9)

    assert main([*command, "--lang", lang]) == 2

    error = capsys.readouterr().err
    assert {"en": "no assessment is finished yet; 9 answers", "zh": "还没有完成过测评；存着一次没做完的，已答 9 题"}[lang] in error
    assert " assess " in error
    assert f" history show {kept}" in error


@pytest.mark.parametrize(
    "command",
    [["history", "show"], ["history", "show", "LAST"], ["history", "export"], ["history", "delete", "last"], ["why"]],
    ids=" ".join,
)
def test_without_any_record_the_last_one_is_said_not_to_be_there(capsys, command):
    assert main([*command, "--json"] if command[-1] == "why" else command) == 2

    error = capsys.readouterr().err
    assert re.search("there is no (finished )?assessment yet", error)
    assert "last" not in error


@pytest.mark.parametrize("command", [["show", "last", "--json"], ["export", "last", "--json"]], ids=" ".join)
def test_the_last_one_is_the_one_finished_last_even_beside_newer_open_ones(keep, capsys, command):
    keep(60, finished=True)
    keep(9)

    assert main(["history", *command]) == 0

    document = json.loads(capsys.readouterr().out)
    assert len(document.get("answers", ANSWERS)) in {60, len(ANSWERS)}


def test_no_input_in_a_terminal_says_what_it_does_and_lists_no_questions(in_terminal):
    terminal = in_terminal(*PROGRAM, "assess", "--no-input")

    assert terminal.ended() == 2
    assert "--no-input forbids asking" in terminal.printed
    assert "there is no terminal" not in terminal.printed
    assert "opscareer questions --template" in " ".join(terminal.printed.split())
    assert not any(question.id in terminal.printed for question in PACK.questions)


def test_a_tilde_in_the_home_of_answers_makes_no_directory_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("OPSCAREER_HOME", "~/answers")

    subprocess.run([sys.executable, "-m", "opscareer", "plan", "start", "sort-reviews"], check=True, capture_output=True)

    assert (tmp_path / "me" / "answers").is_dir()
    assert not (tmp_path / "~").exists()


@pytest.mark.parametrize("command", [[], ["report"], ["history", "show", "OPEN"]], ids=" ".join)
def test_what_is_unfinished_is_gone_on_with_in_the_language_and_with_the_pack_that_were_asked_for(keep, home, opscareer, command):
    keep(60, finished=True)
    keep(9)
    unfinished = Store(home).records()[0].id
    pack = str(Path(__file__).parents[2] / "data")

    run = opscareer(
        *(unfinished if part == "OPEN" else part for part in command), "--lang", "zh", "--pack", pack, OPSCAREER_LANG="en", COLUMNS="300"
    )

    assert f"opscareer --lang zh --pack {pack} assess" in (run.stdout + run.stderr).decode()
