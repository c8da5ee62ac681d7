"""The conformance kit for writers of plugins: subclass a contract, say how to open yours, run pytest.

::

    class TestMyStore(StoreContract):
        def open_store(self):
            return MyStore(...)

Importing this needs no pytest; running a contract needs ``pip install 'orqa[test]'``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.testing.frameworks import FrameworkContract
    from orqa.testing.renderers import RendererContract
    from orqa.testing.stores import BackDoor, StoreContract

__all__ = ["BackDoor", "FrameworkContract", "RendererContract", "StoreContract"]

_MODULES = {
    "BackDoor": "stores",
    "FrameworkContract": "frameworks",
    "RendererContract": "renderers",
    "StoreContract": "stores",
}


def __getattr__(name: str) -> Any:
    """Load a contract when it is asked for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
