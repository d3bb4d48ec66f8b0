"""The habit app Dawnly (早禾), invented: who its people are, what they did in fourteen days, how a new feature was taken up.

To be found in the events: a version in which far fewer tasks are finished and the paywall is logged twice; a push that opens the app and
nothing else. In the feature: many try it because they are told to, and few keep it; in the sixth week active users complain three times as
often as anywhere else, by whatever they are counted. The table of users is made in `users.py`, from what is drawn here.
"""

from datetime import date, datetime, timedelta

from making.dice import Dice
from making.table import Row, table

USERS, EVENTS, FEATURE = 20250701, 20250702, 20250703
TODAY = date(2025, 7, 1)
FIRST_DAY = date(2025, 1, 1)
PEOPLE = 1200

# channel: share of new users in the first and in the last month, share who stay, how often they invite
CHANNELS = {
    "organic": (0.34, 0.22, 0.42, 0.10),
    "friend": (0.20, 0.14, 0.58, 0.30),
    "campus": (0.14, 0.10, 0.30, 0.22),
    "app_store_ads": (0.16, 0.12, 0.33, 0.06),
    "short_video_ads": (0.04, 0.34, 0.06, 0.02),
    "creator": (0.12, 0.08, 0.38, 0.12),
}
AGES = {"under_18": 0.06, "18_24": 0.38, "25_34": 0.36, "35_44": 0.14, "45_up": 0.06}
MONTHLY, YEARLY = 15, 128


def people() -> list[Row]:
    """As drawn: number, registered, channel, city, age, last active, active days of 30, posts, invited, paid, plan."""
    dice = Dice(USERS)
    return sorted((_person(dice, number) for number in range(1001, 1001 + PEOPLE)), key=lambda row: row[0])


def _person(dice: Dice, number: int) -> Row:
    age = dice.between(0, 180)  # days since the first day; the later months bring more users
    if dice.chance(0.35):
        age = dice.between(90, 180)
    registered = FIRST_DAY + timedelta(age)
    late = age / 180
    channel = dice.weighted({name: first + (last - first) * late for name, (first, last, _, _) in CHANNELS.items()})
    stays = CHANNELS[channel][2]
    band = dice.weighted(AGES)
    since = (TODAY - registered).days
    if dice.chance(stays):
        gone = min(since - 1, dice.between(0, 6))
        days = max(1, min(30, since, round(dice.bell(15, 6))))
        days -= gone if days > gone else 0
    else:
        stayed = min(since, dice.between(0, 4) if channel == "short_video_ads" else dice.between(0, 45))
        gone = since - stayed
        days = 0 if gone >= 30 else max(1, min(30 - gone, stayed, dice.between(1, 5)))
    heart = days >= 12 and dice.chance(0.13)
    posts = dice.between(35, 140) if heart else dice.between(0, 6) if days >= 8 else dice.between(0, 1)
    invited = sum(dice.chance(CHANNELS[channel][3]) for _ in range(6 if heart else 3)) if days else 0
    plan, paid = _money(dice, since - gone, days, heart)
    last_active = TODAY - timedelta(gone)
    if number % 283 == 0:
        dice.between(2, 40)  # drawn and not used: what follows stays as it was
    tier = dice.weighted({"1": 0.24, "2": 0.38, "3": 0.33, "": 0.05})
    return (number, registered, channel, tier, "" if number % 171 == 0 else band, last_active, days, posts, invited, paid, plan)


