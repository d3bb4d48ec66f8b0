"""The items of a pack's files, each with the place where it was read."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, Generic, TypeVar
from unicodedata import normalize

from opscareer.errors import Problem
from opscareer.frozen import frozen
from opscareer.pack.source import Source, TreePath
from opscareer.pack.values import LANGUAGES, Item, Language, Value

AnyItem = TypeVar("AnyItem", bound=Item)

LONGEST_WORD = 100  # that anything is likened to


@frozen
class Entry(Generic[AnyItem]):
    """An item of a list in a file, and its path there."""

    item: AnyItem
    source: Source
    path: TreePath

    def problem(self, path: TreePath, slug: str, *, at_key: bool = False, **facts: object) -> Problem:
        """A problem at a path within the item."""
        return self.source.problem((*self.path, *path), slug, self.item.id, at_key, **facts)


@frozen
class Entries:
    """Every item of a pack, in the order of files and lines, before any rule that looks across them.

    `learning` is the file where units begin; `languages` are those in which every text is there.
    """

    all: tuple[Entry[Any], ...]
    learning: Source
    languages: tuple[Language, ...] = LANGUAGES

    def of(self, type_: type[AnyItem]) -> list[Entry[AnyItem]]:
        return [entry for entry in self.all if isinstance(entry.item, type_)]

    def problem(self, part: str, item: str, path: TreePath, slug: str, **facts: object) -> Problem:
        """A problem at a path in the item of this list (`roles`) and id; without an item, in the first file that has such a key."""
        for entry in self.all:
            if (entry.path[0], entry.item.id) == (part, item):
                return entry.problem(path, slug, at_key=False, **facts)
        source = next((entry.source for entry in self.all if path[0] in entry.source.tree), self.learning)
        return source.problem(path, slug, "", at_key=True, **facts)

    def ids(self, type_: type[Item]) -> list[str]:
        return [entry.item.id for entry in self.of(type_)]


def entries_of(source: Source, file: Value) -> Iterator[Entry[Any]]:
    """The items of all lists of one file."""
    for part in fields(file):
        items = getattr(file, part.name)
        if isinstance(items, tuple):
            yield from (Entry(item, source, (part.name, index)) for index, item in enumerate(items))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty string when none is near. Full-width letters are read as what they stand for."""
    if len(word) > LONGEST_WORD:
        return ""
    return next(iter(get_close_matches(normalize("NFKC", word), list(known), n=1, cutoff=0.6)), "")
