"""`opscareer guide [TOPIC]`"""

from typing import Annotated

import typer

from opscareer import report
from opscareer.cli.context import Context
from opscareer.errors import UsageError
from opscareer.pack.files import nearest
from opscareer.pack.load import load_pack
from opscareer.report import terminal

TopicArgument = Annotated[str, typer.Argument(help="help.topic-argument", show_default=False, metavar="TOPIC")]


def guide(context: Context, topic: TopicArgument = "") -> None:
    pack, texts, output = load_pack(context.pack_directory), context.texts, context.output
    topics = {item.id: item for item in pack.topics}
    if topic and topic not in topics:
        raise UsageError("unknown-topic", id=topic, near=nearest(topic, topics), known=", ".join(topics))
    if context.as_json:
        output.json(report.documents.guide_document(pack, [topic] if topic else list(topics)))
    elif topic:
        output.lines(terminal.pack.guide_topic(pack, topics[topic], texts, output.page()))
    else:
        output.lines(terminal.pack.guide_list(pack, texts, output.page()))
