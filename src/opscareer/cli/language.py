"""Which language to speak: --lang, then OPSCAREER_LANG, `opscareer config`, LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from opscareer.pack.source import plain
from opscareer.texts import FALLBACK, LANGUAGES, catalogue

if TYPE_CHECKING:
    from opscareer.pack.model import Language

VARIABLE = "OPSCAREER_LANG"
NO_LANGUAGE = frozenset({"", "C", "POSIX"})


def choose_language(arguments: Sequence[str], environment: Mapping[str, str], remembered: str = "") -> "Language":
    """The language asked for, else the usual one. An option that names none we have is left to the parser."""
    asked = language_named(given(arguments, "--lang") or "")
    return asked or usual_language(environment, remembered)


def usual_language(environment: Mapping[str, str], remembered: str = "") -> "Language":
    """The language that is spoken where no option says which; English where we have none. `remembered`: that of `opscareer config`."""
    for name in (environment.get(VARIABLE, ""), remembered, _from_locale(environment)):
        if language := language_named(name):
            return language
    return cast("Language", FALLBACK)


def language_named(name: str) -> "Language | None":
    """The language that is called so, such as zh, zh_TW, 中文 or English; None where we have none of that name."""
    wanted = plain(name).casefold()
    code = wanted.replace("-", "_").split("_")[0].split(".")[0]
    if not wanted or code in LANGUAGES:
        return cast("Language | None", code or None)
    known = ((language, catalogue(language)) for language in LANGUAGES)
    called = (language for language, its in known if wanted in {its.name.casefold(), its.latin_name.casefold()})
    return cast("Language | None", next(called, None))


def unknown_language(environment: Mapping[str, str]) -> str:
    """What OPSCAREER_LANG says, where that is no language of ours; else ""."""
    name = environment.get(VARIABLE, "")
    return "" if language_named(name) else name


def given(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option on the command line, before the parser has run; the last one counts, as it does there."""
    values = [argument.removeprefix(f"{option}=") for argument in arguments if argument.startswith(f"{option}=")]
    values += [value for name, value in pairwise(arguments) if name == option]
    return values[-1] if values else None


def _from_locale(environment: Mapping[str, str]) -> str:
    """As gettext does it: LANGUAGE counts only where the locale is not C."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name, ""))), "")
    if locale.split(".")[0] in NO_LANGUAGE:
        return ""
    return environment.get("LANGUAGE", "").split(":")[0] or locale
