"""Twenty more pairs of headlines, to practise saying how sure one is before looking. Built like those in `headlines.py`; read that first.

To be found: what sets these pairs apart is no longer the loud against the concrete. Six hardly differ or go against the rule that a figure
helps, so that whoever is always 90% sure scores worse than whoever says 50%.
"""

from making.dice import Dice
from making.headlines import compared
from making.table import Language

SEED = 20250712

PAIRS: list[tuple[float, tuple[str, str], tuple[str, str], float]] = [
    (
        4.1,
        ("阳台上种一盆葱", "A pot of spring onions on the balcony"),
        ("一把葱，剪了七次", "One bunch of spring onions, cut seven times"),
        1.34,
    ),
    (5.0, ("新店开业，欢迎光临", "Our new shop is open"), ("新店开在老邮局里", "Our new shop is in the old post office"), 1.40),
    (3.6, ("3个办法整理衣柜", "3 ways to tidy a wardrobe"), ("一年没穿过的那件大衣", "The coat you have not worn for a year"), 1.28),
    (4.4, ("五月读书会预告", "Reading group in May"), ("五月读书会：只读第一章", "Reading group in May: chapter one only"), 1.25),
    (
        3.9,
        ("通勤一小时能做什么", "What to do in an hour on the train"),
        ("通勤一小时能做的12件事", "12 things to do in an hour on the train"),
        1.02,
    ),
    (
        4.8,
        ("教师节，给老师泡杯茶", "Teachers' day: make your teacher a cup of tea"),
        ("毕业八年，我回去给她泡了杯茶", "Eight years on I went back and made her tea"),
        1.31,
    ),
    (3.3, ("如何开好一个会", "How to run a meeting"), ("这个会为什么不用开", "Why this meeting need not happen"), 1.45),
    (5.5, ("凉茶三款", "Three cold teas"), ("凉茶三款，十分钟做好", "Three cold teas in ten minutes"), 1.08),
    (4.2, ("我们的客服换班了", "New shifts at support"), ("夜里十一点，也有人回你", "Somebody answers at eleven at night"), 1.36),
    (4.0, ("搬家清单", "A list for moving"), ("搬家清单（47项）", "A list for moving (47 items)"), 0.86),
    (3.7, ("你的水喝够了吗", "Do you drink enough?"), ("办公桌上放两个杯子", "Keep two cups on your desk"), 1.18),
    (4.6, ("老茶客才知道的秘密", "A secret only old tea drinkers know"), ("茶凉了还能喝吗", "Can you drink it cold?"), 1.05),
    (3.4, ("职场沟通的艺术", "The art of talking at work"), ("领导说“再想想”，是什么意思", "What the boss means by 'think again'"), 1.52),
    (5.2, ("中秋礼盒预订", "Order your autumn boxes"), ("中秋礼盒，先寄样茶给你尝", "Autumn boxes: taste a sample first"), 1.27),
    (
        4.3,
        ("第一次当组长", "A team leader for the first time"),
        ("第一次当组长，我得罪了三个人", "My first team, and three people I offended"),
        1.38,
    ),
    (3.8, ("家里的药箱该清了", "Clear out your medicine box"), ("翻出一盒2019年的药", "I found pills from 2019"), 1.22),
    (4.9, ("下雨天的茶馆", "A tea house in the rain"), ("下雨天的茶馆里", "In a tea house in the rain"), 1.00),
    (
        4.5,
        ("98%的人不知道的省钱法", "How to save: 98% do not know this"),
        ("水电煤，我家每月少交60块", "Our bills are 60 yuan lower a month"),
        1.12,
    ),
    (3.5, ("年轻人的第一笔保险", "A first insurance for the young"), ("年轻人该不该买保险？", "Should the young buy insurance?"), 0.95),
    (4.7, ("征集你的早餐照片", "Send us your breakfast"), ("拍一张不好看的早餐给我们", "Send us an ugly breakfast"), 1.33),
]


def forecast_pairs(language: Language) -> str:
    return compared(Dice(SEED), PAIRS, language)
