"""From gaps to a learning path."""
