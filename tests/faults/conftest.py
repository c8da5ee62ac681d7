import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postgresql_server import in_schema, needed, schemas

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(params=["sqlite", "jsonfolder", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an office of several processes may be kept, in each durable store that there is."""
    if request.param != "postgresql":
        yield f"{request.param}:///{tmp_path}/office"
        return
    with schemas() as prefix:
        yield in_schema(needed(), f"{prefix}_office")
