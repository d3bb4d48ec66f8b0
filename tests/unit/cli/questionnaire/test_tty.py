"""Signals while a session is open."""

import signal
import time

import pytest

from opscareer.cli.questionnaire.tty import signals_as_errors
from opscareer.errors import EXIT_INTERRUPTED, Interrupted


class Cleared:
    """Sends the program a signal when it is cleared up, where Python lets no error out."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


def test_a_signal_that_comes_while_something_is_cleared_up_ends_the_session_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)]

    with pytest.raises(Interrupted) as ended, signals_as_errors():
        Cleared()
        time.sleep(30)

    assert ended.value.exit_code == EXIT_INTERRUPTED
    assert capfd.readouterr() == ("", "")
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)] == handlers
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
