"""Documents into files: whole or not at all, and never over a file unless that was asked for."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from opscareer.errors import OpscareerError, UsageError


def check_places(names: Collection[str], as_json: bool, *, force: bool) -> None:
    """Before any work: every file can be written, no two documents go to the same place. JSON goes to standard output."""
    places = [*names, *(["-"] if as_json else [])]
    if len(set(places)) < len(places):
        raise UsageError("same-place", place=next(name for name in places if places.count(name) > 1))
    for name in names:
        check_target(name, force=force)


def check_target(name: str, *, force: bool) -> None:
    """Refuse what cannot be written, or what is there already, before any work is done. "-" is standard output."""
    path = Path(name)
    if name == "-":
        return
    if path.is_dir() or not path.name:
        raise UsageError("file-is-directory", file=name)
    if os.path.lexists(path) and not path.is_file():
        raise UsageError("file-not-regular", file=name)
    if path.exists() and not force:
        raise UsageError("file-exists", file=name)
    if not path.absolute().parent.is_dir():
        raise UsageError("file-no-directory", file=name, directory=str(path.parent))


def write_whole(name: str, text: str, *, force: bool) -> None:
    """Write a file in UTF-8, at once: whoever reads it sees the old one or the new one. Raises OpscareerError when that cannot be done."""
    path = Path(name).resolve()
    draft = path.with_name(f".opscareer-{secrets.token_hex(6)}")
    try:
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            _put(draft, path, force=force)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise OpscareerError("file-unwritable", file=name, reason=error.strerror or str(error)) from None


def _put(draft: Path, path: Path, *, force: bool) -> None:
    """Give the draft its name; without `force` only while nobody has taken that name."""
    if not force and path.exists():
        raise UsageError("file-exists", file=str(path))
    draft.replace(path)
