"""Whether P(best) is as often right as it says."""

import numpy as np

from opscareer.engine.items import Bools, Floats, Ints
from opscareer.results.evaluation import CalibrationBin

BINS = 10
NOISE_DRAWS = 200


def calibration(stated: Floats, right: Bools) -> tuple[CalibrationBin, ...]:
    """What was stated (P,) against how often it was right (P,), in ten equal bins; empty bins left out."""
    bins = [_bin_of(stated) == number for number in range(BINS)]
    return tuple(CalibrationBin(int(own.sum()), float(stated[own].mean()), float(right[own].mean())) for own in bins if own.any())


def calibration_error(stated: Floats, right: Bools) -> float:
    """Mean distance between what was stated and what was true, weighted by people, 0-1 (Naeini, Cooper & Hauskrecht 2015)."""
    return float(np.abs(np.bincount(_bin_of(stated), weights=stated - right)).sum() / len(stated))


def calibration_noise(stated: Floats, seed: int) -> float:
    """The error that so few people would show on average if what is stated were the truth."""
    random = np.random.default_rng([seed, 3])
    return float(np.mean([calibration_error(stated, random.random(len(stated)) < stated) for _ in range(NOISE_DRAWS)]))


def _bin_of(stated: Floats) -> Ints:
    return np.minimum((stated * BINS).astype(np.int64), BINS - 1)
