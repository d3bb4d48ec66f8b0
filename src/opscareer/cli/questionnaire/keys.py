"""What a person types, as the key that is meant: from a line, or one key at a time from a terminal."""

import os
import re
import select
import sys
import unicodedata
from codecs import getincrementaldecoder

from opscareer.pack.kinds.shown import DOWN, ENTER, NONE, SPACE, UP

PAGE_UP, PAGE_DOWN = "page-up", "page-down"
END, REDRAW = "end", "redraw"
BACK = "back"
ESCAPE = "\x1b"
ARROWS = {f"{before}{key}": meant for before in ("\x1b[", "\x1bO") for key, meant in {"A": UP, "B": DOWN, "D": BACK}.items()}
ARROWS |= {"\x1b[5~": PAGE_UP, "\x1b[6~": PAGE_DOWN}
SINGLE = {"\x04": END, "\r": ENTER, "\n": ENTER, " ": SPACE, "\u3000": SPACE, "\x7f": BACK, "\x08": BACK}

KEY = re.compile(  # the sequence of one key, whether it means anything here or not, or a paste
    r"""\x1b(?:
        \[200~ (?P<pasted>.*?) \x1b\[201~
      | (?!\[20[01]~) \[ [0-9;]* [A-HPQSZ~]
      | \[\[ .                # function keys of the Linux console
      | O .
      | [^\[\]OPX^_\x1b]     # Alt and a key
      | (?=\x1b)
    )""",
    re.VERBOSE | re.DOTALL,
)
PASTE = "\x1b[200~"
NO_KEY = re.compile(  # what a terminal says of itself; in a paste it is a part of that
    r"""(?P<paste>\x1b\[200~ .*? (?: \x1b\[201~ | \Z )) | \x1b(?:
        \[ (?![0-9;]*[A-HPQSZ~]) [0-?]* [ -/]* [@-Z\\-~]
      | \[201~
      | [\]PX^_] .*? (?: \x07 | \x1b\\ )  # OSC, DCS, SOS, PM and APC, each up to BEL or ST
    )""",
    re.VERBOSE | re.DOTALL,
)
WHOLE_KEYS = re.compile(rf"(?:{KEY.pattern}|[^\x1b])*", re.VERBOSE | re.DOTALL)
LONGEST, EDGE = 64, 6  # of an unfinished sequence only the first and last characters matter
CUT = "?"  # where something of it was taken away: what is left of a paste is no digits

MEANT_BY = {  # each key, and the words that mean it
    "y": "yes 是 是的 对 好 好的 嗯",
    "n": "no 否 不 不是 不要 算了 重新开始",
    BACK: "← < 返回 上一题 上一步",  # unlike b, which chooses B where there is one
    "s": "skip 跳过",
    "q": "quit exit 退出 保存并退出",
    "?": "help 帮助",
    "t": "language 语言 换语言",
    "c": "continue 继续 接着答",
}
NUMERALS = str.maketrans("一二三四五六七八九零〇", "12345678900")
WORDS = {word: key for key, words in MEANT_BY.items() for word in words.split()}
CHINESE = [word for word in WORDS if not word.isascii()]
FIRST_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
BETWEEN_DIGITS = re.compile(r"[\s.,;、。)]+")

SECONDS_AFTER_ESCAPE = 0.05  # then it was the key
SECONDS_WITHIN_SEQUENCE = 0.5  # then its end does not come any more
SECONDS_WITHIN_WORDS = 0.4  # then a person who types has come to an end


def normal(typed: str) -> str:
    """What was typed as the key that is meant: full-width forms, capitals, Chinese numerals and whole words count, and so do `2.` and, as
    `13`, `1 3` and `1、3`."""
    plain = unicodedata.normalize("NFKC", typed).strip().lower()
    digits = BETWEEN_DIGITS.sub("", plain).translate(NUMERALS)
    return digits if digits.isdecimal() else WORDS.get(plain, plain)


