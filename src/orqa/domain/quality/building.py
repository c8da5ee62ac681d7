"""Reading the tree of a framework: its nodes, and how they are put together."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import define, evolve, field

from orqa.base.language import Text
from orqa.domain.quality import faults
from orqa.domain.quality.files import Problems
from orqa.domain.quality.marks import Mark, together
from orqa.domain.quality.measures import Measured, Named, read_method, read_quantity
from orqa.domain.quality.methods import Method, Points
from orqa.domain.quality.nodes import OVERALL, Absent, Aggregate, AggregateMethod, Node, RoundingRule
from orqa.domain.quality.numbers import Number
from orqa.domain.quality.resolving import Resolver
from orqa.domain.quality.scales import Scale, ScaleKind
from orqa.domain.quality.tables import (
    needed_mark,
    not_below_zero,
    number,
    optional_number,
    own_mark,
    read_rounding,
    refuse,
    strict,
)
from orqa.rules import problems
from orqa.rules.errors import RuleLoadError
from orqa.rules.strict import StrictTable, Where, check_text

DEEPEST = 12
"""Nodes above a node; frameworks have four."""

KINDS = ("standard", "criterion", "component", "category", "indicator", "requirement", "part", "item")
"""The kinds of node below the root."""

_OVERALL_TITLE = Text.of(en="Overall", th="ภาพรวม")


@define
class TreeReader:
    """Reads the nodes of a framework for one profile.

    Attributes:
        paths: file and path of each node's table, for messages.
        totals: what the weights under a node must sum to, where it says so.
    """

    resolver: Resolver
    named: Named
    problems: Problems
    where: Callable[[str, str], Where]
    rounding: RoundingRule | None
    paths: dict[str, tuple[str, str]] = field(factory=dict)
    totals: dict[str, Number] = field(factory=dict)

    def read(self, rows: Sequence[tuple[str, str, Any]], overall: tuple[str, Any]) -> dict[str, Node]:
        """The nodes by id, the root last; what cannot be read is left out and told."""
        if self.rounding is None:
            return {}
        root = self._root(*overall)
        drafts: dict[str, Node] = {}
        for file, path, raw in rows:
            for node in self._nodes(file, path, raw, root):
                if node.id in drafts or node.id == OVERALL:
                    self.problems.add(faults.TWICE, file, path, name=node.id)
                else:
                    drafts[node.id] = node
                    self.paths[node.id] = (file, path)
        drafts[OVERALL] = root
        return self._tied(drafts)

    def _root(self, file: str, raw: Any) -> Node:
        where = self.where(file, "overall")
        self.paths[OVERALL] = (file, "overall")
        empty = Node(
            id=OVERALL, kind=OVERALL, title=_OVERALL_TITLE, parent=None, scale=_NO_SCALE, rounding=self._default()
        )
        try:
            for table in self.resolver.repeats(raw if raw is not None else {}, where):
                return self._node(table, where, root=None)
        except RuleLoadError as error:
            self.problems.refused(error)
        return empty

    def _default(self) -> RoundingRule:
        assert self.rounding is not None  # noqa: S101 - read() asks
        return self.rounding

    def _nodes(self, file: str, path: str, raw: Any, root: Node) -> list[Node]:
        where = self.where(file, path)
        try:
            if not isinstance(raw, dict):
                StrictTable(raw, where)
            return [self._node(table, where, root) for table in self.resolver.repeats(raw, where)]
        except RuleLoadError as error:
            self.problems.refused(error)
            return []

    def _node(self, resolved: Mapping[str, Any], where: Where, root: Node | None) -> Node:
        table, marks = strict(resolved, where)
        name = OVERALL if root is None else table.need("id", str)
        kind = OVERALL if root is None else table.choice("kind", KINDS)
        scale = self._scale(table, root)
        weighed = table.has("weight")
        weight = not_below_zero(table, "weight", number(table, "weight", 1))
        measured = self._quantity(name, table)
        method, method_marks = self._method(name, table, scale, weight, measured)
        if isinstance(method, Points) and not (weighed and weight):
            where.fail(problems.MISSING, name="weight")
        aggregate = self._aggregate(name, table)
        own = needed_mark(table)
        bands = table.take("bands", str)
        rounding = self._rounding(table)
        more = [aggregate.mark] if aggregate else []
        if root is None or rounding is not self.rounding:  # the rule for all is told once, at the root
            more.append(rounding.mark)
        node = Node(
            id=name,
            kind=kind,
            title=_OVERALL_TITLE if root is None and not table.has("title") else table.title(),
            parent=None if root is None else table.take("parent", str) or OVERALL,
            scale=scale,
            optional=table.take("optional", bool) or False,
            average=_true(table.take("average", bool)),
            weight=weight,
            tags=dict(table.take("tags", dict) or {}),
            topics=_topics(table),
            quantity=measured.quantity if measured else None,
            most=measured.most if measured else None,
            sample=measured.sample if measured else None,
            method=method,
            aggregate=aggregate,
            rounding=rounding,
            bands=self.named.find(self.named.bands, bands, where.at("bands")) if bands else None,
            by_scale=table.choice("judged_by", ("bands", "scale"), "bands") == "scale",
            mark=evolve(
                together((own, *marks, *(measured.marks if measured else ()), *method_marks, *more)), note=own.note
            ),
            source=where.path,
        )
        table.done()
        return node

    def _scale(self, table: StrictTable, root: Node | None) -> Scale:
        name = table.take("scale", str)
        if name is not None:
            scale: Scale = self.named.find(self.named.scales, name, table.where.at("scale"))
            return scale
        if root is None:
            return table.where.fail(problems.MISSING, name="scale")
        return root.scale

    def _quantity(self, name: str, table: StrictTable) -> Measured | None:
        raw = table.take("quantity", dict)
        if raw is None:
            return None
        return read_quantity(name, StrictTable(raw, table.where.at("quantity")), self.named)

    def _method(
        self, name: str, table: StrictTable, scale: Scale, weight: Number, measured: Measured | None
    ) -> tuple[Method | None, tuple[Mark, ...]]:
        raw = table.take("score", dict)
        if raw is None:
            return None, ()
        where = table.where.at("score")
        method, marks = read_method(name, StrictTable(raw, where), scale, weight, self.named)
        if measured is None and raw.get("method") in _MEASURED:
            where.fail(problems.MISSING, name="quantity")
        if measured is not None and raw.get("method") not in _MEASURED:
            refuse(faults.NOT_MEASURED, table.where.at("quantity"), node=name, methods=sorted(_MEASURED))
        return method, marks

    def _aggregate(self, name: str, table: StrictTable) -> Aggregate | None:
        raw = table.take("aggregate", dict)
        if raw is None:
            return None
        entry = StrictTable(raw, table.where.at("aggregate"))
        suggest = entry.take("suggest", str)
        calculated = tuple(method for method in AggregateMethod if method is not AggregateMethod.HOLISTIC)
        if suggest is not None and suggest not in calculated:
            entry.where.fail(problems.NOT_ONE_OF, name="suggest", found=suggest, allowed=calculated)
        method = AggregateMethod(entry.choice("method", tuple(AggregateMethod)))
        total = optional_number(entry, "weights_total")
        if total is not None:
            self.totals[name] = total
        elif method in (AggregateMethod.WEIGHTED_MEAN, AggregateMethod.WEIGHTED_SUM):
            refuse(faults.NO_WEIGHTS_TOTAL, entry.where, node=name)
        aggregate = Aggregate(
            method=method,
            of=entry.choice("of", ("children", *KINDS), "children"),
            absent=Absent(entry.choice("absent", tuple(Absent), _ABSENT.get(method, Absent.LEAVE_OUT))),
            suggest=AggregateMethod(suggest) if suggest else None,
            mark=own_mark(entry),
        )
        entry.done()
        return aggregate

    def _rounding(self, table: StrictTable) -> RoundingRule:
        raw = table.take("round", dict)
        if raw is None:
            return self._default()
        return read_rounding(StrictTable(raw, table.where.at("round")), self._default())

    # ------------------------------------------------------------------ the tree

    def _tied(self, drafts: dict[str, Node]) -> dict[str, Node]:
        """Nodes with their children and members; those whose parent is nowhere, or in a circle, are told."""
        children: dict[str, list[str]] = {name: [] for name in drafts}
        for name, node in drafts.items():
            if node.parent is None:
                continue
            if node.parent not in drafts:
                self._tell(faults.DANGLING, name, found=node.parent, near=", ".join(list(drafts)[:5]))
            elif len(self._above(drafts, node.parent)) > DEEPEST:
                self._tell(faults.TOO_DEEP, name, most=DEEPEST)
            elif name in self._above(drafts, node.parent):
                self._tell(faults.CYCLE, name, nodes=", ".join(self._above(drafts, node.parent)))
            else:
                children[node.parent].append(name)
        return {name: self._whole(node, drafts, children) for name, node in drafts.items()}

    def _above(self, drafts: Mapping[str, Node], name: str) -> tuple[str, ...]:
        """A node and those above it; ends where it comes round, or there are more than anybody needs."""
        found: list[str] = []
        above: str | None = name
        while above is not None and above not in found and above in drafts and len(found) <= DEEPEST:
            found.append(above)
            above = drafts[above].parent
        return tuple(found)

    def _tell(self, kind: Any, at: str, **values: Any) -> None:
        file, path = self.paths[at]
        self.problems.add(kind, file, path, **values)

    def _whole(self, node: Node, drafts: Mapping[str, Node], children: Mapping[str, Sequence[str]]) -> Node:
        below = tuple(children[node.id])
        aggregate = node.aggregate
        if below and aggregate is None:
            aggregate = Aggregate(method=AggregateMethod.HOLISTIC)
        if not below and aggregate is not None and aggregate.method is not AggregateMethod.HOLISTIC:
            self._tell(faults.NO_METHOD, node.id, node=node.id)
        if not below and aggregate is None and node.method is None:
            self._tell(faults.NO_METHOD, node.id, node=node.id)
        if (below or node.aggregate is not None) and (node.method is not None or node.quantity is not None):
            self._tell(faults.TWO_WAYS, node.id, node=node.id)
        if aggregate is not None:
            aggregate = evolve(aggregate, members=self._members(node, aggregate, drafts, children))
        return evolve(node, children=below, aggregate=aggregate)

    def _members(
        self, node: Node, aggregate: Aggregate, drafts: Mapping[str, Node], children: Mapping[str, Sequence[str]]
    ) -> tuple[str, ...]:
        if aggregate.of == "children":
            found: Sequence[str] = children[node.id]
        else:
            found = [name for name in _below(node.id, children) if drafts[name].kind == aggregate.of]
        least = aggregate.method is AggregateMethod.MINIMUM  # no mean: what never counts in one is looked at, too
        return tuple(
            name for name in found if (least or drafts[name].average) and drafts[name].scale.kind not in _UNCOUNTED
        )


_NO_SCALE = Scale(id="", kind=ScaleKind.NUMERIC, low=0, high=1)
_ABSENT = dict.fromkeys((AggregateMethod.SUM, AggregateMethod.WEIGHTED_SUM, AggregateMethod.MINIMUM), Absent.BLOCKS)
"""What is absent from a sum would count as 0, and from a minimum as the best, if it were left out without a word."""

_UNCOUNTED = frozenset({ScaleKind.NARRATIVE})
_MEASURED = frozenset({"full-mark", "value", "bands", "slope", "limit"})


def _below(name: str, children: Mapping[str, Sequence[str]]) -> list[str]:
    found: list[str] = []
    for child in children[name]:
        found += [child, *_below(child, children)]
    return found


def _true(value: bool | None) -> bool:  # noqa: FBT001 - what a file says
    return value is not False


def _topics(table: StrictTable) -> tuple[Text, ...]:
    rows = table.take("topics", list) or ()
    return tuple(check_text(row, "topics", table.where.at("topics", i)) for i, row in enumerate(rows))
