import pytest
from people import everyone

from opscareer.answers import Answers
from opscareer.engine.assess import Engine
from opscareer.pack.model import Pack
from opscareer.results.assessment import Assessment


@pytest.fixture(scope="session")
def beginner(pack: Pack, engine: Engine) -> Assessment:
    """A person who has done nothing of any list."""
    return engine.assess(Answers(everyone(pack, 1, "deeds")))
