"""Half a year of posts on three channels of Dawnly (早禾). Titles by hand in both languages; many run on two channels.

To be found: one topic looks best over all only because it ran mostly on the largest channel; giveaways bring followers and hardly a share;
users' own stories are read least and passed on most; one post went round the whole country and spoils every mean; from April the largest
channel shows everything to fewer people.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table

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
TITLES: dict[str, list[tuple[str, str]]] = {
    "morning": [
        ("早起的第一件事，不是看手机", "First thing in the morning: not the phone"),
        ("六点半的菜市场", "The market at half past six"),
        ("闹钟放远两米，有用吗？", "The alarm two metres away: does it help?"),
        ("我们数了1,000个人的起床时间", "We counted when 1,000 people get up"),
        ("冬天怎么离开被窝", "Leaving the blanket in winter"),
        ("早起21天，第几天最难？", "21 early mornings: which is the hardest?"),
        ("出门前的十分钟清单", "Ten minutes before the door"),
        ("早餐七天不重样，每天五块钱", "Seven breakfasts, five yuan each"),
        ("夜猫子的早起法", "Early rising for night owls"),
        ("地铁首班车上的人", "Who rides the first train"),
        ("周一早上只做一件事", "Only one thing on Monday morning"),
        ("天亮以前的厨房", "The kitchen before dawn"),
        ("早起失败的五个借口，我全用过", "Five excuses, all of them mine"),
        ("春分：太阳和你一起起床", "Equinox: the sun gets up with you"),
    ],
    "running": [
        ("第一公里为什么最难受", "Why the first kilometre hurts"),
        ("跑得比走还慢，也算跑", "Slower than walking is running too"),
        ("下雨天跑什么", "What to run in the rain"),
        ("膝盖疼先停，再看这张图", "Knees hurt? Stop, then see this chart"),
        ("跑友地图：八座城市的河边", "Runners' map: rivers of eight cities"),
        ("一双鞋该跑多少公里", "How many kilometres for a pair of shoes"),
        ("从零到五公里，八周表", "From nothing to 5 km in eight weeks"),
        ("女生夜跑，三条自己的规矩", "Running at night: three rules of my own"),
        ("和爸爸跑的第一个十公里", "My first 10 km with my father"),
        ("操场第三道的常客", "The regulars of lane three"),
        ("跑步机还是公园？", "Treadmill or park?"),
        ("跑前吃什么，问了12个人", "What to eat before: 12 answers"),
        ("春天的第一次起跑线", "The first starting line of spring"),
    ],
    "reading": [
        ("厕所里的十分钟，也能读完一本", "Ten minutes a day finish a book"),
        ("读不下去就换，不丢人", "Put it down, no shame in it"),
        ("一年52本？我只读完6本", "52 books a year? I finished six"),
        ("书页折角派和书签派", "Dog-ears or bookmarks"),
        ("三个人一组读书，吵起来了", "Three read together and quarrelled"),
        ("薄书单：都在150页以内", "Thin books, all under 150 pages"),
        ("听书算不算读书？", "Does listening count?"),
        ("旧书店老板推荐的三本", "Three from a second-hand bookseller"),
        ("睡前读什么不会失眠", "What to read and still sleep"),
        ("摘抄本里的第一句", "The first line in my notebook"),
        ("把手机换成书的地铁七天", "Seven days of books on the train"),
        ("孩子睡前的那一本", "The book before their bedtime"),
        ("图书馆靠窗的座位", "The window seat in the library"),
        ("世界读书日，晒一张书架", "Book day: show us your shelf"),
        ("三分钟讲完一本慢书", "A slow book in three minutes"),
    ],
    "money": [
        ("一个月只记三笔账", "Three entries a month"),
        ("工资到账那天做的五件事", "Five things on payday"),
        ("戒掉奶茶第30天，省了多少？", "Day 30 without milk tea: how much saved?"),
        ("合租的账怎么分才不伤感情", "Sharing the bills and staying friends"),
        ("存钱罐打开的那天", "The day the piggy bank was opened"),
        ("便宜的和贵的，我都买错过", "Cheap or dear, I got both wrong"),
        ("每天三块，三个月一双鞋", "Three yuan a day, a pair of shoes"),
        ("过年红包花到哪里去了", "Where the New Year money went"),
        ("第一份工资寄回家多少", "How much of the first pay went home"),
        ("一周伙食费100元挑战", "A week's food for 100 yuan"),
        ("订阅清单：我退掉了七个", "My subscriptions: seven gone"),
        ("二手群里的门道", "How to buy second-hand"),
        ("搬家那天扔掉的钱", "Money thrown out on moving day"),
    ],
    "sleep": [
        ("周日晚上为什么睡不着", "Why you lie awake on Sunday"),
        ("睡前一小时的灯", "The light an hour before bed"),
        ("枕头高度，量一拳", "Pillow height: one fist"),
        ("午睡20分钟还是40分钟", "Twenty minutes of nap, or forty?"),
        ("把手机放客厅的第七天", "Seven nights with the phone outside"),
        ("室友打呼噜怎么办", "When your flatmate snores"),
        ("睡不着的时候别数羊", "Do not count sheep"),
        ("补觉能补回来吗", "Can lost sleep be made up?"),
        ("夜班人的白天", "The daytime of night workers"),
        ("换季犯困，怪谁？", "Sleepy in spring: whose fault?"),
        ("一杯茶和入睡时间", "One cup of tea and falling asleep"),
        ("十点半关灯，坚持得了吗", "Lights out at 10:30: can you?"),
        ("梦见打卡断了", "I dreamt the chain broke"),
    ],
    "story": [
        ("65岁，打卡240天", "At 65, day 240"),
        ("她断了三次，又回来了", "She broke it three times and came back"),
        ("卡车司机老周的早操", "Zhou drives a lorry and does his exercises"),
        ("高三一年的三行日记", "Three lines a day through the last school year"),
        ("产后第100天，我跑了一公里", "100 days after the birth I ran one kilometre"),
        ("一个800人的圈子，怎么变成80人", "How a circle of 800 became 80"),
        ("戒烟第一年，一天一句", "A year without smoking, a line a day"),
        ("失业三个月，我靠早起撑着", "Three months without work, held up by mornings"),
        ("化疗间隙的散步", "Walks between treatments"),
        ("外卖员小陈读完了《平凡的世界》", "Chen delivers meals and has read a trilogy"),
        ("两个陌生人约好每天说晚安", "Two strangers who say good night every day"),
        ("爷爷学会发图片了", "Grandfather can send pictures now"),
        ("一封写给第1天的信", "A letter to day 1"),
        ("聋人跑团的起跑手势", "How a deaf running club starts"),
    ],
    "tips": [
        ("小组件怎么放到桌面", "How to place the widget"),
        ("提醒可以按工作日设了", "Reminders by weekday are here"),
        ("3.1更新说明", "What is new in 3.1"),
        ("怎样暂停一个计划", "How to pause a plan"),
        ("导出记录的三步", "Three steps to export"),
        ("圈主工具上线", "Tools for those who run circles"),
        ("换手机前先做这件事", "Before you change phones"),
        ("3.2更新说明和已知问题", "What is new in 3.2, and what is wrong"),
        ("隐藏锁屏上的习惯名", "Hide names on the lock screen"),
        ("年度总结怎么看", "Reading your yearly review"),
        ("一天打两次卡的办法", "Ticking twice a day"),
        ("客服时间调整", "New hours of support"),
        ("记录找回指引", "How to get lost records back"),
    ],
    "giveaway": [
        ("留言抽十人送日历", "Comment: ten win a calendar"),
        ("转发抽一双跑鞋", "Share and win running shoes"),
        ("关注就送年卡？是真的", "Follow and get a year free? Yes"),
        ("新年福袋，手慢无", "New Year bags, first come"),
        ("女生节送100份小礼物", "100 small gifts for the day"),
        ("开学抽奖：一年的笔", "Back to school: a year of pens"),
        ("满10万粉，送10台手环", "100,000 followers: ten bands to win"),
        ("晒照片抽奖，三天截止", "Post a picture, three days left"),
        ("五一出行抽水杯", "Holiday draw: water bottles"),
        ("猜猜我们几岁了，送蛋糕券", "Guess our age, win a cake"),
        ("儿童节给大人的礼物", "Children's day presents for adults"),
    ],
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


def posts(language: Language) -> str:
    place = int(language == "en")
    columns = "date channel topic format title impressions reads likes shares new_followers"
    return table(columns, ((*row[:4], row[4][place], *row[5:]) for row in _written()))


def _written() -> list[tuple[date, str, str, str, tuple[str, str], int, int, int, int, int]]:
    dice = Dice(SEED)
    planned = []
    for topic, titles in TITLES.items():
        for title in titles:
            first, second, _ = _channels(dice, topic)
            day = ON_A_DAY.get(title[0], dice.between(0, DAYS - 1))
            planned.append((day, first, topic, title))
            again = day + dice.between(1, 4 if title[0] in ON_A_DAY else 12)
            if dice.chance(0.75) and again < DAYS:
                planned.append((again, second, topic, title))
    planned = dice.shuffled(planned)[:COUNT]
    planned.sort(key=lambda post: (post[0], post[1], post[3]))
    star = next(post for post in planned if post[3][0] == OUTLIER)
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
    dice: Dice, star: bool, day: int, channel: str, topic: str, title: tuple[str, str]
) -> tuple[date, str, str, str, tuple[str, str], int, int, int, int, int]:
    reach, opened = CHANNELS[channel]
    open_more, like_more, share_more, follow_more = TOPICS[topic][1]
    when = FIRST_DAY + timedelta(day)
    weekend = when.weekday() >= 5
    reach *= (0.6 if channel == "short_video" and day >= APRIL else 1) * (1.2 if weekend == (channel == "note_community") else 0.9)
    if star:
        reach, share_more = reach * 22, share_more * 3
    impressions = dice.count(reach, 0.3)
    reads = dice.out_of(impressions, min(0.8, opened * open_more))
    likes = dice.out_of(reads, min(0.5, 0.045 * like_more))
    shares = dice.out_of(reads, min(0.3, 0.014 * share_more))
    followers = dice.out_of(reads, min(0.2, 0.006 * follow_more)) - (dice.between(0, 9) if topic == "tips" else 0)
    return when, channel, topic, dice.pick(FORMATS[channel]), title, impressions, reads, likes, shares, followers
