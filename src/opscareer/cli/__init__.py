"""The edge: arguments, terminal, files. Everything else is values."""
