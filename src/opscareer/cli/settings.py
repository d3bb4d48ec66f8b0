"""What a person wants to hold for every command, as `opscareer config` keeps it: a JSON file in the platform's directory for settings, or
in OPSCAREER_HOME.

    {"language": "zh", "hours": 5, "target": "data mid"}

What it holds and nobody understands does not count, and every command says so.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opscareer import sessions
from opscareer.cli.language import language_named
from opscareer.errors import reason_of
from opscareer.frozen import frozen

KEYS = ("language", "hours", "target")
FILE = "config.json"
LEAST_HOURS, MOST_HOURS = 0.5, 80.0

Wrong = tuple[str, Mapping[str, object]]
"""The key of the text that says what is not understood, and what fills it."""


@frozen
class Settings:
    """What was set; "" and None where nothing was.

    language: a language of ours.
    hours: a week, for the plan.
    target: of the plan: the id of a role, a tier, or both, the role first.
    """

    language: str = ""
    hours: float | None = None
    target: str = ""


def place(environment: Mapping[str, str]) -> Path:
    """The file. OPSCAREER_HOME, in which ~ is the home directory, holds it as it holds the answers."""
    own = environment.get("OPSCAREER_HOME", "")
    return Path(os.path.expanduser(own) if own else sessions.places.config_directory()) / FILE  # noqa: PTH111 - what is no home stays


def read(environment: Mapping[str, str]) -> tuple[Settings, list[Wrong]]:
    """What was set, and what is not understood of it."""
    path = place(environment)
    shown = {"path": str(path)}
    try:
        stored = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else None
        return Settings(), [("note.config-unreadable", {**shown, "reason": reason}) if reason else ("note.config-no-json", shown)]
    if not isinstance(stored, dict):
        return Settings(), [("note.config-no-json", shown)]
    wrong: list[Wrong] = [("note.config-key", {**shown, "key": key}) for key in stored if key not in KEYS]
    wrong += [("note.config-value", {**shown, "key": key, "value": str(stored[key])}) for key in KEYS if not _fine(key, stored.get(key))]
    return Settings(**{key: stored[key] for key in KEYS if stored.get(key) is not None and _fine(key, stored[key])}), wrong


def _fine(key: str, value: Any) -> bool:
    if value is None:
        return True
    if key == "hours":
        return isinstance(value, int | float) and not isinstance(value, bool) and LEAST_HOURS <= value <= MOST_HOURS
    return isinstance(value, str) and (language_named(value) is not None if key == "language" else bool(value.strip()))
