"""What is to be found in the units of creative planning, counted from the practice files as somebody who checks a solution would count."""

from collections.abc import Callable
from math import sqrt
from pathlib import Path
from statistics import median

from keys.figuring import Row, read

CHANNELS = ("official_account", "note_community", "short_video")
SHOCKS = ("震惊", "速看", "可怕", "想不到")


# --- headlines ----------------------------------------------------------------------------------------------------------------------


def pairs(data: Path) -> list[tuple[Row, Row]]:
    """The two headlines of each pair, the one that was opened more often first."""
    table = read(data, "headlines.zh.csv")
    return [tuple(sorted((a, b), key=rate, reverse=True)) for a, b in zip(table[::2], table[1::2], strict=True)]  # type: ignore[misc]


def rate(row: Row) -> float:
    return int(row["clicks"]) / int(row["impressions"])


def take_headlines_apart(data: Path) -> list[tuple[str, str]]:
    first = pairs(data)[:10]
    decided = [(winner, loser) for winner, loser in first if rate(winner) >= 1.1 * rate(loser)]
    concrete = [winner for winner, _ in decided if not any(word in winner["headline"] for word in SHOCKS)]
    widest = max(rate(winner) / rate(loser) - 1 for winner, loser in decided)
    return [
        (f"{len(decided)}对", f"{len(decided)}"),
        (f"{len(concrete)}对", f"{len(concrete)}"),
        (f"高{widest:.0%}", f"{widest:.0%} higher"),
    ]


def draw(one: Row, other: Row) -> bool:
    """Fewer clicks between them than twice the square root of all their clicks."""
    clicks = int(one["clicks"]), int(other["clicks"])
    return abs(clicks[0] - clicks[1]) < 2 * sqrt(sum(clicks))


def calibrate_your_eye(data: Path) -> list[tuple[str, str]]:
    last = pairs(data)[10:]
    decided = [(winner, loser) for winner, loser in last if not draw(winner, loser)]
    low, high = (len(decided) / 2 + sign * sqrt(len(decided)) for sign in (-1, 1))
    shocked = [winner["pair"] for winner, _ in decided if any(word in winner["headline"] for word in SHOCKS)]
    opened = [f"{100 * usual_rate(read(data, 'posts.zh.csv'), channel):.1f}%" for channel in CHANNELS]
    return [
        (f"{len(last) - len(decided)}对", f"{len(last) - len(decided)}"),
        (f"{len(decided)}对；{low:.0f}到{high:.0f}对", f"{len(decided)}; {low:.0f} to {high:.0f}"),
        ("、".join(f"第{pair}对" for pair in shocked), " and ".join(shocked)),
        ("、".join(opened), ", ".join(opened)),
        ("、".join(above(read(data, "posts.zh.csv"))), ", ".join(above(read(data, "posts.en.csv")))),
    ]


# --- posts --------------------------------------------------------------------------------------------------------------------------


def opened_by(post: Row) -> float:
    return int(post["reads"]) / int(post["impressions"])


def usual_rate(posts: list[Row], channel: str) -> float:
    return median(opened_by(post) for post in posts if post["channel"] == channel)


def above(posts: list[Row]) -> list[str]:
    """Of titles with a digit or a question mark, and of the others: the share that beats the median of their channel, first runs only."""
    first: dict[str, Row] = {}
    for post in posts:
        first.setdefault(post["title"], post)
    groups: tuple[list[Row], list[Row]] = ([], [])
    for post in first.values():
        marked = any(sign.isdigit() or sign in "?？" for sign in post["title"])
        groups[0 if marked else 1].append(post)
    return [f"{sum(opened_by(post) > usual_rate(posts, post['channel']) for post in group) / len(group):.1%}" for group in groups]


# --- campaign -----------------------------------------------------------------------------------------------------------------------


def three_ideas_one_goal(data: Path) -> list[tuple[str, str]]:
    table = read(data, "campaign.csv")
    came, cost = total(table, "attended"), total(table, "cost")
    goal = -(-came * 6 // 5)  # a fifth more, rounded up to a whole person
    campus = [row for row in of(table, "campus_partner") if int(row["signups"]) <= int(row["clicks"])]
    shares = {row["channel"]: share(of(table, row["channel"]), "signups", "attended") for row in table}
    dearest = max(total(of(table, channel), "cost") / total(of(table, channel), "attended") for channel in shares)
    clicked, signed = total(campus, "clicks"), total(campus, "signups")
    best = max(shares, key=lambda channel: shares[channel])
    return [
        (f"{came}人", f"{came}"),
        (f"{goal}人", f"{goal}"),
        (f"{cost:,}元", f"{cost:,} yuan"),
        (f"{signed / clicked:.1%}（{clicked}次点击，{signed}人报名）", f"{signed / clicked:.1%} ({signed} of {clicked} clicks)"),
        came_of(table, best),
        came_of(table, "short_video_ads"),
        (f"{dearest:.1f}元", f"{dearest:.1f} yuan"),
    ]


def came_of(table: list[Row], channel: str) -> tuple[str, str]:
    part, people = share(of(table, channel), "signups", "attended"), total(of(table, channel), "attended")
    return f"{part:.1%}（{people}人）", f"{part:.1%} ({people} people)"


def of(table: list[Row], channel: str) -> list[Row]:
    return [row for row in table if row["channel"] == channel]


def total(table: list[Row], column: str) -> int:
    return sum(int(row[column]) for row in table)


def share(table: list[Row], whole: str, part: str) -> float:
    return total(table, part) / total(table, whole)


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "take-headlines-apart": take_headlines_apart,
    "three-ideas-one-goal": three_ideas_one_goal,
    "calibrate-your-eye": calibrate_your_eye,
}
