"""What can go wrong, as values: a slug, the facts for a sentence, an exit code. Nothing here prints or speaks a language.

Bad input ends with 2: the command line asks for something that is not there or cannot be. Bad data end with 1: what it names is there, but
what it holds cannot be used, or the system does not let us read or write it. docs/cli.md says so to people.
"""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import field

from opscareer.frozen import frozen

EXIT_DONE = 0
EXIT_BAD_DATA = 1
EXIT_USAGE = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143

NAMES_ALONE = {"EEXIST", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOTDIR", "NULL_CHARACTER", "NO_SUCH_PERSON"}

Facts = Mapping[str, object]


@frozen
class Reason:
    """Why the system or a parser refused.

    code: its name for that, such as ENOSPC; there is a text for each that people meet.
    words: what it says itself, in English; for what there is no text for.
    """

    code: str
    words: str

    @property
    def blames_name(self) -> bool:
        """Whether what was typed cannot be meant, whoever asks and whatever the disk is like."""
        return self.code in NAMES_ALONE


def unwritable(slug: str, *, reason: Reason, **facts: object) -> "OpscareerError":
    """What cannot be written, as an error that tells bad input from a system that refuses."""
    return (UsageError if reason.blames_name else OutputError)(slug, (), **facts, reason=reason)


def reason_of(error: Exception) -> Reason:
    """The reason behind an exception of the system, of SQLite (whose extended codes begin with the plain ones), or of a path."""
    if isinstance(error, OSError) and error.errno is not None:
        return Reason(errno.errorcode.get(error.errno, ""), error.strerror or str(error))
    if name := getattr(error, "sqlite_errorname", ""):
        return Reason("_".join(name.split("_")[:2]), str(error))
    if isinstance(error, RuntimeError):  # of Path.expanduser: nobody has the name behind ~
        return Reason("NO_SUCH_PERSON", str(error).rstrip("."))
    return Reason("NULL_CHARACTER" if "null" in str(error) or str(error) == "\\0" else "", str(error))


@frozen
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


class NoSuchPack(PackError):
    """The command line names a directory that is not there."""

    exit_code = EXIT_USAGE


class AnswersError(OpscareerError):
    """An answers file, or what it says, cannot be used."""


class NoSuchAnswers(AnswersError):
    """The command line names an answers file that is not there, or is no file."""

    exit_code = EXIT_USAGE


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
