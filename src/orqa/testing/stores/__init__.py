"""The contract of stores; ``docs/reference/store-contract.md`` says each promise in words."""

from orqa.testing.stores.guarding import AccessContract, EraseContract, JournalContract
from orqa.testing.stores.living import LifeContract
from orqa.testing.stores.moving import MovingContract
from orqa.testing.stores.reading import ReadingContract
from orqa.testing.stores.setting import BackDoor
from orqa.testing.stores.writing import WritingContract

__all__ = ["BackDoor", "StoreContract"]


class StoreContract(
    WritingContract, ReadingContract, AccessContract, JournalContract, EraseContract, LifeContract, MovingContract
):
    """Subclass it in a test module, as ``Test…``, and say how your store is opened.

    ``open_store`` and ``back_door`` are needed by all; ``reopen``, ``open_second`` and ``open_read_only`` by
    stores that claim the capability ``durable``, ``shared`` or ``read-only``. Promises are never renamed; new
    ones may come with any release, and the changelog lists them.

    Attributes:
        machine_examples: how many histories the state machine tries.
        machine_steps: how long each is at most.
    """

    machine_examples = 40
    machine_steps = 25

    def test_s90_any_history_gives_what_the_model_gives(self) -> None:
        """A state machine does the same to the store and to a model of a few dicts."""
        from orqa.testing.stores.machine import run_machine

        run_machine(self, self.machine_examples, self.machine_steps)
