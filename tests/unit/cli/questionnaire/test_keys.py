"""What was typed, as the key that is meant."""

import os
import pty
import sys
import tty
from collections.abc import Iterator
from threading import Timer

import pytest

from opscareer.cli.questionnaire import keys as module
from opscareer.cli.questionnaire.keys import BACK, DOWN, END, ENTER, PAGE_DOWN, PAGE_UP, SPACE, UP, WORDS, SingleKeys, normal

MEANT = {
    "3": "3",
    "３": "3",
    "三": "3",
    "③": "3",
    "3.": "3",
    "3。": "3",
    "３、": "3",
    " 3 ": "3",
    "九": "9",
    "B": "b",
    "Ｂ": "b",
    "？": "?",
    "返回": BACK,
    "上一题": BACK,
    "Back": BACK,
    "←": BACK,
    "＜": BACK,
    "跳过": "s",
    "SKIP": "s",
    "退出": "q",
    "帮助": "?",
    "help": "?",
    "是": "y",
    "是的": "y",
    "好的": "y",
    "嗯": "y",
    "不是": "n",
    "算了": "n",
    "yes": "y",
    "否": "n",
    "不": "n",
    "换语言": "t",
    "": "",
    ".": ".",
    "33": "33",
    "1 3": "13",
    "1,3": "13",
    "１，３": "13",
    "一、三": "13",
    "①③": "13",
    "0": "0",
    "零": "0",
    "1 b": "1 b",
    "随便": "随便",
}


@pytest.mark.parametrize(("typed", "key"), MEANT.items(), ids=repr)
def test_a_typed_line_is_the_key_that_is_meant(typed: str, key: str) -> None:
    assert normal(typed) == key


def test_every_word_means_a_key_that_the_questionnaire_has() -> None:
    assert set(WORDS.values()) <= {*"sqtync?", BACK}


class Keyboard:
    """A terminal on which bytes are typed, and the keys that are read from it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ours, self.theirs = pty.openpty()
        tty.setraw(self.theirs)
        monkeypatch.setattr(sys, "stdin", os.fdopen(self.theirs, encoding="utf-8", closefd=False))
        self.single = SingleKeys()

    def type(self, data: bytes) -> None:
        os.write(self.ours, data)

    def keys(self, *, pastes: bool = False) -> list[str]:
        """All keys that were typed; the last is Ctrl-D."""
        self.type(b"\x04")
        found = []
        while (key := self.single.read(pastes=pastes)) != END:
            found.append(key)
        return found

    def close(self) -> None:
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    opened = Keyboard(monkeypatch)
    yield opened
    opened.close()


@pytest.fixture
def slow_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is typed comes byte by byte."""
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, _: read(descriptor, 1))


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("12b", ["1", "2", "b"]),
        ("３？", ["3", "?"]),
        ("上一题", [BACK]),
        ("←<", [BACK, BACK]),
        ("\x7f\x08\x1b[D\x1bOD", [BACK] * 4),
        ("跳过跳过", ["s", "s"]),
        ("是", ["y"]),
        ("是的3", ["y", "3"]),
        ("返3", ["返", "3"]),
        ("一二", ["1", "2"]),
        ("\r\n", [ENTER, ENTER]),
        (" \u3000", [SPACE, SPACE]),
        ("\x1b[A\x1bOB\x1b[5~\x1b[6~", [UP, DOWN, PAGE_UP, PAGE_DOWN]),
        ("\x1b[1;2A1", ["", "1"]),
        ("\x1b[[A1", ["", "1"]),
        ("\x1b12", ["", "2"]),
        ("\x1b\x1b[A", ["", UP]),
    ],
    ids=repr,
)
def test_single_keys_are_read_one_by_one_and_a_chinese_word_as_one(keyboard: Keyboard, data: str, keys: list[str]) -> None:
    keyboard.type(data.encode())

    assert keyboard.keys() == keys


