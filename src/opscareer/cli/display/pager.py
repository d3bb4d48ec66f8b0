"""What is longer than the window is shown by a pager, so that its beginning does not scroll away.

OPSCAREER_PAGER, then PAGER names it; where neither is set it is `less`. An empty name and `cat` mean none. Where there is no such program,
or it fails, whoever called prints the text.
"""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TextIO

VARIABLES = ("OPSCAREER_PAGER", "PAGER")
USUAL = LESS = "less"
NONE = ("", "cat")
# Colours as they are; nothing to wait for where all of it fits; what was read stays on the screen; to go on at the end leaves; the keys, in
# ASCII, which is all that less knows in a prompt
AS_IT_COMES = ("-R", "-F", "-X", "-e", r"-PsSpace / b / q ?pB(%pB\%).")
KEYS = {"LESSKEYIN": str(Path(__file__).with_name("less.keys"))}  # heeded since less 582


class Pager(NamedTuple):
    """A program that shows a text page by page.

    words: the program and its arguments.
    styled: it is known to show colours instead of their codes.
    explained: who uses it as it comes may not know its keys.
    """

    words: tuple[str, ...]
    styled: bool = False
    explained: bool = False


def chosen(environment: Mapping[str, str]) -> Pager | None:
    """The pager that is wanted; None for none."""
    named = next((environment[name] for name in VARIABLES if name in environment), USUAL)
    try:
        words = tuple(shlex.split(named))
    except ValueError:  # a quotation mark without its counterpart
        return None
    if " ".join(words) in NONE:
        return None
    if Path(words[0]).stem != LESS:
        return Pager(words)
    as_it_comes = len(words) == 1 and not environment.get("LESS")
    return Pager((*words, *(AS_IT_COMES if as_it_comes else AS_IT_COMES[:1])), True, as_it_comes)


def show(pager: Pager, text: str, stream: TextIO) -> bool:
    """Let the pager show it on the terminal of `stream`. Whether it did."""
    stream.flush()
    with _left_to_the_pager() as interrupts:
        try:
            keys = KEYS if pager.explained else {}
            surroundings = {"LESSCHARSET": "utf-8", **keys, **os.environ, "LESSSECURE": "1"}  # what is typed writes and starts nothing
            running = subprocess.Popen(pager.words, stdin=subprocess.PIPE, stdout=stream.fileno(), env=surroundings)
        except (OSError, ValueError):
            return False
        with suppress(OSError):  # who has read enough does not wait for the rest
            running.communicate(text.encode(errors="replace"))
        return running.wait() == 0 or bool(interrupts)


@contextmanager
def _left_to_the_pager() -> Iterator[list[int]]:
    """Ctrl-C is a key of the pager's, and does not end this program under it. Yields the signals that came."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))  # no SIG_IGN: that the pager would inherit
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
