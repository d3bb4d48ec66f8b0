"""Every kind of screen of the questionnaire, one after the other, with the tiny pack: `scenes.py LANG single|lines`.

Which question an engine would choose does not matter here, so that the screens change only when their looks do.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from opscareer.cli.output import replace_unencodable
from opscareer.cli.questionnaire.asking import Prompt
from opscareer.engine.rules import Next
from opscareer.pack.kinds.shown import ShownQuestion
from opscareer.pack.load import load_pack
from opscareer.pack.model import Pack
from opscareer.sessions.progress import Progress, Reply
from opscareer.texts import Texts

TINY = Path(__file__).parents[1] / "packs" / "good" / "tiny"
ASKED = 7
SECONDS = 15.0


@dataclass(frozen=True)
class OneQuestion:
    """Asks one question, after some others."""

    pack: Pack
    question: str
    usual: int = 20

    def next(self, progress: Progress) -> Next | None:
        return None if self.question in progress.asked else Next(self.question, drawn=False, left=14)

    def shown(self, question: str) -> ShownQuestion:
        return self.pack.shown(question)


def main(lang: str, mode: str) -> None:
    replace_unencodable()
    pack = load_pack(TINY)
    prompt = Prompt(pack, Texts(lang), plain=mode == "lines")
    kinds = {question.kind: question.id for question in reversed(pack.questions)}

    def ask(kind: str, earlier: int | None = None) -> None:
        trail = tuple(Reply(f"asked-{number}", 1, seconds=SECONDS) for number in range(ASKED))
        start = Progress(trail, {} if earlier is None else {kinds[kind]: earlier})
        prompt.run(OneQuestion(pack, kinds[kind]), start, 1, lambda _: None)

    with prompt.opened():
        prompt.introduce(lambda writer, notice: writer.intro(20, notice))
        prompt.resumes(ASKED)
        for kind in ("interest", "choice", "evidence"):
            ask(kind)
        ask("judgement", earlier=2)
        prompt.wants_more((pack.roles[0].id, pack.roles[1].id), 6)


if __name__ == "__main__":
    main(*sys.argv[1:])
