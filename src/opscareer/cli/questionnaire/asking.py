"""Asking a person: shows a sheet, waits for a key, goes from question to question. Everything goes to standard error, so that standard
output holds the result alone."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from opscareer.cli.questionnaire.keys import END, REDRAW
from opscareer.cli.questionnaire.pace import Length, minutes, seconds_a_question
from opscareer.cli.questionnaire.screen import display
from opscareer.cli.questionnaire.sheets import AskedQuestion, Sheet, SheetWriter
from opscareer.cli.questionnaire.tty import signals_as_errors
from opscareer.engine.rules import Next
from opscareer.errors import EXIT_DONE, Interrupted
from opscareer.pack.kinds.shown import ENTER, ShownQuestion
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Progress
from opscareer.texts import Texts

T = TypeVar("T")

UNKNOWN_KEY, UNKNOWN_CHOICE, FIRST_QUESTION = "session.unknown-key", "session.unknown-choice", "session.first"
YES_OR_NO = {"y": True, ENTER: True, "n": False}


class QuestionSource(Protocol):
    """Where questions come from."""

    @property
    def usual(self) -> int:
        """How many questions it usually takes."""

    def next(self, progress: Progress) -> Next | None:
        """What to ask next; None where there is enough."""

    def shown(self, question: str) -> ShownQuestion:
        """One of its questions, by id."""


class Prompt:
    """Asks a person. Use its methods inside `opened()`; all of them raise Interrupted when the person quits.

    Where the person switches the language, the `texts` switch with it, for everybody who holds them.

    notice: key of a text that is shown with every question; "" for none
    """

    def __init__(self, pack: Pack, texts: Texts, *, plain: bool, idle: Callable[[], object] = lambda: None) -> None:
        """`idle` is called before every wait for a key."""
        self.pack = pack
        self.texts = texts
        self.notice = ""
        self._knows_keys = False
        self._display = display(plain=plain, idle=idle)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The terminal as the questionnaire needs it; everything is put back, whatever happens."""
        with signals_as_errors(), self._display.opened():
            yield

    def introduce(self, introduction: Callable[[SheetWriter, str], Sheet]) -> None:
        """What this is, and a key to begin."""
        self._display.turn()
        self._read(lambda _: introduction(self._writer, self.notice))

    def resumes(self, answered: int) -> bool:
        """Whether to go on with an unfinished session (True) or start a new one."""
        return self._choose(lambda note: self._writer.resume(answered, self.notice, note), {"c": True, **YES_OR_NO})

    def wants_more(self, leaders: tuple[str, str], more: int) -> bool:
        """It is too close to call: whether the person answers `more` questions that would separate the leaders."""
        return self._choose(lambda note: self._writer.close_call(leaders, more, note), YES_OR_NO)

    def run(self, source: QuestionSource, start: Progress, seed: int, keep: Callable[[Progress], None]) -> Progress:
        """Ask until the source has no more questions. `keep` is called after every step, before the next question appears."""
        progress = start
        length = Length(None if start.trail else source.usual)
        while (following := source.next(progress)) is not None:
            number = len(progress.trail) + 1
            total = length.at(number, number - 1 + following.left)
            progress = self._ask(source.shown(following.question), progress, total, seed, drawn=following.drawn)
            keep(progress)
        return progress

    # --- reading

    def _read(self, sheet: Callable[[str], Sheet], note: str = "", options: int = 0) -> str:
        """A key that the sheet is asked for; `note` names what to say about the last one.

        Help, language, scrolling and leaving are the same everywhere and seen to here.
        """
        while True:
            self._display.show(sheet(self.texts(note, top=options) if note else ""))
            key = self._display.read()
            if key in {"q", END}:
                raise Interrupted(EXIT_DONE, "quit")
            if key == "t":
                self.texts.switch()
                note = ""
            elif key == "?":
                self._display.aside(self._writer.help(options))
                note = ""
            elif key != REDRAW and not self._display.scrolls(key):
                return key

    def _choose(self, sheet: Callable[[str], Sheet], meanings: Mapping[str, T]) -> T:
        """What the first key with a meaning means."""
        self._display.turn()
        self._display.drop_typed()
        key = self._read(sheet)
        while key not in meanings:
            key = self._read(sheet, UNKNOWN_CHOICE)
        return meanings[key]

    def _ask(self, question: ShownQuestion, progress: Progress, total: int, seed: int, *, drawn: bool) -> Progress:
        """One question until it is answered, skipped, or the person goes back."""
        order, options = question.order(seed), len(question.options)
        given = progress.earlier.get(question.id)
        earlier = order.index(given) if given is not None else None
        number = len(progress.trail) + 1
        left = minutes(total - number + 1, seconds_a_question(progress.seconds))
        asked = AskedQuestion(question, order, number, total, left, earlier, earlier, first=not self._knows_keys)
        note = ""
        self._display.turn()
        self._display.drop_typed()
        started = time.monotonic()
        while True:
            key = self._read(partial(self._question, asked), note, options)
            # a question that is shown again is answered faster than one that has to be read: such a time says nothing
            seconds = round(time.monotonic() - started, 2) if given is None else None
            self._knows_keys, note = True, ""
            pressed = question.pressed(key, asked.marked, order)
            if pressed is not None and pressed.value is not None:
                return progress.answer(question.id, pressed.value, drawn=drawn, seconds=seconds)
            if pressed is not None:
                asked = replace(asked, marked=pressed.marked)
            elif key == "s":
                return progress.skip(question.id, drawn=drawn, seconds=seconds)
            elif key == "b" and progress.trail:
                return progress.back()
            else:
                note = FIRST_QUESTION if key == "b" else UNKNOWN_KEY

    # --- drawing

    @property
    def _writer(self) -> SheetWriter:
        """For the terminal as wide as it is now, in the language of now."""
        other = self.texts.other_language(self._display.console.encoding)
        return SheetWriter(self.pack, self.texts, self._display.page(), self._display.single, other)

    def _question(self, asked: AskedQuestion, note: str) -> Sheet:
        return self._writer.question(replace(asked, note=note, notice=self.notice))
