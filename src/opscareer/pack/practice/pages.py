"""What a viewer of Markdown would run, fetch or lead to, were it in a page.

Viewers differ in what they take for HTML, for a link and for code. So whatever begins HTML in one of them is refused, a link is written in
one way, and passed over is only what is code in all of them: blocks between two equal fences at the left edge, and spans that end in their
line. The patterns never go back (`*+`, `++`): a page is somebody else's, and could be made to take hours.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from opscareer.errors import Problem
from opscareer.pack.learning import ADDRESS
from opscareer.pack.source import Source

FENCE = re.compile(r"(`{3,}+|~{3,}+)[ \t]*+[\w+.#-]*+[ \t]*+")
LIKE_A_FENCE = re.compile(r"[\s\d>*+.)-]*+(?:~{3,}+|`{3,}+(?!.*`))")
"""In a list or a quotation too, where a fence ends with what it stands in."""
MARKS = re.compile(r"\\.|(?P<ticks>`++)|\]\((?P<link>(?P<address>[^\s()<>`]*+)\))?")
TAG = re.compile(r"<(?=[a-z/!?])(?:([a-z][a-z0-9+.-]++:[^\s<>]*+)>)?", re.IGNORECASE)
"""The beginning of HTML, or an address in angle brackets."""
IMAGE = re.compile(r"!\[")
DEFINED = re.compile(r"\]:\s*+<?\s*+((?:(?!\]:)[^\s>])++)(?=\]:|>?[ \t]*+(?:$|[\"'(]))", re.MULTILINE)
"""Where `[name]` leads to: behind it stands a title, or nothing."""
BARE = re.compile(r"(?<![\w</])(?:(?:http|ftp)://|www\.)(?=\w)", re.IGNORECASE)
ELSEWHERE = re.compile(r"[&\\]|^(?://|[a-z][^/?#:]*+:)", re.IGNORECASE)
"""In a link that leads out of the directory; `&` and a backslash may stand for any character."""


def active_parts(page: Source) -> Iterator[Problem]:
    """A problem at each place where a viewer may do more than show text, in the order of the page."""
    begins = [0, *accumulate(len(line) + 1 for line in page.lines)]
    found: dict[int, str] = {}
    text = "\n".join(_without_code(page.lines, begins, found))
    for pattern, slug in ((BARE, "practice-link"), (IMAGE, "practice-image")):
        found |= {match.start(): slug for match in pattern.finditer(text)}
    found |= {match.start(1): "practice-link" for match in DEFINED.finditer(text) if _leads_elsewhere(match[1])}
    for tag in TAG.finditer(text):
        if not (tag[1] and re.fullmatch(ADDRESS, tag[1])):
            found[tag.start()] = "practice-link" if tag[1] else "practice-html"
    for place, slug in sorted(found.items()):
        line = bisect(begins, place)
        yield page.problem_at(line, place - begins[line - 1] + 1, slug)


def _without_code(lines: list[str], begins: list[int], found: dict[int, str]) -> Iterator[str]:
    """The lines with blanks for code. Into `found`, by the place in the page, what is wrong with code and links."""
    fence, opened = "", 0
    for begin, line in zip(begins, lines, strict=False):
        if fence:
            bare = line.strip()
            if line.rstrip() == fence:
                fence = ""
            elif bare.startswith(fence) and not bare.strip(fence[0]):
                found[begin] = "practice-fence"  # it ends the block in some viewers
            yield " " * len(line)
        elif opening := FENCE.fullmatch(line):
            fence, opened = opening[1], begin
            yield " " * len(line)
        elif LIKE_A_FENCE.match(line):
            found[begin] = "practice-fence"
            yield line
        else:
            yield _without_spans(line, begin, found)
    if fence:
        found[opened] = "practice-fence"


def _without_spans(line: str, begin: int, found: dict[int, str]) -> str:
    """A line, which begins at this place of the page, with blanks for the code in it."""
    shown, place = "", 0
    last = 0
    while mark := MARKS.search(line, place):
        place = mark.end()
        if mark["ticks"]:
            close = re.compile(rf"(?<!`){mark['ticks']}(?!`)").search(line, place)
            if close is None:
                found[begin + mark.start()] = "practice-backtick"
                break
            place = close.end()
            if "|" not in line and not line.startswith("{", place):  # code ends with its cell of a table; pandoc takes `a`{=html} for HTML
                shown, last = shown + line[last : mark.start()] + " " * (place - mark.start()), place
        elif mark[0].startswith("]") and (mark["link"] is None or _leads_elsewhere(mark["address"])):
            found[begin + mark.start() + len("](")] = "practice-link"
    return shown + line[last:]


def _leads_elsewhere(address: str) -> bool:
    """Whether a link leads to anything but a file beside the page, a place in it, or a host by its name."""
    return bool(ELSEWHERE.search(address)) and not re.fullmatch(ADDRESS, address)
