"""Sixty pairs of headlines for the same piece, shown to like readers at the same time. Headlines by hand in both languages.

The last figure of a pair is how much likelier the second is to be opened than the first; which of them is called A is drawn. Both languages
have the same figures. To be found: a concrete scene or number helps, a mere exclamation does not; about a quarter of the pairs hardly
differ, and some more cannot be told apart even with these readers; what shocks is opened, whatever else it does.
"""

from making.dice import Dice
from making.table import Language, Row, table
from making.words import Pair

SEED = 20250710

# click rate of the first in percent, the first (zh, en), the second (zh, en), the second's rate against the first's
PAIRS: list[tuple[float, tuple[str, str], tuple[str, str], float]] = [
    (
        4.0,
        ("早起的好处", "The benefits of getting up early"),
        ("早起三周后，我多出了21个早晨", "Three weeks of early rising gave me 21 mornings"),
        1.45,
    ),
    (
        3.5,
        ("如何坚持运动", "How to keep exercising"),
        ("下班只剩20分钟，还能怎么动？", "Twenty minutes left after work: how to move?"),
        1.35,
    ),
    (
        5.0,
        ("重磅！秋茶上新！", "Big news! Autumn teas are here!"),
        ("今年的铁观音，比去年晚了九天", "This year's Tieguanyin came nine days late"),
        1.30,
    ),
    (
        4.5,
        ("读书打卡活动开始报名", "Sign up for the reading challenge"),
        ("三个人一组，21天读完一本书", "Groups of three, one book, 21 days"),
        1.25,
    ),
    (
        3.0,
        ("关于社群管理的一些思考", "Some thoughts on running a group"),
        ("800人的群没人说话，我删到了80人", "800 members and silence: I cut it to 80"),
        1.60,
    ),
    (4.2, ("周末去哪儿", "Where to go this weekend"), ("周末去哪儿？", "Where shall we go this weekend?"), 1.00),
    (6.0, ("办公室喝什么茶", "Tea for the office"), ("下午三点犯困，换这杯试试", "Sleepy at three? Try this cup"), 1.22),
    (
        3.8,
        ("一份简单的记账方法", "A simple way to keep accounts"),
        ("一个月只记三笔账，也能存下钱", "Three entries a month, and still money left"),
        1.30,
    ),
    (
        5.5,
        ("你绝对想不到的睡眠真相", "The truth about sleep you would never guess"),
        ("睡前一小时，我做的三件小事", "Three small things I do before bed"),
        0.78,
    ),
    (4.0, ("志愿者招募", "Volunteers wanted"), ("周六上午，缺12个会笑的人", "Saturday morning: 12 people who can smile"), 1.40),
    (3.2, ("夏季养生指南", "A summer health guide"), ("夏天喝冷茶，先看这一张图", "Cold tea in summer: see this chart first"), 1.12),
    (
        4.8,
        ("新手跑步教程", "Running for beginners"),
        ("从沙发到三公里，给不爱跑的人", "From the sofa to 3 km, for people who hate running"),
        1.28,
    ),
    (5.2, ("本店公告", "A notice from the shop"), ("老板回老家了，店照开", "The owner is away, the shop is open"), 1.55),
    (
        4.4,
        ("会员日福利来袭", "Member day is coming"),
        ("会员日：第二件半价，只限茶具", "Member day: second item half price, cups only"),
        1.05,
    ),
    (3.6, ("高效学习的方法", "Methods of efficient learning"), ("高效学习的7个方法", "7 methods of efficient learning"), 1.08),
    (4.1, ("租房避坑", "Renting without regret"), ("签合同前，先打开水龙头", "Before you sign, turn on the tap"), 1.33),
    (
        5.8,
        ("震惊！90%的人都泡错了茶", "Shocking! 90% of people brew tea wrong"),
        ("绿茶别用开水：一杯对比", "No boiling water on green tea: two cups compared"),
        0.72,
    ),
    (3.4, ("时间管理的重要性", "The importance of managing time"), ("我把待办清单砍到了三条", "I cut my list to three things"), 1.38),
    (4.6, ("社区图书角开放啦", "Our reading corner is open"), ("社区图书角开放了", "The reading corner has opened"), 0.98),
    (3.9, ("宝妈怎样安排自己的时间", "How mothers find time"), ("孩子睡着后的40分钟", "The 40 minutes after the child is asleep"), 1.36),
    (4.3, ("面试技巧大全", "All about job interviews"), ("面试官问“还有问题吗”，我这样答", "'Any questions?' Here is what I said"), 1.31),
    (5.0, ("春茶上市", "Spring tea is here"), ("春茶上市，先到先得", "Spring tea is here, first come first served"), 1.02),
    (3.3, ("写作入门", "Starting to write"), ("每天三行，写了一年", "Three lines a day, for a year"), 1.34),
    (
        4.7,
        ("手机里的照片怎么整理", "How to sort the photos on your phone"),
        ("6,000张照片，我一晚删到400张", "From 6,000 photos to 400 in an evening"),
        1.42,
    ),
    (
        6.2,
        ("她辞职后去了山里", "She quit and went to the mountains"),
        ("她辞职去山里种茶，第一年亏了8万", "She quit to grow tea and lost 80,000 in year one"),
        1.18,
    ),
    (4.0, ("感恩节活动预告", "Thanksgiving event ahead"), ("写一张卡片，我们替你寄", "Write a card, we will post it"), 1.26),
    (3.7, ("论习惯的养成", "On the forming of habits"), ("习惯不用21天，也不止21天", "Habits: neither in 21 days nor only 21"), 1.20),
    (4.9, ("必看！", "A must-read!"), ("必看！换季护肤", "A must-read on skin between seasons"), 1.10),
    (
        5.1,
        ("读者来信", "Letters from readers"),
        ("读者来信：我断了三次，又回来了", "A reader: I broke the chain three times and came back"),
        1.32,
    ),
    (4.2, ("快递延误说明", "On delayed parcels"), ("你的快递为什么停在了杭州", "Why your parcel is stuck in Hangzhou"), 1.48),
    (3.5, ("咖啡和茶", "Coffee and tea"), ("咖啡还是茶？我们测了同事的下午", "Coffee or tea? We timed our colleagues' afternoons"), 1.29),
    (4.4, ("给新同学的建议", "Advice for newcomers"), ("开学第一周，别急着加社团", "First week: do not join a club yet"), 1.24),
    (4.0, ("活动回顾", "Looking back at the event"), ("来了63个人，走的时候带走了41本书", "63 people came, 41 books left with them"), 1.37),
    (5.6, ("限时抢购，错过等一年", "Limited time! Miss it and wait a year"), ("旧款茶杯清仓，剩37只", "Old cups, 37 left"), 1.06),
    (
        3.1,
        ("用户增长方法论", "A methodology of user growth"),
        ("一个没花钱的渠道，带来了三成新用户", "A channel that cost nothing brought 30% of new users"),
        1.27,
    ),
    (
        4.5,
        ("周末亲子活动", "A weekend with the children"),
        ("带孩子做一次豆腐，要几小时？", "How long does it take a child to make tofu?"),
        1.21,
    ),
    (4.8, ("冬天喝什么茶好", "Which tea in winter"), ("冬天喝什么茶好呢", "Which tea is good in winter"), 1.01),
    (3.9, ("拖延症自救", "Help for procrastinators"), ("明天再说的人，今天先写一句", "For those who say tomorrow: one line today"), 1.15),
    (5.3, ("厨房小妙招", "Kitchen tips"), ("冰箱贴上一张纸，菜就不烂了", "A sheet of paper on the fridge saves the greens"), 1.30),
    (4.1, ("我们涨价了", "Our prices go up"), ("我们涨价两块，说说钱去了哪里", "Two yuan more: here is where they go"), 1.35),
    (3.8, ("一些关于睡眠的知识", "Some facts on sleep"), ("为什么周一总是睡不着", "Why you cannot sleep on Sunday night"), 1.28),
    (4.6, ("露营装备推荐", "Camping gear we like"), ("第一次露营，只带这五样", "First time camping: bring these five"), 1.19),
    (5.4, ("速看！大事发生！", "Quick! Something big!"), ("旧城那家书店要关了", "The bookshop in the old town is closing"), 0.92),
    (3.6, ("英语学习心得", "On learning English"), ("菜单上的单词，我先学了30个", "I began with the 30 words on a menu"), 1.30),
    (
        4.3,
        ("志愿服务总结", "Report on our volunteering"),
        ("我们陪28位老人视频了一下午", "An afternoon of video calls with 28 grandparents"),
        1.39,
    ),
    (4.0, ("秋游通知", "Notice of the autumn outing"), ("秋游通知（带伞）", "Notice of the autumn outing (bring an umbrella)"), 1.13),
    (5.0, ("茶具怎么选", "How to choose a teapot"), ("五十块以内的茶壶，我们摔了六只", "Teapots under fifty: we dropped six"), 1.33),
    (
        3.4,
        ("健康饮食的原则", "Principles of a healthy diet"),
        ("一周便当照片，没有一张好看", "A week of lunch boxes, none of them pretty"),
        1.26,
    ),
    (4.7, ("会员专享", "For members only"), ("只给会员：今年最早的50斤龙井", "For members: this year's first 25 kg of Longjing"), 1.22),
    (4.2, ("怎么养绿植", "Keeping plants alive"), ("养死七盆以后，我只留薄荷", "After seven dead plants I keep only mint"), 1.36),
    (
        3.7,
        ("年终总结怎么写", "Writing your yearly report"),
        ("年终总结，先写没做成的三件事", "Yearly report: start with three failures"),
        1.25,
    ),
    (5.2, ("猜猜这是什么", "Guess what this is"), ("这杯茶为什么是蓝色的", "Why is this tea blue?"), 1.10),
    (4.4, ("城市徒步路线", "City walks"), ("一条没有红灯的八公里", "Eight kilometres without a traffic light"), 1.41),
    (3.9, ("抽奖啦抽奖啦", "Prize draw! Prize draw!"), ("留言说一件小事，抽五人寄茶", "Tell us one small thing; five win tea"), 1.04),
    (
        4.1,
        ("大学生兼职注意事项", "Student jobs: what to watch for"),
        ("要先交押金的兼职，都别去", "A job that asks for a deposit: don't"),
        1.24,
    ),
    (
        5.7,
        ("太可怕了！你家的水壶", "Terrifying! The kettle in your home"),
        ("水壶里的白垢能喝吗", "Can you drink the white stuff in the kettle?"),
        0.85,
    ),
    (3.5, ("关于目标设定", "On setting goals"), ("把目标砍一半，我反而做完了", "I halved my goal and finished"), 1.31),
    (4.5, ("新品试用招募", "Testers wanted"), ("招30人，用坏它", "30 people wanted to break it"), 1.38),
    (4.8, ("夜跑安全提示", "Safety at night runs"), ("夜跑安全提示，转给跑友", "Safety at night runs, pass it on"), 1.00),
    (4.0, ("给父母的手机课", "Phone lessons for parents"), ("教我妈用导航，我画了一张图", "To teach my mother the map I drew one"), 1.34),
]


def headlines(language: Language) -> str:
    return compared(Dice(SEED), PAIRS, language)


def compared(dice: Dice, pairs: list[tuple[float, Pair, Pair, float]], language: Language) -> str:
    """The pairs as a table, the readers of each pair drawn."""
    place = int(language == "en")
    rows: list[Row] = []
    for number, (rate, first, second, lift) in enumerate(pairs, 1):
        shown = dice.between(5600, 20800)
        both = dice.shuffled([(first, rate / 100), (second, rate * lift / 100)])
        for version, (text, share) in zip("AB", both, strict=True):
            impressions = dice.count(shown, 0.01)
            rows.append((number, version, text[place], impressions, dice.out_of(impressions, share)))
    return table("pair version headline impressions clicks", rows)
