"""`python -m opscareer`."""

from opscareer.cli.app import run

run()
