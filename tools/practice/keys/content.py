"""What is to be found in the units of content operations, counted from the practice files as somebody who checks a solution would count."""

from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, median

from keys.figuring import Row, read

CHANNELS = ("official_account", "note_community", "short_video")
APRIL = "2025-04-01"
STAR = "65岁，打卡240天"


def whole(number: float) -> str:
    """Halves go up, as in a spreadsheet."""
    return f"{int(number + 0.5):,}"


# --- posts --------------------------------------------------------------------------------------------------------------------------


def chosen(posts: list[Row], channel: str = "", topic: str = "") -> list[Row]:
    return [post for post in posts if channel in ("", post["channel"]) and topic in ("", post["topic"])]


def reads(posts: Iterable[Row]) -> list[int]:
    return [int(post["reads"]) for post in posts]


def passed_on(posts: list[Row]) -> float:
    """The median of shares per thousand reads, post by post."""
    return median(1000 * int(post["shares"]) / int(post["reads"]) for post in posts)


def four_week_topic_calendar(data: Path) -> list[tuple[str, str]]:
    posts = read(data, "posts.zh.csv")
    account, video = chosen(posts, "official_account"), chosen(posts, "short_video")
    story = chosen(account, topic="story")
    money = chosen(account, topic="money")
    early = [post for post in video if post["date"] < APRIL]
    late = [post for post in video if post["date"] >= APRIL]
    mixed = whole(median(reads(chosen(posts, topic="reading"))))
    found: list[list[str]] = [
        [whole(median(reads(chosen(video, topic="reading")))), whole(median(reads(video)))],
        [whole(median(reads(money))), f"{passed_on(money):.1f}"],
        [whole(median(reads(story))), f"{passed_on(story):.1f}"],
        [whole(mean(reads(story))), whole(mean(reads(post for post in story if post["title"] != STAR)))],
        [f"{passed_on(chosen(account, topic=topic)):.1f}" for topic in ("tips", "giveaway")],
        [whole(median(reads(early))), whole(median(reads(late)))],
    ]
    return [(f"{mixed}次", mixed)] + [("；".join(values), "; ".join(values)) for values in found]


def column_quarter_plan(data: Path) -> list[tuple[str, str]]:
    posts = read(data, "posts.zh.csv")
    early = [post for post in posts if post["date"] < APRIL]
    late = [post for post in posts if post["date"] >= APRIL]
    before = [median(reads(chosen(early, channel))) for channel in CHANNELS]
    after = [median(reads(chosen(late, channel))) for channel in CHANNELS]
    fallen = 1 - after[2] / before[2]
    return [
        ("、".join(map(whole, before)), ", ".join(map(whole, before))),
        ("、".join(map(whole, after)), ", ".join(map(whole, after))),
        (f"少{fallen:.0%}", f"{fallen:.0%} less"),
        (f"{whole(sum(before))}；{whole(sum(after))}", f"{whole(sum(before))}; {whole(sum(after))}"),
    ]


# --- videos -------------------------------------------------------------------------------------------------------------------------

CLIFFS = (("V3", 21, 24), ("V4", 40, 43), ("V6", 29, 36), ("V7", 43, 48))  # where the scripts say that something else begins


def sixty_second_video(data: Path) -> list[tuple[str, str]]:
    watching: dict[str, dict[int, int]] = {}
    for row in read(data, "video_retention.csv"):
        watching.setdefault(row["video"], {})[int(row["second"])] = int(row["watching"])
    plays, followers = platform(data)
    left = {second: {video: watching[video][second] / plays[video] for video in plays} for second in (3, 60)}
    too_many = [watching[video][0] - plays[video] for video in plays if watching[video][0] != plays[video]]
    lost = [1 - watching[video][end] / watching[video][start] for video, start, end in CLIFFS]
    back = watching["V5"][34] / watching["V5"][32] - 1
    won = [1000 * followers[video] / plays[video] for video in ("V8", "V5")]
    ends = [[f"{share:.1%}" for share in (max(left[second].values()), min(left[second].values()))] for second in (3, 60)]
    return [
        (f"{too_many[0]:,}人", f"{too_many[0]:,} people"),
        *(("、".join(shares), ", ".join(shares)) for shares in ends),
        ("、".join(f"{share:.0%}" for share in lost), ", ".join(f"{share:.0%}" for share in lost)),
        (f"多{back:.0%}", f"{back:.0%} more"),
        ("、".join(f"{figure:.1f}" for figure in won), ", ".join(f"{figure:.1f}" for figure in won)),
    ]


def platform(data: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Plays and new followers of each video, from the table above the scripts."""
    lines = (data / "videos.zh.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip().replace(",", "") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| V")]
    return {row[0]: int(row[3]) for row in cells}, {row[0]: int(row[6]) for row in cells}


KEYS: dict[str, Callable[[Path], list[tuple[str, str]]]] = {
    "sixty-second-video": sixty_second_video,
    "four-week-topic-calendar": four_week_topic_calendar,
    "column-quarter-plan": column_quarter_plan,
}
