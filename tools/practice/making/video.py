"""Second by second, who is still watching eight 60-second videos of Dawnly (早禾). What is said and shown when, stands in `videos.*.md`.

To be found: three seconds decide most of it: V1 and V5 begin with the result or a question and keep over four fifths, V2 begins with a
logo and a greeting and loses half; V3 drops where its advertisement begins (22 s), V4 where it starts a second subject (41 s), V6 in the
silent stretch from 30 to 36 s; in V5 people go back to the list at 33 s, so that more watch than before; V7 ends its story at 44 s and the
last 16 seconds of thanks are watched by few; V8, shown to the most people, keeps fewest to the end. A fault: V7's first second was counted
with those who only scrolled by, so that its loss in second 1 says nothing of the hook.
"""

from making.dice import Dice
from making.table import Row, table

SEED = 20250716

# video: plays, share left at 3 seconds, share lost each second after, and what else happens: second → share of those watching
VIDEOS: dict[str, tuple[int, float, float, dict[int, float]]] = {
    "V1": (8200, 0.83, 0.011, {46: -0.06}),
    "V2": (7600, 0.47, 0.012, {}),
    "V3": (9100, 0.76, 0.010, {22: -0.17, 23: -0.12, 24: -0.06}),
    "V4": (6400, 0.74, 0.010, {41: -0.14, 42: -0.11, 43: -0.05}),
    "V5": (7900, 0.81, 0.009, {33: 0.09, 34: 0.04, 36: -0.06, 37: -0.04}),
    "V6": (5800, 0.72, 0.010, dict.fromkeys(range(30, 37), -0.055)),
    "V7": (6900, 0.71, 0.010, {44: -0.10, 45: -0.12, 46: -0.10, 47: -0.07, 48: -0.05}),
    "V8": (21500, 0.55, 0.026, {}),
}
SCROLLED_BY = 5200  # counted in V7's second 0 only


def video_retention() -> str:
    dice = Dice(SEED)
    rows: list[Row] = []
    for video, (plays, third, slow, turns) in VIDEOS.items():
        watching = dice.count(plays, 0.02)
        rows.append((video, 0, watching + (SCROLLED_BY if video == "V7" else 0)))
        loss = (1 - third) * watching
        for second, part in ((1, 0.45), (2, 0.33), (3, 0.22)):
            watching = max(0, watching - dice.count(loss * part, 0.03))
            rows.append((video, second, watching))
        for second in range(4, 61):
            change = turns.get(second, 0) - slow
            watching += dice.count(watching * change, 0.05) if change > 0 else -dice.count(-watching * change, 0.05)
            rows.append((video, second, watching))
    return table("video second watching", rows)
