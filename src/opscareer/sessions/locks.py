"""Which sessions are being answered right now, by any program: each has one byte of a file locked.

The system releases a lock however its program ends, so nothing has to be cleaned up. Where there are no such locks (Windows), no session is
known to be in use.
"""

import os
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]


class Locks:
    """One for each file and program (see `locks`): closing the file would release all locks that the program has on it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own: set[int] = set()

    def take(self, session: int) -> bool:
        """Lock a session until this program ends. False when another program has it. Raises OSError where nothing can be locked."""
        if session not in self._own and not self._lock(session):
            return False
        self._own.add(session)
        return True

    def drop(self, session: int) -> None:
        """Give a session back."""
        if session in self._own:
            self._own.remove(session)
            self._unlock(session)

    def elsewhere(self, session: int) -> bool:
        """Whether another program has it. Where that cannot be found out, it is said to be free."""
        if session in self._own:
            return False
        with suppress(OSError):
            if not self._lock(session):
                return True
            self._unlock(session)
        return False

    def free(self, session: int) -> bool:
        """Whether no program has it, this one included."""
        return session not in self._own and not self.elsewhere(session)

    def _lock(self, session: int) -> bool:
        if fcntl is None:
            return True
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, session)
        except (BlockingIOError, PermissionError):  # POSIX allows either
            return False
        return True

    def _unlock(self, session: int) -> None:
        if fcntl is not None:
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, session)

    @cached_property
    def _file(self) -> int:
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


locks = cache(Locks)
"""The locks of this program that go by a file."""
