"""opscareer: an honest career self-assessment for operations (运营) work."""

__version__ = "0.1.0"
