"""Whether what a framework file says hangs together: weights, bands, names, gates."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from orqa.domain.quality import faults
from orqa.domain.quality.bands import Band, Bands
from orqa.domain.quality.methods import ByBands
from orqa.domain.quality.nodes import OVERALL, Gate, Node
from orqa.domain.quality.numbers import scaled, shown
from orqa.rules.errors import near

if TYPE_CHECKING:
    from orqa.base.findings import FindingKind
    from orqa.domain.quality.building import TreeReader
    from orqa.domain.quality.crosswalks import Crosswalk
    from orqa.domain.quality.files import Problems
    from orqa.domain.quality.framework import Grouping
    from orqa.domain.quality.inputs import InputField


class Soundness:
    """Checks one framework and keeps what is wrong with its place."""

    def __init__(self, tree: "TreeReader", nodes: Mapping[str, Node], inputs: "Mapping[str, InputField]") -> None:
        self.tree = tree
        self.nodes = nodes
        self.inputs = inputs
        self.problems: Problems = tree.problems

    def _tell(self, kind: "FindingKind", at: str, part: str = "", **values: Any) -> None:
        file, path = self.tree.paths[at]
        self.problems.add(kind, file, f"{path}.{part}" if part else path, **values)

    def check(self, gates: Iterable[Gate], groupings: "Iterable[Grouping]", crosswalks: "Iterable[Crosswalk]") -> None:
        """Look at everything."""
        for node in self.nodes.values():
            self._inputs_of(node)
            self._bands_of(node)
            self._weights_of(node)
        for bands in self.tree.named.bands.values():
            self._joints(bands)
        for name, field in self.inputs.items():
            self._names(field.at_most, self.inputs, "input", name)
            if name in self.nodes:
                self.problems.add(faults.NAME_TAKEN, self.tree.paths[name][0], f"input.{name}", name=name)
        self._gates(tuple(gates))
        for grouping in groupings:
            self._columns(grouping)
        for crosswalk in crosswalks:
            self._names([row.node for row in crosswalk.rows], self.nodes, "crosswalk", crosswalk.to)

    def _names(self, found: Iterable[str], known: Iterable[str], table: str, name: str) -> None:
        known = tuple(known)
        for unknown in (wanted for wanted in found if wanted not in known):
            file, path = self.tree.paths[OVERALL][0], f"{table}.{name}"
            self.problems.add(faults.DANGLING, file, path, found=unknown, near=_near(unknown, known))

    def _inputs_of(self, node: Node) -> None:
        names = () if node.quantity is None else node.quantity.names
        sample = () if node.sample is None else (node.sample.part, node.sample.of)
        for name in dict.fromkeys((*names, *sample)):
            if name not in self.inputs:
                self._tell(faults.DANGLING, node.id, "quantity", found=name, near=_near(name, self.inputs))

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
        wanted = self.tree.totals.get(node.id)
        if node.aggregate is None or wanted is None:
            return
        found = sum(self.nodes[name].weight for name in node.aggregate.members)
        if found != wanted:
            self._tell(faults.WEIGHTS, node.id, "aggregate", node=node.id, found=shown(found), wanted=shown(wanted))

    def _joints(self, bands: Bands) -> None:
        file = self.tree.table_files.get(("bands", bands.id), self.tree.paths[OVERALL][0])
        for i, band in enumerate(bands.rows):
            if band.high < band.low:
                edges = {"low": scaled(band.low, bands.decimals), "high": scaled(band.high, bands.decimals)}
                self.problems.add(faults.BAND_TURNED, file, f"bands.{bands.id}.rows[{i}]", band=band.code, **edges)
        for below, above, gap in bands.joints():
            path = f"bands.{bands.id}.rows[{bands.rows.index(above)}]"
            self.problems.add(
                faults.BAND_GAP if gap > 0 else faults.BAND_OVERLAP, file, path, **_joint(bands, below, above)
            )

    def _gates(self, gates: tuple[Gate, ...]) -> None:
        order = [name for name, _ in _walk(self.nodes, OVERALL)]
        known = {gate.id for gate in gates}
        for gate in gates:
            named = (gate.on, *gate.nodes)
            self._names(named, self.nodes, "gate", gate.id)
            if any(name not in self.nodes for name in named):
                continue
            for late in (name for name in gate.nodes if order.index(name) >= order.index(gate.on)):
                self._tell(faults.GATE_ORDER, gate.on, gate=gate.id, node=late, on=gate.on)
        for bands in self.tree.named.bands.values():
            self._names((need for band in bands.rows for need in band.needs), known, "bands", bands.id)

    def _columns(self, grouping: "Grouping") -> None:
        columns = [code for code, _ in grouping.columns]
        for node in self.nodes.values():
            tag = node.tags.get(grouping.id)
            if tag is not None and tag not in columns:
                self._tell(faults.DANGLING, node.id, "tags", found=tag, near=", ".join(columns))


def _joint(bands: Bands, below: Band, above: Band) -> dict[str, Any]:
    step = 1 if bands.closed else 0
    low, high = sorted((below.high + step, above.low - step))
    return {
        "below": below.code or str(scaled(below.low, bands.decimals)),
        "above": above.code or str(scaled(above.low, bands.decimals)),
        "first": scaled(low, bands.decimals),
        "last": scaled(high, bands.decimals),
    }


def _walk(nodes: Mapping[str, Node], name: str) -> Iterator[tuple[str, Node]]:
    for child in nodes[name].children:
        yield from _walk(nodes, child)
    yield name, nodes[name]


def _near(name: str, known: Iterable[str]) -> str:
    known = tuple(known)
    return ", ".join(near(name, known) or known[:5]) or "–"
