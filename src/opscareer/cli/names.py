"""What people call things: by id or by name, Chinese or English, in any case, with or without spaces, in full-width letters."""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from unicodedata import normalize

from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.model import Language, Pack, Text
from opscareer.report.view.names import PackTexts
from opscareer.results.trait import Trait

T = TypeVar("T")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
SEPARATORS = str.maketrans("", "", " _-")


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(normalize("NFKC", name).split()).translate(SEPARATORS).casefold()


def named(slug: str, given: str, known: Mapping[str, T], also: Iterable[tuple[str, T]] = ()) -> T:
    """What a name means. `also`: names that are understood beside the known ones.

    Where it means nothing, `slug` names the UsageError, which has the nearest name.
    """
    everything = [*known.items(), *also]
    meanings = {folded(name): meaning for name, meaning in reversed(everything)}
    if folded(given) not in meanings:
        written = {folded(name): name for name, _ in reversed(everything)}
        raise UsageError(slug, id=given, near=written.get(nearest(folded(given), written), ""), known=", ".join(known))
    return meanings[folded(given)]


def role_named(pack: Pack, given: str) -> str:
    """The id of the role that is called so. Raises UsageError."""
    also = [pair for role in pack.roles for pair in _in_both(role.name, role.id)]
    return named("unknown-role-named", given, {role.id: role.id for role in pack.roles}, also)


def trait_named(pack: Pack, given: str) -> Trait:
    """The trait that is called so; a role's id or name alone means the interest in it. Raises UsageError."""
    also = [pair for item in pack.competencies for pair in _in_both(item.name, Trait("competency", item.id))]
    for role in pack.roles:
        interest = Trait("interest", role.id)
        also += [(role.id, interest), *_in_both(role.name, interest)]
        also += [(PackTexts(pack, language).trait(interest), interest) for language in LANGUAGES]
    return named("whatif-unknown", given, {str(trait): trait for trait in pack.traits}, also)


def _in_both(name: Text, meaning: T) -> list[tuple[str, T]]:
    return [(name.to(language), meaning) for language in LANGUAGES]
