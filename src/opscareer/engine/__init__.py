"""Answers → estimates, fit, probabilities, plan. The only part that knows numpy; vectorised over people, one person being a batch of one."""
