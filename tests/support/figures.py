"""The figures in a text of either language, however they are written: so that a figure of a key is found again in what is shown before."""

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
DIGITS = {char: digit % 10 for digit, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
PLACES = {"十": 10, "百": 100, "千": 1000}
SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}

NUMBER = r"(\d+(?:\.\d+)?)"
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
BETWEEN = re.compile(r"(?<=\d)[,' _](?=\d{3}(?!\d))")  # thousands


def _number(text: str, scale: int = 1) -> str:
    return f"{(Decimal(text) * scale).normalize():f}"


def _of_100(text: str) -> str:
    return f"{_number(text)}%"


def _in_chinese(text: str) -> str:
    total, digit = 0, 0
    for char in text:
        if char in PLACES:
            total, digit = total + (digit or 1) * PLACES[char], 0
        else:
            digit = DIGITS[char]
    return str(total + digit)


def _in_english(ten: str, one: str | None) -> str:
    return str(10 + TEENS.index(ten) if ten in TEENS else 20 + 10 * TENS.index(ten) + (ONES.index(one) + 1 if one else 0))


WAYS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"\d{4}[-/.](\d\d?)[-/.](\d\d?)(?!\d)", lambda month, day: f"{int(month)}/{int(day)}"),
    (r"(?:\d{4} ?年 ?)?(\d\d?) ?月 ?(\d\d?) ?[日号]", lambda month, day: f"{int(month)}/{int(day)}"),
    (rf"\b(\d\d?) {MONTH}\b(?: \d{{4}})?", lambda day, month: f"{MONTHS.index(month) + 1}/{int(day)}"),
    (rf"\b{MONTH} (\d\d?)\b(?:, \d{{4}})?", lambda month, day: f"{MONTHS.index(month) + 1}/{int(day)}"),
    (r"((?:19|20)\d\d) ?年", lambda year: f"year {year}"),
    (r"(\d\d?):(\d\d)", lambda hour, minute: f"{int(hour)}:{minute}"),
    (r"\b(?!rmb|cny)([a-z]{1,8}[-_]?)(\d+)\b", lambda letters, digits: letters + digits),
    (rf"{NUMBER} ?(?:%|个?百分点|per ?cent|percentage points?)", _of_100),
    (rf"百分之 ?{NUMBER}", _of_100),
    (rf"{NUMBER} ?([万亿千]|k\b|thousand\b|m\b|million\b)", lambda number, scale: _number(number, SCALES[scale])),
    (NUMBER, _number),
    (r"([零〇一二两三四五六七八九十百千]{2,})(?<!零)", lambda text: _in_chinese(text) if PLACES.keys() & set(text) else ""),
    (rf"\b({'|'.join(TEENS + TENS)})(?:[- ]({'|'.join(ONES)}))?\b", _in_english),
)


def figures(text: str) -> frozenset[str]:
    """Every figure that gives something away: a number of two digits or a decimal one, a share in per cent, a date, a time, a code like U1046.

    Written alike whatever the text has: 2,140 and 2140 and ２１４０, 2.14万 and 21400, 50.0% and 百分之50.
    """
    return frozenset(filter(_tells, _read(BETWEEN.sub("", normalize("NFKC", text).lower()))))


def _read(text: str) -> Iterator[str]:
    for pattern, told in WAYS:
        for found in re.finditer(pattern, text, re.ASCII):
            yield told(*found.groups())
        text = re.sub(pattern, " ; ", text, flags=re.ASCII)


def _tells(figure: str) -> bool:
    return bool(figure) and not re.fullmatch(r"\d|year \d+|[a-z_-]+\d", figure)


def alike(figure: str) -> frozenset[str]:
    """The figure, and others that would give it away: a share as a decimal or the other way, and a share in whole per cent."""
    same = {figure}
    if figure.endswith("%"):
        share = Decimal(figure[:-1])
        same |= {_number(figure[:-1] + "e-2")}
        whole = share.quantize(Decimal(1), ROUND_HALF_UP)
        same |= {f"{whole}%"} if whole >= 10 else set()
    elif re.fullmatch(r"0\.\d+", figure):
        same |= {_of_100(figure + "e2")}
    return frozenset(same)
