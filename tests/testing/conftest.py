"""The broken stores are a package: other processes import some of them, too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
