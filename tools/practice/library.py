"""Makes the practice tables of the library pack: `python tools/practice/library.py` writes them to packs/library/practice, with `--check`
it compares them. The record of enquiries is written by hand and not made here.

All data are invented and free to use (CC0 1.0). What there is to find is in `library_keys.py`: read it after the exercise.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from making.dice import Dice
from making.table import Language, Row, table

SHIPPED = Path(__file__).resolve().parents[2] / "packs" / "library" / "practice"
CATALOGUE, USAGE, EVENTS = 481, 482, 483
SEEDS = {"catalogue": CATALOGUE, "usage": USAGE, "events": EVENTS}

# Per class five topics, each with two kinds of book; class E is about the library's own town.
TOPICS = {
    "A": [("运河", "Canals"), ("驿站", "Post Stations"), ("城墙", "City Walls"), ("钱币", "Coins"), ("海图", "Sea Charts")],
    "B": [("陶艺", "Pottery"), ("木工", "Woodwork"), ("编织", "Knitting"), ("染布", "Dyeing"), ("造纸", "Papermaking")],
    "C": [("苔藓", "Mosses"), ("候鸟", "Migrating Birds"), ("潮汐", "Tides"), ("昆虫", "Insects"), ("矿石", "Minerals")],
    "D": [
        ("月亮", "the Moon"),
        ("小火车", "the Little Train"),
        ("雨衣", "the Raincoat"),
        ("南瓜", "the Pumpkin"),
        ("灯塔", "the Lighthouse"),
    ],
    "E": [
        ("石桥镇", "Stonebridge"),
        ("石桥集市", "Stonebridge Market"),
        ("石桥渡口", "Stonebridge Ferry"),
        ("石桥方言", "Stonebridge Speech"),
        ("石桥老街", "Stonebridge High Street"),
    ],
}
KINDS = [("{}一百问", "A Hundred Questions on {}"), ("跟我看{}", "A Closer Look at {}")]
CHILDREN = [("{}睡不着", "{} Cannot Sleep"), ("寻找{}", "Looking for {}")]
LOCAL = [("{}旧闻", "Old News of {}"), ("{}口述史", "Voices of {}")]
AUTHORS = [
    ("林晓舟", "Brandt, Alice"), ("周以宁", "Okafor, Daniel"), ("沈文竹", "Marsh, Ruth"), ("何东篱", "Silva, Paulo"),
    ("陆知白", "Hart, Miriam"), ("方小满", "Lindqvist, Nils"), ("程一诺", "Roy, Anjali"), ("唐青禾", "Keller, Jonas"),
]  # fmt: skip
OTHER_FORMS = {
    5: ("林 晓舟", "Alice Brandt"), 17: ("LIN Xiaozhou", "BRANDT, A."), 24: ("林 晓舟", "Alice Brandt"), 33: ("沈文竹 著", "Marsh, R."),
    46: ("沈文竹 著", "Marsh, R."), 39: ("HE Dongli", "Paulo Silva"),
}  # fmt: skip
FIRST_FORM = {5: 0, 17: 0, 24: 0, 33: 2, 46: 2, 39: 3}
SECOND_COPIES = {11: 4, 29: 22, 48: 41}
SAME_BARCODE = {20: 19, 52: 50}
WITHOUT_NUMBER = (8, 27, 36, 44)
OTHER_CLASS = {14: "C", 31: "A", 42: "B"}
IMPOSSIBLE_YEARS = {13: 2206, 37: 1098}
LAST_YEAR, ROWS = 2025, 56
CUT = {"zh": 5, "en": 32}


def book(number: int, language: Language) -> tuple[str, str, str]:
    """Class, title and author of the book in this row, the first being 0."""
    column = 0 if language == "zh" else 1
    mark = "ABCDE"[number % 5]
    step = number // 5
    topic = TOPICS[mark][step % 5][column]
    kinds = CHILDREN if mark == "D" else LOCAL if mark == "E" else KINDS
    title = kinds[step // 5 % 2][column].format(topic)
    if step >= 10:
        title += "（下）" if language == "zh" else ", Part Two"
    author = AUTHORS[FIRST_FORM.get(number, (number + step) % 8)][column]
    return mark, title[:1].upper() + title[1:], author


def records(language: Language) -> list[list[object]]:
    """Every record of the catalogue, with its faults."""
    dice = Dice(CATALOGUE)
    rows: list[list[object]] = []
    for number in range(ROWS):
        mark, title, author = book(number, language)
        year = dice.between(1988, LAST_YEAR - 1)
        busy = {"A": 3, "B": 8, "C": 4, "D": 14, "E": 1}[mark] * (2 if year > 2014 else 1)
        loans = 0 if dice.chance(0.45 if year < 2012 else 0.06) else 1 + dice.count(busy, 0.3)
        last = LAST_YEAR - dice.between(0, 2) if loans else LAST_YEAR - dice.between(3, 9)
        rows.append([f"20{number + 1001}", title, author, mark, f"{mark}-{number // 5 + 101}", year, loans, max(last, year)])
    for number, original in SECOND_COPIES.items():
        rows[number][1:6] = [*rows[original][1:4], f"{rows[original][4]}/2", rows[original][5]]
        rows[number][6:] = [int(str(rows[original][6])) // 2, rows[original][7]]
    for number, forms in OTHER_FORMS.items():
        rows[number][2] = forms[0 if language == "zh" else 1]
    for number, original in SAME_BARCODE.items():
        rows[number][0] = rows[original][0]
    for number in WITHOUT_NUMBER:
        rows[number][4] = ""
    for number, mark in OTHER_CLASS.items():
        rows[number][3] = mark
    for number, year in IMPOSSIBLE_YEARS.items():
        rows[number][5] = year
    return rows


COLUMNS = "barcode title author class call_number year loans_3y last_loan"


def catalogue(language: Language) -> str:
    return table(COLUMNS, records(language))


def migrated(language: Language) -> str:
    """The same records after a trial move: without those that have no number, of equal barcodes the later one alone, long titles cut."""
    kept: dict[object, Row] = {}
    for row in records(language):
        if row[4]:
            kept[row[0]] = [row[0], str(row[1])[: CUT[language]], *row[2:]]
    return table(COLUMNS, kept.values())


def months() -> list[list[object]]:
    """Loans and renewals by month and class."""
    dice = Dice(USAGE)
    season = [0.9, 0.8, 1.0, 1.0, 1.0, 1.05, 1.35, 1.4, 1.0, 1.0, 0.95, 0.9]
    usual = {"A": 90, "B": 130, "C": 80, "D": 420, "E": 25}
    rows: list[list[object]] = []
    for month in range(12):
        for mark, expected in usual.items():
            loans = dice.count(expected * season[month], 0.03)
            rows.append([f"2025-{month + 1:02}", mark, loans, round(loans * (0.35 + 0.01 * dice.between(0, 10)))])
    return rows


def usage() -> str:
    return table("month class loans renewals", months())


def printed() -> str:
    """What the annual report prints: until June renewals count as loans, from July they do not, and nobody said so."""
    totals: dict[str, int] = {}
    for month, _, loans, renewals in months():
        both = int(str(loans)) + (int(str(renewals)) if str(month) < "2025-07" else 0)
        totals[str(month)] = totals.get(str(month), 0) + both
    return table("month loans_printed", totals.items())


def events() -> str:
    """A year of programmes, two a month."""
    dice = Dice(EVENTS)
    kinds = {
        "story": (24, 0.85, 0.15, 120, 5),
        "talk": (70, 0.38, 0.3, 600, 9),
        "workshop": (14, 0.8, 0.45, 260, 12),
        "club": (12, 0.9, 0.04, 40, 4),
    }
    rows: list[Row] = []
    for number in range(24):
        kind = list(kinds)[(number + number // 4) % 4]
        expected, share, new, cost, hours = kinds[kind]
        signed = max(4, dice.count(expected, 0.1))
        came = dice.out_of(signed, share)
        day = 6 + 14 * (number % 2) + dice.between(0, 6)
        rows.append(
            [f"2025-{number // 2 + 1:02}-{day:02}", kind, signed, came, dice.out_of(came, new), cost + 10 * dice.between(-3, 3), hours]
        )
    return table("date kind signed_up came first_time cost hours", rows)


FILES: dict[str, Callable[[], str]] = {
    **{f"catalogue.{language}.csv": partial(catalogue, language) for language in ("zh", "en")},
    **{f"migrated.{language}.csv": partial(migrated, language) for language in ("zh", "en")},
    "usage.csv": usage,
    "printed.csv": printed,
    "events.csv": events,
}


def main() -> int:
    """Write the files, or with --check compare them; 1 if one differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args()
    made = {SHIPPED / name: make().encode() for name, make in FILES.items()}
    if not options.check:
        for path, data in made.items():
            path.write_bytes(data)
        return 0
    differ = [path.name for path, data in made.items() if not path.is_file() or path.read_bytes() != data]
    for name in differ:
        sys.stderr.write(f"{name}: not what library.py makes\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
