"""Values in, documents out: text for the terminal, JSON. Nothing here prints."""
