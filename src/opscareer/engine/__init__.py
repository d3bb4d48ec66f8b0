"""Answers → estimates, fit, probabilities, plan. The only part that knows numpy; vectorised over people, one being a batch of one."""
