"""Support tickets and requests to Dawnly (早禾), sentences by hand in both languages.

To be found: the few who pay ask loudest for looks (a dark theme), while lost records hit everybody and stand under four areas; one ticket
in nine has the wrong area; several people report one cause in words that share nothing; tickets of new users stay open most.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table

SEED = 20250709
COUNT = 200
FIRST_DAY = date(2025, 4, 1)
DAYS = 91

Pair = tuple[str, str]
SEGMENTS = {"new": 0.30, "active": 0.34, "paying": 0.14, "lapsed": 0.10, "creator": 0.12}

# cause: (area where it belongs, weight by segment where it differs from 1, sentences)
CAUSES: dict[str, tuple[str, dict[str, float], list[Pair]]] = {
    "lost": (
        "sync",
        {"active": 2.4, "creator": 1.6},
        [
            ("换手机以后记录没了，只剩昨天的。", "After changing phones only yesterday's record is left."),
            ("平板上的打卡不会出现在手机上。", "What I tick on the tablet never shows on the phone."),
            ("更新到3.2后显示我是第1天，其实是第88天。", "Since 3.2 it says day 1; it was day 88."),
            ("断网时打的卡，连上网就消失了。", "Ticks made offline vanish once I am online."),
            ("导出的表少了二月和三月。", "The export lacks February and March."),
            ("周报说我一次没做，可日历上都是勾。", "The weekly report says nothing done, the calendar is full of ticks."),
            ("登出再登录，任务重复了，勾没了。", "Logged out and in: tasks doubled, ticks gone."),
            ("我的证书上写的天数比实际少40天。", "My certificate shows 40 days fewer than I did."),
            ("小组件显示完成，点进去是没完成。", "The widget says done, inside it says not done."),
            ("零点以后打的卡算到了前一天，连续天数断了。", "Ticks after midnight go to the day before and break the chain."),
            ("两个账号合并之后，一边的记录不见了。", "After merging two accounts one of the records is missing."),
        ],
    ),
    "dark": (
        "other",
        {"paying": 9, "new": 0.1, "active": 0.5, "lapsed": 0.1},
        [
            ("什么时候有深色模式？已经问过两次。", "When will there be a dark theme? I have asked twice."),
            ("会员就不能给个深色主题吗？", "Could those who pay at least get a dark theme?"),
            ("晚上打卡太亮了，刺眼，求黑色背景。", "Ticking off at night is blinding. A black background, please."),
            ("别家三年前就有夜间模式了。", "Others have had a night mode for three years."),
            ("白底看久了头疼，我付费就等这个。", "White gives me headaches; I pay and wait for this one thing."),
            ("希望图标也能换成深色的。", "The icon should come in dark too."),
            ("深色，深色，深色。重要的事说三遍。", "Dark, dark, dark. I say it three times because it matters."),
            ("设置里有“外观”，点进去是空的，是不是要上深色了？", "'Appearance' in the settings is empty. Is the dark theme coming?"),
        ],
    ),
    "remind": (
        "reminders",
        {},
        [
            ("提醒设了三个，只响一个。", "Three reminders set, one rings."),
            ("想给同一个习惯设早晚两个提醒。", "I want a morning and an evening reminder for one habit."),
            ("夜里两点收到提醒，已经关过一次了。", "Reminded at two at night, and I had switched it off."),
            ("出国以后提醒全按国内时间响。", "Abroad, all reminders ring by the time at home."),
            ("能不能让提醒在我到家以后才响？", "Could it remind me only when I am home?"),
            ("周末想睡懒觉，提醒能不能分工作日和周末？", "I sleep in at weekends: separate reminders for weekdays?"),
            ("手机静音时也出声，影响同事。", "It sounds even when the phone is muted; my colleagues mind."),
            ("提醒文案想自己写。", "I would like to write the reminder's words myself."),
            ("点通知没有跳到那条任务。", "Tapping the notice does not lead to the task."),
            ("关了营销推送，连打卡提醒也一起没了。", "I switched off the adverts and lost my reminders with them."),
        ],
    ),
    "money": (
        "payment",
        {"paying": 3, "new": 1.2, "creator": 0.4},
        [
            ("试用没到期就扣费了，请退。", "Charged before the trial ended; please refund."),
            ("扣了两次15元，订单号已附。", "Charged 15 twice; the order numbers are attached."),
            ("找不到取消自动续费的地方。", "I cannot find where to stop the renewal."),
            ("年费会员怎么开发票？", "How do I get an invoice for the yearly plan?"),
            ("送给朋友的会员到我自己账上了。", "The membership I gave a friend landed on my own account."),
            ("学生价要怎么认证？", "How do I prove that I am a student?"),
            ("付完款还是显示免费版，重启没用。", "Paid, still shown as free; restarting does not help."),
            ("升级年费时，剩下的两个月没有折算。", "Moved to the yearly plan; my two months left were not counted."),
            ("补签卡买了没到账。", "Bought a mending card, it never arrived."),
        ],
    ),
    "enter": (
        "account",
        {"new": 3.2, "lapsed": 2, "paying": 0.5},
        [
            ("验证码一直收不到。", "The code never arrives."),
            ("手机号换了，登不上老账号。", "New number; I cannot get into my old account."),
            ("用微信登录后成了一个新账号。", "Signing in by WeChat made a second account."),
            ("想注销，页面提示“请稍后”三天了。", "I want to close my account; the page has said 'later' for three days."),
            ("头像上传不了，一直转圈。", "My picture will not upload, it turns and turns."),
            ("昵称被占用了，可那个人一年没上线。", "My name is taken by somebody who has not been here for a year."),
            ("注册页要填生日，填不了1958年以前的。", "Signing up asks for a birthday and takes none before 1958."),
            ("忘了密码，重置邮件进不来。", "Forgot the password, and no mail comes to set a new one."),
        ],
    ),
    "howto": (
        "plans",
        {"new": 3, "creator": 0.3},
        [
            ("怎么把计划停几天？我下周住院。", "How do I pause a plan? I go into hospital next week."),
            ("计划开始以后还能改时间吗？", "Can the time be changed once a plan has begun?"),
            ("在哪里删掉系统送的那个“喝八杯水”？", "Where do I remove the 'eight glasses of water' that came with it?"),
            ("一天做两次的怎么算，只能勾一下。", "Something done twice a day can only be ticked once."),
            ("想把读书目标从“本”改成“页”。", "I want to count pages, not books."),
            ("21天结束之后呢？它就不见了。", "And after the 21 days? It just disappears."),
            ("计划第八天太难，能不能退回第七天？", "Day eight is too hard; can I go back to day seven?"),
            ("怎样和女儿一起做同一个计划？", "How can my daughter and I follow the same plan?"),
            ("新手引导关掉以后，在哪里再看一遍？", "Where can I see the introduction again?"),
            ("我值夜班，“今天”能不能从下午六点开始算？", "I work nights: can 'today' begin at six in the evening?"),
        ],
    ),
    "people": (
        "community",
        {"creator": 4, "active": 1.2, "new": 0.6},
        [
            ("圈子里有人发广告，举报五天了还在。", "Somebody advertises in our circle; reported five days ago, still there."),
            ("我带的圈子想要一个入圈问题。", "For the circle I run I would like a question at the door."),
            ("能不能看到谁一周没来？我想去问候一下。", "Can I see who has been away for a week? I want to ask how they are."),
            ("有人冒用我的头像加群里的人。", "Somebody uses my picture and befriends people in the group."),
            ("圈子公告改不了第二次。", "The circle's notice can be changed once only."),
            ("希望能把一条好帖子置顶一周。", "I would like to pin a good post for a week."),
            ("被圈主移出了，没有说明理由。", "I was put out of a circle without a reason."),
            ("我写的30篇打卡日记能不能合成一本？", "Could my 30 diary posts be made into a booklet?"),
            ("陌生人私信太多，想只收圈友的。", "Too many strangers write; I want messages from my circle only."),
            ("办打卡接力想要一张名单，手抄太累。", "For our relay I need a list of names; copying by hand is tiring."),
        ],
    ),
    "stats": (
        "statistics",
        {"paying": 1.8, "new": 0.4},
        [
            ("统计图想按星期几看。", "I want the statistics by day of the week."),
            ("年度总结里最长连续天数不对。", "The longest chain in the yearly review is wrong."),
            ("希望能把数据导成表格。", "Please let me export to a spreadsheet."),
            ("完成率是怎么算的？请假也算没完成吗？", "How is the rate reckoned? Does a day off count as missed?"),
            ("图上的灰色是什么意思？", "What does the grey in the chart mean?"),
            ("想对比今年和去年的五月。", "I would like to compare this May with last May."),
        ],
    ),
    "widget": (
        "widget",
        {"active": 1.6},
        [
            ("小组件三天没更新了。", "The widget has not moved for three days."),
            ("想要一个只显示天数的小号组件。", "I want a small one with the number only."),
            ("安卓小组件重启后会消失。", "On Android it is gone after a restart."),
            ("手表上点完成，要过一小时手机才有。", "Ticked on the watch, an hour later on the phone."),
            (
                "锁屏上能不能隐藏习惯的名字？我不想被看见。",
                "Can the habit's name be hidden on the lock screen? I would rather not be seen.",
            ),
        ],
    ),
}
GREETINGS: list[Pair] = [
    ("你好，", "Hello, "),
    ("客服在吗？", "Is anybody there? "),
    ("急！", "Urgent! "),
    ("打扰了，", "Sorry to bother you: "),
    ("再问一次：", "Once more: "),
    ("跟上次一样的问题。", "The same as last time. "),
    ("朋友让我来问：", "A friend told me to ask: "),
    ("建议：", "Suggestion: "),
]
ENDINGS: list[Pair] = [
    ("谢谢。", "Thank you."),
    ("截图见附件。", "Screenshot attached."),
    ("什么时候能好？", "When will it work?"),
    ("我用的是安卓。", "I am on Android."),
    ("苹果手机，系统最新。", "iPhone, newest system."),
    ("不解决我就不续费了。", "If not, I will not renew."),
    ("不急，记一下就好。", "No hurry, just note it."),
    ("群里好几个人都这样。", "Several in our group have it."),
    ("试过重装，没用。", "Reinstalling did not help."),
]


def tickets(language: Language) -> str:
    return table("ticket date segment area text status", ((*row[:4], row[4][language == "en"], row[5]) for row in _written()))


def _written() -> list[tuple[str, date, str, str, Pair, str]]:
    dice = Dice(SEED)
    decks: dict[str, list[Pair]] = {}
    rows: list[tuple[date, str, str, Pair, str]] = []
    seen: set[Pair] = set()
    while len(rows) < COUNT:
        segment = dice.weighted(SEGMENTS)
        cause = dice.weighted({name: likes.get(segment, 1.0) for name, (_, likes, _) in CAUSES.items()})
        area, _, sentences = CAUSES[cause]
        day = dice.between(49, DAYS - 1) if cause == "lost" and dice.chance(0.8) else dice.between(0, DAYS - 1)
        if not decks.get(cause):
            decks[cause] = dice.shuffled(sentences)
        zh, en = decks[cause].pop()
        greeting = dice.pick(GREETINGS) if dice.chance(0.4) else ("", "")
        ending = dice.pick(ENDINGS) if dice.chance(0.4) else ("", "")
        text = (greeting[0] + zh + ending[0], " ".join(f"{greeting[1]}{en} {ending[1]}".split()))
        if text not in seen:
            seen.add(text)
            rows.append((FIRST_DAY + timedelta(day), segment, _filed(dice, cause, area), text, _status(dice, day, segment, cause)))
    rows.sort(key=lambda row: row[0])
    return [(f"T{number:03}", *row) for number, row in enumerate(rows, 1)]


def _filed(dice: Dice, cause: str, area: str) -> str:
    """Where support has put it: lost records wherever they first showed, one other ticket in nine simply wrong."""
    if cause == "lost":
        return dice.weighted({"sync": 0.4, "statistics": 0.22, "widget": 0.16, "account": 0.22})
    return dice.pick(["other", "plans", "account", "community"]) if dice.chance(0.11) else area


def _status(dice: Dice, day: int, segment: str, cause: str) -> str:
    age = DAYS - day
    if dice.chance(0.62 if segment in {"paying", "creator"} else 0.2 if segment == "new" else 0.42):
        return "planned" if cause in {"dark", "stats"} and dice.chance(0.5) else "closed" if age > 12 else "answered"
    return "answered" if dice.chance(0.35) else "open"
