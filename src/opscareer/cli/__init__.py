"""The edge: arguments, terminal, files. Everything else is values."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.cli import commands, failure

__all__ = ["commands", "failure"]
__getattr__ = door(__name__, __all__)
