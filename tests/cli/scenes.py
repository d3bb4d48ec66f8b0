"""Every kind of screen of the questionnaire, one after the other, with the tiny pack: `scenes.py LANG single|lines`.

Which question an engine would choose does not matter here, so that the screens change only when their looks do.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from opscareer.cli.output import replace_unencodable
from opscareer.cli.questionnaire.asking import CONTINUE_OR_NEW, YES_OR_NO, Prompt
from opscareer.cli.questionnaire.session import RESUME
from opscareer.cli.questionnaire.sources import QuestionSource
from opscareer.engine.rules import Next
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.results.assessment import Flag, Quality
from opscareer.results.units import Answer
from opscareer.sessions.progress import Progress, Reply
from opscareer.sessions.record import Record, Stamp
from opscareer.texts import Texts

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
ASKED = 7
SECONDS = 15.0


def one_question(pack: Pack, question: str) -> QuestionSource:
    """Asks one question, after some others."""

    def following(progress: Progress) -> Next | None:
        return None if question in progress.asked else Next(question, left=14)

    return QuestionSource(20, following, lambda asked: pack.shown(asked if asked in pack.question else question))


def kept(pack: Pack) -> list[Record]:
    """Open sessions, the newest first."""
    trail = tuple(Reply(question.id, 1, seconds=SECONDS) for question in pack.questions)
    begun = ("2030-03-07T10:30:00+00:00", "2030-03-06T09:20:00+00:00", "2030-03-05T08:10:00+00:00")
    return [Record(3 - age, Stamp.of(pack), "default", 1, "open", False, when, trail=trail[: 1 + age]) for age, when in enumerate(begun)]


def main(lang: str, mode: str) -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
    replace_unencodable()
    pack = load_pack(TINY)
    prompt = Prompt(pack, Texts(lang), plain=mode == "lines")
    kinds = {question.kind: question.id for question in reversed(pack.questions)}

    def ask(kind: str, earlier: Answer | None = None) -> None:
        trail = tuple(Reply(f"asked-{number}", 1, seconds=SECONDS) for number in range(ASKED))
        start = Progress(trail, {} if earlier is None else {kinds[kind]: earlier})
        prompt.run(one_question(pack, kinds[kind]), start, 1, lambda progress, total: None)

    with prompt.opened():
        prompt.introduce(lambda writer: writer.intro((16, 28)))
        prompt.choose(lambda writer: writer.resume(ASKED), CONTINUE_OR_NEW)
        prompt.choose(lambda writer: replace(writer, elsewhere=kept(pack)[0]).resume_one(kept(pack)[1:], RESUME[1]), CONTINUE_OR_NEW)
        for kind in ("interest", "choice", "deeds"):
            ask(kind)
        ask("deeds", earlier=(1, 3))
        ask("judgement", earlier=2)
        prompt.choose(lambda writer: writer.unsettled("alike", 6), YES_OR_NO)
        prompt.choose(lambda writer: writer.unsettled("untold", 1), YES_OR_NO)
        prompt.tell(lambda writer: writer.unread(Quality(flags=(Flag("hasty", {"count": 18, "total": 22}),))))
        prompt.choose(lambda writer: writer.go_on(24, 79), CONTINUE_OR_NEW)
        prompt.choose(lambda writer: writer.resume(ASKED, "more.resume-keys"), CONTINUE_OR_NEW)
        prompt.introduce(lambda writer: writer.more(24, 6))


if __name__ == "__main__":
    main(*sys.argv[1:])
