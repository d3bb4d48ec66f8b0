"""What the engine says, as frozen values that nobody needs numpy for. The documents for scripts are made of them: see units.py.

Levels are on the pack's scale 1–5; interests are in standard deviations of the assumed population (0 = average); fit is in points, 50 being
the average of the assumed population and 10 points one standard deviation. Intervals are central 80% intervals. Probabilities are 0–1.
"""
