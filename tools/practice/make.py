"""Makes the practice data of the pack: `python tools/practice/make.py` writes the files in data/practice, with `--check` it compares them.
Another directory can be named.

Every dataset is invented and free to use (CC0 1.0). It comes from its own seed, and the same on every machine and every Python from 3.11 on
(`making/dice.py` says how). What there is to find in the data is told at the top of each module in `making/`: read it after the exercise.
The interviews are written by hand and not made here.
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from making import (
    app,
    board,
    concepts,
    costs,
    forecasts,
    group,
    headlines,
    labels,
    live,
    posts,
    project,
    reviews,
    shop,
    tickets,
    touches,
    users,
    video,
    winback,
)

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "practice"

SEEDS = {
    "users": app.USERS,
    "events": app.EVENTS,
    "feature": app.FEATURE,
    "orders": shop.ORDERS,
    "ab_test": shop.AB_TEST,
    "ab_test_broken": shop.AB_BROKEN,
    "campaign": shop.CAMPAIGN,
    "reviews": reviews.SEED,
    "tickets": tickets.SEED,
    "headlines": headlines.SEED,
    "forecast_pairs": forecasts.SEED,
    "posts": posts.SEED,
    "wecom_group": group.SEED,
    "channel_costs": costs.SEED,
    "live_minutes": live.SEED,
    "ai_labels": labels.SEED,
    "winback": winback.SEED,
    "video_retention": video.SEED,
    "touches": touches.SEED,
    "touch_results": touches.SEED,
}
FILES: dict[str, Callable[[], str]] = {
    "users.csv": users.users,
    "events.csv": app.events,
    "feature.csv": app.feature,
    "orders.csv": shop.orders,
    "ab_test.csv": shop.ab_test,
    "ab_test_broken.csv": shop.ab_test_broken,
    "campaign.csv": shop.campaign,
    "wecom_group.csv": group.wecom_group,
    "channel_costs.csv": costs.channel_costs,
    "winback.csv": winback.winback,
    "video_retention.csv": video.video_retention,
    **{f"touch_results_{half}.csv": partial(touches.touch_results, half) for half in (1, 2)},
    **{f"touches.{language}.csv": partial(touches.touches, language) for language in ("zh", "en")},
    **{f"reviews.{language}.csv": partial(reviews.reviews, language) for language in ("zh", "en")},
    **{f"tickets.{language}.csv": partial(tickets.tickets, language) for language in ("zh", "en")},
    **{f"headlines.{language}.csv": partial(headlines.headlines, language) for language in ("zh", "en")},
    **{f"forecast_pairs.{language}.csv": partial(forecasts.forecast_pairs, language) for language in ("zh", "en")},
    **{f"ai_labels.{language}.csv": partial(labels.ai_labels, language) for language in ("zh", "en")},
    **{f"live_minutes.{language}.csv": partial(live.live_minutes, language) for language in ("zh", "en")},
    **{f"posts.{language}.csv": partial(posts.posts, language) for language in ("zh", "en")},
    **{f"tasks.{language}.csv": partial(project.tasks, language) for language in ("zh", "en")},
    **{f"past_events_first.{language}.csv": partial(concepts.first_events, language) for language in ("zh", "en")},
    **{f"past_events_second.{language}.csv": partial(concepts.second_events, language) for language in ("zh", "en")},
    **{f"three_events.{language}.csv": partial(board.three_events, language) for language in ("zh", "en")},
}


def main() -> int:
    """Write the files, or with --check compare them; 1 if one differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("directory", nargs="?", type=Path, default=SHIPPED)
    options = parser.parse_args()
    made = {options.directory / name: make().encode() for name, make in FILES.items()}
    if not options.check:
        for path, data in made.items():
            path.write_bytes(data)
        return 0
    differ = [path.name for path, data in made.items() if not path.is_file() or path.read_bytes() != data]
    for name in differ:
        sys.stderr.write(f"{name}: not what make.py makes\n")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
