"""The terminal's modes and the signals that come with it. However a session ends or pauses, the terminal is given back as it was."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from opscareer.cli.display import waiting
from opscareer.cli.output import tell
from opscareer.cli.questionnaire.keys import END, SingleKeys, normal
from opscareer.errors import EXIT_INTERRUPTED, EXIT_TERMINATED, Interrupted
from opscareer.pack.kinds.shown import ENTER
from opscareer.texts import Texts

try:
    import termios
    import tty
except ImportError:  # Windows: the line mode serves there
    termios = None  # type: ignore[assignment]

ALTERNATE, NORMAL = "\x1b[?1049h", "\x1b[?1049l"
MARK_PASTES, PLAIN_PASTES = "\x1b[?2004h", "\x1b[?2004l"  # in terminals that know how, a paste comes between brackets
LEAVES = frozenset({"q", "", END, ENTER})  # whatever is asked; "" is Escape, or an empty line
EXIT_HUNG_UP, EXIT_QUIT = 129, 131
A_MOMENT = 0.01  # seconds

Handler = Callable[[int, FrameType | None], None]


def single_keys_possible(plain: bool) -> bool:
    """Whether single keys can be read and the screen redrawn; otherwise lines are read."""
    return termios is not None and not plain and os.environ.get("TERM", "dumb") not in {"dumb", "unknown", ""}


def pressed(question: str, *, plain: bool = False) -> str:
    """Ask below what was printed. The key that was pressed, or the line that was typed where single keys cannot be read; END where nothing
    can be read any more. What was typed before is no answer."""
    reply = _key(question) if single_keys_possible(plain) else _line(question)
    waiting.again()
    return reply


def chosen(question: str, keys: str, texts: Texts, *, plain: bool = False) -> str:
    """The same of a question with a few keys, which stays until one of them or one that leaves it is pressed; of another it is said that it
    means nothing, and the Enter behind it, with which a word is typed, leaves nothing."""
    slipped = False
    while (key := pressed(question, plain=plain)) not in {*keys, *LEAVES} or (slipped and key == ENTER):
        slipped = key != ENTER
        if slipped:
            tell(texts("keys.unknown", keys=texts.join(list(keys))))
    return key


def _line(question: str) -> str:
    tell(question, end="")
    line = sys.stdin.readline()
    return normal(line) if line else END


def _key(question: str) -> str:
    keys = SingleKeys()
    before = termios.tcgetattr(keys.descriptor)
    with signals_as_errors():
        try:
            tty.setcbreak(keys.descriptor, termios.TCSADRAIN)
            keys.drop()
            tell(question, end="")
            return keys.read_word()
        finally:
            with suppress(termios.error):  # the terminal may be gone
                termios.tcsetattr(keys.descriptor, termios.TCSADRAIN, before)
            _send("\r\n")


@contextmanager
def fullscreen(keys: SingleKeys) -> Iterator[None]:
    """Single keys without echo, on the alternate screen. Ctrl-Z gives the terminal back until the program goes on; after that, and after a
    change of the window's size, `keys` asks for the screen to be drawn again."""
    before = termios.tcgetattr(keys.descriptor)

    def enter(sequences: str) -> None:
        with suppress(termios.error):  # the terminal may be gone
            tty.setcbreak(keys.descriptor, termios.TCSADRAIN)
        _send(sequences)
        keys.stale = True

    def leave() -> None:
        try:
            _send(PLAIN_PASTES + NORMAL)
        finally:
            with suppress(termios.error):
                termios.tcsetattr(keys.descriptor, termios.TCSADRAIN, before)

    def resized(*_: object) -> None:
        keys.stale = True

    def continued(*_: object) -> None:
        enter(MARK_PASTES)

    def suspended(*_: object) -> None:
        leave()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)  # here the program rests until `fg`
        signal.signal(signal.SIGTSTP, suspended)
        enter(ALTERNATE + MARK_PASTES)

    handlers: dict[signal.Signals, Handler] = {signal.SIGWINCH: resized, signal.SIGCONT: continued}
    if signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL:
        handlers[signal.SIGTSTP] = suspended
    with _woken(keys), _handled(handlers):
        try:
            enter(ALTERNATE + MARK_PASTES)
            keys.stale = False
            yield
        finally:
            leave()


@contextmanager
def signals_as_errors() -> Iterator[None]:
    """SIGINT, SIGTERM, SIGHUP and SIGQUIT raise Interrupted with their exit code, so that everything is put back on the way out. The first
    one counts; on that way no other disturbs."""
    codes = {signal.SIGINT: EXIT_INTERRUPTED, signal.SIGTERM: EXIT_TERMINATED}
    if hasattr(signal, "SIGHUP"):
        codes |= {signal.SIGHUP: EXIT_HUNG_UP, signal.SIGQUIT: EXIT_QUIT}

    def interrupt(number: int, _: FrameType | None) -> None:
        for known in codes:
            signal.signal(known, signal.SIG_IGN)
        raise Interrupted(codes[signal.Signals(number)])

    with _handled(dict.fromkeys(codes, interrupt)), _raised_again():
        yield


@contextmanager
def _raised_again() -> Iterator[None]:
    """An Interrupted that came while Python cleared something up, where errors go nowhere but into a message, comes a moment later."""
    before, lost = sys.unraisablehook, list[Interrupted]()

    def unraisable(found: Any) -> None:
        if isinstance(found.exc_value, Interrupted) and hasattr(signal, "setitimer"):
            lost.append(found.exc_value)
            signal.setitimer(signal.ITIMER_REAL, A_MOMENT)
        else:
            before(found)

    def again(*_: object) -> None:
        raise lost[-1]

    sys.unraisablehook = unraisable
    with _handled({signal.SIGALRM: again} if hasattr(signal, "SIGALRM") else {}):
        try:
            yield
        finally:
            sys.unraisablehook = before
            if lost:
                signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _handled(handlers: Mapping[signal.Signals, Handler]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _woken(keys: SingleKeys) -> Iterator[None]:
    """Every signal ends the waiting for a key, also one that reaches a thread of numpy's."""
    keys.wake, sender = os.pipe()
    os.set_blocking(sender, False)
    previous = signal.set_wakeup_fd(sender, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(previous)
        for descriptor in (keys.wake, sender):
            os.close(descriptor)
        keys.wake = None


def _send(sequence: str) -> None:
    """Past Python's buffer, which may be in the middle of a write when a signal comes."""
    with suppress(OSError):  # the terminal may be gone
        os.write(sys.stderr.fileno(), sequence.encode("ascii"))
