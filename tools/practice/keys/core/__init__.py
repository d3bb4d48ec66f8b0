"""The values of the keys of units for every role, one module a competency."""
