"""What is to be found in the practice data of the library pack, counted as somebody who checks a solution would count: for each unit its
values in both languages, in the order of its key. Independent of the maker, `library.py`."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean

Row = dict[str, str]
Value = tuple[str, str]
THIS_YEAR, HOUR = 2026, 30


def rows(data: Path, name: str) -> list[Row]:
    with (data / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(items: Iterable[str]) -> Value:
    found = sorted(items)
    return "、".join(found), ", ".join(found)


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def alike(text: str) -> Value:
    return text, text


# --- guidance: the record of enquiries -------------------------------------------------------------------------------------------------


def ask_or_answer(data: Path) -> list[Value]:
    def told(group: list[Row]) -> tuple[int, int, int, str]:
        found = sum(row["outcome"] == "found" for row in group)
        return len(group), found, sum(row["again"] == "1" for row in group), f"{mean(int(row['minutes']) for row in group):.1f}"

    everybody = rows(data, "enquiries.zh.csv")
    asked = told([row for row in everybody if row["first_reply"].endswith("？")])
    answered = told([row for row in everybody if not row["first_reply"].endswith("？")])
    plain = [row for row in everybody if not row["first_reply"].endswith("？") and row["outcome"] == "found"]
    numbers = [row["no"] for row in plain]
    return [
        (
            f"先问的{asked[0]}次，{asked[1]}次找到；先答的{answered[0]}次，{answered[1]}次找到",
            f"asked first {asked[0]}, found {asked[1]}; answered first {answered[0]}, found {answered[1]}",
        ),
        (
            f"先问的{asked[2]}人回头，先答的{answered[2]}人回头",
            f"came back: {asked[2]} after a question, {answered[2]} after an answer",
        ),
        (f"平均{asked[3]}分钟对{answered[3]}分钟", f"{asked[3]} against {answered[3]} minutes on average"),
        (f"第{'、'.join(numbers)}条", f"numbers {', '.join(numbers)}"),
    ]


# --- organising: the catalogue ---------------------------------------------------------------------------------------------------------


def check_a_catalogue(data: Path) -> list[Value]:
    records = rows(data, "catalogue.zh.csv")
    times = Counter(row["barcode"] for row in records)
    copies = [row for row in records if "/" in row["call_number"]]
    return [
        listed(code for code, count in times.items() if count > 1),
        listed(row["barcode"] for row in records if not row["call_number"]),
        listed(row["barcode"] for row in records if row["call_number"] and row["call_number"][0] != row["class"]),
        listed(row["barcode"] for row in records if not 1900 <= int(row["year"]) < THIS_YEAR),
        listed(row["barcode"] for row in copies),
    ]


def one_form_of_a_name(data: Path) -> list[Value]:
    """A form that is not the commonest of its person: with a blank, in Latin letters, or with a word behind."""
    records = rows(data, "catalogue.zh.csv")
    authors = Counter(row["author"] for row in records)
    odd = {name for name in authors if " " in name or name.isascii()}
    return [
        alike(f"{len(authors)}"),
        alike(f"{len(authors) - len(odd)}"),
        listed(row["barcode"] for row in records if row["author"] in odd),
    ]


def keep_or_withdraw(data: Path) -> list[Value]:
    records = rows(data, "catalogue.zh.csv")
    unused = [row for row in records if row["loans_3y"] == "0"]
    old = [row for row in unused if 1900 <= int(row["year"]) <= 2015]
    local = [row for row in old if row["class"] == "E" or row["call_number"].startswith("E")]
    strange = [row for row in unused if not 1900 <= int(row["year"]) < THIS_YEAR]
    return [
        (f"{len(old)}本", f"{len(old)} books"),
        listed(row["barcode"] for row in local),
        listed(row["barcode"] for row in strange),
        (f"{len(old) - len(local)}本", f"{len(old) - len(local)} books"),
    ]


# --- leading: a year of programmes -----------------------------------------------------------------------------------------------------


def a_quarter_of_events(data: Path) -> list[Value]:
    held = rows(data, "events.csv")
    kinds = {"story": "故事会", "talk": "讲座", "workshop": "工作坊", "club": "读书会"}

    def total(column: str, kind: str) -> int:
        return sum(int(row[column]) for row in held if row["kind"] == kind)

    came = {kind: share(total("came", kind), total("signed_up", kind)) for kind in kinds}
    new = {kind: share(total("first_time", kind), total("came", kind)) for kind in kinds}
    cost = {kind: total("cost", kind) + HOUR * total("hours", kind) for kind in kinds}
    each = {kind: f"{cost[kind] / max(1, total('first_time', kind)):.0f}" for kind in kinds}

    def told(values: dict[str, str]) -> Value:
        return "，".join(f"{kinds[kind]}{value}" for kind, value in values.items()), ", ".join(
            f"{kind} {value}" for kind, value in values.items()
        )

    return [told(came), told(new), told(each)]


# --- systems: loans, the report, the move ----------------------------------------------------------------------------------------------


def loans_of_a_year(data: Path) -> list[Value]:
    months = rows(data, "usage.csv")
    total = sum(int(row["loans"]) for row in months)
    by_month = Counter[str]()
    by_class = Counter[str]()
    for row in months:
        by_month[row["month"]] += int(row["loans"])
        by_class[row["class"]] += int(row["loans"])
    busiest, most = by_month.most_common(1)[0]
    return [
        (f"{total:,}次", f"{total:,} loans"),
        (f"D类，{share(by_class['D'], total)}", f"class D, {share(by_class['D'], total)}"),
        (f"{int(busiest[-2:])}月，{most:,}次", f"month {int(busiest[-2:])}, {most:,} loans"),
        alike(share(sum(int(row["renewals"]) for row in months), total)),
    ]


def two_counts_that_differ(data: Path) -> list[Value]:
    loans = Counter[str]()
    for row in rows(data, "usage.csv"):
        loans[row["month"]] += int(row["loans"])
    printed = {row["month"]: int(row["loans_printed"]) for row in rows(data, "printed.csv")}
    same = [month for month in sorted(printed) if printed[month] == loans[month]]

    def change(counts: dict[str, int]) -> str:
        first, second = (sum(count for month, count in counts.items() if (month < "2025-07") is early) for early in (True, False))
        return f"{100 * (second - first) / first:+.0f}%"

    return [
        (f"{int(same[0][-2:])}月", f"month {int(same[0][-2:])}"),
        (f"{sum(printed.values()) - sum(loans.values()):,}次", f"{sum(printed.values()) - sum(loans.values()):,}"),
        alike(change(printed)),
        alike(change(loans)),
    ]


def prove_a_move(data: Path) -> list[Value]:
    before, after = rows(data, "catalogue.zh.csv"), rows(data, "migrated.zh.csv")
    english = {row["call_number"]: row["title"] for row in rows(data, "catalogue.en.csv")}
    there = {row["call_number"] for row in after}
    unnumbered = [row for row in before if not row["call_number"]]
    written_over = [row for row in before if row["call_number"] and row["call_number"] not in there]
    titles = {row["call_number"]: row["title"] for row in before}
    cut = sum(row["title"] != titles[row["call_number"]] for row in after)
    cut_en = sum(row["title"] != english[row["call_number"]] for row in rows(data, "migrated.en.csv"))
    return [
        (f"{len(before) - len(after)}条", f"{len(before) - len(after)} records"),
        listed(row["barcode"] for row in unnumbered),
        listed(row["call_number"] for row in written_over),
        (f"{cut}条", f"{cut_en} records"),
    ]


KEYS: dict[str, Callable[[Path], list[Value]]] = {
    "guidance-2-3": ask_or_answer,
    "organising-1-2": check_a_catalogue,
    "organising-2-3": one_form_of_a_name,
    "organising-3-4": keep_or_withdraw,
    "leading-3-4": a_quarter_of_events,
    "systems-1-2": loans_of_a_year,
    "systems-2-3": two_counts_that_differ,
    "systems-3-4": prove_a_move,
}
