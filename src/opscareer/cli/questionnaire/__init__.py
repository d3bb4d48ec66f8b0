"""Asking a person in the terminal."""

from typing import TYPE_CHECKING

from opscareer.doors import door

if TYPE_CHECKING:
    from opscareer.cli.questionnaire import checkpoint, keys, session, tty

__all__ = ["checkpoint", "keys", "session", "tty"]
__getattr__ = door(__name__, __all__)
