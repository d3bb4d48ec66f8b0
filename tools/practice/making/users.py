"""The table of Dawnly's users, as it stands on the evening of 30 June 2025: what was drawn for them, made to agree with their events.

Whoever did something from 17 to 30 June joined on that day or before and was last active on the day of the last event; whoever did
nothing was last active before 17 June; whoever paid in these days has a plan and has paid. `active_days_30` counts 1 to 30 June.

To be found: a channel that buys users who never stay; a handful of people who write most of the posts and seldom pay. And the faults,
each by name below: four rows whose clock went wrong, six who joined "after" their first event, five payments that never reached the
table, eight rows that were not renewed after 22 June, and empty fields (seven ages, about one city in twenty).
"""

from collections import defaultdict
from datetime import date, timedelta

from making.app import FIRST_EVENT, MONTHLY, TODAY, USERS, YEARLY, happened, people
from making.dice import Dice
from making.table import Row, table

JUNE = date(2025, 6, 1)
LAST_DAY = TODAY - timedelta(1)
NEWCOMERS = FIRST_EVENT - timedelta(14)

# the planted faults, by number of the user
CLOCK = (1014, 1039, 1078, 1124)  # last active before they joined
MERGED = (1477, 1507, 1527, 1807, 1837, 1937)  # joined some days after their first event: the account was joined with a later one
UNBOOKED = (1015, 1347, 1584, 1773, 2051)  # a payment among the events, none in the table
STALE = (1037, 1117, 1317, 1467, 1597, 1627, 1787, 2187)  # last active and active days as on the evening of 22 June
STALE_SINCE = date(2025, 6, 22)


def users() -> str:
    columns = "user_id registered channel city_tier age_band last_active active_days_30 posts invited paid_total plan"
    return table(columns, _settled())


def _settled() -> list[Row]:
    dice = Dice(USERS + 1)
    seen: dict[object, list[date]] = defaultdict(list)
    paid: set[object] = set()
    for number, time, event, *_ in happened():
        day = date.fromisoformat(str(time)[:10])
        seen[number] += [] if day in seen[number] else [day]
        paid |= {number} if event == "pay" else set()
    joined = _joined(dice, {int(str(row[0])): row[1] for row in people() if isinstance(row[1], date)}, seen)
    return [_row(dice, row, joined[int(str(row[0]))], sorted(seen[row[0]]), row[0] in paid) for row in people()]


def _joined(dice: Dice, joined: dict[int, date], seen: dict[object, list[date]]) -> dict[int, date]:
    """Nobody joins after the first event, nor in the days of the events without one; as many join in these days as were drawn."""
    moved = 0
    for number, day in joined.items():
        if seen[number] and day > min(seen[number]):
            joined[number] = min(seen[number])
        elif not seen[number] and day >= FIRST_EVENT:
            joined[number] = NEWCOMERS + timedelta(dice.between(0, 13))
            moved += 1
    late = [number for number, day in joined.items() if NEWCOMERS <= day < FIRST_EVENT and seen[number] and min(seen[number]) > FIRST_EVENT]
    for number in dice.shuffled(late)[:moved]:
        joined[number] = min(seen[number])
    return joined


def _row(dice: Dice, drawn: Row, joined: date, seen: list[date], paid: bool) -> Row:
    number, _, channel, tier, band, last, days, posts, invited, total, plan = drawn
    number, days, total = int(str(number)), int(str(days)), int(str(total))
    if number in STALE:
        seen = [day for day in seen if day <= STALE_SINCE]
    last, active = _activity(dice, joined, last if isinstance(last, date) else joined, days, seen)
    if paid and number not in UNBOOKED:
        total += 0 if plan != "free" else YEARLY if number % 3 == 0 else MONTHLY
        plan = plan if plan != "free" else "yearly" if number % 3 == 0 else "monthly"
    if plan == "monthly":
        total = min(total, MONTHLY * ((LAST_DAY - joined).days // 30 + 1))
    if number in CLOCK:
        last = joined - timedelta(dice.between(2, 40))
    if number in MERGED:
        joined = seen[0] + timedelta(dice.between(3, 9))
    return (number, joined, channel, tier, band, last, active, posts, invited, total, plan)


def _activity(dice: Dice, joined: date, last: date, days: int, seen: list[date]) -> tuple[date, int]:
    """The last day and how many days of June: those of the events, and before them as many as fit what was drawn."""
    start = max(joined, JUNE)
    could = max(0, (FIRST_EVENT - start).days)
    before = min(could, max(int(joined >= JUNE), round(dice.bell(days * 16 / 30, 1.2)))) if days else 0
    if seen:
        return seen[-1], len(seen) + min(could, before)
    if not days:
        return max(joined, min(last, JUNE - timedelta(1))), int(joined >= JUNE)
    before = max(1, before)
    earliest = start + timedelta(before - 1)
    return max(earliest, min(last, FIRST_EVENT - timedelta(1 + dice.between(0, 3)))), before
