"""The conformance kit for writers of plugins: subclass a contract, say how to open yours, run pytest.

::

    class TestMyStore(StoreContract):
        def open_store(self):
            return MyStore(...)

Importing this needs no pytest; running a contract needs ``pip install 'orqa[test]'``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.testing.stores import BackDoor, StoreContract

__all__ = ["BackDoor", "StoreContract"]


def __getattr__(name: str) -> Any:
    """Load a contract when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from orqa.testing import stores

    return getattr(stores, name)