REPLIES = {
    "colour, ended by BEL": "\x1b]11;rgb:1212/3434/5656\x07",
    "colour, ended by ST": "\x1b]11;rgb:1212/3434/5656\x1b\\",
    "device attributes": "\x1b[?62;1;2;4c",
    "secondary attributes": "\x1b[>41;354;0c",
    "status": "\x1b[0n",
    "cursor position": "\x1b[24;80R",
    "focus": "\x1b[I\x1b[O",
    "mode": "\x1b[?2026;2$y",
    "window size": "\x1b[8;24;80t",
    "mouse": "\x1b[<0;12;3M\x1b[<0;12;3m",
    "DCS": "\x1bP1$r0;1q\x1b\\",
    "APC": "\x1b_Gi=1;OK\x1b\\",
    "PM": "\x1b^12345\x1b\\",
    "SOS": "\x1bX12345\x1b\\",
    "a paste": "\x1b[200~1\n2\n3\nq\x1b[201~",
    "a paste with sequences": "\x1b[200~1\x1b[A\x1b]0;2\x073\x1b[201~",
    "a long paste": "\x1b[200~" + "12q三\n" * 1000 + "\x1b[201~",
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES)
def test_what_a_terminal_says_of_itself_and_what_is_pasted_is_no_key(keyboard: Keyboard, reply: str) -> None:
    keyboard.type(f"1{reply}2".encode())

    assert keyboard.keys() == ["1", "2"]


PASTES = {
    "1 3 5": ["135"],
    "1\r3\r": ["13"],
    "３，五": ["35"],
    "7": ["7"],
    "0": [],
    "1 0": [],
    "": [],
    "q": [],
    "1 q": [],
    "1" + " " * 200 + "3": ["13"],
    "not " * 100 + "13": [],
}


@pytest.mark.parametrize("pasted", PASTES, ids=repr)
def test_digits_that_are_pasted_are_one_key_where_that_is_wanted(keyboard: Keyboard, pasted: str) -> None:
    keyboard.type(f"1\x1b[200~{pasted}\x1b[201~2".encode())

    assert keyboard.keys(pastes=True) == ["1", *PASTES[pasted], "2"]


@pytest.mark.usefixtures("slow_line")
def test_a_paste_that_comes_slowly_is_digits_only_where_all_of_it_is(keyboard: Keyboard) -> None:
    keyboard.type(f"\x1b[200~1 3\x1b[201~\x1b[200~{'long ' * 100}13\x1b[201~2".encode())

    assert keyboard.keys(pastes=True) == ["13", "2"]


@pytest.mark.usefixtures("slow_line")
@pytest.mark.parametrize("reply", [*REPLIES.values(), "\x1b[A", "跳过", "三"], ids=repr)
def test_nothing_changes_where_every_byte_comes_by_itself(keyboard: Keyboard, reply: str) -> None:
    keyboard.type(f"1{reply}2".encode())

    assert keyboard.keys() == ["1", *{"\x1b[A": [UP], "跳过": ["s"], "三": ["3"]}.get(reply, []), "2"]


def test_escape_alone_means_nothing_and_takes_nothing_with_it(keyboard: Keyboard) -> None:
    keyboard.type(b"\x1b")
    assert keyboard.single.read() == ""

    keyboard.type(b"1")
    assert keyboard.single.read() == "1"


def test_a_sequence_without_an_end_does_not_swallow_what_is_typed_later(keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS_WITHIN_SEQUENCE", 0.01)
    keyboard.type(b"\x1b]11;rgb:12")
    Timer(0.5, keyboard.type, [b"3"]).start()

    assert keyboard.single.read() == "3"


def test_what_was_typed_before_is_dropped_and_what_is_typed_after_is_not(keyboard: Keyboard) -> None:
    keyboard.type("12\r三\x1b[A".encode())
    keyboard.single.drop()
    keyboard.type(b"4")

    assert keyboard.keys() == ["4"]


def test_the_rest_of_a_reply_whose_beginning_was_dropped_is_no_key(keyboard: Keyboard) -> None:
    for reply in (REPLIES["colour, ended by ST"], REPLIES["device attributes"], REPLIES["a paste"]):
        for cut in range(2, len(reply)):
            keyboard.type(f"1{reply[:cut]}".encode())
            keyboard.single.drop()
            keyboard.type(f"{reply[cut:]}7".encode())
            assert keyboard.single.read() == "7"


def test_the_rest_of_a_paste_whose_beginning_was_dropped_is_no_digits(keyboard: Keyboard) -> None:
    paste = "\x1b[200~1 2 3\x1b[201~"
    for cut in range(len("\x1b[200~"), len(paste)):
        keyboard.type(paste[:cut].encode())
        keyboard.single.drop()
        keyboard.type(f"{paste[cut:]}7".encode())
        assert keyboard.single.read(pastes=True) == "7"


def test_escape_pressed_before_a_question_does_not_change_the_key_pressed_after_it(keyboard: Keyboard) -> None:
    keyboard.type(b"1\x1b")
    keyboard.single.drop()
    keyboard.type(b"2")

    assert keyboard.keys() == ["2"]
