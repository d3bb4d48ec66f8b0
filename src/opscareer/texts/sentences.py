"""Sentences of either language: where they end, and how they stand within another."""

import re

END_OF_STEP = re.compile(
    r"[。！？]+[”’」』]*(?=[^，、；：。！？…）”’」』])"  # of a Chinese sentence
    r"|(?<![ (]\w)[.?!]['\")]*(?= +['\"(]?[A-Z0-9])"  # of an English one, but for "e.g."
    r"|[；。，：](?=[①-⑳])|[:;,](?= \(\d\))"  # before what is numbered
)
END_OF_CLAUSE = re.compile("(?<=；)|(?<=;) ")
PARENTHESES = ("（“‘「『《(", "）”’」』》)")
LONG_STEP = 240  # bytes: two or three lines of a terminal


def steps(text: str) -> tuple[str, ...]:
    """A task as the steps that it is done in: its sentences, and what is numbered in them. A long one has a line for each clause."""
    found, begun = list[str](), 0
    for end in [*(match.end() for match in END_OF_STEP.finditer(text)), len(text)]:
        step = text[begun:end].strip()
        if step and (end == len(text) or not _is_open(step)):
            found.append(_in_clauses(step) if len(step.encode()) > LONG_STEP else step)
            begun = end
    return tuple(found)


def _in_clauses(step: str) -> str:
    return END_OF_CLAUSE.sub(lambda end: end[0] if _is_open(step[: end.start()]) else "\n", step)


def _is_open(text: str) -> bool:
    """Whether it ends inside parentheses."""
    return any(text.count(left) > text.count(right) for left, right in zip(*PARENTHESES, strict=True))


def inside(sentence: str) -> str:
    """A text as part of a sentence: without the capital it begins with, unless that belongs to the word, and without a full stop."""
    head = sentence[:1] if sentence[1:2].isupper() else sentence[:1].lower()
    return (head + sentence[1:]).removesuffix(".").removesuffix("。")


def within_quotes(sentence: str) -> str:
    """A text as it stands between quotation marks: its own are single."""
    return sentence.translate(str.maketrans("“”", "‘’"))