def is_interactive() -> bool:
    """Whether a person can be asked: questions go to standard error, answers come from standard input."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


class SingleKeys:
    """Reads one key at a time, without Enter and without echo, while `fullscreen()` lasts.

    descriptor: of the terminal
    wake: becomes readable when a signal has come; None while none is listened for
    stale: the screen has to be drawn again
    gone: the terminal was closed
    typed: what was read and not yet taken as a key
    """

    def __init__(self) -> None:
        self.descriptor = sys.stdin.fileno()
        self.wake: int | None = None
        self.stale = False
        self.gone = False
        self.typed = ""
        self._decoder = getincrementaldecoder(sys.stdin.encoding or "utf-8")(errors="replace")

    def read(self, *, pastes: bool = False) -> str:
        """The next key: a character or one of the names above; an empty string for a key that means nothing.

        END when the terminal is gone or Ctrl-D was pressed, REDRAW when nothing was pressed but the screen has to be drawn again. With
        `pastes`, digits that were pasted are one key; whatever else is pasted is none.
        """
        while self.typed or not self.gone:
            if self.typed:
                if (key := self._key(pastes)) is not None:
                    return key
            elif self.stale:
                self.stale = False
                return REDRAW
            else:
                self._fill(None)
        return END

    def pending(self) -> bool:
        """Whether something was typed that `read` has not returned yet."""
        return bool(self.typed) or self._fill(0)

    def drop(self) -> None:
        """Forget what was typed until now. A sequence whose end is still to come stays, so that its end is no key either."""
        while self._fill(0):
            pass
        if self.typed.endswith(ESCAPE):
            self._fill(SECONDS_AFTER_ESCAPE)
        self.typed = WHOLE_KEYS.sub("", self.typed, count=1)
        if self.typed == ESCAPE:
            self.typed = ""
        elif self.typed.startswith(PASTE):
            self.typed = PASTE + CUT + self.typed[len(PASTE) :][-EDGE:]

    def read_word(self) -> str:
        """The next key; where letters are typed on without a pause, up to Enter, the first word of these, as the key that it means."""
        typed = self.read()
        if len(typed) > 1 or not typed.isalpha():
            return typed
        while typed[-1] not in "\r\n" and (self.typed or self._fill(SECONDS_WITHIN_WORDS)):
            typed, self.typed = typed + self.typed[:1], self.typed[1:]
        word = FIRST_WORD.match(typed)
        return normal(word[0]) if word else typed[0]

    def _key(self, pastes: bool) -> str | None:
        """The first key of what was typed; None where that was no key."""
        if self.typed[0] != ESCAPE:
            char, self.typed = self.typed[0], self.typed[1:]
            return SINGLE.get(char) or normal(self._word(char))
        while (sequence := KEY.match(self.typed)) is None:
            if not self._fill(SECONDS_AFTER_ESCAPE if self.typed == ESCAPE else SECONDS_WITHIN_SEQUENCE):
                unfinished, self.typed = self.typed, ""
                return "" if unfinished == ESCAPE else None
            if not self.typed.startswith(ESCAPE):
                return None
        self.typed = self.typed[sequence.end() :]
        if (pasted := sequence["pasted"]) is None:
            return ARROWS.get(sequence[0], "")
        digits = normal(pasted)
        return digits if pastes and digits.isdecimal() and NONE not in digits else None

    def _word(self, text: str) -> str:
        """An input method sends all characters of a Chinese word at once: they are one key."""
        while any(word.startswith(text) and word != text for word in CHINESE) and (self.typed or self._fill(SECONDS_AFTER_ESCAPE)):
            if not any(word.startswith(text + self.typed[:1]) for word in CHINESE):
                break
            text, self.typed = text + self.typed[:1], self.typed[1:]
        return text

    def _fill(self, seconds: float | None) -> bool:
        """Wait, at most so long, until something was typed or a signal has come. Whether anything was typed."""
        sources = [self.descriptor] if self.wake is None else [self.descriptor, self.wake]
        ready = select.select(sources, [], [], seconds)[0]
        if self.wake in ready and self.wake is not None:
            os.read(self.wake, 1024)
        if self.descriptor not in ready:
            return False
        try:
            data = os.read(self.descriptor, 1024)
        except OSError:  # the terminal was closed
            data = b""
        self.gone = not data
        self.typed = NO_KEY.sub(lambda found: found["paste"] or "", self.typed + self._decoder.decode(data))
        if len(self.typed) > LONGEST and self.typed[0] == ESCAPE and KEY.match(self.typed) is None:
            self.typed = self.typed[:EDGE] + CUT + self.typed[-EDGE:]
        return bool(data)
