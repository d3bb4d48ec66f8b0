"""The store's file: whether it is there, and for its owner alone."""

import errno
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from opscareer.files import put
from opscareer.sessions.migrations import FILE, EmptyStore, new_store


def make_private(path: Path) -> None:
    """The store's file, for its owner alone; made whole or not at all. One that is there already may be on a read-only disk."""
    if not is_there(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".opscareer-", dir=path.parent) as drafts:
            draft = Path(drafts) / FILE
            with closing(sqlite3.connect(draft)) as connection, connection:
                connection.execute("BEGIN")
                new_store(connection)
            with suppress(FileExistsError):  # another program was faster
                put(path, draft.read_bytes())
    elif path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)


def is_there(path: Path) -> bool:
    """Whether there is a store. Raises OSError where something stands in its place, such as a link that leads nowhere; EmptyStore where its
    file holds nothing any more."""
    try:
        if path.is_file() and not path.stat().st_size:
            raise EmptyStore(str(path))
        path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(errno.ELOOP, "a link that leads nowhere") from None
        return False
    return True
