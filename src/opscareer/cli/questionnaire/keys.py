"""What a person types, as the key that is meant: from a line, or one key at a time from a terminal."""

import os
import select
import sys
import unicodedata

from opscareer.pack.kinds.shown import DOWN, ENTER, UP

PAGE_UP, PAGE_DOWN = "page-up", "page-down"
SPACE, END, REDRAW = "space", "end", "redraw"
SEQUENCES = {"[A": UP, "[B": DOWN, "OA": UP, "OB": DOWN, "[5~": PAGE_UP, "[6~": PAGE_DOWN}

CHINESE = {
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
    **dict.fromkeys(("是", "是的"), "y"),
    **dict.fromkeys(("否", "不"), "n"),
    **dict.fromkeys(("返回", "上一题", "上一步"), "b"),
    "跳过": "s",
    **dict.fromkeys(("退出", "保存并退出"), "q"),
    "帮助": "?",
    **dict.fromkeys(("语言", "换语言"), "t"),
    **dict.fromkeys(("继续", "接着答"), "c"),
    "重新开始": "n",
}
ENGLISH = {
    "yes": "y",
    "no": "n",
    "back": "b",
    "skip": "s",
    **dict.fromkeys(("quit", "exit"), "q"),
    "help": "?",
    "language": "t",
    "continue": "c",
}
WORDS = CHINESE | ENGLISH
AFTER_A_DIGIT = ".、。)"

SECONDS_AFTER_ESCAPE = 0.05


def normal(typed: str) -> str:
    """What was typed as the key that is meant: full-width forms, capitals, Chinese numerals and whole words count, and so does `2.`"""
    plain = unicodedata.normalize("NFKC", typed).strip().lower()
    if plain.rstrip(AFTER_A_DIGIT).isdigit():
        plain = plain.rstrip(AFTER_A_DIGIT)
    return WORDS.get(plain, plain)


def somebody_there() -> bool:
    """Whether a person can be asked: questions go to standard error, answers come from standard input."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


class SingleKeys:
    """Reads one key at a time, without Enter and without echo, while `fullscreen()` lasts.

    `wake` is a descriptor that becomes readable when a signal has come, `stale` says that the screen has to be drawn anew.
    """

    def __init__(self) -> None:
        self.descriptor = sys.stdin.fileno()
        self.wake: int | None = None
        self.stale = False
        self.waiting = ""
        self.bytes = b""

    def read(self) -> str:
        """The next key: a character or one of the names above; an empty string for a key that means nothing.

        END when the terminal is gone or Ctrl-D was pressed, REDRAW when nothing was pressed but the screen has to be drawn anew.
        """
        while not self.waiting:
            if self.stale:
                self.stale = False
                return REDRAW
            if not self._fill(None):
                return END
        char = self._taken()
        if char == "\x1b":
            return self._after_escape()
        plain = {"\x04": END, "\r": ENTER, "\n": ENTER, " ": SPACE, "\u3000": SPACE}
        return plain.get(char) or normal(self._word(char))

    def _after_escape(self) -> str:
        sequence = ""
        while len(sequence) < 8 and self._ready():
            sequence += self._taken()
            if len(sequence) > 1 and (sequence[-1].isalpha() or sequence[-1] == "~"):
                break
        return SEQUENCES.get(sequence, "")

    def _word(self, text: str) -> str:
        """An input method sends all characters of a Chinese word at once: they are one key."""
        while any(word.startswith(text) and word != text for word in CHINESE) and self._ready():
            if not any(word.startswith(text + self.waiting[0]) for word in CHINESE):
                break
            text += self._taken()
        return text

    def _ready(self) -> bool:
        return bool(self.waiting) or (self._fill(SECONDS_AFTER_ESCAPE) and bool(self.waiting))

    def _taken(self) -> str:
        char, self.waiting = self.waiting[0], self.waiting[1:]
        return char

    def _fill(self, seconds: float | None) -> bool:
        """Wait, at most so long, until something was typed or a signal has come. False when the terminal is gone."""
        sources = [self.descriptor] if self.wake is None else [self.descriptor, self.wake]
        ready = select.select(sources, [], [], seconds)[0]
        if self.wake in ready and self.wake is not None:
            os.read(self.wake, 1024)
        if self.descriptor in ready:
            try:
                data = os.read(self.descriptor, 1024)
            except OSError:  # the terminal was closed
                return False
            if not data:
                return False
            self.waiting, self.bytes = _decoded(self.bytes + data)
        return True


def _decoded(data: bytes) -> tuple[str, bytes]:
    """The characters that are whole, and the bytes of one that is not yet."""
    encoding = sys.stdin.encoding or "utf-8"
    for cut in range(min(4, len(data))):
        whole = data[: len(data) - cut]
        try:
            return whole.decode(encoding), data[len(data) - cut :]
        except UnicodeDecodeError:
            continue
    return data.decode(encoding, errors="replace"), b""
