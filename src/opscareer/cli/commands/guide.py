"""`opscareer guide [TOPIC]`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.report.words import Words


def register(app: typer.Typer, words: Words, command: type[TyperCommand]) -> None:
    @app.command("guide", cls=command, help=words("help.guide"))
    def guide(
        topic: str = typer.Argument("", help=words("help.topic-argument"), show_default=False, metavar="TOPIC"),
        as_json: bool = options.json(words),
        pack_directory: str = options.pack(words),
        lang: str = options.lang(words),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        topics = {item.id: item for item in pack.topics}
        if topic and topic not in topics:
            raise UsageError("unknown-topic", id=topic, near=nearest(topic, topics), known=", ".join(topics))
        output = Output(words)
        if as_json:
            from opscareer.report.envelope import guide_document

            output.json(guide_document(pack, [topic] if topic else list(topics)))
            return
        from opscareer.report.reading import guide_list, guide_topic

        page = output.page()
        output.lines(guide_topic(pack, topics[topic], words, page) if topic else guide_list(pack, words, page))
