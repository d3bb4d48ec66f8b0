"""A pseudo-terminal whose screen is emulated: tests see what a person would see."""

import os
import re
import resource
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import pyte
from running import ALTERNATE, DRAWING, DRAWN, NORMAL, PseudoTerminal, squeezed

PROGRAM = (sys.executable, "-m", "opscareer")
PATIENT = (sys.executable, str(Path(__file__).with_name("patient.py")))
DIGITS = "123456789１２３４５６７８９一二三四五六七八九"
JOB = ("/bin/sh", "-c", 'set -m; "$@"; echo "stopped: $?"; read line; fg', "sh")


class Terminal(PseudoTerminal):
    """One run of the program. Texts are compared without white space, because the screen's width decides where lines break."""

    def __init__(
        self,
        command: tuple[str, ...],
        stdout: Path,
        *,
        columns: int = 80,
        lines: int = 24,
        encoding: str = "utf-8",
        redirect: bool = False,
        job: bool = False,
    ) -> None:
        """`redirect`: standard output goes to a file. `job`: a shell with job control starts the program, and after Ctrl-Z says so, waits for
        Enter and brings it back."""
        self.stdout = stdout
        self.encoding = encoding
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decoder = getincrementaldecoder(encoding)(errors="replace")
        command = (*JOB, *command) if job else command
        super().__init__(command, dict(os.environ), columns=columns, lines=lines, output=stdout if redirect else None)

    # --- what a person does

    def type(self, keys: str) -> None:
        self.send(keys.encode(self.encoding))

    def press(self, keys: str) -> None:
        """Type, and wait until the program has answered and waits for the next key (or line, where `keys` ends in Enter)."""
        before = len(self.raw)
        self.type(keys)
        self.until(lambda: self._answered_since(before), f"an answer to {keys!r}")

    def answer(self, digit: str) -> None:
        """Answer the question on the screen with one option or, where it is a list, with one deed."""
        for key in (digit, "\r") if self.is_list else (digit,):
            self.press(key)

    def resize(self, columns: int, lines: int) -> None:
        """The window gets another size, and the program draws again without a key."""
        drawn = self.drawn
        self.screen.resize(lines, columns)
        self.set_size(columns, lines)
        self.until(lambda: self.drawn > drawn and self.waits, "the screen in another size")

    def begin(self) -> None:
        """Past the introduction."""
        self.wait_for_key()
        self.press("\r")

    def limit_files(self, size: int) -> None:
        """From now on the program can write no file past so many bytes, as on a full disk."""
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def stop_and_continue(self) -> None:
        """Ctrl-Z and `fg`: the shell takes the terminal back in between, with the settings of its own."""
        self.kill(signal.SIGSTOP)
        os.waitpid(self._process.pid, os.WUNTRACED)
        termios.tcsetattr(self._terminal, termios.TCSANOW, self._settings)
        drawn = self.drawn
        self.kill(signal.SIGCONT)
        self.until(lambda: not self.echoes and self.drawn > drawn and self.waits, "single keys and the screen again")

    def close_window(self) -> int:
        """Close the terminal under the program. Returns the exit code."""
        self._close_files()
        return self._process.wait()

    # --- what a person sees

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the screen; computed once a change, for it takes a millisecond."""
        return [row.rstrip() for row in self.screen.display]

    @cached_property
    def text(self) -> str:
        return squeezed("".join(self.rows))

    @property
    def waits(self) -> bool:
        """Whether the program has drawn a whole screen or, where lines are typed, has come to the end of a prompt."""
        if self.raw.rfind(DRAWING) > self.raw.rfind(NORMAL):
            return self.raw.rfind(DRAWN) > self.raw.rfind(DRAWING)
        return self.printed.rpartition("\n")[2].endswith(" ") and not self.read(0)

    @property
    def options(self) -> dict[int, str]:
        """The options on the screen by the digit before them, without white space."""
        found: dict[int, str] = {}
        for row in self.rows:
            if start := re.match(r"[> ] ([1-9])  (?:\[[x ]\] )?(.*)", row):
                found[int(start[1])] = squeezed(start[2])
            elif found and row.startswith("     "):
                found[max(found)] += squeezed(row)
        return found

    @property
    def marked(self) -> int:
        """The option that the arrow keys have marked, 0 when none is."""
        return next((int(row[2]) for row in self.rows if re.match(r"> [1-9]  ", row)), 0)

    @property
    def ticked(self) -> list[int]:
        """The deeds that are ticked on the screen."""
        return [int(row[2]) for row in self.rows if re.match(r"[> ] [1-9]  \[x\] ", row)]

    @property
    def total(self) -> int:
        """How many questions it will be at most, as the screen says."""
        found = re.search(r"ofatmost(\d+)|最多(\d+)题", self.text)
        return int(found[1] or found[2]) if found else 0

    def shows(self, text: str) -> bool:
        return squeezed(text) in self.text

    def picture(self) -> str:
        return "\n".join(self.rows)

    # --- waiting

    def wait_for(self, text: str) -> None:
        self.until(lambda: self.shows(text), repr(text))

    def wait_for_print(self, text: str) -> None:
        """Until this was printed outside the questionnaire's screen."""
        self.until(lambda: text in self.printed, repr(text))

    def wait_for_key(self) -> None:
        self.until(lambda: self.waits, "a prompt")

    def wait_for_question(self, number: int) -> None:
        self.until(lambda: self.number == number and self.waits, f"question {number}")

    def answer_all(self, keys: Callable[["Terminal"], str], more: str = "n") -> int:
        """Answer question after question until the program ends, and `more` to the offer of further ones. Returns the exit code.

        Where a list of deeds is shown, Enter follows a digit. That careless answers were meant so is not claimed.
        """
        while not self.is_over():
            confirm = self.is_list
            typed = "n\r" if self.asks_whether_meant else more if self.offers_more else keys(self)
            for part in (typed, "\r") if confirm and typed in DIGITS else (typed,):
                before = len(self.raw)
                self.type(part)
                self.until(lambda before=before: self.is_over() or self._answered_since(before), "the next question")
        return self.ended()

    def _answered_since(self, before: int) -> bool:
        """Whether lines were drawn or printed since then, and the program waits again."""
        return b"\n" in self.raw[before:] and self.waits

    # --- afterwards

    @property
    def printed(self) -> str:
        """All that was printed after the questionnaire, without colours, with Unix line ends."""
        return re.sub(r"\x1b\[[0-9;]*m", "", super().printed)

    @property
    def given_back(self) -> bool:
        """Whether echo, line mode and everything else is as it was, and the alternate screen was left as often as entered."""
        settings = termios.tcgetattr(self._terminal)
        return settings == self._settings and self.echoes and self.raw.count(ALTERNATE) == self.raw.count(NORMAL)

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def received(self, data: bytes) -> None:
        self._stream.feed(self._decoder.decode(data))
        for seen in ("rows", "text"):
            self.__dict__.pop(seen, None)
