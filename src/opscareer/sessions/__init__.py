"""Past and running assessments: progress, record, store and its rows, locks, places."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.sessions import places, store

__all__ = ["places", "store"]
__getattr__ = door(__name__, __all__)