def _money(dice: Dice, stayed: int, days: int, heart: bool) -> tuple[str, int]:
    """Plan now and everything paid so far; some paid once and went back to free."""
    eager = 0.10 if heart else 0.42 if days >= 15 else 0.24 if days >= 6 else 0.04
    if not dice.chance(eager):
        return "free", 0
    if dice.chance(0.3):
        return "yearly", YEARLY
    months = max(1, min(6, stayed // 30 + 1))
    if dice.chance(0.28):
        return "free", MONTHLY * dice.between(1, months)
    return "monthly", MONTHLY * months


# --- events -------------------------------------------------------------------------------------------------------------------------

FIRST_EVENT = date(2025, 6, 17)
RELEASE = 7  # the day on which version 3.2 begins to arrive


def events() -> str:
    return table("user_id time event source version", happened())


def happened() -> list[Row]:
    dice = Dice(EVENTS)
    rows: list[Row] = []
    active = [(row[0], row[6]) for row in people() if int(str(row[6])) > 0]
    for number, days in active:
        updates = RELEASE + dice.between(0, 5) if dice.chance(0.85) else 99
        for day in range(14):
            if dice.chance(int(str(days)) / 33):
                rows += _visit(dice, number, day, "3.2" if day >= updates else "3.1")
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _visit(dice: Dice, number: object, day: int, version: str) -> list[Row]:
    source = dice.weighted({"icon": 0.46, "push": 0.28, "widget": 0.20, "link": 0.06})
    hour = dice.weighted({6: 3, 7: 5, 8: 4, 12: 2, 13: 1, 18: 1, 20: 2, 21: 4, 22: 4, 23: 1})
    at = datetime.combine(FIRST_EVENT + timedelta(day), datetime.min.time()) + timedelta(hours=hour, minutes=dice.between(0, 59))
    steps = ["open"]
    if dice.chance({"icon": 0.80, "widget": 0.88, "link": 0.42, "push": 0.30}[source]):
        steps.append("view_plan")
        if dice.chance(0.74):
            steps.append("start_task")
            if dice.chance(0.52 if version == "3.2" else 0.79):
                steps.append("finish_task")
                steps += ["share"] if dice.chance(0.09) else []
        if dice.chance(0.13):
            steps += ["paywall", "paywall"] if version == "3.2" else ["paywall"]
            steps += ["pay"] if dice.chance(0.12) else []
    rows: list[Row] = []
    for place, step in enumerate(steps):
        again = place > 0 and steps[place - 1] == step
        at += timedelta(minutes=0 if again or place == 0 else dice.between(1, 18) if step == "finish_task" else dice.between(0, 2))
        rows.append((number, at.strftime("%Y-%m-%d %H:%M"), step, source, version))
    return rows


# --- feature ------------------------------------------------------------------------------------------------------------------------

# The share of each cohort that sees "shared goals": five in a hundred, then twenty, then everybody.
SHOWN = [0.05, 0.05, 0.2, 0.2, 1, 1, 1, 1, 1, 1, 1, 1]
# cohort: people a week, share who try, who use it again, who keep it four weeks (of those who tried), complaints per thousand shown
COHORTS = {
    "new": (2600, 0.21, 0.52, 0.34, 1.5),
    "active": (5200, 0.31, 0.44, 0.27, 3.0),
    "returning": (1400, 0.15, 0.29, 0.11, 2.0),
}


def feature() -> str:
    """By the week in which people first saw it. Four weeks must have passed before `kept_4w` can be known."""
    dice = Dice(FEATURE)
    rows: list[Row] = []
    for week, shown in enumerate(SHOWN):
        notice = week in {4, 5, 6}  # a notice in the app sends everybody there
        for cohort, (size, try_it, again, keep, grumble) in COHORTS.items():
            exposed = dice.count(size * shown * (1 if week < 5 or cohort == "new" else 0.75), 0.04)
            tried = dice.out_of(exposed, try_it * (1.9 if notice else 1))
            used = dice.out_of(tried, again * (0.55 if notice else 1))
            kept = min(used, dice.out_of(tried, keep * (0.42 if notice else 1)))
            trouble = grumble * (9 if week == 5 and cohort == "active" else 1)
            monday = date(2025, 4, 7) + timedelta(weeks=week)
            rows.append((monday, cohort, exposed, tried, used, kept if week < len(SHOWN) - 4 else "", dice.out_of(exposed, trouble / 1000)))
    return table("week cohort exposed tried used_again kept_4w complaints", rows)
