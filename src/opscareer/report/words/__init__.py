"""Everything the program says, in both languages. A text is a pair (Chinese, English) with {named} gaps."""

from typing import TYPE_CHECKING

from opscareer.report.words import errors, help, history, plan, practice, results, session

if TYPE_CHECKING:
    from opscareer.pack.model import Language, Text

TABLES = (errors.TABLE, help.TABLE, history.TABLE, plan.TABLE, practice.TABLE, results.TABLE, session.TABLE)
TABLE: dict[str, tuple[str, str]] = {key: pair for table in TABLES for key, pair in table.items()}


class Words:
    """Speaks one language: `words("key", name=value)` for the program's texts, `words.of(text)` for the pack's."""

    def __init__(self, language: "Language") -> None:
        self.language: Language = language

    def __call__(self, key: str, /, **facts: object) -> str:
        template = TABLE[key][0 if self.language == "zh" else 1]
        return template.format(**facts) if facts else template

    def of(self, text: "Text") -> str:
        return text.to(self.language)

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
