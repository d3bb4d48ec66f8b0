"""Everything the program says, in both languages. A text is a pair (Chinese, English) with {named} gaps."""

from typing import TYPE_CHECKING

from opscareer.texts import errors, help, history, plan, practice, report, results, session

if TYPE_CHECKING:
    from opscareer.pack.model import Language, Text

TABLES = (
    *(errors.TABLE, help.TABLE, history.TABLE, plan.TABLE, practice.TABLE),
    *(report.TABLE, results.TABLE, session.TABLE),
)
TABLE: dict[str, tuple[str, str]] = {key: pair for table in TABLES for key, pair in table.items()}


class Texts:
    """Speaks one language: `words("key", name=value)` for the program's texts, `words.of(text)` for the pack's."""

    def __init__(self, language: "Language") -> None:
        self.language: Language = language

    def __call__(self, key: str, /, **facts: object) -> str:
        template = TABLE[key][0 if self.language == "zh" else 1]
        return template.format(**facts) if facts else template

    def of(self, text: "Text") -> str:
        return text.to(self.language)

    def switch(self) -> None:
        """From here on the other language, for everybody who speaks with these words."""
        self.language = "en" if self.language == "zh" else "zh"

    def other_language(self, encoding: str) -> str:
        """The other language by its own name, as far as the encoding has it."""
        if self.language == "zh":
            return "English"
        try:
            "中文".encode(encoding)
        except UnicodeEncodeError:
            return "Chinese"
        return "中文"

    def knows(self, key: str) -> bool:
        return key in TABLE

    def join(self, items: list[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(items)

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
