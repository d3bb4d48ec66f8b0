"""Figures as people read them, and what they make of them."""

import re


def told(level: float) -> str:
    """A level with one decimal; where that would round it up to the half from which a level counts as reached, the tenth below."""
    text = f"{level:.1f}"
    return f"{float(text) - 0.1:.1f}" if text.endswith(".5") and level < float(text) - 1e-9 else text


def percents(text: str) -> list[int]:
    """The percentages in a text; less than 1% is nothing to whoever adds them up, and more than 99% is all."""
    return [100 if more else 0 if less else int(figure) for less, more, figure in re.findall(r"(<)?(>)?(\d+)%", text)]
