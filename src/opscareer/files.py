"""The one way in which files are written: whole or not at all, never over another unless that was asked for."""

import errno
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from opscareer.errors import UsageError, reason_of, unwritable
from opscareer.frozen import frozen

PRIVATE, SHARED = 0o600, 0o666
LONGEST_SHOWN = 200
NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS}


@frozen
class Document:
    """A text and the file that it goes to.

    name: of the file; "-" is standard output.
    private: whether it holds answers or results of a person, so that nobody else may read the file.
    """

    name: str
    text: str
    private: bool = True


def with_ending(name: str, endings: Sequence[str], slug: str) -> str:
    """The name of a file to write; where it has no ending and is not there yet, with the first of these, by which systems know what it is.

    Raises UsageError, by `slug`, for an ending that promises something else.
    """
    nameless = name == "-" or name.endswith(("/", os.sep)) or not Path(name).name
    ending = "" if nameless else Path(name).suffix
    if ending and ending.lower() not in endings:
        raise UsageError(slug, file=name, ending=ending, known=" / ".join(endings), example=str(Path(name).with_suffix(endings[0])))
    return name if nameless or ending or os.path.lexists(name) else name.rstrip(".") + endings[0]


def check_places(names: Collection[str], as_json: bool, *, force: bool) -> None:
    """Before any work: every file can be written, no two documents go to the same place. JSON goes to standard output."""
    places: dict[object, str] = {}
    for name in [*names, *(["-"] if as_json else [])]:
        try:
            place = name if name == "-" else Path(name).resolve()
            if place in places:
                raise UsageError("same-place", place=name)
            places[place] = name
            _check_target(name, force=force)
        except (OSError, ValueError, RuntimeError) as error:  # too long, with a NUL, through a link to itself
            raise unwritable("file-unwritable", file=_brief(name), reason=reason_of(error)) from None


def _brief(name: str) -> str:
    return name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"


def _check_target(name: str, *, force: bool) -> None:
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


def write_documents(documents: Iterable[Document], to_stdout: Callable[[str], None], *, force: bool) -> None:
    """Every document into its file, or onto standard output. Raises OpscareerError when that cannot be done."""
    for document in documents:
        if document.name == "-":
            to_stdout(document.text)
            continue
        try:
            put(Path(document.name).resolve(), document.text.encode(), force=force, private=document.private)
        except FileExistsError:
            raise UsageError("file-exists", file=document.name) from None
        except OSError as error:
            raise unwritable("file-unwritable", file=document.name, reason=reason_of(error)) from None


def put(path: Path, data: bytes, *, force: bool = False, private: bool = True) -> None:
    """Write a file at once: whoever reads it sees the old one or the new one, also after a crash. Raises OSError.

    Without `force` FileExistsError where there is one of that name, even if it came up this moment. A file that is replaced keeps its
    permissions.
    """
    if "\0" in str(path):
        raise OSError("\\0")
    draft = path.with_name(f".opscareer-{secrets.token_hex(6)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE if private else SHARED)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if force and path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
        if force:
            draft.replace(path)
        else:
            _take_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _take_name(draft: Path, path: Path) -> None:
    """Give the draft its name while nobody has it, in one step of the system."""
    try:
        os.link(draft, path, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        # A file system without links: take the name with an empty file, then put the draft in its place
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        try:
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise


def put_all(directory: str, files: Mapping[str, bytes], *, force: bool) -> tuple[list[str], list[str]]:
    """Write files by name into a directory. Returns which were written and which were there already with the same content.

    Raises OpscareerError, and writes nothing, where one is there with other content (unless `force`) or the directory cannot be used.
    """
    place = Path(directory)
    try:
        place.mkdir(parents=True, exist_ok=True)
        different = [name for name, content in files.items() if not _holds(place / name, content)]
        in_the_way = [name for name in different if os.path.lexists(place / name)]
    except (OSError, ValueError) as error:
        raise unwritable("directory-unusable", directory=directory, reason=reason_of(error)) from None
    if in_the_way and not force:
        raise UsageError("data-differs", directory=directory, files=", ".join(in_the_way))
    for name in different:
        try:
            (place / name).parent.mkdir(exist_ok=True)
            put(place / name, files[name], force=force, private=False)
        except OSError as error:
            raise unwritable("file-unwritable", file=str(place / name), reason=reason_of(error)) from None
    return different, [name for name in files if name not in different]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
