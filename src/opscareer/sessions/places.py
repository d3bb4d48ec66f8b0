"""Where the platform keeps a person's settings."""

from pathlib import Path

import platformdirs


def config_directory() -> Path:
    return Path(platformdirs.user_config_dir("opscareer", appauthor=False))
