"""English."""

from opscareer.texts.en import commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit

NAME, LATIN_NAME, SEPARATOR = "English", "English", ", "
PARTS = (commands, errors, evaluation, history, plan, problems, report, results, roles, session, unit)
TEXTS: dict[str, str | tuple[str, ...]] = {key: text for part in PARTS for key, text in part.TEXTS.items()}


def form(count: object) -> int:
    """One thing, as the count is shown: 1, but neither 1.5 nor 0."""
    return 0 if str(count) == "1" else 1
