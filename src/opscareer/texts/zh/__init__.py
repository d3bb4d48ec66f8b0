"""Chinese."""

from opscareer.texts.zh import commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit

NAME, LATIN_NAME, SEPARATOR = "中文", "Chinese", "、"
PARTS = (commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit)
TEXTS: dict[str, str | tuple[str, ...]] = {key: text for part in PARTS for key, text in part.TEXTS.items()}


def form(count: object) -> int:
    """Chinese has one form."""
    return 0
