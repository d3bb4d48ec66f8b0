"""A project's task list: Dawnly's (早禾) "21 early mornings", from the first idea to the review. Written by hand; nothing in it is drawn.

As it stands on the morning of day 34 of 45. To be found: one approval that comes six days late and pushes a chain of ten tasks; one person
with far more than there are days; tasks without an owner; two that are called done although what they wait for is not; estimates by one
owner that are always half of what it takes.
"""

from making.table import Language, table

# number, task, owner, waits for, estimate in days, days taken so far or in all, status, note
TASKS: list[tuple[str, tuple[str, str], str, str, float, float | str, str, tuple[str, str]]] = [
    (
        "P01",
        ("定目标：多少人坚持到第21天", "Set the goal: how many reach day 21"),
        "Lin",
        "",
        1,
        1,
        "done",
        ("定为1,200人；上届是740人", "1,200 agreed; last time it was 740"),
    ),
    (
        "P02",
        ("看上一届的复盘", "Read last time's review"),
        "Lin",
        "",
        1,
        1,
        "done",
        ("有三条没改过的教训", "Three lessons that were never acted on"),
    ),
    (
        "P03",
        ("访谈6位坚持到底的用户", "Interview 6 people who finished"),
        "Su",
        "P02",
        3,
        5,
        "done",
        ("约人比想的慢", "Finding people took longer than thought"),
    ),
    ("P04", ("选定玩法：每天一句，三人一组", "Choose the form: a line a day, in threes"), "Lin", "P01 P03", 2, 2, "done", ("", "")),
    ("P05", ("写活动方案和预算", "Write the plan and the budget"), "Lin", "P04", 3, 4, "done", ("预算48,000", "Budget 48,000")),
    ("P06", ("方案评审", "Review of the plan"), "Han", "P05", 1, 1, "done", ("要求砍掉抽奖", "Told to drop the prize draw")),
    ("P07", ("规则页文字", "Words of the rules page"), "Su", "P06", 2, 2, "done", ("", "")),
    (
        "P08",
        ("法务看规则和奖品", "Legal check of rules and prizes"),
        "Legal",
        "P07",
        2,
        8,
        "done",
        ("第9天送出，第17天才回；催了两次", "Sent on day 9, back on day 17; reminded twice"),
    ),
    ("P09", ("奖品选定和询价", "Choose prizes, ask for prices"), "Mo", "P05", 2, 4, "done", ("", "")),
    (
        "P10",
        ("奖品下单", "Order the prizes"),
        "Mo",
        "P08 P09",
        1,
        1,
        "done",
        ("晚了六天，交货改到第36天", "Six days late, delivery now on day 36"),
    ),
    ("P11", ("奖品到货抽检", "Check the prizes on arrival"), "Mo", "P10", 1, "", "waiting", ("", "")),
    (
        "P12",
        ("活动页设计稿", "Design of the event page"),
        "Qiao",
        "P04",
        4,
        7,
        "done",
        ("改了三轮，规则没定就画不了奖品区", "Three rounds; the prize part had to wait for the rules"),
    ),
    ("P13", ("活动页开发", "Build the event page"), "Wei", "P08 P12", 5, 6, "done", ("", "")),
    (
        "P14",
        ("活动页测试", "Test the event page"),
        "Su",
        "P13",
        2,
        3,
        "done",
        ("发现老安卓机上按钮被挡", "On old Android phones the button is covered"),
    ),
    ("P15", ("修活动页问题", "Mend the event page"), "Wei", "P14", 1, 2, "doing", ("剩两个", "Two left")),
    ("P16", ("埋点方案", "Tracking plan"), "Ning", "P04", 2, 2, "done", ("", "")),
    ("P17", ("埋点开发", "Build the tracking"), "Wei", "P16", 2, "", "not_started", ("排在活动页后面", "Queued behind the event page")),
    ("P18", ("埋点验收", "Check the tracking"), "Ning", "P17", 1, 1, "done", ("?", "?")),
    ("P19", ("日报模板", "Template of the daily report"), "Ning", "P16", 1, 1, "done", ("", "")),
    ("P20", ("组队功能开发", "Build the groups of three"), "Wei", "P06", 6, 11, "done", ("比估的多五天", "Five days over")),
    ("P21", ("组队功能测试", "Test the groups of three"), "Su", "P20", 2, 2, "done", ("", "")),
    ("P22", ("每日一句，写21条", "Write the 21 daily lines"), "Su", "P04", 4, 4, "done", ("", "")),
    ("P23", ("每日一句审校", "Proofread the daily lines"), "Lin", "P22", 1, "", "not_started", ("没排上", "Never got round to it")),
    ("P24", ("每日一句入库", "Load the daily lines"), "Su", "P23", 0.5, 0.5, "done", ("先放进去了", "Put in already")),
    ("P25", ("海报主视觉", "Main poster"), "Qiao", "P06", 3, 5, "done", ("", "")),
    ("P26", ("六个尺寸的海报", "Poster in six sizes"), "Qiao", "P25", 1, 2, "done", ("", "")),
    ("P27", ("报名推文", "Sign-up post"), "Su", "P07", 2, 2, "done", ("", "")),
    ("P28", ("推文配图", "Pictures for the post"), "Qiao", "P27", 1, 2, "done", ("", "")),
    ("P29", ("三个城市社群的预告", "Notice in three city groups"), "Su", "P27", 1, 1, "done", ("", "")),
    ("P30", ("招20名领队", "Recruit 20 group leaders"), "Su", "P04", 5, 8, "doing", ("到了13名", "13 so far")),
    ("P31", ("领队培训材料", "Material to train the leaders"), "Su", "P30", 2, "", "not_started", ("", "")),
    ("P32", ("领队培训（线上1小时）", "Train the leaders (1 hour online)"), "Su", "P31", 0.5, "", "not_started", ("", "")),
    ("P33", ("客服问答20条", "20 answers for support"), "Su", "P07", 1, "", "not_started", ("", "")),
    ("P34", ("客服培训", "Brief the support team"), "", "P33", 0.5, "", "not_started", ("", "")),
    ("P35", ("报名开放", "Open the sign-up"), "Lin", "P15 P27 P33", 0.5, "", "waiting", ("原定第30天", "Was meant for day 30")),
    ("P36", ("短信和站内信文案", "Words of texts and in-app notes"), "Su", "P27", 1, 1, "done", ("", "")),
    (
        "P37",
        ("短信签名报备", "Register the sender of the texts"),
        "Mo",
        "P36",
        3,
        6,
        "doing",
        ("运营商退回一次", "Sent back once by the carrier"),
    ),
    ("P38", ("发报名短信", "Send the sign-up text"), "Mo", "P35 P37", 0.5, "", "not_started", ("", "")),
    ("P39", ("投放两天小额测试", "Two days of small test ads"), "Mo", "P26 P35", 2, "", "not_started", ("", "")),
    (
        "P40",
        ("作弊规则和查法", "Rules on cheating and how to check"),
        "",
        "P07",
        1,
        "",
        "not_started",
        ("会上说过，没人认领", "Mentioned in a meeting, taken by nobody"),
    ),
    ("P41", ("应急：打卡打不上怎么办", "Fallback if ticking fails"), "", "P20", 1, "", "not_started", ("", "")),
    (
        "P42",
        ("压力测试", "Load test"),
        "Wei",
        "P15 P20",
        1,
        "",
        "not_started",
        ("去年第1天崩过23分钟", "Last year it was down for 23 minutes on day 1"),
    ),
    ("P43", ("开营直播流程", "Running order of the opening live"), "Lin", "P32", 1, "", "not_started", ("", "")),
    (
        "P44",
        ("开营直播", "Opening live"),
        "Lin",
        "P24 P35 P42 P43",
        0.5,
        "",
        "not_started",
        ("第40天，已对外宣布", "Day 40, announced in public"),
    ),
    ("P45", ("21天值班表", "Duty roster for 21 days"), "Lin", "P32", 0.5, "", "not_started", ("", "")),
    (
        "P46",
        ("每日数据看板", "Board of daily figures"),
        "Ning",
        "P18 P19",
        2,
        3,
        "doing",
        ("等埋点，现在用假数", "Waiting for the tracking, filled with made-up figures"),
    ),
    ("P47", ("奖品寄出", "Send the prizes"), "Mo", "P11 P40", 3, "", "not_started", ("", "")),
    ("P48", ("复盘", "Review"), "Lin", "P44 P46 P47", 2, "", "not_started", ("", "")),
]


# the people by their Chinese names
OWNERS = {"Lin": "小林", "Su": "小苏", "Han": "老韩", "Mo": "小莫", "Qiao": "小乔", "Wei": "小魏", "Ning": "小宁", "Legal": "法务", "": ""}


def tasks(language: Language) -> str:
    place = int(language == "en")
    columns = "id task owner depends_on estimate_days actual_days status note"
    rows = ((number, task[place], owner if place else OWNERS[owner], *rest, note[place]) for number, task, owner, *rest, note in TASKS)
    return table(columns, rows)
