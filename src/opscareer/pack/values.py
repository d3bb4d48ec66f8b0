"""What every value of a pack is made of: texts in both languages, ids, and numbers within their bounds."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LEVELS = 5

Language = Literal["zh", "en"]


def _one_line(value: object) -> object:
    """Line breaks and runs of spaces become one space: layout is the reader's business, not the pack's."""
    return " ".join(value.split()) if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*([.-][a-z0-9_]+)*$", max_length=60)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=2000), BeforeValidator(_one_line)]
Share = Annotated[float, Field(ge=0, le=1)]
Level = Annotated[float, Field(ge=1, le=LEVELS)]
WholeLevel = Annotated[int, Field(ge=1, le=LEVELS)]
HalfLevel = Annotated[float, Field(ge=1, le=LEVELS, multiple_of=0.5)]
Hours = Annotated[float, Field(ge=0.5, le=80)]


class Value(BaseModel):
    """A frozen value; a key that the model does not know is a problem."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(Value):
    """The same meaning in both languages."""

    zh: Prose
    en: Prose

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en
