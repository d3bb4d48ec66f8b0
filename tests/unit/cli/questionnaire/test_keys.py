"""What was typed, as the key that is meant."""

import os
import pty
import sys
import tty
from collections.abc import Callable, Iterator

import pytest

from opscareer.cli.questionnaire.keys import CHINESE, DOWN, END, ENGLISH, ENTER, PAGE_DOWN, PAGE_UP, SPACE, UP, SingleKeys, normal

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
    "返回": "b",
    "上一题": "b",
    "Back": "b",
    "跳过": "s",
    "SKIP": "s",
    "退出": "q",
    "帮助": "?",
    "help": "?",
    "是": "y",
    "是的": "y",
    "yes": "y",
    "否": "n",
    "不": "n",
    "换语言": "t",
    "": "",
    ".": ".",
    "33": "33",
    "好的": "好的",
}


@pytest.mark.parametrize(("typed", "key"), MEANT.items(), ids=repr)
def test_a_typed_line_is_the_key_that_is_meant(typed: str, key: str) -> None:
    assert normal(typed) == key


def test_every_word_means_a_key_that_the_questionnaire_has() -> None:
    assert set((CHINESE | ENGLISH).values()) <= set("123456789bsqtync?")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], list[str]]]:
    """The keys that bytes are read as, up to the end of a terminal that is closed after them."""
    opened = []

    def keys(data: bytes) -> list[str]:
        ours, theirs = pty.openpty()
        opened.extend([ours, theirs])
        tty.setraw(theirs)
        monkeypatch.setattr(sys, "stdin", os.fdopen(theirs, encoding="utf-8", closefd=False))
        single = SingleKeys()
        os.write(ours, data + b"\x04")
        found = []
        while (key := single.read()) != END:
            found.append(key)
        return found

    yield keys
    for descriptor in opened:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        ("12b", ["1", "2", "b"]),
        ("３？", ["3", "?"]),
        ("上一题", ["b"]),
        ("跳过跳过", ["s", "s"]),
        ("是", ["y"]),
        ("是的3", ["y", "3"]),
        ("返3", ["返", "3"]),
        ("一二", ["1", "2"]),
        ("\r\n", [ENTER, ENTER]),
        (" \u3000", [SPACE, SPACE]),
        ("\x1b[A\x1bOB\x1b[5~\x1b[6~", [UP, DOWN, PAGE_UP, PAGE_DOWN]),
        ("\x1b[1;2A1", ["", "1"]),
    ],
    ids=repr,
)
def test_single_keys_are_read_one_by_one_and_a_chinese_word_as_one(typed: Callable[[bytes], list[str]], data: str, keys: list[str]) -> None:
    assert typed(data.encode()) == keys
