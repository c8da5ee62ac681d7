"""Whether what a framework file says hangs together: weights, bands, names, gates."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from orqa.domain.quality import faults
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.inputs import InputKind
from orqa.domain.quality.methods import ByBands
from orqa.domain.quality.nodes import OVERALL, AggregateMethod, Effect, Gate, Node
from orqa.domain.quality.numbers import scaled, shown
from orqa.domain.quality.quantities import Calculated, Mean
from orqa.domain.quality.reach import reach_of
from orqa.domain.quality.slots import slot_names
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.base.findings import FindingKind
    from orqa.domain.quality.building import TreeReader
    from orqa.domain.quality.crosswalks import Crosswalk
    from orqa.domain.quality.files import Problems
    from orqa.domain.quality.framework import Grouping
    from orqa.domain.quality.inputs import InputField
    from orqa.domain.quality.layers import Layers


class Soundness:
    """Checks one framework and keeps what is wrong with its place.

    Attributes:
        tree: the reader of the nodes, with their places.
        nodes: the nodes.
        inputs: the fields of the common data set.
        places: file and path of the other tables, by kind and name.
    """

    def __init__(
        self,
        tree: "TreeReader",
        nodes: Mapping[str, Node],
        inputs: "Mapping[str, InputField]",
        places: Mapping[tuple[str, str], tuple[str, str]],
    ) -> None:
        self.tree = tree
        self.nodes = nodes
        self.inputs = inputs
        self.places = places
        self.problems: Problems = tree.problems

    def _tell(self, kind: "FindingKind", at: str, part: str = "", **values: Any) -> None:
        file, path = self.tree.paths[at]
        self.problems.add(kind, file, f"{path}.{part}" if part else path, **values)

    def _tell_at(self, kind: "FindingKind", at: tuple[str, str], part: str = "", **values: Any) -> None:
        """Tell of another table than a node, by its kind and name."""
        file, path = self.places.get(at, self.tree.paths[OVERALL])
        self.problems.add(kind, file, f"{path}{part}", **values)

    def check(
        self,
        gates: Sequence[Gate],
        groupings: "Iterable[Grouping]",
        crosswalks: "Iterable[Crosswalk]",
        layers: "Layers | None",
    ) -> None:
        """Look at everything."""
        for node in self.nodes.values():
            self._inputs_of(node)
            self._bands_of(node)
            self._weights_of(node)
            for kind, part, values in reach_of(node, self.nodes):
                self._tell(kind, node.id, part, **values)
        for bands in self.tree.named.bands.values():
            self._joints(bands)
            self._needs(bands, gates)
        for field in self.inputs.values():
            self._totals(field)
        self._names_of_slots(layers)
        self._gates(gates)
        for grouping in groupings:
            self._columns(grouping)
        for crosswalk in crosswalks:
            self._names([row.node for row in crosswalk.rows], self.nodes, "crosswalk", crosswalk.to)
        if layers is not None:
            self._layers(layers)

    def _names(self, found: Iterable[str], known: Collection[str], table: str, name: str) -> None:
        for unknown in (wanted for wanted in found if wanted not in known):
            self._tell_at(faults.DANGLING, (table, name), found=unknown, near=_near(unknown, known))

    def _names_of_slots(self, layers: "Layers | None") -> None:
        """Each thing that may be given needs a name of its own."""
        seen = set(self.inputs)
        for node in self.nodes.values():
            for name in slot_names(node, layers):
                if name in seen:
                    self._tell(faults.NAME_TAKEN, node.id, name=name)
                seen.add(name)

    # ------------------------------------------------------------------ inputs

    def _inputs_of(self, node: Node) -> None:
        lists, singles = _wanted(node)
        for name in dict.fromkeys((*lists, *singles)):
            if name not in self.inputs:
                self._tell(faults.DANGLING, node.id, "quantity", found=name, near=_near(name, self.inputs))
            elif name in singles and self.inputs[name].kind is InputKind.NUMBERS:
                self._tell(faults.A_LIST, node.id, "quantity", name=name, node=node.id)
        listed = self.inputs.get(node.quantity.of) if isinstance(node.quantity, Mean) else None
        if listed is not None and listed.kind is not InputKind.NUMBERS:
            self._tell(faults.NOT_A_LIST, node.id, "quantity", name=listed.id, node=node.id, found=listed.kind)

    def _totals(self, field: "InputField") -> None:
        self._names(field.at_most, self.inputs, "input", field.id)
        for name in (field.id, *field.at_most) if field.at_most else ():
            if name in self.inputs and self.inputs[name].kind is InputKind.NUMBERS:
                self._tell_at(faults.A_LIST, ("input", field.id), ".at_most", name=name, node="at_most")

    # ------------------------------------------------------------------ bands and weights

    def _bands_of(self, node: Node) -> None:
        if node.bands is None or isinstance(node.method, ByBands):
            return
        low, high = node.bands.rows[0].low, node.bands.rows[-1].high
        unit = 10**node.bands.decimals
        if low > node.scale.low * unit or high < node.scale.high * unit:
            self._tell(
                faults.BAND_SHORT,
                node.id,
                "bands",
                bands=node.bands.id,
                low=shown(node.scale.low),
                high=shown(node.scale.high),
                node=node.id,
            )

    def _weights_of(self, node: Node) -> None:
        if node.aggregate is None:
            return
        found = sum(self.nodes[name].weight for name in node.aggregate.members)
        weighs = node.aggregate.method in (AggregateMethod.WEIGHTED_MEAN, AggregateMethod.WEIGHTED_SUM)
        if weighs and node.aggregate.members and not found:
            self._tell(faults.NO_WEIGHT, node.id, "aggregate", node=node.id)
        wanted = self.tree.totals.get(node.id, found)
        if found != wanted:
            self._tell(faults.WEIGHTS, node.id, "aggregate", node=node.id, found=shown(found), wanted=shown(wanted))

    def _joints(self, bands: Bands) -> None:
        for i, band in enumerate(bands.rows):
            if band.high < band.low:
                edges = {"low": scaled(band.low, bands.decimals), "high": scaled(band.high, bands.decimals)}
                self._tell_at(
                    faults.BAND_TURNED, ("bands", bands.id), f".rows[{i}]", band=_called(bands, band), **edges
                )
        for below, above, gap in bands.joints():
            kind = faults.BAND_GAP if gap > 0 else faults.BAND_OVERLAP
            part = f".rows[{bands.rows.index(above)}]"
            self._tell_at(kind, ("bands", bands.id), part, **_joint(bands, below, above))

    def _needs(self, bands: Bands, gates: Sequence[Gate]) -> None:
        known = {gate.id: None for gate in gates}
        self._names((need for band in bands.rows for need in band.needs), known, "bands", bands.id)
        if bands.rows[0].needs:
            self._tell_at(faults.LOWEST_NEEDS, ("bands", bands.id), ".rows[0]", bands=bands.id)

    # ------------------------------------------------------------------ gates, tables and layers

    def _gates(self, gates: Sequence[Gate]) -> None:
        order = {name: place for place, name in enumerate(_walk(self.nodes, OVERALL))}
        for gate in gates:
            named = (gate.on, *gate.nodes)
            self._names(named, self.nodes, "gate", gate.id)
            if any(name not in order for name in named):
                continue  # nowhere, or under a parent that is, which is told
            for late in (name for name in gate.nodes if order[name] >= order[gate.on]):
                self._tell_at(faults.GATE_ORDER, ("gate", gate.id), gate=gate.id, node=late, on=gate.on)
            self._outcome(gate, self.nodes[gate.on])

    def _outcome(self, gate: Gate, on: Node) -> None:
        if on.aggregate is None:
            self._tell_at(faults.GATE_ON_LEAF, ("gate", gate.id), gate=gate.id, on=on.id)
        elif gate.effect is not Effect.BAND and not on.scale.low <= gate.score <= on.scale.high:
            values: dict[str, Any] = {
                "what": gate.id,
                "node": on.id,
                "found": shown(gate.score),
                "allowed": on.scale.allowed,
            }
            self._tell_at(faults.OFF_SCALE, ("gate", gate.id), **values)

    def _columns(self, grouping: "Grouping") -> None:
        columns = [code for code, _ in grouping.columns]
        for node in self.nodes.values():
            tag = node.tags.get(grouping.id)
            if tag is not None and tag not in columns:
                self._tell(faults.DANGLING, node.id, "tags", found=tag, near=", ".join(columns))

    def _layers(self, layers: "Layers") -> None:
        """Each word of a layer that counts must say something on the scale of the node."""
        told = set()
        for node in filter(layers.covers, self.nodes.values()):
            for layer in dict.fromkeys((layers.final, *(layers.reason_when or ()))):
                scale = layers.scale(layer, node)
                for level in layers.unmatched(layer, node):
                    if (scale.id, node.scale.id, level.code) not in told:
                        values = {"code": level.code, "scale": scale.id, "wanted": node.scale.id}
                        self._tell(faults.NO_CROSSWALK, node.id, node=node.id, **values)
                    told.add((scale.id, node.scale.id, level.code))


def _wanted(node: Node) -> tuple[tuple[str, ...], frozenset[str]]:
    """The inputs that a node needs, and those of them that must be one number."""
    quantity = node.quantity
    names = () if quantity is None else quantity.names
    single = frozenset(names)
    if isinstance(quantity, Calculated):
        single = quantity.formula.single
    elif isinstance(quantity, Mean):
        single = frozenset(filter(None, (quantity.sum_of, quantity.count)))
    sample = () if node.sample is None else (node.sample.part, node.sample.of)
    return (*names, *sample), single.union(sample)


def _called(bands: Bands, band: Band) -> str:
    return band.code or str(scaled(band.low, bands.decimals))


def _joint(bands: Bands, below: Band, above: Band) -> dict[str, Any]:
    step = 1 if bands.closed else 0
    low, high = sorted((below.high + step, above.low - step))
    return {
        "below": _called(bands, below),
        "above": _called(bands, above),
        "first": scaled(low, bands.decimals),
        "last": scaled(high, bands.decimals),
    }


def _walk(nodes: Mapping[str, Node], name: str) -> Iterator[str]:
    for child in nodes[name].children:
        yield from _walk(nodes, child)
    yield name


def _near(name: str, known: Collection[str]) -> str:
    return ", ".join(near(name, known) or tuple(known)[:5]) or "–"
