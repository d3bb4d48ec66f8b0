"""Text for Markdown: shown as it is, whatever marks it holds."""

import re

from opscareer.pack.source import visible

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
LIST_MARKS = re.compile(r"^(\s*\d*)([.)+-])(?=\s|$)")


def plain(text: str) -> str:
    """`text` on one line, with no mark of it markup and no list beginning where it begins."""
    return LIST_MARKS.sub(r"\1\\\2", MARKS.sub(r"\\\1", visible(text).replace("\n", " ")))
