"""`opscareer config`: what a person wants to hold for every command; shown, set, taken away."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import typer

from opscareer import casework, report
from opscareer.casework import RequestedTarget
from opscareer.cli import settings
from opscareer.cli.commands.case import parts_of
from opscareer.cli.context import Context
from opscareer.cli.language import language_named, usual_language
from opscareer.cli.names import role_named, setting_named, tier_named
from opscareer.cli.output import written
from opscareer.cli.settings import KEYS, LEAST_HOURS, MOST_HOURS, Settings
from opscareer.errors import OpscareerError, UsageError, reason_of
from opscareer.files import put
from opscareer.pack.model import TIERS, Pack
from opscareer.pack.source import plain, visible
from opscareer.report.view.names import PackTexts
from opscareer.sessions.store import open_store
from opscareer.texts import LANGUAGES, Texts

Key = Annotated[str, typer.Argument(help="help.config-key", metavar="KEY")]
KeyIfAny = Annotated[str, typer.Argument(help="help.config-key-if-any", metavar="KEY")]
Values = Annotated[list[str], typer.Argument(help="help.config-value", metavar="VALUE")]


def config(context: Context) -> None:
    wanted, place, texts = settings.read(os.environ)[0], str(settings.place(os.environ)), context.texts
    if context.as_json:
        role, tier = parts_of(wanted.target)
        context.output.json(report.documents.config_document(place, wanted.language or None, wanted.hours, role or None, tier or None))
        return
    told = {key: _told(context, wanted, key) or texts("config.unset", usual=_usual(texts, key)) for key in KEYS}
    lines = [texts("config.row", key=key, meaning=texts(f"config.means-{key}"), value=value) for key, value in told.items()]
    context.output.say([*lines, "", texts("config.file", path=place), texts("config.how")])


def set_(context: Context, key: Key, value: Values) -> None:
    known, given = setting_named(key, context.texts), " ".join(value)
    value_meant = READ[known](context, given)
    _change({known: value_meant})
    if known == "hours":
        _aim(context, RequestedTarget(hours_per_week=value_meant))
    elif known == "target":
        _aim(context, RequestedTarget(*parts_of(value_meant)))
    wanted, texts = settings.read(os.environ)[0], context.texts
    if known == "language" and wanted.language:
        texts = Texts(usual_language({}, wanted.language), given=texts.given)  # from here on, and so in this answer
    told = _told(context, wanted, known)
    overruled = [texts("config.overruled")] if _is_overruled(known, wanted) else []
    place = written(texts, str(settings.place(os.environ)), "look.config")
    context.output.say([texts("config.set", key=known, value=told), *overruled, *place])


def reset(context: Context, key: KeyIfAny = "") -> None:
    gone = [setting_named(key, context.texts)] if key else list(KEYS)
    _change(dict.fromkeys(gone))
    texts = context.texts
    context.output.say([texts("config.reset-one", key=gone[0], usual=_usual(texts, gone[0])) if key else texts("config.reset-all")])


def _aim(context: Context, requested: RequestedTarget) -> None:
    """What is said now holds for the last assessment too, whatever its plan led to before."""
    store = open_store()
    case = casework.latest_case(store, context.pack)
    if case is not None and case.record is not None:
        store.aim(case.record.number, casework.target_of(case, casework.assess(case, context.engine), requested))


# --- what a value means


def _language(context: Context, given: str) -> str:
    language = language_named(given)
    if language is None:
        raise UsageError("config-no-value", key="language", value=visible(given), wanted=", ".join(LANGUAGES))
    return language


def _hours(context: Context, given: str) -> float:
    try:
        hours = float(plain(given))
    except ValueError:
        hours = 0.0
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        wanted = context.texts("config.hours-wanted", low=f"{LEAST_HOURS:g}", high=f"{MOST_HOURS:g}")
        raise UsageError("config-no-value", key="hours", value=visible(given), wanted=wanted)
    return hours


def _target(context: Context, given: str) -> str:
    """A role, a tier, or both: the tier is the last word, or all there is."""
    rest, _, last = plain(given).rpartition(" ")
    tier = tier_named(plain(given)) or (tier_named(last) if rest else "")
    role = "" if tier_named(plain(given)) else rest if tier else plain(given)
    return f"{role_named(context.pack, role, context.texts) if role else ''} {tier}".strip()


READ: Mapping[str, Callable[[Context, str], Any]] = {"language": _language, "hours": _hours, "target": _target}


# --- in words


def _told(context: Context, wanted: Settings, key: str) -> str:
    """A value as people read it; "" where none is set."""
    texts = PackTexts(context.pack, context.texts)
    if key == "hours":
        return "" if wanted.hours is None else f"{wanted.hours:g}"
    if key == "language":
        return wanted.language
    return texts.join([texts.tier(word) if word in TIERS else _role(context.pack, word, texts) for word in wanted.target.split()])


def _role(pack: Pack, role: str, texts: PackTexts) -> str:
    return texts.role(role) + (texts("aside", text=role) if role in pack.role else "")


def _usual(texts: Texts, key: str) -> str:
    return texts(f"config.usual-{key}")


def _is_overruled(key: str, wanted: Settings) -> bool:
    """Whether OPSCAREER_LANG says another language, and so goes on being spoken."""
    return key == "language" and usual_language(os.environ, wanted.language) != wanted.language


# --- the file


def _change(changes: Mapping[str, Any]) -> None:
    """Set these, and take away those that are None now; what the file holds beside them and nobody understands goes too.

    Raises OpscareerError where it cannot be written.
    """
    known, path = settings.read(os.environ)[0], settings.place(os.environ)
    stored = {key: value for key, value in {**dict(_stored(known)), **changes}.items() if value is not None}
    try:
        if not stored:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(path, (json.dumps(stored, ensure_ascii=False, indent=2) + "\n").encode(), force=True)
    except OSError as error:
        raise OpscareerError("config-unwritable", path=str(path), reason=reason_of(error)) from None


def _stored(known: Settings) -> Iterator[tuple[str, Any]]:
    for key in KEYS:
        if value := getattr(known, key):
            yield key, value
