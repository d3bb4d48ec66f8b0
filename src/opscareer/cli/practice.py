"""Practice data into a directory: nothing that is there is lost unless that was asked for."""

from collections.abc import Mapping
from pathlib import Path

from opscareer.cli.files import write_whole
from opscareer.errors import UsageError


def write_practice(directory: str, files: Mapping[str, bytes], *, force: bool) -> tuple[list[str], list[str]]:
    """Write the files by name. Returns which were written and which were there already with the same content.

    Raises UsageError, and writes nothing, where one is there with other content (unless `force`) or the directory cannot be used.
    """
    place = Path(directory)
    try:
        place.mkdir(parents=True, exist_ok=True)
        different = [name for name, content in files.items() if not _holds(place / name, content)]
        in_the_way = [name for name in different if (place / name).exists()]
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise UsageError("directory-unusable", directory=directory, reason=reason) from None
    if in_the_way and not force:
        raise UsageError("data-differs", directory=directory, files=", ".join(in_the_way))
    for name in different:
        write_whole(str(place / name), files[name].decode(), force=force)
    return different, [name for name in files if name not in different]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
