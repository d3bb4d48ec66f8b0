"""`opscareer guide [TOPIC]`"""

import typer
from typer.core import TyperCommand

from opscareer.cli import options
from opscareer.cli.later import load_pack, nearest
from opscareer.cli.output import Output
from opscareer.errors import UsageError
from opscareer.texts import Texts


def register(app: typer.Typer, texts: Texts, command: type[TyperCommand]) -> None:
    @app.command("guide", cls=command, help=texts("help.guide"))
    def guide(
        topic: str = typer.Argument("", help=texts("help.topic-argument"), show_default=False, metavar="TOPIC"),
        as_json: bool = options.json(texts),
        pack_directory: str = options.pack(texts),
        lang: str = options.lang(texts),
    ) -> None:
        pack = load_pack(options.directory(pack_directory))
        topics = {item.id: item for item in pack.topics}
        if topic and topic not in topics:
            raise UsageError("unknown-topic", id=topic, near=nearest(topic, topics), known=", ".join(topics))
        output = Output(texts)
        if as_json:
            from opscareer.report.documents import guide_document

            output.json(guide_document(pack, [topic] if topic else list(topics)))
            return
        from opscareer.report.terminal.pack import guide_list, guide_topic

        page = output.page()
        output.lines(guide_topic(pack, topics[topic], texts, page) if topic else guide_list(pack, texts, page))
