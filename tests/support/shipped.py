"""The packs that most tests need, each read once a process, and the engine of the shipped one."""

from functools import cache
from pathlib import Path

from opscareer.engine.assess import Engine
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack

PACKS = Path(__file__).parents[1] / "packs"
TINY = PACKS / "good" / "tiny"


@cache
def shipped_pack() -> Pack:
    return load_pack()


@cache
def tiny_pack() -> Pack:
    return load_pack(TINY)


@cache
def shipped_engine() -> Engine:
    return Engine.of(shipped_pack())
