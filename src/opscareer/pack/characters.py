"""Characters that nobody can see: which they are, and how they are shown where a text from outside is printed."""

import unicodedata

MAX_QUOTED = 40


def visible(text: str) -> str:
    """The text with every character that could steer a terminal or hide meaning replaced by its code in angle brackets."""
    return "".join(f"<U+{ord(char):04X}>" if hidden(char) else char for char in text)


def hidden(char: str) -> bool:
    """Controls, format characters (bidi among them), surrogates, private use, line and paragraph separators."""
    nothing = ord(char) & 0xFFFE == 0xFFFE  # the noncharacters at the end of each plane
    return char not in "\n\t" and (nothing or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def brief(node: object, most: int = MAX_QUOTED) -> str:
    """A node in at most `most` characters, for quoting it in a problem."""
    if isinstance(node, dict):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    text = "" if node is None else str(node)
    return text if len(text) <= most else text[: most - 1] + "…"
