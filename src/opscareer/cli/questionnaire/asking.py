"""Asking a person: shows a sheet, waits for a key, goes from question to question. Everything goes to standard error, so that standard
output holds the result alone."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from opscareer.cli.display import waiting
from opscareer.cli.questionnaire.keys import BACK, END, REDRAW
from opscareer.cli.questionnaire.pace import USUAL_OF, Length, minutes, pace
from opscareer.cli.questionnaire.screen import Paper, Screen
from opscareer.cli.questionnaire.sheets import AskedQuestion, Sheet, SheetWriter, choices
from opscareer.cli.questionnaire.sources import QuestionSource
from opscareer.cli.questionnaire.tty import signals_as_errors, single_keys_possible
from opscareer.errors import EXIT_DONE, Interrupted
from opscareer.pack.kinds.shown import ENTER, ShownQuestion
from opscareer.pack.model import Pack
from opscareer.report.terminal.console import page_of
from opscareer.sessions.progress import Progress
from opscareer.texts import Texts

T = TypeVar("T")

UNKNOWN_CHOICE, NOTHING_MARKED = "session.unknown-choice", "session.nothing-marked"
JUST_SKIPPED = "session.just-skipped"
FIRST_QUESTION, FIRST_HERE = "session.first", "session.first-here"  # of all, or of a part after which nothing can be taken back
UNKNOWN_KEY = {False: "session.unknown-key", True: "session.unknown-deed"}  # by whether several options can be chosen
BACKWARD = {"b", BACK}  # b only where it does not choose B
YES_OR_NO = {"y": True, ENTER: True, "n": False}
CONTINUE_OR_NEW = {"c": True, **YES_OR_NO}


class Prompt:
    """Asks a person. Use its methods inside `opened()`; all of them raise Interrupted when the person quits.

    Where the person switches the language, the `texts` switch with it, for everybody who holds them.
    """

    def __init__(
        self, pack: Pack, texts: Texts, *, plain: bool, idle: Callable[[], object] = lambda: None, notice: Callable[[], str] = lambda: ""
    ) -> None:
        """`idle` is called before every wait for a key. `notice` tells the key of a text to show with every question; "" for none."""
        self.pack = pack
        self.texts = texts
        self._notice = notice
        self._first: dict[bool, str] = {}  # the first list, and the first question that is none: with these, the keys are explained
        self._skipped: set[str] = set()
        self._display = Screen(idle) if single_keys_possible(plain) else Paper(idle)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The terminal as the questionnaire needs it; everything is put back, whatever happens."""
        waiting.over()
        with signals_as_errors(), self._display.opened():
            yield
        waiting.begin(self.texts("waiting"))  # for the result

    def introduce(self, introduction: Callable[[SheetWriter], Sheet]) -> None:
        """What this is, and a key to begin, which may be typed ahead."""
        self._display.turn()
        self._read(introduction)

    def tell(self, sheet: Callable[[SheetWriter], Sheet]) -> None:
        """Something to be read, until a key is pressed."""
        self._display.turn(typed_ahead=False)
        self._read(sheet)

    def choose(self, sheet: Callable[[SheetWriter], Sheet], meanings: Mapping[str, T]) -> T:
        """What the first key with a meaning means."""
        self._display.turn(typed_ahead=False)
        key = self._read(sheet)
        while key not in meanings:
            key = self._read(sheet, UNKNOWN_CHOICE)
        return meanings[key]

    def run(self, source: QuestionSource, start: Progress, seed: int, keep: Callable[[Progress, int], None]) -> Progress:
        """Ask until the source has no more questions, or as many as were told were asked. `keep` is called after every step, before the
        next question appears, with the total told."""
        progress, length = start, Length(source.most)
        while len(progress.trail) < length.total and (following := source.next(progress)) is not None:
            answered = len(progress.trail)
            total = length.at(answered + 1, answered + following.left)
            question = source.shown(following.question)
            order = question.order(seed)
            asked = self._asked(question, order, progress, source.before, source.after + total, _pace(source, progress))
            progress = self._ask(asked, progress, keep)
            keep(progress, total)
        return progress

    def _read(self, sheet: Callable[[SheetWriter], Sheet], note: str = "", question: ShownQuestion | None = None) -> str:
        """A key that the sheet is asked for, about a question or none; `note` names what to say about the last one.

        Help, language, scrolling and leaving are the same everywhere and seen to here.
        """
        while True:
            self._display.show(sheet(self._writer(note, question)))
            key = self._display.read(pastes=question is not None and question.several)
            if key in {"q", END}:
                raise Interrupted(EXIT_DONE, "quit")
            if key == "t":
                self.texts.switch()
                note = ""
            elif key == "?":
                self._display.aside(self._writer().help(question))
                note = ""
            elif key != REDRAW and not self._display.window.moves(key):
                return key

    def _ask(self, asked: AskedQuestion, progress: Progress, keep: Callable[[Progress, int], None]) -> Progress:
        """One question until it is answered, skipped, or the person goes back. What is ticked is kept at once."""
        question, order = asked.question, asked.order
        press = question.pressed if self._display.single else question.typed

        def sheet(writer: SheetWriter) -> Sheet:
            return writer.question(asked)

        note = JUST_SKIPPED if progress.trail and progress.trail[-1].value is None else ""  # the s of a word skips too
        self._display.turn(typed_ahead=False)
        started = time.monotonic()
        while True:
            key = self._read(sheet, note, question)
            # a question that is shown again is answered faster than one that has to be read: such a time says nothing
            seconds = round(time.monotonic() - started, 2) if asked.given is None else None
            pressed = press(key, asked.draft, order)
            if pressed is not None and pressed.value is not None:
                self._display.confirm(self._writer().understood(question, pressed.value, order))
                return progress.answer(question.id, pressed.value, seconds=seconds)
            if pressed is not None:
                changed = set(pressed.draft.ticks or ()) ^ set(asked.draft.ticks or ())
                if changed:
                    progress = progress.tick(question.id, pressed.draft.ticks)
                    keep(progress, asked.total)
                in_sight = order.index(max(changed)) if changed else pressed.draft.marked
                asked, note = replace(asked, draft=pressed.draft, in_sight=in_sight), pressed.note
            elif key == "s":
                self._skipped.add(question.id)
                return progress.answer(question.id, None, seconds=seconds)
            elif key in BACKWARD and progress.trail:
                if progress.trail[-1].value is None:  # also one that was skipped in an earlier run
                    self._skipped.add(progress.trail[-1].question)
                return progress.back()
            else:
                nothing = key == ENTER and self._display.single
                first = FIRST_QUESTION if asked.number == 1 else FIRST_HERE
                note = first if key in BACKWARD else NOTHING_MARKED if nothing else UNKNOWN_KEY[question.several]

    def _asked(
        self, question: ShownQuestion, order: tuple[int, ...], progress: Progress, before: int, total: int, pace: float
    ) -> AskedQuestion:
        """A question as it is first seen; `before`, `total`: how many came from another source, and how many it will be without those."""
        given, number = progress.earlier.get(question.id), len(progress.trail) + 1
        first = self._first.setdefault(question.several, question.id) == question.id
        draft, skipped = question.draft(given, order), question.id in self._skipped
        left = minutes(total - number + 1, pace)
        return AskedQuestion(question, order, before + number, before + total, left, draft, given, skipped, first, draft.marked)

    def _writer(self, note: str = "", question: ShownQuestion | None = None) -> SheetWriter:
        """For the terminal as wide as it is now, in the language of now. `note`: key of what to say about the last key, at a question."""
        console, key = self._display.console, self._notice()
        other, notice = self.texts.other_language(console.encoding), self.texts(key) if key else ""
        facts = {"top": len(question.options), "choices": choices(question, self.texts)} if question else {}
        said = self.texts(note, **facts) if note else ""
        return SheetWriter(self.pack, self.texts, page_of(console), self._display.single, other, notice, said)


def _pace(source: QuestionSource, progress: Progress) -> float:
    """How many times the usual seconds this person takes."""
    replies = [reply for reply in progress.trail if reply.value is not None]
    return pace([reply.seconds / USUAL_OF[source.shown(reply.question).several] for reply in replies if reply.seconds is not None])
