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


FLOP, STILL_GOOD = 0.8, 0.9
SLOTS = 65
TOPICS = ("giveaway", "running", "money", "sleep", "morning", "reading", "tips", "story")


def season_of_series(data: Path) -> list[tuple[str, str]]:
    posts = read(data, "posts.zh.csv")
    index = _indices(posts)
    series = {topic: [index[place] for place, post in enumerate(posts) if post["topic"] == topic] for topic in TOPICS}
    flops = sum(one < FLOP for one in index)
    shared = [passed_on(chosen(posts, topic=topic)) for topic in ("story", "giveaway")]
    gained = {topic: sum(int(post["new_followers"]) for post in chosen(posts, topic=topic)) for topic in TOPICS}
    again = _second_runs(posts, index)
    after_two = {topic: issues[_two_flops(issues) :] for topic, issues in series.items()}
    after_four = {topic: issues[4:] for topic, issues in series.items() if median(issues[:4]) < STILL_GOOD}
    wrong = [topic for topic in ("running", "morning", "sleep") if median(after_two[topic]) >= STILL_GOOD]
    assert [topic for topic in TOPICS if len(after_two[topic]) and median(after_two[topic]) < STILL_GOOD] == ["tips", "story"]
    found = [
        [f"{median(issues):.2f}" for issues in series.values()],
        [f"{figure:.1f}" for figure in shared],
    ]
    medians = [[f"{median(after_two[topic]):.2f}" for topic in wrong], [f"{median(issues):.2f}" for issues in after_four.values()]]
    assert list(after_four) == ["reading", "tips", "story"]
    part = gained["giveaway"] / sum(gained.values())
    return [
        (
            f"{flops}条（{flops / len(posts):.0%}）；约{SLOTS * flops / len(posts):.0f}条",
            f"{flops} ({flops / len(posts):.0%}); about {SLOTS * flops / len(posts):.0f}",
        ),
        *(("、".join(values), ", ".join(values)) for values in found),
        (f"{part:.0%}；{gained['tips']}", f"{part:.0%}; {gained['tips']}"),
        (
            "；".join(f"{len(runs)}个里{sum(runs)}个" for runs in again),
            "; ".join(f"{sum(runs)} of {len(runs)}" for runs in again),
        ),
        *(("、".join(values), ", ".join(values)) for values in medians),
    ]


def _indices(posts: list[Row]) -> list[float]:
    """Reads of each post, divided by the median of its channel in its quarter."""

    def like(post: Row) -> list[int]:
        return reads(other for other in chosen(posts, post["channel"]) if (other["date"] < APRIL) == (post["date"] < APRIL))

    return [int(post["reads"]) / median(like(post)) for post in posts]


def _second_runs(posts: list[Row], index: list[float]) -> tuple[list[bool], ...]:
    """Second runs of titles, above 1 or not: where the first was, where it was not, and where that was an article then filmed."""
    runs: dict[str, list[tuple[str, float]]] = {}
    for post, one in zip(posts, index, strict=True):
        runs.setdefault(post["title"], []).append((post["channel"], one))
    twice = [tuple(zip(*both, strict=True)) for both in runs.values() if len(both) == 2]
    passed = [second > 1 for _, (first, second) in twice if first > 1]
    failed = [(second > 1, way) for way, (first, second) in twice if first <= 1]
    return passed, [again for again, _ in failed], [again for again, way in failed if way == ("official_account", "short_video")]


def _two_flops(issues: list[float]) -> int:
    """How many had run when two flops running stopped it; all, if nothing did."""
    return next((place + 1 for place in range(1, len(issues)) if max(issues[place - 1 : place + 1]) < FLOP), len(issues))


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
    "season-of-series": season_of_series,
    "column-quarter-plan": column_quarter_plan,
}
