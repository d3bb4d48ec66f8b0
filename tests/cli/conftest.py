"""A terminal for tests: the program runs on a real pseudo-terminal, and what it draws is read from an emulated screen."""

import os
import re
import resource
import signal
import sys
import termios
import time
import warnings
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

PATIENCE = 20.0
ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"
NOT_INHERITED = re.compile(r"OPSCAREER_|LC_|LANG|PYTHON|NO_COLOR|FORCE_COLOR|COLORTERM|CLICOLOR|COLUMNS|LINES|TTY_|_TYPER")
NUMBER = re.compile(r"Question(\d+)of|第(\d+)题，共")
OFFER = re.compile(r"(seetheresultnow\.|按n直接看结果。)>?$")
RESCUE = re.compile(r"(nshowsthemhere\.|直接显示在这里。)>$")
PROMPTS = re.compile(
    r"(\?help:?|\?帮助：?|tobegin|键开始|回车开始|toreturn|键返回|startover\.>?|重新开始。>?)$|" + OFFER.pattern + "|" + RESCUE.pattern
)
DRAWING, DRAWN = b"\x1b[?2026h", b"\x1b[?2026l"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the program under test keeps its answers. It does not exist at first."""
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def nobodys_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches real answers or depends on the language, colours or width of whoever runs it."""
    for name in list(os.environ):
        if NOT_INHERITED.match(name):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPSCAREER_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def assess(tmp_path: Path) -> Iterator[Callable[..., "Terminal"]]:
    """Starts `opscareer assess` in a terminal of its own; a terminal that is still open at the end is closed."""
    opened: list[Terminal] = []

    def start(*options: str, **settings: Any) -> Terminal:
        command = (sys.executable, "-m", "opscareer", "assess", *options)
        opened.append(Terminal(command, tmp_path / f"stdout-{len(opened)}", **settings))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


@pytest.fixture
def scenes(tmp_path: Path) -> Iterator[Callable[..., "Terminal"]]:
    """Starts the walk through every kind of screen (`scenes.py`) in a terminal of its own."""
    opened: list[Terminal] = []

    def start(*options: str, **settings: Any) -> Terminal:
        opened.append(Terminal((sys.executable, str(Path(__file__).with_name("scenes.py")), *options), tmp_path / "stdout", **settings))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


