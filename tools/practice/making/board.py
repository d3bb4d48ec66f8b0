"""Three events of the tea shop (半山茶铺) in five weeks, each planned as if it were alone. Written by hand; nothing in it is drawn.

People, printer and what waiting costs stand in `three_events.*.md`, what happens on the Monday of week 3 in `three_events_week3.*.md`.
To be found: a designer with nearly twice the work there is time for, who is still over when everything is shrunk and her usual overrun is
counted; a developer whose work only lies in the wrong week; a host booked twice; three orders for a printer who takes one a week, one of
them too late; a page planned for after its opening; two tasks that nobody has.
"""

from making.table import Language, table

# number, task, who, waits for, week, days, fewest days, note
TASKS: list[tuple[str, tuple[str, str], str, str, int, float, float, tuple[str, str]]] = [
    ("G01", ("定早鸟价、数量和截单日", "Fix early price, number and closing day"), "Tang", "", 1, 0.5, 0.5, ("", "")),
    ("G02", ("礼盒主视觉", "Main picture of the gift box"), "Wu", "G01", 1, 3, 2, ("减：用去年底图", "Less: last year's background")),
    ("G03", ("卡片和封套的印刷稿", "Artwork for card and sleeve"), "Wu", "G02", 2, 2, 2, ("", "")),
    ("G04", ("下单印卡片和封套", "Order card and sleeve"), "Sun", "G03", 3, 0.5, 0.5, ("印刷厂", "The printer")),
    ("G05", ("礼盒装配、抽检", "Pack the boxes, check samples"), "Sun", "G04", 5, 2, 2, ("9月18日起发货", "Sent out from 18 September")),
    ("G06", ("商品页文字", "Words of the product page"), "Xu", "G01", 2, 1.5, 1, ("", "")),
    ("G07", ("商品页图6张", "Six pictures for the product page"), "Wu", "G02", 3, 3, 2, ("减：4张", "Less: four")),
    ("G08", ("上架、配早鸟券", "Put it on sale with its coupon"), "Fang", "G06 G07", 3, 2, 2, ("", "")),
    ("G09", ("测试下单", "Test orders"), "Xu", "G08", 3, 0.5, 0.5, ("", "")),
    ("G10", ("会员群和公众号推文", "Posts for group and official account"), "Xu", "G06", 3, 1.5, 1, ("", "")),
    ("G11", ("推文头图", "Picture for the posts"), "Wu", "G02", 3, 1, 0.5, ("", "")),
    ("G12", ("印字登记表", "Form for names to be printed"), "Fang", "G01", 3, 1, 0.5, ("减：用现成表单", "Less: a ready-made form")),
    (
        "G13",
        ("客服问答", "Answers for support"),
        "",
        "G01",
        3,
        1,
        0.5,
        ("小许和小周都以为是对方写", "Xu and Zhou each think the other does it"),
    ),
    (
        "G14",
        ("开卖第一周看数", "Watch the figures of the first week"),
        "Xu",
        "G09 G10 G11",
        4,
        2,
        2,
        ("9月8日开卖，8月8日已在会员群公布", "On sale 8 Sep., announced to members on 8 Aug."),
    ),
    ("T01", ("定场地、付订金", "Book the room, pay the deposit"), "Sun", "", 1, 1, 1, ("订金1,500元", "Deposit 1,500 yuan")),
    ("T02", ("挑邀请名单", "Choose whom to invite"), "Lin", "", 1, 1, 1, ("", "")),
    ("T03", ("邀请函", "Invitation card"), "Wu", "", 2, 1.5, 0.5, ("减：只有文字", "Less: words alone")),
    ("T04", ("报名表和提醒", "Sign-up form and reminders"), "Fang", "", 2, 1.5, 0.5, ("减：用现成表单", "Less: a ready-made form")),
    ("T05", ("一对一邀请", "Invite one by one"), "Lin", "T02 T03 T04", 3, 2, 2, ("", "")),
    (
        "T06",
        ("茶单和座位卡的印刷稿", "Artwork for tea list and seat cards"),
        "Wu",
        "",
        3,
        2,
        0.5,
        ("减：自己打印", "Less: on our own printer"),
    ),
    (
        "T07",
        ("下单印茶单和座位卡", "Order tea list and seat cards"),
        "Sun",
        "T06",
        3,
        0.5,
        0,
        ("印刷厂；自己打印就不用下单", "The printer; not needed if printed by ourselves"),
    ),
    ("T08", ("现场背板", "Backdrop of the room"), "Wu", "T03", 3, 2.5, 0, ("减：不做", "Less: none")),
    ("T09", ("茶样和点心备货", "Get teas and cakes in"), "Sun", "T01", 4, 1.5, 1.5, ("", "")),
    ("T10", ("流程单、空走一遍", "Run sheet and walk-through"), "Lin", "T05", 4, 1.5, 1.5, ("", "")),
    ("T11", ("当天现场", "On the spot that day"), "Lin", "T10", 4, 1, 1, ("9月13日周六下午", "Saturday 13 September, afternoon")),
    ("T12", ("当天主持", "Host that day"), "Ning", "T10", 4, 1, 1, ("", "")),
    ("T13", ("回访来宾", "Ring the guests afterwards"), "Lin", "T11", 5, 1, 1, ("", "")),
    ("L01", ("定选品和直播价", "Choose items and live prices"), "Tang", "", 1, 0.5, 0.5, ("", "")),
    ("L02", ("直播脚本", "Script of the stream"), "Ning", "L01", 3, 2, 1.5, ("", "")),
    ("L03", ("预告海报", "Poster to announce it"), "Wu", "L01", 2, 2, 1, ("减：用模板", "Less: from a template")),
    (
        "L04",
        ("预约页", "Page to book a reminder"),
        "Fang",
        "L03",
        3,
        2,
        1,
        ("预约9月1日早上开", "Booking opens on the morning of 1 September"),
    ),
    ("L05", ("背景布画稿", "Artwork for the backcloth"), "Wu", "L01", 3, 3, 1, ("减：旧稿换日期", "Less: last year's with a new date")),
    ("L06", ("下单印背景布", "Order the backcloth"), "Sun", "L05", 4, 0.5, 0.5, ("印刷厂", "The printer")),
    ("L07", ("直播券和商品链接", "Live coupon and product links"), "Fang", "L01", 3, 1.5, 1.5, ("", "")),
    (
        "L08",
        ("抽奖规则", "Rules of the draw"),
        "",
        "",
        2,
        1,
        0,
        ("会上定的，没写谁；减：不抽奖", "Agreed in a meeting, no name; less: no draw"),
    ),
    ("L09", ("抽奖页", "Page of the draw"), "Fang", "L08", 3, 1.5, 0, ("减：不抽奖", "Less: no draw")),
    ("L10", ("彩排", "Rehearsal"), "Ning", "L02 L07", 4, 1, 1, ("", "")),
    ("L11", ("直播", "The stream"), "Ning", "L04 L06 L10", 4, 0.5, 0.5, ("9月12日周五晚8点", "Friday 12 September, 8 p.m.")),
    ("L12", ("场控", "Floor manager"), "Zhou", "L10", 4, 0.5, 0.5, ("", "")),
    ("L13", ("直播复盘", "Review of the stream"), "Ning", "L11", 5, 1, 1, ("", "")),
]

EVENTS = {"G": ("礼盒早鸟", "gift boxes"), "T": ("会员品鉴会", "tasting"), "L": ("周年直播", "live stream")}
# the people by their Chinese names
OWNERS = {"Tang": "老唐", "Wu": "小吴", "Sun": "小孙", "Xu": "小许", "Fang": "小方", "Lin": "小林", "Ning": "阿宁", "Zhou": "小周", "": ""}


def three_events(language: Language) -> str:
    place = int(language == "en")
    columns = "id event task owner depends_on week days least_days note"
    rows = (
        (number, EVENTS[number[0]][place], task[place], owner if place else OWNERS[owner], *rest, note[place])
        for number, task, owner, *rest, note in TASKS
    )
    return table(columns, rows)
