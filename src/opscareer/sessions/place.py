"""The store's file: whether it is there, and for its owner alone."""

import errno
from contextlib import suppress
from pathlib import Path


def make_private(path: Path) -> None:
    """The store's file, for its owner alone. One that is there already may be on a read-only disk."""
    if not is_there(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    elif is_there(path) and path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)


def is_there(path: Path) -> bool:
    """Whether there is a store. Raises OSError where something stands in its place, such as a link that leads nowhere."""
    try:
        path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(errno.ELOOP, "a link that leads nowhere") from None
        return False
    return True
