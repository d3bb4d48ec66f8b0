"""Reviews of Dawnly (早禾) in an app store. Every sentence is written by hand in both languages; chance puts them together.

To be found: about ten themes that come back in other words; one of them (lost records) begins with version 3.2; two on which users
contradict each other (reminders, the streak); many that say nothing; five stars with a complaint, one star for the post office.
"""

from datetime import date, timedelta

from making.dice import Dice
from making.table import Language, table

SEED = 20250708
COUNT = 240
DAYS = 181
FIRST_DAY = date(2025, 1, 1)
RELEASES = {"3.0": 0, "3.1": 58, "3.2": 139}  # the day each version comes out

Pair = tuple[str, str]

# theme: (how often before 3.2, how often after, ratings from-to, sentences); a sentence that begins with + praises
THEMES: dict[str, tuple[float, float, tuple[int, int], list[Pair]]] = {
    "lost": (
        0,
        16,
        (1, 2),
        [
            ("更新完一打开，三个月的打卡记录全没了。", "Updated, opened it, and three months of check-ins were gone."),
            ("手机和平板对不上，手机上是61天，平板上是12天。", "Phone says 61 days, tablet says 12. Which is it?"),
            ("换了新手机，登录进去一片空白。", "New phone, logged in, empty."),
            ("昨天明明打了卡，今天显示断了。", "I did check in yesterday. Today it says the chain is broken."),
            ("同步转了一个晚上，第二天少了四天。", "It synced all night, and in the morning four days were missing."),
            ("坚持了200天，一次更新清零，我真的会哭。", "200 days, wiped by one update. I could cry."),
            ("在地铁里没网时打的卡，出站后就不见了。", "Whatever I tick off on the underground without a signal vanishes when I come up."),
            (
                "我和室友同一天开始，她的还在，我的变成了第1天。",
                "My flatmate and I began on the same day; hers is still there, mine is day 1 again.",
            ),
            (
                "重新登录以后，任务变成两份，记录只剩一份的一半。",
                "After logging in again every task was there twice and half the record was gone.",
            ),
            ("说是云备份，丢了以后才知道没备上。", "It promises a cloud backup; I found out there was none when I needed it."),
            ("把日期改回来也不行，补录入口在3.2里找不到了。", "Cannot even enter the day afterwards: that button is gone in 3.2."),
            ("周报里写着我这周0次，可我一天没落。", "The weekly report says 0 for me, and I did not miss a day."),
            ("导出来的表只有最近一个月。", "The export only has the last month in it."),
            ("升级到3.2之后，每天零点过后打的卡都算到前一天。", "Since 3.2 whatever I tick after midnight counts for the day before."),
        ],
    ),
    "reminders": (
        8,
        7,
        (2, 4),
        [
            ("提醒一天响七次，我把通知全关了。", "Seven reminders a day. I have switched them all off."),
            ("提醒老是不响，等想起来已经晚上十一点了。", "The reminder stays silent, and I remember at eleven at night."),
            ("希望提醒再多几次，我这种人一次叫不动。", "Please remind me more often; once is not enough for somebody like me."),
            ("凌晨两点提醒我喝水，吓醒。", "Woke me at two in the morning to drink water."),
            ("设了早上六点半，六点五十才响，公交都走了。", "Set for 6:30, rang at 6:50. The bus had left."),
            ("周末能不能不提醒？", "Could it leave me alone at weekends?"),
            ("提醒的那句话天天一样，看着看着就不看了。", "The same sentence every day; I no longer see it."),
            ("每个任务只能设一个时间，我早晚各要一次。", "One time for each task, but I need morning and evening."),
            ("提醒点开是首页，不是那个任务，还得自己找。", "Tapping the reminder opens the front page, not the task."),
            ("开会的时候它大声念“今天也要加油哦”，社死。", "In the middle of a meeting it said aloud: you can do it today!"),
            ("提醒语气太凶了，像我妈。", "It nags like my mother."),
            ("+提醒得刚刚好，一次，不啰嗦。", "One reminder, at the right time, no fuss."),
        ],
    ),
    "streak": (
        8,
        6,
        (1, 3),
        [
            (
                "发烧一天就归零，这不是鼓励，是惩罚。",
                "One day in bed with a fever and back to zero. That is punishment, not encouragement.",
            ),
            ("+看着数字一天天变大，我居然真的早起了。", "Watching the number grow, I actually get up early now."),
            (
                "断了一次之后我就再也没打开过，直到今天来写评论。",
                "After it broke once I never opened it again, until today, to write this.",
            ),
            ("+就喜欢连续天数，一天都不许断，谁也别想让我补签。", "I love the streak exactly because no day can be made up."),
            ("补签卡卖6块一张，靠人的不甘心赚钱。", "Six yuan to mend a broken chain: money made from regret."),
            ("请加一个请假功能，出差那几天真的做不了。", "Please add days off: on business trips it cannot be done."),
            (
                "为了不断，有时候我没做也点了完成，越想越没意思。",
                "So as not to break it I sometimes tick what I have not done, and it feels pointless.",
            ),
            ("+我妈65岁，连续打卡240天，比我厉害。", "My mother is 65 and on day 240. Better than me."),
            ("天数压力太大了，晚上十一点五十爬起来做两个深蹲充数。", "The pressure! At 23:50 I get up for two squats just to keep it."),
            ("要是按每周几次算，不按连续几天算，我能坚持下来。", "I could keep up if it counted times a week instead of days in a row."),
            ("+满100天送的那张图，我设成了壁纸。", "The picture you get at day 100 is my wallpaper now."),
            ("连续天数只能从注册那天算，我以前的坚持都不作数。", "It counts from the day of joining; what I did before does not exist."),
        ],
    ),
    "price": (
        6,
        8,
        (1, 3),
        [
            ("三个习惯就要收费，我连喝水、走路、早睡都放不下。", "Pay from the fourth habit on? Water, walking and sleep, and I am full."),
            ("一年128，比我健身房体验课还贵。", "128 a year is more than my trial class at the gym."),
            ("原来免费的统计图，更新后上锁了。", "The charts used to be free; after the update they are locked."),
            ("点哪儿都是开通会员。", "Wherever I tap, it wants me to subscribe."),
            ("学生没有优惠，有点可惜。", "No student price, a pity."),
            ("一次买断我愿意，订阅不愿意。", "I would buy it once. I will not rent it."),
            ("+月付15能接受，但希望多给一个主题。", "15 a month is fine, but add a theme or two."),
            ("付了钱还是有广告，那我付的是什么？", "I pay and still see ads. What do I pay for?"),
            ("试用七天，第六天就扣了，没有提醒。", "Seven days of trial, charged on the sixth, without a word."),
            ("+贵是贵，可少喝两杯奶茶就回来了。", "Not cheap, but two milk teas fewer and it is paid."),
            ("家里三个人用，要买三份？", "Three of us at home: three subscriptions?"),
        ],
    ),
    "cancel": (
        3,
        4,
        (1, 2),
        [
            ("取消订阅的入口藏得比密室还深。", "The way to cancel is hidden better than in an escape room."),
            ("退款三次了，客服每次都说已记录。", "Asked for a refund three times; each time it is 'noted'."),
            ("客服是机器人，问什么都答“亲，您可以试试重启”。", "Support is a robot that tells me to restart."),
            ("人工客服排队排了40分钟，进去就断了。", "Waited 40 minutes for a human, then the line dropped."),
            ("注销账号要寄身份证照片，凭什么。", "To delete my account they want a picture of my ID. Why?"),
            ("发了两封邮件，一个月没有回。", "Two mails, a month, no answer."),
            (
                "+客服小林很耐心，一步步教我找回来了，给她加鸡腿。",
                "Lin from support was patient and found it for me step by step. Give her a raise.",
            ),
            ("自动续费前一天能不能发个短信。", "Could you text me the day before it renews?"),
        ],
    ),
    "widget": (
        7,
        5,
        (3, 5),
        [
            ("+桌面小组件是我坚持下来的唯一原因，一抬手就能点。", "The widget is the one reason I keep going: one tap and done."),
            ("+小组件配色好看，室友都来问是什么。", "The widget looks so good that my flatmates ask what it is."),
            ("+手表上也能打卡，跑完步不用掏手机。", "Ticks off on my watch too, no phone needed after a run."),
            ("+锁屏上看到那个小苗，就不好意思刷视频了。", "With that little sprout on the lock screen I am ashamed to scroll."),
            ("小组件要是能放两个习惯就更好了。", "The widget should hold two habits."),
            ("更新后小组件偶尔不动，点两下才行。", "Since the update the widget sometimes needs two taps."),
            ("深色壁纸下小组件的字看不清。", "On a dark wallpaper the widget cannot be read."),
            ("+长出第三片叶子那天，我截图发了朋友圈。", "When the third leaf came out I posted a picture of it."),
            ("安卓的小组件比苹果的难看一截。", "The Android widget is a good deal uglier than the iPhone's."),
        ],
    ),
    "plans": (
        6,
        5,
        (2, 4),
        [
            ("21天计划第一天就要跑五公里，劝退。", "Day one of the 21-day plan: five kilometres. Goodbye."),
            ("计划不能改，我膝盖不好，想把跳绳换成走路。", "Plans cannot be changed. With my knees I would swap skipping for walking."),
            ("读书计划推荐的书都太难了，我想从薄的开始。", "The books in the reading plan are too hard; let me begin with a thin one."),
            ("值夜班的人用不了“早起”，能不能按我自己的早上算？", "I work nights: could 'early' mean my own morning?"),
            ("计划到第八天突然加倍，谁设计的？", "On day eight the plan suddenly doubles. Who thought of that?"),
            (
                "+存钱计划写得好，一天三块，三个月攒了一双鞋。",
                "The saving plan is good: three yuan a day, and in three months I had a pair of shoes.",
            ),
            (
                "选计划像点菜，菜单太长，挑了二十分钟没挑出来。",
                "Choosing a plan is like a menu that never ends; I gave up after twenty minutes.",
            ),
            ("希望能把两个计划合成一个，早上起来一起做。", "I would like to join two plans into one morning."),
            ("没有给带孩子的人的计划，我一天只有两个十分钟。", "Nothing for people with a baby. I have ten minutes, twice a day."),
            ("+计划里的文案很暖，不说教。", "The words in the plans are warm and do not preach."),
            ("+跟着“每天写三行”写了一年，出了本小册子送朋友。", "A year of 'three lines a day' became a booklet for my friends."),
        ],
    ),
    "community": (
        5,
        7,
        (1, 3),
        [
            ("打卡圈里都是卖课的，举报了也没用。", "The circles are full of people selling courses, and reporting them does nothing."),
            (
                "+圈子里的人会给陌生人鼓掌，好久没遇到这么好的地方了。",
                "People in the circles clap for strangers. I had forgotten such places exist.",
            ),
            (
                "+建了个三个人的小圈子，谁不打卡谁请喝茶，半年没断。",
                "We are a circle of three; whoever misses buys the tea. Half a year and counting.",
            ),
            ("大群八百人，消息刷得我头疼，退了。", "Eight hundred in the group. My head hurt; I left."),
            ("被陌生人私信要微信，害怕。", "A stranger wrote to me for my number. That scared me."),
            ("发了跑步照片，被人说“这也叫跑步”，再也不发了。", "I posted my run and somebody wrote 'you call that running?'. Never again."),
            ("+管理员阿青每晚都回每个人，太用心了。", "Qing, who looks after our circle, answers everybody every evening."),
            ("点赞的全是新号，一看就是刷的。", "All the likes come from brand-new accounts. Bought, clearly."),
            ("能不能只让好友看到我的记录？", "Can I let only friends see my record?"),
            ("+因为圈子认识了现在的跑友，谢谢早禾。", "I met my running partner in a circle. Thank you, Dawnly."),
        ],
    ),
    "speed": (
        6,
        6,
        (1, 3),
        [
            ("打开要六秒，点完成又要转三秒。", "Six seconds to open, three more to tick one thing."),
            ("一晚上掉了百分之二十的电。", "It ate a fifth of my battery overnight."),
            ("老手机上点统计就闪退。", "On my old phone the statistics page crashes every time."),
            ("开屏动画好看，可我只想打个卡。", "A pretty opening animation, but I only want to tick a box."),
            ("安装包两百多兆，一个打卡软件。", "More than 200 MB for a tick list."),
            ("横屏的时候按钮跑到外面去了。", "In landscape the button slides off the screen."),
            ("没网就打不开，我爬山的时候最需要它。", "Without a network it does not open, and on the mountain I need it most."),
            ("+更新后快多了，以前老卡。", "Much faster since the update; it used to stick."),
            ("每次打开都先让我看一遍新功能介绍。", "Each time I open it I have to sit through what is new."),
        ],
    ),
    "start": (
        6,
        6,
        (2, 4),
        [
            ("注册要填十一项，我只是想记一下喝水。", "Eleven fields to sign up. I only want to count glasses of water."),
            ("找了半天没找到在哪里改名字。", "Took me ages to find where to change my name."),
            ("我爸学了三遍还不会新建一个习惯，字也小。", "My father tried three times to add a habit, and the letters are small."),
            ("“目标”“计划”“习惯”有什么区别？我全建了一遍。", "Goal, plan, habit: what is the difference? I made one of each."),
            ("删除按钮就在完成旁边，手滑过两次。", "Delete sits right beside done. My thumb slipped twice."),
            ("新手引导五页，跳不过去。", "Five pages of introduction and no way to skip."),
            ("+上手很快，三步就开始了，比别家清爽。", "Three steps and off we go; cleaner than the others."),
            ("统计页的颜色谁能告诉我是什么意思？", "Can anybody tell me what the colours in the statistics mean?"),
            ("希望支持字体放大。", "Please let me enlarge the type."),
            ("英文界面有一半还是中文。", "Half of the English version is still in Chinese."),
        ],
    ),
    "vague": (
        14,
        12,
        (1, 4),
        [
            ("不好用。", "Not good."),
            ("还行。", "It's okay."),
            ("+很好", "Great"),
            ("垃圾", "Rubbish"),
            ("一般般吧", "So-so."),
            ("+好评！", "Thumbs up!"),
            ("越来越差了", "Getting worse and worse."),
            ("+不错不错，推荐给大家", "Nice, nice, would recommend."),
            ("卸载了", "Uninstalled."),
            ("用着挺好的，就是有时候不太好用", "Good to use, except when it isn't."),
            ("没什么感觉", "No strong feelings."),
            ("+五星鼓励一下", "Five stars to cheer you up."),
            ("不知道怎么说，反正就那样", "Hard to say. It is what it is."),
            ("+希望越做越好", "Hope it gets better and better."),
            ("差评！！！", "Bad!!!"),
            ("朋友让我下的", "A friend made me download it."),
            ("看评论来的，先观望", "Came for the reviews. Waiting to see."),
            ("以前挺好的", "It used to be good."),
            ("+默认好评", "Default five stars."),
            ("体验感不行", "The experience is not there."),
            ("功能太多了", "Too many functions."),
            ("功能太少了", "Too few functions."),
            ("等更新", "Waiting for an update."),
            ("真的绝了", "Unbelievable, really."),
            ("快递三天没到，差评", "Three days and the parcel has not arrived. One star."),
            ("写够十个字就可以了吧", "Is this long enough now?"),
        ],
    ),
}
LEADS: list[Pair] = [
    ("用了一年多了。", "More than a year with it."),
    ("第一次写评论。", "My first review ever."),
    ("老用户说两句。", "A word from an old user."),
    ("本来想给五星的。", "I meant to give five stars."),
    ("考研党一枚。", "I am studying for my entrance exam."),
    ("从1.0就在用。", "Here since 1.0."),
    ("被广告吸引来的。", "An advert brought me here."),
    ("新手一个。", "I am new here."),
    ("同事推荐的。", "A colleague told me about it."),
    ("两个孩子的妈妈。", "Mother of two."),
    ("换过四个打卡软件。", "My fifth habit app."),
    ("付费用户。", "Paying user."),
    ("上班族，时间不多。", "I work and have little time."),
    ("说实话，", "Honestly: "),
    ("先说优点：界面干净。", "First the good part: it looks clean."),
    ("昨天刚下载。", "Downloaded it yesterday."),
    ("安卓，两年前的机型。", "Android, a phone of two years ago."),
    ("给爸妈装的。", "Installed it for my parents."),
]
CODAS: list[Pair] = [
    ("希望尽快改。", "Please mend it soon."),
    ("改好了我再来改星。", "I will change my stars when it is mended."),
    ("其他都还好。", "The rest is fine."),
    ("别的软件早就有了。", "Others have had this for ages."),
    ("开发者加油。", "Keep it up, developers."),
    ("求回复。", "Please answer."),
    ("有没有人和我一样？", "Anybody else?"),
    ("已经截图了。", "I took a screenshot."),
    ("不然就换别家了。", "Otherwise I am off to another one."),
    ("我还是会继续用。", "I will go on using it anyway."),
    ("就这一点。", "That is all."),
    ("反馈过，没下文。", "Told you before, nothing happened."),
    ("总体四星。", "Four stars all in all."),
    ("朋友也遇到了。", "A friend has it too."),
    ("心累。", "I am tired."),
    ("感谢。", "Thanks."),
]


