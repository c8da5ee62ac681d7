import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(params=["sqlite", "jsonfolder"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an office of several processes may be kept, in each durable store that there is."""
    return f"{request.param}:///{tmp_path}/office"
