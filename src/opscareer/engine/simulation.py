"""Simulated people through a pack: how often the leader is right, how sure the program says it is, how many questions it takes."""
