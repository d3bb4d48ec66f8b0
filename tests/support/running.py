"""Runs the program as a person or a script does: in an environment that says nothing of whoever runs it, and on a pseudo-terminal.

Standard library only, because the check of the installed wheel uses it too. What the questionnaire's screens are recognised by is written
here and nowhere else.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PATIENCE = 60.0  # seconds; longer than anything takes, so that a busy machine fails no test
GLANCE = 0.02  # seconds between two looks at a silent program
OF_TESTS = "BROWSER|WRITE_PLANS"  # these steer tests, not the program
NOT_INHERITED = re.compile(
    rf"OPSCAREER_(?!{OF_TESTS})|LC_|LANG|PAGER|LESS|PYTHON|NO_COLOR|FORCE_COLOR|COLORTERM|CLICOLOR|COLUMNS|LINES|TERM|TTY_|_TYPER"
)
# A session leader that opens a terminal gets it as its own: $0 is the terminal, $1 where standard output goes.
ATTACHED = 'out=$1; shift; exec "$@" <>"$0" 2>&0 >"$out"'

ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"
DRAWING, DRAWN = b"\x1b[?2026h", b"\x1b[?2026l"  # around every screen that is drawn
QUESTION = re.compile(r"Question(\d+)of|第(\d+)题，最多")  # these three without white space
OFFER = re.compile(r"Pressyto|按y")
BOX = re.compile(r"\[x?\]")
WHETHER_MEANT = re.compile(r"y/n[:：?]$")
RESUMES = re.compile(r"answereduptoquestion(\d+)\.|上次答到第(\d+)题")


def environment(home: Path | str, **more: str) -> dict[str, str]:
    """Variables that tell neither language, colours, width and pager nor the real answers of whoever runs this."""
    plain = {name: value for name, value in os.environ.items() if not NOT_INHERITED.match(name)}
    own = {"OPSCAREER_HOME": str(home), "OPSCAREER_PAGER": "", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    return {**plain, **own, **more}


def squeezed(text: str) -> str:
    """Without escape sequences and white space: where lines break is the width's affair."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\s", "", text)


def _heed_signals() -> None:
    """As at any login: what runs in the background ignores Ctrl-C, and so would all that is started from there."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class PseudoTerminal:
    """One run of a program on a terminal of its own. `raw`: all that it has written so far."""

    encoding = "utf-8"

    def __init__(
        self, command: Sequence[str], variables: dict[str, str], *, columns: int = 80, lines: int = 24, output: Path | None = None
    ) -> None:
        """`output`: a file that standard output goes to."""
        self.raw = b""
        self._terminal, self._other_end = pty.openpty()  # the other end stays open, so that nothing that was written is lost
        self._is_open = True
        self.set_size(columns, lines)
        self._settings = termios.tcgetattr(self._terminal)
        name = os.ttyname(self._other_end)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", ATTACHED, name, str(output or name), *command],
            env=variables,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_heed_signals,
        )

    # --- what a person does

    def send(self, keys: bytes) -> None:
        os.write(self._terminal, keys)

    def press(self, keys: bytes) -> None:
        """Type, and wait until another screen is drawn, or the program asks below its result or has ended."""
        drawn = self.drawn
        self.send(keys)
        self.until(lambda: self.drawn > drawn or self.is_over() or self.asks_whether_meant, f"an answer to {keys!r}")

    def answer(self, digit: bytes) -> None:
        """Answer the question on the screen with one option or, where it is a list, with one deed."""
        confirm = self.is_list
        self.press(digit)
        if confirm:
            self.press(b"\r")

    def begin(self) -> None:
        """Past the introduction, or on with what was left."""
        self.until(lambda: self.drawn > 0, "the first screen")
        self.press(b"c")

    def set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self._process.pid, number)

    def close(self) -> None:
        """Close the terminal; a program that still runs is killed."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._close_files()

    # --- what a person sees

    @property
    def drawn(self) -> int:
        """How many screens were drawn to their end."""
        return self.raw.count(DRAWN)

    @property
    def text(self) -> str:
        """The screen that was drawn last, or what was printed after it, without white space."""
        start = max(0, self.raw.rfind(DRAWING), self.raw.rfind(NORMAL))
        return squeezed(self.raw[start:].decode(self.encoding, errors="replace"))

    @property
    def number(self) -> int:
        """The number of the question on the screen, 0 when there is none."""
        return _number(QUESTION.findall(self.text))

    @property
    def resumes(self) -> int:
        """The number of the question up to which the program offers to go on, 0 when it does not."""
        return _number(RESUMES.findall(self.text))

    @property
    def offers_more(self) -> bool:
        """Whether the program offers some more questions, because it is too close to call."""
        return OFFER.search(self.text) is not None

    @property
    def is_list(self) -> bool:
        """Whether the question on the screen is a list of deeds to tick."""
        starts = [found.start() for found in QUESTION.finditer(self.text)]  # line by line, earlier questions stay on the screen
        return BOX.search(self.text, starts[-1] if starts else 0) is not None

    @property
    def asks_whether_meant(self) -> bool:
        """Whether the program has shown a result that looks careless, and waits for a line that says whether it was meant so."""
        return WHETHER_MEANT.search(squeezed(self.printed)) is not None

    @property
    def printed(self) -> str:
        """All that was printed after the questionnaire, with Unix line ends, without what was written over."""
        text = self.raw.rpartition(NORMAL)[2].decode(self.encoding, errors="replace").replace("\r\n", "\n")
        return re.sub(r"[^\n]*\r", "", text)

    # --- waiting

    def until(self, happened: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > deadline or (self.is_over() and not happened()):
                raise AssertionError(f"waited for {what}; the screen shows:\n{self.picture()}")
            self.read(GLANCE)

    def ended(self) -> int:
        """Wait for the end. Returns the exit code, as a shell would report it."""
        self.until(self.is_over, "the end")
        code = self._process.wait()
        return code if code >= 0 else 128 - code

    def is_over(self) -> bool:
        """Whether the program has ended and everything that it wrote was read."""
        return self._process.poll() is not None and not self.read(0)

    def read(self, patience: float) -> bool:
        """Read what the program writes within so many seconds. Whether it did."""
        if not self._is_open or not select.select([self._terminal], [], [], patience)[0]:
            return False
        data = os.read(self._terminal, 65536)
        self.raw += data
        self.received(data)
        return True

    def received(self, data: bytes) -> None:
        """Hook: the program wrote this."""

    def picture(self) -> str:
        """What to show when something does not happen."""
        return self.raw[-2000:].decode(self.encoding, errors="replace")

    def _close_files(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._terminal)
            os.close(self._other_end)


def _number(found: list[tuple[str, ...]]) -> int:
    return int("".join(found[-1])) if found else 0
