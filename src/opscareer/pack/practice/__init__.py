"""What other programs would make of practice data: they are copied to a person's disk as they are, and opened there."""
