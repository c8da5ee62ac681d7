"""The contract of stores; ``docs/reference/store-contract.md`` says each promise in words."""

from orqa.testing.stores.access import AccessContract
from orqa.testing.stores.crowds import CrowdContract
from orqa.testing.stores.erasing import EraseContract
from orqa.testing.stores.journal import JournalContract
from orqa.testing.stores.living import LifeContract
from orqa.testing.stores.moving import MovingContract
from orqa.testing.stores.reading import ReadingContract
from orqa.testing.stores.scale import ScaleContract
from orqa.testing.stores.setting import BackDoor
from orqa.testing.stores.writing import WritingContract

__all__ = ["BackDoor", "StoreContract"]


class StoreContract(
    WritingContract,
    ReadingContract,
    AccessContract,
    JournalContract,
    EraseContract,
    LifeContract,
    MovingContract,
    CrowdContract,
    ScaleContract,
):
    """Subclass it in a test module, as ``Test…``, and say how your store is opened.

    ``open_store`` and ``back_door`` are needed by all; ``reopen``, ``open_second`` and ``open_read_only`` by
    stores that claim the capability ``durable``, ``shared`` or ``read-only``; ``opener`` lets other processes in.
    Promises are never renamed; new ones may come with any release, and the changelog lists them.

    Attributes:
        machine_examples: how many histories the state machine tries; half as many with several clients.
        machine_steps: how long each is at most.
        kills: how often a writing process is killed.
        many: how many records the promises of scale write.
    """

    machine_examples = 40
    machine_steps = 25

    def test_s90_any_history_gives_what_the_model_gives(self) -> None:
        """A state machine does the same to the store and to a model of a few dicts."""
        from orqa.testing.stores.machine import run_machine

        run_machine(self, self.machine_examples, self.machine_steps)

    def test_s91_so_does_any_history_of_several_clients(self) -> None:
        """Three clients with handles and snapshots of their own, interleaved in any order."""
        from orqa.testing.stores.machine import ClientsMachine, run_machine

        run_machine(self, self.machine_examples // 2, self.machine_steps, ClientsMachine)
