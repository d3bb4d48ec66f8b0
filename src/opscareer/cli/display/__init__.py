"""What stands between a text and a person's window: the pager for what is longer, and the line that says that something takes long."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.cli.display import pager, waiting

__all__ = ["pager", "waiting"]
__getattr__ = door(__name__, __all__)
