"""Everything the program says: a catalogue a language, each a folder here whose `TEXTS` maps a key to a text with {named} gaps.

A text is a string, or a tuple of plural forms, one of which the language's `form` chooses by the gap `count`.
A language is added by adding its folder.

One word for one thing, in what people read:

    方向      direction      `role` is its name in options, commands, files and JSON
    能力      competency     a 级 (level) from 1 to 5
    适合度    fit            in points, 50 for the average
    阶段      tier           入门 entry, 中级 mid, 资深 senior
    测评      assessment     `session` in the code
    题、题库  question, pack
    范围      range          of 80% probability, in brackets
    学习计划  plan           of 单元 (units), closing 差距 (gaps), with 检查点 (checkpoints)
    评分表    rubric         未达标 not yet, 合格 good enough, 优秀 convincing
    证据      evidence       what another person can check
    编号      ID             of an assessment
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from opscareer.pack.model import Language, Text

FALLBACK = "en"
LANGUAGES: tuple[str, ...] = (
    *sorted({folder.parent.name for folder in Path(__file__).parent.glob("*/__init__.py")} - {FALLBACK}),
    FALLBACK,
)


class Catalogue(Protocol):
    """What the folder of a language holds."""

    NAME: str  # of the language, in itself
    LATIN_NAME: str  # the same for a screen that cannot show it
    SEPARATOR: str  # between the items of a list
    TEXTS: dict[str, str | tuple[str, ...]]

    @staticmethod
    def form(count: object) -> int:
        """The index of the plural form that a count takes."""


def catalogue(language: str) -> Catalogue:
    return cast(Catalogue, import_module(f"{__name__}.{language}"))


class Texts:
    """Speaks one language: `texts("key", name=value)` for the program's texts, `texts.of(text)` for the pack's."""

    def __init__(self, language: "Language") -> None:
        self.language: Language = language
        self._catalogue = catalogue(language)

    def __call__(self, key: str, /, **facts: object) -> str:
        text = self._catalogue.TEXTS[key]
        if not isinstance(text, str):
            text = text[self._catalogue.form(facts["count"])]
        return text.format(**facts) if facts else text

    def of(self, text: "Text") -> str:
        return text.to(self.language)

    def switch(self) -> None:
        """From here on the next language, for everybody who holds these texts."""
        self.language = self._next()
        self._catalogue = catalogue(self.language)

    def other_language(self, encoding: str) -> str:
        """The language that `switch` leads to, by its own name as far as the encoding has it."""
        other = catalogue(self._next())
        try:
            other.NAME.encode(encoding)
        except UnicodeEncodeError:
            return other.LATIN_NAME
        return other.NAME

    def _next(self) -> "Language":
        return cast("Language", LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)])

    def knows(self, key: str) -> bool:
        return key in self._catalogue.TEXTS

    def join(self, items: list[str]) -> str:
        return self._catalogue.SEPARATOR.join(items)

    def percent(self, share: float) -> str:
        """A share for people. 0% and 100% are said only when true."""
        if 0 < share < 0.01:
            return "<1%"
        if 0.99 < share < 1:
            return ">99%"
        return f"{share:.0%}"

    def chance(self, p: float) -> str:
        """A probability estimated from draws: that none of them fell somewhere does not make it impossible."""
        return self.percent(min(max(p, 0.001), 0.999))
