"""Where packs come from: the shipped one in its compiled form, any other through the strict reader."""

from functools import cache
from pathlib import Path

from opscareer.pack.compiled import read_compiled
from opscareer.pack.model import Pack


def shipped() -> Path:
    """The directory of the pack that comes with the program: beside the package when installed, `data/` in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "data"
    return installed if installed.is_dir() else package.parents[1] / "data"


def load_pack(directory: Path | None = None) -> Pack:
    """Read and check a pack; without a directory, the shipped one. Raises PackError."""
    return _shipped_pack() if directory is None else _read_strictly(directory)


@cache
def _shipped_pack() -> Pack:
    return read_compiled(shipped()) or _read_strictly(shipped())


def _read_strictly(directory: Path) -> Pack:
    from opscareer.pack.strict import read_pack  # the YAML parser and the rules are half of the start-up time

    return read_pack(directory)
