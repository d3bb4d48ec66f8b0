"""How good a pack is: simulated and recorded people."""
