"""What people call things: by id or by name, Chinese or English, in any case, with or without spaces, in full-width letters; by the
beginning or another part of one, where nothing else has it; by the number that stands before it in a list.

What is called so is looked for in this order. Where a name could mean several things, none is chosen, and they are named.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Generic, TypeVar, get_args

from opscareer.cli.settings import KEYS
from opscareer.errors import UsageError
from opscareer.frozen import frozen
from opscareer.pack.files import nearest
from opscareer.pack.learning import Unit
from opscareer.pack.model import TIERS, Language, Pack, Text, Topic
from opscareer.pack.source import plain, visible
from opscareer.report.view.names import PackTexts
from opscareer.results.trait import Trait
from opscareer.sessions.record import Record, named
from opscareer.texts import Texts

T = TypeVar("T")
SEPARATORS = str.maketrans("", "", " _-")
OPTIONS = {"target": ("role", "level")}  # what else the options call that which a setting holds
KNOWN: tuple[Language, ...] = get_args(Language)


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return plain(name).translate(SEPARATORS).casefold()


@frozen
class Named(Generic[T]):
    """Something that has a name.

    id: as lists show it.
    name: in the person's language.
    also: what else it is called.
    """

    meaning: T
    id: str
    name: str
    also: tuple[str, ...] = ()

    def spelled(self) -> set[str]:
        return {folded(name) for name in (self.id, self.name, *self.also)}


def meant(
    slug: str,
    given: str,
    among: Sequence[Named[T]],
    texts: Texts,
    order: Callable[[], Sequence[T]] | None = None,
    own: Callable[[], Sequence[Collection[str]]] = tuple,
    stranger: str = "",
) -> T:
    """What a name means; of two that are called the same, the first.

    order: the list that a number counts in; None where no list is shown.
    own: ids of those that come before the others where part of a name is given, and of those before these.
    stranger: names the UsageError where part of a name is that of none of the own; "" where it may mean any other.

    Raises UsageError where several things begin so, and where nothing is called so: `slug` names it, with the nearest and with all.
    """
    wanted = folded(given)
    exact = [item.meaning for item in among if wanted in item.spelled()]
    if exact:
        return exact[0]
    if order is not None and wanted.isdecimal() and 1 <= int(wanted) <= len(listed := order()):
        return listed[int(wanted) - 1]
    begins = [item for item in among if wanted and any(name.startswith(wanted) for name in item.spelled())]
    holds = [item for item in among if any(wanted in name for name in item.spelled())] if len(wanted) > 1 or not wanted.isascii() else []
    if not (begins or holds):
        by_name = {name: item for item in reversed(among) for name in item.spelled()}
        near = [by_name[name] for name in [nearest(wanted, sorted(by_name))] if name]
        raise UsageError(slug, id=visible(given), near=_shown(near, texts), known=_shown(among, texts))
    of_own = ([item for item in found if item.id in group] for group in own() for found in (begins, holds))
    likely = next(filter(None, of_own), [])
    could_be = likely or begins or holds
    if len(could_be) > 1:
        raise UsageError("name-ambiguous", id=visible(given), known=_shown(could_be, texts))
    if stranger and not likely:
        raise UsageError(stranger, given=visible(given), title=could_be[0].name, id=could_be[0].id)
    return could_be[0].meaning


def _shown(among: Iterable[Named[T]], texts: Texts) -> str:
    """Names with their ids, where these are others."""
    return texts.join([item.name + (texts("aside", text=item.id) if item.id != item.name else "") for item in among])


def _in_all(name: Text) -> tuple[str, ...]:
    return tuple(name.to(language) for language in KNOWN)


# --- what a pack holds


def role_named(pack: Pack, given: str, texts: Texts, order: Callable[[], Sequence[str]] | None = None) -> str:
    """The id of the role that is called so. Raises UsageError."""
    roles = [Named(role.id, role.id, texts.of(role.name), _in_all(role.name)) for role in pack.roles]
    return meant("unknown-role-named", given, roles, texts, order)


def trait_named(pack: Pack, given: str, texts: Texts) -> Trait:
    """The trait that is called so; a role's id or name alone means the interest in it. Raises UsageError."""
    named_so, speaking = list[Named[Trait]](), PackTexts(pack, texts)
    for competency in pack.competencies:
        trait = Trait("competency", competency.id)
        named_so.append(Named(trait, str(trait), speaking.trait(trait), _in_all(competency.name)))
    for role in pack.roles:
        trait = Trait("interest", role.id)
        also = (str(trait), *_in_all(role.name), *(PackTexts(pack, language).trait(trait) for language in KNOWN))
        named_so.append(Named(trait, pack.short(trait), speaking.trait(trait), also))
    order = [item.meaning for item in named_so]
    return meant("whatif-unknown", given, named_so, texts, lambda: order)


def topic_named(pack: Pack, given: str, texts: Texts) -> Topic:
    """The topic of the guide that is called so. Raises UsageError."""
    topics = [Named(topic, topic.id, texts.of(topic.title), _in_all(topic.title)) for topic in pack.topics]
    return meant("unknown-topic", given, topics, texts, lambda: pack.topics)


def unit_named(pack: Pack, given: str, texts: Texts, own: Callable[[], Sequence[Collection[str]]], *, own_alone: bool = False) -> Unit:
    """The unit that is called so; by part of a name rather one of the person's `own`, and `own_alone` no other. Raises UsageError."""
    stranger = "unit-elsewhere" if own_alone else ""
    return meant("unknown-unit-named", given, [_named(unit, texts) for unit in pack.units], texts, own=own, stranger=stranger)


def units_shown(units: Iterable[Unit], texts: Texts) -> str:
    """Units to choose from, as what could be meant."""
    return _shown([_named(unit, texts) for unit in units], texts)


def _named(unit: Unit, texts: Texts) -> Named[Unit]:
    return Named(unit, unit.id, texts.of(unit.title), _in_all(unit.title))


# --- what the program has


def tier_named(given: str) -> str:
    """The tier that is called so, or "" where none is."""
    called: dict[str, str] = {folded(Texts(language)(f"tier.{tier}")): tier for language in KNOWN for tier in TIERS}
    called.update({tier: tier for tier in TIERS})
    return called.get(folded(given), "")


def setting_named(given: str, texts: Texts) -> str:
    """The setting that is called so. Raises UsageError."""
    in_all = {key: (*OPTIONS.get(key, ()), *(Texts(language)(f"config.named-{key}") for language in KNOWN)) for key in KEYS}
    settings = [Named(key, key, texts(f"config.named-{key}"), in_all[key]) for key in KEYS]
    return meant("config-no-key", given, settings, texts)


def session_named(records: tuple[Record, ...], given: str) -> Record:
    """The session that is called so: by an id, its number in the list of `history`, the start of one id, or `last`. Raises UsageError."""
    name = plain(given).lower()
    if not records:
        raise UsageError("history-empty")
    numbered = {str(place): record for place, record in enumerate(records, 1)}
    if name in numbered and name not in (record.id for record in records):
        return numbered[name]
    return named(records, name)
