"""What the engine says, as frozen values that nobody needs numpy for. The documents for scripts are made of them: see units.py.

Levels are on the pack's scale 1–5; interests are on the scale of liking, 0 being neutral and 1 a standard deviation before any answer; fit
is in points, 50 being the middle by convention and 10 points one standard deviation before any answer. Intervals are central 80% intervals.
Probabilities are 0–1.
"""
