"""A pack: the roles, questions, units and guide of one profession, read from four YAML files and checked."""