def reviews(language: Language) -> str:
    return table("date rating version text", ((day, stars, version, text[language == "en"]) for day, stars, version, text in _written()))


def _written() -> list[tuple[date, int, str, Pair]]:
    dice = Dice(SEED)
    decks: dict[str, list[Pair]] = {}

    def draw(name: str, sentences: list[Pair]) -> Pair:
        """The next sentence; none comes a second time before all have come once."""
        if not decks.get(name):
            decks[name] = dice.shuffled(sentences)
        return decks[name].pop()

    rows: list[tuple[date, int, str, Pair]] = []
    seen: set[Pair] = set()
    while len(rows) < COUNT:
        day = dice.between(0, DAYS - 1)
        late = day >= RELEASES["3.2"]
        if not late and dice.chance(0.3):  # more people write once 3.2 is out
            continue
        theme = dice.weighted({name: spec[1] if late else spec[0] for name, spec in THEMES.items()})
        zh, en = draw(theme, THEMES[theme][3])
        talks = theme != "vague"
        text = _joined(
            draw("lead", LEADS) if talks and dice.chance(0.34) else ("", ""),
            (zh.removeprefix("+"), en),
            draw("coda", CODAS) if talks and dice.chance(0.36) else ("", ""),
        )
        low, high = (4, 5) if zh.startswith("+") else THEMES[theme][2]
        stars = 5 if talks and dice.chance(0.06) else _stars(dice, low, high)
        version = "3.2" if theme == "lost" else _version(dice, day)
        if text not in seen or (not talks and dice.chance(0.5)):  # only short words come twice
            seen.add(text)
            rows.append((FIRST_DAY + timedelta(day), stars, version, text))
    return sorted(rows, key=lambda row: row[0])


def _stars(dice: Dice, low: int, high: int) -> int:
    """Reviews stand at the ends more than in the middle."""
    return dice.pick([low, low, high, high, dice.between(low, high)])


def _version(dice: Dice, day: int) -> str:
    """The newest one, or for one in six the one before."""
    out = [name for name, first in RELEASES.items() if first <= day]
    return out[-2] if len(out) > 1 and dice.chance(0.17) else out[-1]


def _joined(*parts: Pair) -> Pair:
    return "".join(part[0] for part in parts), " ".join(part[1].strip() for part in parts if part[1])
