"""How good a pack is: what its questions are about, simulated and recorded people."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.engine.evaluation import coverage

__all__ = ["coverage"]
__getattr__ = door(__name__, __all__)
