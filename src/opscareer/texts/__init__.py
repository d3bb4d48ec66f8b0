"""Everything the program says: a catalogue a language, each a folder of JSON files here that map a key to a text with {named} gaps.

A text is a string, or the plural forms of one, from which the gap `count` chooses. A language is added by adding its folder.

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

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from opscareer.frozen import frozen

if TYPE_CHECKING:
    from opscareer.pack.model import Language, Text

HERE = Path(__file__).parent
PROGRAM = "opscareer"
COMMAND = re.compile(rf"\b{PROGRAM}(?= [a-z])", re.ASCII)
"""The program where a command begins in a text."""
SETTINGS = "language.json"
FALLBACK = "en"
LANGUAGES: tuple[str, ...] = (*sorted({file.parent.name for file in HERE.glob(f"*/{SETTINGS}")} - {FALLBACK}), FALLBACK)


@frozen
class Catalogue:
    """What the folder of a language holds.

    name: of the language, in itself.
    latin_name: the same for a screen that cannot show it.
    separator: between the items of a list.
    plural_forms: 1, or 2 where one thing has a form of its own.
    texts: a text by its key, or its plural forms.
    """

    name: str
    latin_name: str
    separator: str
    plural_forms: int
    texts: Mapping[str, str | Sequence[str]]

    def form(self, count: object) -> int:
        """The index of the form for a count as it is shown: one thing is 1, but neither 1.5 nor 0."""
        return 0 if self.plural_forms == 1 or str(count) == "1" else 1


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read when it is first spoken."""
    parts = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in sorted((HERE / language).glob("*.json"))}
    settings = parts.pop(SETTINGS)
    return Catalogue(**settings, texts={key: text for part in parts.values() for key, text in part.items()})


class Texts:
    """Speaks one language: `texts("key", name=value)` for the program's texts, `texts.of(text)` for the pack's."""

    def __init__(self, language: "Language", usual: "Language | None" = None, given: str = "") -> None:
        """`usual`: the language spoken where none is asked for; None for this one. `given`: what else every command must be given."""
        self.language: Language = language
        self.usual, self.given = usual or language, given
        self._catalogue = catalogue(language)

    def __call__(self, key: str, /, **facts: object) -> str:
        text = self._catalogue.texts[key]
        if not isinstance(text, str):
            text = text[self._catalogue.form(facts["count"])]
        if facts:
            return self._in_full(text, lambda piece: piece.format(**facts))
        return self._in_full(text, str)

    def _in_full(self, text: str, filled: Callable[[str], str]) -> str:
        """A text filled in, its commands so that they can be typed as they stand; not what it is filled with."""
        return self.program.join(map(filled, COMMAND.split(text))) if self.program != PROGRAM else filled(text)

    @property
    def program(self) -> str:
        """How a command begins: the program, with what it must be given to speak this language and to find the same pack."""
        return PROGRAM + (f" --lang {self.language}" if self.language != self.usual else "") + self.given

    def of(self, text: "Text") -> str:
        return self._in_full(text.to(self.language), str)

    def switch(self) -> None:
        """From here on the next language, for everybody who holds these texts."""
        self.language = self._next()
        self._catalogue = catalogue(self.language)

    def other_language(self, encoding: str) -> str:
        """The language that `switch` leads to, by its own name as far as the encoding has it."""
        other = catalogue(self._next())
        try:
            other.name.encode(encoding)
        except UnicodeEncodeError:
            return other.latin_name
        return other.name

    def _next(self) -> "Language":
        return cast("Language", LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)])

    def knows(self, key: str) -> bool:
        return key in self._catalogue.texts

    def join(self, items: list[str]) -> str:
        return self._catalogue.separator.join(items)

    def dated(self, day: date) -> str:
        """A day as people write it."""
        return self("plan.dated", day=day.day, month=self("plan.months").split()[day.month - 1], year=day.year)

    def moment(self, when: datetime) -> str:
        """The same with the time."""
        return self("date.with-time", day=self.dated(when), time=f"{when:%H:%M}")

    def moments(self, times: Sequence[datetime]) -> list[str]:
        """Days as people write them, with the time where several of one day must be told apart."""
        days = [when.date() for when in times]
        return [self.moment(when) if days.count(when.date()) > 1 else self.dated(when) for when in times]

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

    def chance_said(self, p: float) -> str:
        """The same within a sentence."""
        shown = self.chance(p)
        return self("chance.over" if shown[0] == ">" else "chance.under") if shown[0] in "<>" else shown
