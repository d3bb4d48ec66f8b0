"""What can go wrong, as values: a slug, the facts for a sentence, an exit code. Nothing here prints or speaks a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

EXIT_DONE = 0
EXIT_BAD_DATA = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

Facts = Mapping[str, object]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file. `line` and `column` count from 1; 0 means that the file as a whole is meant.

    source: the part of the line around the place, with every hidden character as its code.
    before: characters of `source` before the place.
    """

    slug: str
    facts: Facts = field(default_factory=dict)
    file: str = ""
    line: int = 0
    column: int = 0
    source: str = ""
    item: str = ""
    before: int = 0


class OpscareerError(Exception):
    """Base of every error that a user can cause and mend. `slug` names the sentence, `facts` fill it."""

    exit_code = EXIT_BAD_DATA

    def __init__(self, slug: str, problems: Sequence[Problem] = (), **facts: object) -> None:
        super().__init__(slug)
        self.slug = slug
        self.facts: Facts = facts
        self.problems = tuple(problems)


class PackError(OpscareerError):
    """The pack's files cannot be used; `problems` lists everything found."""


class AnswersError(OpscareerError):
    """An answers file, or what it says, cannot be used."""


class UsageError(OpscareerError):
    """The command line asks for something that cannot be done as asked."""

    exit_code = EXIT_USAGE


class OutputError(OpscareerError):
    """What was found could not be written."""


class BugError(OpscareerError):
    """The program itself failed."""

    exit_code = EXIT_BUG


class Interrupted(OpscareerError):
    """The person or the system ended a running session: nothing is wrong."""

    def __init__(self, exit_code: int, slug: str = "interrupted", **facts: object) -> None:
        super().__init__(slug, (), **facts)
        self.exit_code = exit_code
