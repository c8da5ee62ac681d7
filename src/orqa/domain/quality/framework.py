"""A framework (ระบบประกันคุณภาพ เกณฑ์): an edition for a profile, compiled to be evaluated."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from orqa.base.language import Text
from orqa.domain.quality.bands import Bands
from orqa.domain.quality.crosswalks import Crosswalk
from orqa.domain.quality.evaluation import Evaluation
from orqa.domain.quality.inputs import InputField
from orqa.domain.quality.layers import Layers
from orqa.domain.quality.marks import Mark, weakest
from orqa.domain.quality.methods import AllItems, ItemTable, ticked_titles
from orqa.domain.quality.nodes import OVERALL, Gate, Node
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.slots import Slot, flags_of, quick_of, slots_of
from orqa.domain.quality.steps import AggregateStep, Block, LeafStep, ShareStep, leaf_step
from orqa.domain.quality.texts import TextOverlay
from orqa.rules.sources import Source


@frozen(kw_only=True)
class Choice:
    """A dimension of a profile, such as the degree of a programme, with what was chosen."""

    name: str
    title: Text
    values: Mapping[str, Text]
    chosen: str


@frozen(kw_only=True)
class Grouping:
    """A cross table, such as input, process and output; its columns are values of a tag of the nodes."""

    id: str
    title: Text
    columns: tuple[tuple[str, Text], ...]


@frozen(kw_only=True)
class About:
    """What a framework says about itself.

    Attributes:
        id: its id, such as ``aun-qa-programme-4.0``.
        title: its title.
        level: what it assesses: programme, faculty, institution, agency.
        publisher: who publishes it.
        edition: which edition, for people.
        first: the first day of its use, where known.
        last: the last day of its use.
        supersedes: id of the edition before.
        mark: where its structure is written.
        note: what a reader should know.
        sources: the texts that it cites, by id.
        texts: a text overlay that was laid over it.
        digest: of its files: SHA-256 in hexadecimal, so that a kept result tells whether they changed since.
    """

    id: str
    title: Text
    level: str
    publisher: Text | None = None
    edition: Text | None = None
    first: date | None = None
    last: date | None = None
    supersedes: str = ""
    mark: Mark
    note: Text | None = None
    sources: Mapping[str, Source] = field(factory=dict)
    texts: TextOverlay | None = None
    digest: str = ""


@frozen(kw_only=True, eq=False, slots=False)
class Framework:
    """A framework for one profile; immutable, shared by threads.

    Attributes:
        about: what it says about itself.
        profile: the dimensions of its identity, with what was chosen.
        nodes: the nodes by id, in the file's order, the root last.
        inputs: the fields of its common data set by id.
        bands: its tables of bands by id.
        gates: its gates.
        groupings: its cross tables.
        layers: how several judgements on one node go together.
        crosswalks: where its nodes correspond to those of other frameworks.
        data: tables of the file that are no part of scoring, such as counting rules.
    """

    about: About
    profile: tuple[Choice, ...] = ()
    nodes: Mapping[str, Node]
    inputs: Mapping[str, InputField]
    bands: Mapping[str, Bands] = field(factory=dict)
    gates: tuple[Gate, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    layers: Layers | None = None
    crosswalks: tuple[Crosswalk, ...] = ()
    data: Mapping[str, Any] = field(factory=dict)
    places: Mapping[str, int] = field(init=False, repr=False)
    slots: Mapping[str, Slot] = field(init=False, repr=False)
    quick: Mapping[str, tuple[Number, Number]] = field(init=False, repr=False)
    flags: frozenset[str] = field(init=False, repr=False)
    steps: tuple[LeafStep | AggregateStep, ...] = field(init=False, repr=False)
    runs: tuple[Callable[[Evaluation], None], ...] = field(init=False, repr=False)
    limits: tuple[tuple[str, tuple[str, ...]], ...] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        order = tuple(_post_order(self.nodes, OVERALL))
        places = {name: at for at, name in enumerate(order)}
        put = object.__setattr__
        put(self, "places", places)
        put(self, "slots", slots_of(self.nodes.values(), self.inputs, self.layers))
        put(self, "quick", quick_of(self.nodes.values(), self.inputs))
        put(self, "flags", flags_of(self.nodes.values(), self.inputs))
        put(self, "steps", tuple(_step(self, self.nodes[name], places) for name in order))
        put(self, "runs", _runs(self.steps))
        put(self, "limits", tuple((f.id, f.at_most) for f in self.inputs.values() if f.at_most))

    @cached_property
    def input_titles(self) -> Mapping[str, Text]:
        """What each thing that can be given is called: fields of the data set, items, conditions."""
        found = {name: field.title for name, field in self.inputs.items()}
        for node in self.nodes.values():
            found.update(ticked_titles(node.method))
        return found

    @cached_property
    def optional_items(self) -> frozenset[str]:
        """The ids of ticked items that may not apply."""
        methods = (node.method for node in self.nodes.values())
        ticked = (method for method in methods if isinstance(method, ItemTable | AllItems))
        return frozenset(f"{method.node}-{item.id}" for method in ticked for item in method.items if item.optional)

    def line(self, node_id: str) -> Iterator[str]:
        """A node and those above it, up to the root."""
        above: str | None = node_id
        while above is not None:
            yield above
            above = self.nodes[above].parent

    @property
    def id(self) -> str:
        """Its id, without the profile."""
        return self.about.id

    @property
    def title(self) -> Text:
        """Its title."""
        return self.about.title

    @property
    def identity(self) -> str:
        """Id and profile: a result belongs to these, ``iqa-2557-programme[degree=master]``."""
        chosen = ",".join(f"{choice.name}={choice.chosen}" for choice in self.profile)
        return f"{self.id}[{chosen}]" if chosen else self.id

    @property
    def root(self) -> Node:
        """The root: the whole."""
        return self.nodes[OVERALL]

    @property
    def certainty(self) -> str:
        """The least certainty of its figures."""
        return weakest(node.mark.certainty for node in self.nodes.values())

    def evaluate(self, inputs: Mapping[str, Any]) -> Evaluation:
        """Evaluate: from what is given up to the overall outcome.

        Args:
            inputs: ids of inputs, nodes or ``overall`` with numbers, decimal text or words of scales, at any level:
                raw counts (``phd``), a result (``1.2-result``), what is ticked (``1.5-3``), scores of indicators or
                components, the overall score. What is given is kept; what is not is worked out from below. A node may
                be ``n/a: reason``.

        Returns:
            The outcome. Wrong and missing inputs are its findings, and what hangs on them is not assessed.
        """
        return Evaluation(self, inputs)

    def children(self, node_id: str = OVERALL) -> tuple[Node, ...]:
        """The nodes right below one."""
        return tuple(self.nodes[child] for child in self.nodes[node_id].children)

    def leaves(self) -> tuple[Node, ...]:
        """The nodes without nodes below, in order."""
        return tuple(node for node in self.nodes.values() if not node.children)

    def with_texts(self, overlay: TextOverlay) -> "Framework":
        """The same framework with the requirement texts of an institution's own licence.

        Raises:
            UnknownNodes: when the overlay has a text for a node that the framework has not.
        """
        overlay.check(self.nodes)
        nodes = {
            name: evolve(node, topics=(*node.topics, overlay.texts[name])) if name in overlay.texts else node
            for name, node in self.nodes.items()
        }
        return evolve(self, nodes=nodes, about=evolve(self.about, texts=overlay))


def _post_order(nodes: Mapping[str, Node], name: str) -> "list[str]":
    found: list[str] = []
    for child in nodes[name].children:
        found += _post_order(nodes, child)
    return [*found, name]


def _step(framework: Framework, node: Node, places: Mapping[str, int]) -> LeafStep | AggregateStep:
    at = places[node.id]
    if node.aggregate is None:
        return leaf_step(node, at)
    members = [(places[name], framework.nodes[name]) for name in node.aggregate.members]
    between = [_between(framework.nodes, member, node.id, places) for _, member in members]
    step = AggregateStep(node, at, members, between)
    step.gates = tuple((gate, tuple(places[name] for name in gate.nodes)) for gate in node.gates)
    return step


def _runs(steps: tuple[LeafStep | AggregateStep, ...]) -> tuple[Callable[[Evaluation], None], ...]:
    """The steps in an order in which each finds what it needs: the leaves, then what is above them."""
    usual = [step for step in steps if isinstance(step, ShareStep) and Block.takes(step)]
    leaves = [step for step in steps if isinstance(step, LeafStep) and step not in usual]
    return (Block(usual), *leaves, *(step for step in steps if isinstance(step, AggregateStep)))


def _between(nodes: Mapping[str, Node], node: Node, top: str, places: Mapping[str, int]) -> tuple[int, ...]:
    """The places of the nodes between one and the one at whose total it counts, the nearest first."""
    found = []
    above = node.parent
    while above is not None and above != top:
        found.append(places[above])
        above = nodes[above].parent
    return tuple(found)
