"""Half a year of posts on three channels of Dawnly (早禾): 156 titles by hand in both languages, 24 of which run on a second channel.

To be found: a title with a scene, a figure or a question in which readers find themselves is opened by seven in ten more people than a
notice or a maxim (marked + and - in `words/posts.txt`); one topic looks best over all only because it ran mostly on the largest channel;
giveaways bring followers and hardly a share; users' own stories are read seldom and passed on most; one post went round the whole
country and spoils every mean; from April the largest channel shows everything to fewer people.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table
from making.words import Pair, words

SEED = 20250711
COUNT = 180
FIRST_DAY = date(2025, 1, 1)
DAYS = 181
APRIL = 90
OUTLIER = "65岁，打卡240天"  # the post that went round the country, the first time it ran

# channel: how many see a post, share who open it
CHANNELS = {"official_account": (9000, 0.11), "note_community": (3800, 0.16), "short_video": (15000, 0.32)}
FORMATS = {
    "official_account": ["article", "article", "poster"],
    "note_community": ["pictures", "pictures", "text"],
    "short_video": ["video"],
}

# topic: (weights of the channels, opened / liked / shared / followed against the usual)
TOPICS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float, float]]] = {
    "morning": ((5, 3, 2), (1.05, 1.0, 1.0, 1.0)),
    "running": ((2, 5, 2), (1.20, 1.2, 1.1, 1.2)),
    "reading": ((1, 1, 6), (0.95, 0.9, 0.9, 0.8)),
    "money": ((4, 4, 2), (1.15, 0.9, 1.7, 1.1)),
    "sleep": ((4, 3, 3), (1.10, 1.0, 1.2, 0.9)),
    "story": ((4, 3, 1), (0.70, 1.9, 2.6, 1.4)),
    "tips": ((5, 2, 1), (0.75, 0.7, 0.6, 0.3)),
    "giveaway": ((3, 3, 3), (1.60, 0.6, 0.2, 3.2)),
}
# what belongs to a day of the year, by its number from 1 January
ON_A_DAY = {
    "年度总结怎么看": 3,
    "冬天怎么离开被窝": 10,
    "新年福袋，手慢无": 24,
    "过年红包花到哪里去了": 36,
    "开学抽奖：一年的笔": 50,
    "3.1更新说明": 59,
    "提醒可以按工作日设了": 61,
    "女生节送100份小礼物": 64,
    "春天的第一次起跑线": 73,
    "春分：太阳和你一起起床": 78,
    "换季犯困，怪谁？": 82,
    "世界读书日，晒一张书架": 111,
    "五一出行抽水杯": 117,
    "3.2更新说明和已知问题": 140,
    "记录找回指引": 145,
    "儿童节给大人的礼物": 149,
}


# how many more or fewer open a post for its title
TITLE = {"+": 1.3, "0": 1.0, "-": 0.76}


def posts(language: Language) -> str:
    place = int(language == "en")
    columns = "date channel topic format title impressions reads likes shares new_followers"
    return table(columns, ((*row[:4], row[4][place], *row[5:]) for row in _written()))


def _written() -> list[tuple[date, str, str, str, Pair, int, int, int, int, int]]:
    dice = Dice(SEED)
    planned: list[tuple[int, str, str, str, Pair]] = []
    reruns: list[tuple[int, str, str, str, Pair]] = []
    for topic, titles in words("posts").items():
        for marked, en in titles:
            mark, zh = marked.split(" ", 1)
            first, second, _ = _channels(dice, topic)
            day = ON_A_DAY.get(zh, dice.between(0, DAYS - 1))
            planned.append((day, first, topic, mark, (zh, en)))
            again = day + dice.between(1, 4 if zh in ON_A_DAY else 12)
            if again < DAYS:
                reruns.append((again, second, topic, mark, (zh, en)))
    planned += dice.shuffled(reruns)[: COUNT - len(planned)]
    planned.sort(key=lambda post: (post[0], post[1], post[4]))
    star = next(post for post in planned if post[4][0] == OUTLIER)
    return [_post(dice, post is star, *post) for post in planned]


def _channels(dice: Dice, topic: str) -> list[str]:
    """All three, the likeliest for the topic first."""
    left = dict(zip(CHANNELS, TOPICS[topic][0], strict=True))
    order = []
    while left:
        order.append(dice.weighted(left))
        del left[order[-1]]
    return order


def _post(
    dice: Dice, star: bool, day: int, channel: str, topic: str, mark: str, title: Pair
) -> tuple[date, str, str, str, Pair, int, int, int, int, int]:
    reach, opened = CHANNELS[channel]
    open_more, like_more, share_more, follow_more = TOPICS[topic][1]
    when = FIRST_DAY + timedelta(day)
    weekend = when.weekday() >= 5
    reach *= (0.6 if channel == "short_video" and day >= APRIL else 1) * (1.2 if weekend == (channel == "note_community") else 0.9)
    if star:
        reach, share_more = reach * 22, share_more * 3
    impressions = dice.count(reach, 0.2)
    reads = dice.out_of(impressions, min(0.8, opened * open_more * TITLE[mark]))
    likes = dice.out_of(reads, min(0.5, 0.045 * like_more))
    shares = dice.out_of(reads, min(0.3, 0.014 * share_more))
    followers = dice.out_of(reads, min(0.2, 0.006 * follow_more)) - (dice.between(0, 9) if topic == "tips" else 0)
    return when, channel, topic, dice.pick(FORMATS[channel]), title, impressions, reads, likes, shares, followers
