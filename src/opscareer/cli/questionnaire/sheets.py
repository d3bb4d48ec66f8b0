"""What the screen shows at each step of the questionnaire: values in, lines out."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from opscareer.cli.questionnaire.pace import minutes
from opscareer.frozen import frozen
from opscareer.pack.kinds.shown import Draft, ShownQuestion
from opscareer.pack.model import Pack
from opscareer.report.terminal.layout import END, FAINT, TITLE, WARNING, WHOLE, Line, Page, pad, whole, widest
from opscareer.report.view.names import PackTexts
from opscareer.report.view.verdict import doubts
from opscareer.results.assessment import Quality
from opscareer.results.units import Answer
from opscareer.sessions.record import Record
from opscareer.texts import Texts

BAR_CELLS = 24
SHORTEST_BAR = 10
BAR = "cyan"
GAP = "  "
NO_DRAFT = Draft()
TICKED, UNTICKED = "[x] ", "[ ] "


@frozen
class Sheet:
    """What to show at once.

    body: may scroll
    foot: stays at the bottom of the screen
    brief: the foot where there is no room for it
    scrolling: the foot where that is still not enough
    prompt: instead of the foot where a line is to be typed
    head: stays at the top of the screen
    note: what to say about the last key
    focus: rows of the body to keep in sight
    space_ticks: the space bar does not scroll
    """

    body: list[Line]
    foot: list[Line]
    brief: list[Line]
    scrolling: list[Line]
    prompt: str
    head: list[Line] = field(default_factory=list)
    note: list[Line] = field(default_factory=list)
    focus: range = range(0)
    space_ticks: bool = False


@frozen
class AskedQuestion:
    """A question as it is shown now.

    order: option numbers in the order shown
    number: of this question, from 1
    total: how many questions it will be
    minutes: whole minutes left
    draft: what is marked and ticked
    given: what was chosen before, or ticked; None for nothing
    skipped: it was, before
    first: the person has seen none yet that is answered in the same way
    in_sight: index of the option that has to be, however small the screen; None for none
    """

    question: ShownQuestion
    order: tuple[int, ...]
    number: int
    total: int
    minutes: int
    draft: Draft = NO_DRAFT
    given: Answer | None = None
    skipped: bool = False
    first: bool = False
    in_sight: int | None = None


def choices(question: ShownQuestion, texts: Texts) -> str:
    """The keys that answer a question at once."""
    return texts.join([f"1-{len(question.options)}", *question.letters])


@frozen
class SheetWriter:
    """Writes every sheet.

    single: keys are single, and the sheet is drawn on a screen of its own
    other: name of the other language
    notice: what is shown with all questions; "" for nothing
    note: what to say about the last key
    again: the competencies that a checkpoint asks about again; () of an assessment
    elsewhere: a session that another window is asking; None for none
    left: a checkpoint that was left in the middle; None for none
    """

    pack: Pack
    texts: Texts
    page: Page
    single: bool
    other: str
    notice: str = ""
    note: str = ""
    again: Sequence[str] = ()
    elsewhere: Record | None = None
    left: Record | None = None

    def intro(self, length: tuple[int, int]) -> Sheet:
        keys = ("intro.what", "intro.inexperienced", "intro.honest", "intro.private", "intro.keys")
        facts = {"switch": self._switch, "back": self._back_key, "origin": PackTexts(self.pack, self.texts).origin()}
        parts = self._wrapped(*keys, roles=len(self.pack.roles), **facts, **self._length(length))
        return self._letter(parts, self._start, self._title, self.notice)

    def checkpoint(self, usual: tuple[int, int], criteria: int) -> Sheet:
        """`usual`: how many questions of the pack, to which a look at so many criteria of rubrics is added."""
        what = "recheck.what-rubrics" if criteria else "recheck.what"
        parts = self._wrapped(what, "recheck.honest", criteria=criteria, **self._length(usual, criteria))
        return self._letter(parts, self._start, self._title, self.notice)

    def resume(self, answered: int, keys: str = "intro.resume-keys") -> Sheet:
        return self._letter(self._wrapped("intro.resume", count=answered), keys, self._title)

    def resume_one(self, kept: Sequence[Record], keys: str) -> Sheet:
        """Which of several open sessions to go on with; `keys` names the text that says how to."""
        begun = self.texts.moments([record.when for record in kept])
        facts = [{"when": when, "count": len(record.answers)} for when, record in zip(begun, kept, strict=True)]
        rows = [line for place, one in enumerate(facts, 1) for line in self._hung(f"{GAP}{place}{GAP}", self.texts("intro.open", **one))]
        return self._letter([*self._wrapped("intro.several", count=len(kept)), rows], keys, self._title)

    def go_on(self, answered: int, left: int) -> Sheet:
        """Whether to go on from the last finished assessment, to the end of the bank."""
        return self._letter(self._wrapped("more.offer", answered=answered, count=left), "more.offer-keys", self._title)

    def more(self, answered: int, further: int) -> Sheet:
        """On from the last finished assessment."""
        facts = {"switch": self._switch, "back": self._back_key, **self._length((further, further))}
        parts = self._wrapped("more.what", "intro.keys", answered=answered, **facts)
        return self._letter(parts, self._start, self._title, self.notice)

    def unsettled(self, why: str, more: int) -> Sheet:
        """The offer of some more questions. `why` completes the key of a text."""
        parts = [*self._wrapped("close.title", style=TITLE), *self._wrapped(f"close.{why}"), *self._wrapped("close.offer", count=more)]
        return self._letter(parts, "close.keys")

    def unread(self, quality: Quality) -> Sheet:
        """The end of a session whose answers look as if nothing had been read."""
        reasons = [self.page.wrap(text) for text in doubts(quality, self.texts)]
        parts = [*self._wrapped("unread.title", style=TITLE), *reasons, *self._wrapped("unread.again")]
        return self._letter(parts, "unread.keys" if self.single else "unread.keys-line")

    def help(self, question: ShownQuestion | None) -> Sheet:
        """The keys, of a question or where none is asked."""
        keys: dict[str, str] = {}
        letters = question.letters if question is not None else {}
        facts = {"other": whole(self.other), **{name: self.texts.of(question.options[at - 1]) for name, at in letters.items() if question}}
        if question is not None:
            keys = self._answering(question) | {self._back_keys: "keys.back", "s": "keys.skip"}
        keys |= {"q": "keys.quit", "t": "keys.language"}
        column = widest(list(keys)) + len(GAP)
        rows = [line for key, does in keys.items() for line in self._hung(GAP + pad(key, column), self.texts(does, **facts))]
        return self._letter([*self._wrapped("keys.title", style=TITLE), rows, *self._wrapped("keys.honest")], "keys.return")

    def question(self, asked: AskedQuestion) -> Sheet:
        facts = {
            "top": len(asked.order),
            "other": self.other,
            "switch": self._switch,
            "choices": choices(asked.question, self.texts),
            "back": self._back_key,
        }
        above, (options, focus), before = self._above(asked), self._options(asked), self._before(asked)
        kind = "-list" if asked.question.several else ""
        space_ticks = asked.question.several and asked.draft.marked is not None
        return Sheet(
            [*above, *options, Line(""), *self._if_any(before, FAINT)],
            self._keys(f"session.keys{kind}", **facts),
            self._keys(f"session.keys-brief{kind}", **facts),
            self._keys("session.keys-marked" if space_ticks else f"session.keys-scrolling{kind}", **facts),
            self._prompt(self.texts(f"session.keys-line{'' if asked.first else '-short'}{kind}", **facts)),
            self._progress(asked),
            self._if_any(self.note),
            range(len(above) + focus.start, len(above) + focus.stop),
            space_ticks,
        )

    def understood(self, question: ShownQuestion, value: Answer, order: tuple[int, ...]) -> list[Line]:
        """What was ticked by a line of numbers; nothing of any other answer."""
        if not isinstance(value, tuple):
            return []
        numbers = self._numbers(value, order)
        return self.page.wrap(self.texts("session.ticked", numbers=numbers) if numbers else self.texts("session.ticked-none"))

    @property
    def _start(self) -> str:
        return "intro.start" if self.single else "intro.start-line"

    @property
    def _switch(self) -> str:
        """The key of the other language with its name, in a text to wrap: they stay together."""
        return f"{WHOLE}t {self.other}{END}"

    @property
    def _title(self) -> list[Line]:
        names = self.texts.join([self.texts.of(self.pack.competency[competency].name) for competency in self.again])
        pack = self.texts.of(self.pack.header.name)
        return self.page.title(self.texts("recheck.title", names=names) if names else self.texts("intro.title", pack=pack))

    def _answering(self, question: ShownQuestion) -> dict[str, str]:
        """The keys that answer, with the names of the texts that tell what they do."""
        top, arrows = f"1-{len(question.options)}", self.texts("keys.arrows")
        if not question.several:
            letters = {self.texts.join(list(question.letters)): "keys.letters"} if question.letters else {}
            return {top: "keys.answer"} | letters | ({arrows: "keys.move"} if self.single else {})
        if not self.single:
            return {top: "keys.tick-line", "0": "keys.none"}
        return {top: "keys.tick", "0": "keys.none", self.texts("keys.enter"): "keys.go-on", arrows: "keys.move-and-tick"}

    @property
    def _back_key(self) -> str:
        """The key that goes back, as it is shown: never b, which chooses B wherever there is one."""
        return "←" if self.single and self.page.fine else "<"

    @property
    def _back_keys(self) -> str:
        """Those that one thinks of and that go back everywhere."""
        return self.texts.join([self._back_key, self.texts("keys.backspace")]) if self.single else self._back_key

    def _wrapped(self, *keys: str, style: str = "", **facts: object) -> list[list[Line]]:
        return [self.page.wrap(self.texts(key, **facts), style=style) for key in keys]

    def _letter(self, parts: Iterable[Iterable[Line]], keys: str, head: Iterable[Line] = (), notice: str = "") -> Sheet:
        """A head, parts with a blank line behind each, and one line of keys, by its key, which is the prompt too."""
        body = [*head, *(line for part in parts for line in (*part, Line(""))), *self._if_any(notice)]
        for key, other in (("intro.elsewhere", self.elsewhere), ("intro.left", self.left)):
            if other is not None:
                said = self.texts(key, when=self.texts.moment(other.when), count=len(other.answers))
                body += [*self._if_any(said), Line("")]
        asked = self.texts(keys)
        prompt = self.page.wrap(asked, style="bold")
        scrolling = [*self._keys("session.scrolling"), *prompt]
        return Sheet(body, prompt, prompt, scrolling, self._prompt(asked), note=self._if_any(self.note))

    def _if_any(self, text: str, style: str = WARNING) -> list[Line]:
        return self.page.wrap(text, style=style) if text else []

    def _hung(self, lead: str, text: str) -> list[Line]:
        """The lead, and the text beside it in a column of its own."""
        first, *others = self.page.wrap(text, widest([lead]))
        return [Line(lead + first.plain.lstrip()), *others]

    def _prompt(self, text: str) -> str:
        """Where something is to be typed behind it."""
        return "\n".join(line.plain for line in self.page.wrap(text)) + " "

    def _progress(self, asked: AskedQuestion) -> list[Line]:
        """The number, a bar and the time left: in one line where there is room. Without a screen of its own, no bar."""
        texts = self.texts
        number = texts("session.progress", number=asked.number, total=asked.total)
        time = texts("session.minutes", minutes=asked.minutes) if asked.minutes else texts("session.minute")
        room = self.page.width - widest([number]) - widest([time]) - 2 * len(GAP)
        beside = room >= SHORTEST_BAR
        cells = min(BAR_CELLS, room if beside else self.page.width)
        done = round(cells * asked.number / asked.total)
        full, empty = ("━", "·") if self.page.fine else ("=", ".")
        bar = full * done + empty * (cells - done)
        if self.single and beside:
            return [Line("").append(number + GAP, FAINT).append(bar, BAR).append(GAP + time, FAINT)]
        return [*self.page.wrap(f"{number}{GAP}{time}", style=FAINT), *([Line(bar, BAR)] if self.single else [])]

    def _above(self, asked: AskedQuestion) -> list[Line]:
        """The question, down to its options."""
        texts, page, question = self.texts, self.page, asked.question
        lines = [*self._if_any(self.notice), Line(""), *page.wrap(texts(question.heading), style="cyan")]
        lines += [*page.wrap(texts.of(question.text), style="bold"), Line("")]
        for letter, task in zip("AB", question.tasks, strict=False):
            lines += self._hung(f"{GAP}{letter}{GAP}", texts.of(task))
        lines += [Line("")] if question.tasks else []
        said = [question.introduction if asked.first else "", question.instruction]
        return [*lines, *(line for key in said if key for line in page.wrap(texts(key), style=FAINT))]

    def _options(self, asked: AskedQuestion) -> tuple[list[Line], range]:
        """The options, and the rows of the one that has to be in sight."""
        lines: list[Line] = []
        focus = range(0)
        for index, option in enumerate(asked.order):
            ticked = option in (asked.draft.ticks or ())
            box = (TICKED if ticked else UNTICKED) if asked.question.several else ""
            rows = self._hung(f"{GAP}{index + 1}{GAP}{box}", self.texts.of(asked.question.options[option - 1]))
            if index == asked.draft.marked:
                rows = [Line((" " if number else ">") + row.plain[1:], style="bold reverse") for number, row in enumerate(rows)]
            if index == asked.in_sight:
                focus = range(len(lines), len(lines) + len(rows))
            lines += [Line(row.plain, style="bold") for row in rows] if ticked and index != asked.draft.marked else rows
        return lines, focus

    def _before(self, asked: AskedQuestion) -> str:
        """What was said the last time, as long as Enter would say it again."""
        if asked.given is None:
            return self.texts("session.skipped") if asked.skipped else ""
        if asked.given != asked.question.entered(asked.draft, asked.order):
            return ""
        given = asked.given if isinstance(asked.given, tuple) else (asked.given,)
        key = "session.previous" if not asked.question.several else "session.previous-ticks" if given else "session.previous-none"
        return self.texts(key, number=self._numbers(given, asked.order))

    def _numbers(self, options: Iterable[int], order: tuple[int, ...]) -> str:
        """Where options stand on the screen."""
        return self.texts.join([str(place) for place in sorted(order.index(option) + 1 for option in options)])

    def _length(self, usual: tuple[int, int], criteria: int = 0) -> dict[str, Any]:
        """How many questions, and in how many minutes these and so many criteria."""
        low, high = (max(1, minutes(questions + criteria)) for questions in usual)
        return {"count": self._range(*usual), "duration": self.texts("count.minutes", count=self._range(low, high))}

    def _range(self, low: int, high: int) -> str:
        return str(high) if low == high else self.texts("intro.range", low=low, high=high)

    def _keys(self, text: str, **facts: object) -> list[Line]:
        """Keys with what they do, two spaces between, broken only there."""
        lines = [""]
        for key in self.texts(text, **facts).split(GAP):
            longer = f"{lines[-1]}{GAP}{key}" if lines[-1] else key
            lines = [*lines[:-1], longer] if widest([longer]) <= self.page.width else [*lines, key]
        return [Line(line, style=FAINT) for line in lines]