class Terminal:
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
        self.raw = b""
        self.encoding = encoding
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self.screen)
        self._decoder = getincrementaldecoder(encoding)(errors="replace")
        if redirect:
            command = ("/bin/sh", "-c", 'out=$1; shift; exec "$@" > "$out"', "sh", str(stdout), *command)
        if job:
            command = ("/bin/sh", "-c", 'set -m; "$@"; echo "stopped: $?"; read line; fg', "sh", *command)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # forking beside numpy's threads: the child only starts another program
            # `env`, because readline, which pytest loads, puts COLUMNS and LINES into the environment behind Python's back
            self._child = pexpect.spawn(command[0], list(command[1:]), env=dict(os.environ), dimensions=(lines, columns), timeout=PATIENCE)
        self._child.delaybeforesend = None
        self._settings = termios.tcgetattr(self._child.child_fd)

    # --- what a person does

    def type(self, keys: str) -> None:
        self.type_bytes(keys.encode(self.encoding))

    def type_bytes(self, keys: bytes) -> None:
        self._child.send(keys)

    def press(self, keys: str) -> None:
        """Type, and wait until the program has answered and waits for the next key (or line, where `keys` ends in Enter)."""
        drawn, before = self.raw.count(DRAWN), len(self.raw)
        self.type(keys)
        if drawn:
            self._until(lambda: self.raw.count(DRAWN) > drawn and self.waits, f"an answer to {keys!r}")
        else:
            self._until(lambda: PROMPTS.search(squeezed(self._decoded(before))) is not None, f"an answer to {keys!r}")

    def _decoded(self, start: int) -> str:
        return self.raw[start:].decode(self.encoding, errors="replace")

    def resize(self, columns: int, lines: int) -> None:
        """The window gets another size, and the program draws anew without a key."""
        drawn = self.raw.count(DRAWN)
        self.screen.resize(lines, columns)
        self._child.setwinsize(lines, columns)
        self._until(lambda: self.raw.count(DRAWN) > drawn and self.waits, "the screen in another size")

    def begin(self) -> None:
        """Past the introduction."""
        self.wait_for_key()
        self.press("\r")

    def kill(self, number: signal.Signals) -> None:
        os.kill(self._child.pid, number)

    def limit_files(self, size: int) -> None:
        """From now on the program can write no file past so many bytes, as on a full disk."""
        resource.prlimit(self._child.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def stop_and_continue(self) -> None:
        """Ctrl-Z and `fg`: the shell takes the terminal back in between, with the settings of its own."""
        self.kill(signal.SIGSTOP)
        os.waitpid(self._child.pid, os.WUNTRACED)
        termios.tcsetattr(self._child.child_fd, termios.TCSANOW, self._settings)
        drawn = self.raw.count(DRAWN)
        self.kill(signal.SIGCONT)
        self._until(lambda: not self.echoes and self.raw.count(DRAWN) > drawn and self.waits, "single keys and the screen again")

    def close_window(self) -> int:
        """Close the terminal under the program. Returns the exit code."""
        self._close_files()
        return os.waitstatus_to_exitcode(os.waitpid(self._child.pid, 0)[1])

    # --- what a person sees

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the screen; computed once a change, for it takes a millisecond."""
        return [row.rstrip() for row in self.screen.display]

    @cached_property
    def text(self) -> str:
        return squeezed("".join(self.rows))

    @property
    def number(self) -> int:
        """The number of the question on the screen, 0 when there is none."""
        found = NUMBER.findall(self.text)
        return int("".join(found[-1])) if found else 0

    @property
    def waits(self) -> bool:
        """Whether the last thing on the screen is the line that says which keys there are."""
        if self.raw.rfind(DRAWING) > self.raw.rfind(NORMAL):
            return self.raw.rfind(DRAWN) > self.raw.rfind(DRAWING)
        return PROMPTS.search(squeezed(self.printed)) is not None

    @property
    def offers_more(self) -> bool:
        """Whether the program offers some more questions, because it is too close to call."""
        return OFFER.search(self.text) is not None

    @property
    def options(self) -> dict[int, str]:
        """The options on the screen by the digit before them, without white space."""
        found: dict[int, str] = {}
        for row in self.rows:
            if start := re.match(r"[> ] ([1-9])  (.*)", row):
                found[int(start[1])] = squeezed(start[2])
            elif found and row.startswith("     "):
                found[max(found)] += squeezed(row)
        return found

    @property
    def marked(self) -> int:
        """The option that the arrow keys have marked, 0 when none is."""
        return next((int(row[2]) for row in self.rows if re.match(r"> [1-9]  ", row)), 0)

    def shows(self, text: str) -> bool:
        return squeezed(text) in self.text

    # --- waiting

    def wait_for(self, text: str) -> None:
        self._until(lambda: self.shows(text), repr(text))

    def wait_for_print(self, text: str) -> None:
        """Until this was printed outside the questionnaire's screen."""
        self._until(lambda: text in self.printed, repr(text))

    def wait_for_key(self) -> None:
        self._until(lambda: self.waits, "a prompt")

    def wait_for_question(self, number: int) -> None:
        self._until(lambda: self.number == number and self.waits, f"question {number}")

    def answer_all(self, keys: Callable[["Terminal"], str], more: str = "n") -> int:
        """Answer question after question until the program ends, and `more` to the offer of further ones. Returns the exit code."""
        while not self._child.eof():
            text = self.text
            self.type(more if self.offers_more else keys(self))
            self._until(lambda text=text: self._child.eof() or (self.waits and self.text != text), "the next question")
        return self.ended()

    def ended(self) -> int:
        """Wait for the end. Returns the exit code, as a shell would report it."""
        self._until(self._child.eof, "the end")
        self._child.wait()
        return self._child.exitstatus if self._child.exitstatus is not None else 128 + self._child.signalstatus

    # --- afterwards

    @property
    def printed(self) -> str:
        """All that was printed after the questionnaire, without colours, with Unix line ends."""
        text = self.raw.rpartition(NORMAL)[2].decode(self.encoding, errors="replace")
        return re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n")

    @property
    def given_back(self) -> bool:
        """Whether echo, line mode and everything else is as it was, and the alternate screen was left as often as entered."""
        settings = termios.tcgetattr(self._child.child_fd)
        return settings == self._settings and self.echoes and self.raw.count(ALTERNATE) == self.raw.count(NORMAL)

    @property
    def echoes(self) -> bool:
        """Whether the terminal itself shows what is typed."""
        return bool(termios.tcgetattr(self._child.child_fd)[3] & termios.ECHO)

    def close(self) -> None:
        if not self._child.closed:
            if self._child.isalive():
                self.kill(signal.SIGKILL)
                self._child.wait()
            self._close_files()

    def _close_files(self) -> None:
        self._child.ptyproc.fileobj.close()
        self._child.closed = self._child.ptyproc.closed = True

    def _until(self, happened: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > deadline or self._child.flag_eof:
                raise AssertionError("\n".join([f"waited for {what}; the screen shows:", *self.rows]))
            try:
                data = self._child.read_nonblocking(65536, timeout=0.05)
            except (pexpect.TIMEOUT, pexpect.EOF):
                continue
            self.raw += data
            self._stream.feed(self._decoder.decode(data))
            for seen in ("rows", "text"):
                self.__dict__.pop(seen, None)


def squeezed(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s", "", text)
