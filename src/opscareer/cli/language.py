"""Which language to speak: --lang, then OPSCAREER_LANG, LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from opscareer.texts import FALLBACK, LANGUAGES

if TYPE_CHECKING:
    from opscareer.pack.model import Language

NO_LANGUAGE = frozenset({"", "C", "POSIX"})


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> "Language":
    """The language named, zh for zh_TW too; English where we have none. An option that names none we have is left to the parser."""
    wanted = _option(arguments) or environment.get("OPSCAREER_LANG", "")
    return _language(wanted) if wanted else _language(_from_locale(environment))


def _option(arguments: Sequence[str]) -> str:
    for place, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    return ""


def _from_locale(environment: Mapping[str, str]) -> str:
    """As gettext does it: LANGUAGE counts only where the locale is not C."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name, ""))), "")
    if locale.split(".")[0] in NO_LANGUAGE:
        return locale
    return environment.get("LANGUAGE", "").split(":")[0] or locale


def _language(name: str) -> "Language":
    language = name.lower().replace("-", "_").split("_")[0].split(".")[0]
    return cast("Language", language if language in LANGUAGES else FALLBACK)
