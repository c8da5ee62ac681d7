"""For all tests: no test may fail because a machine is slow."""

from hypothesis import settings

settings.register_profile("orqa", deadline=None)
settings.load_profile("orqa")
