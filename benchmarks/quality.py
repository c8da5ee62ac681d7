"""Quality assurance: evaluations from raw inputs, one unit of 250 indicators, and a national roll-up.

The peers are pandas and polars on the same figures, already in memory. They work in floats and explain nothing; orqa
works exactly, and can explain each score afterwards.
"""

import os
import random
import tempfile
import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
from _duel import duel, show

import orqa
from orqa.base.findings import has_errors
from orqa.domain.quality import Framework, read_framework
from orqa.domain.quality.records import QualityEvaluation
from orqa.domain.quality.rolling import packed, roll_up, unpacked
from orqa.office.office import Office
from orqa.plugins.registry import Registry
from orqa.storage.protocol import Batch

PROGRAMMES = int(os.environ.get("ORQA_BENCH_PROGRAMMES", "100000"))
COMPONENTS, CRITERIA, INDICATORS = 10, 5, 5
LEAVES = COMPONENTS * CRITERIA * INDICATORS
RANDOM = random.Random(2)


def programme_inputs(at: int) -> dict[str, Any]:
    """Raw figures of one made-up bachelor's programme: what its lecturers fill in, no score among them."""
    pick = random.Random(at).randint
    lecturers, graduates = pick(5, 12), pick(20, 90)
    rated = pick(graduates // 4, graduates)
    ladders = ("3.1", "3.2", "4.1", "5.1", "5.2", "5.3", "6.1")
    return {
        **{f"1.1-{item}": True for item in ("1", "2", "3", "4", "10")},
        "graduates": graduates,
        "graduates_rated": rated,
        "employer_ratings_sum": f"{rated * pick(300, 500) / 100:.2f}",
        "respondents": graduates,
        "employed": pick(0, graduates - 10),
        "self_employed": pick(0, 2),
        "employed_before": 1,
        "own_business_before": 0,
        "further_study": pick(0, 2),
        "ordained": 0,
        "conscripted": pick(0, 1),
        "programme_lecturers": lecturers,
        "phd": pick(0, lecturers),
        "ranked": pick(0, lecturers),
        "works.tci_1": pick(0, 3),
        "works.national_proceedings": pick(0, 4),
        "tqf_kpis_met": pick(8, 12),
        "tqf_kpis_applicable": 12,
        **{name: pick(1, 5) for name in (*ladders, "3.3", "4.3")},
    }


def unit_framework() -> tuple[Framework, list[tuple[int, int, int, int]]]:
    """A framework of 250 indicators in criteria and components, all weighed; and the weights of each leaf's path."""
    weights = []
    text = """
schema = 1
[framework]
id = "bench"
level = "faculty"
title = {th = "ทดสอบ", en = "bench"}
certainty = "verified"
[rounding]
decimals = 2
[scale.five]
kind = "numeric"
min = 0
max = 5
"""
    nodes, total = "", 0
    for c in range(COMPONENTS):
        component = RANDOM.randint(1, 3)
        total += component
        rows, component_total = "", 0
        for k in range(CRITERIA):
            criterion = RANDOM.randint(1, 3)
            component_total += criterion
            leaves, leaf_total = "", 0
            for i in range(INDICATORS):
                leaf = RANDOM.randint(1, 4)
                leaf_total += leaf
                weights.append((c, c * CRITERIA + k, leaf, criterion * 10 + component))
                leaves += _node(
                    f"{c}.{k}.{i}", "indicator", f"{c}.{k}", leaf, f'quantity = {{input = "x_{len(weights)}"}}'
                )
            rows += _node(f"{c}.{k}", "criterion", f"{c}", criterion, _weighed(leaf_total)) + leaves
        nodes += _node(f"{c}", "component", "", component, _weighed(component_total)) + rows
    inputs = "".join(
        f'[input.x_{n}]\ntitle = {{th = "ก", en = "x"}}\nunit = "percent"\nkind = "count"\n'
        for n in range(1, LEAVES + 1)
    )
    whole = f'{text}{inputs}[overall]\nscale = "five"\ncertainty = "verified"\n{_weighed(total)}\n{nodes}'
    return read_framework({"bench.toml": whole}, "bench.toml"), weights


def _weighed(total: int) -> str:
    return (
        f'aggregate = {{method = "weighted-mean", weights_total = {total}}}\nround = {{decimals = 2, when = "shown"}}'
    )


def _node(name: str, kind: str, parent: str, weight: int, rest: str) -> str:
    score = (
        'score = {method = "full-mark", full = 100}\nround = {decimals = 2, when = "shown"}\n'
        if kind == "indicator"
        else ""
    )
    above = f'parent = "{parent}"\n' if parent else ""
    return (
        f'[[node]]\nid = "{name}"\nkind = "{kind}"\n{above}weight = {weight}\ncertainty = "verified"\n'
        f'title = {{th = "ก", en = "n"}}\n{score}{rest}\n'
    )


def evaluations() -> None:
    """As many programmes as there are, results kept."""
    framework = orqa.load_framework("iqa-2557-programme")
    inputs = [programme_inputs(at) for at in range(PROGRAMMES)]
    findings = [finding for each in inputs[:200] for finding in framework.evaluate(each).findings]
    assert not has_errors(findings), [finding.show() for finding in findings]
    start = time.process_time()
    kept = [framework.evaluate(each) for each in inputs]
    seconds = (time.process_time() - start) / PROGRAMMES
    assert len(kept) == PROGRAMMES
    title = f"{PROGRAMMES:,} programmes of 14 indicators from raw inputs, results kept"
    show(title, {"orqa": seconds, "5,000 a second": 1 / 5_000}, "5,000 a second", "at most 1")


def one_unit() -> None:
    """A form of 250 figures is saved and its score is wanted."""
    framework, weights = unit_framework()
    figures = [RANDOM.randint(0, 120) if RANDOM.random() > 0.02 else None for _ in range(LEAVES)]
    inputs = {f"x_{n}": figure for n, figure in enumerate(figures, 1)}
    leaves = pd.DataFrame(weights, columns=["c", "k", "w", "wk"]).assign(i=range(LEAVES), t=100.0)
    criteria = leaves[["c", "k", "wk"]].drop_duplicates().assign(wc=lambda d: d.wk // 10, wp=lambda d: d.wk % 10)
    rows = pd.DataFrame({"i": range(LEAVES), "x": [float("nan") if f is None else float(f) for f in figures]})
    parents, tops = criteria[["k", "wc", "c"]], criteria[["c", "wp"]].drop_duplicates()
    leaves = leaves[["i", "t", "w", "k"]]

    def by_pandas() -> float:
        d = rows.dropna().merge(leaves, on="i")
        d["sw"] = (5 * d["x"] / d["t"]).clip(0, 5) * d["w"]
        k = d.groupby("k", sort=False)[["sw", "w"]].sum().reset_index().merge(parents, on="k")
        k["sw"] = k["sw"] / k["w"] * k["wc"]
        c = k.groupby("c", sort=False)[["sw", "wc"]].sum().reset_index().merge(tops, on="c")
        return float((c["sw"] / c["wc"] * c["wp"]).sum() / c["wp"].sum())

    lazy = [pl.from_pandas(frame).lazy() for frame in (rows, leaves, parents, tops)]

    def by_polars() -> float:
        score = (5 * pl.col("x") / pl.col("t")).clip(0, 5) * pl.col("w")
        d = lazy[0].fill_nan(None).drop_nulls().join(lazy[1], on="i").with_columns(sw=score)
        k = d.group_by("k").agg(pl.col("sw", "w").sum()).join(lazy[2], on="k")
        k = k.with_columns(sw=pl.col("sw") / pl.col("w") * pl.col("wc"))
        c = k.group_by("c").agg(pl.col("sw", "wc").sum()).join(lazy[3], on="c")
        return float(c.select((pl.col("sw") / pl.col("wc") * pl.col("wp")).sum() / pl.col("wp").sum()).collect().item())

    def by_orqa() -> Decimal | None:
        return framework.evaluate(inputs).overall

    exact = framework.evaluate(inputs).exact_score("overall")
    assert exact is not None
    assert abs(float(exact) - by_pandas()) < 1e-9
    assert abs(float(exact) - by_polars()) < 1e-9
    races = {"orqa": by_orqa, "pandas": by_pandas, "polars": by_polars}
    results = duel(races)
    show("One unit of 250 indicators", results, "pandas", "at most 0.05")
    show("The same, beside polars", results, "polars", "at most 0.125")


def national() -> None:
    """A million stored scores by institution and node: out of an office's SQLite file, through its rows."""
    framework = orqa.load_framework("iqa-2557-programme")
    some = [packed(framework.evaluate(programme_inputs(at))) for at in range(2_000)]
    per_row = sum(score is not None for score in unpacked(framework, some[0]).values())
    count = 1_000_000 // per_row
    stored = [(f"u{at % 170:03}", some[at % len(some)]) for at in range(count)]
    flat = [
        (group, node, int(score.scaleb(framework.nodes[node].rounding.decimals)))
        for group, text in stored
        for node, score in unpacked(framework, text).items()
        if score is not None
    ]
    frame = pd.DataFrame(flat, columns=["group", "node", "score"])

    def by_pandas() -> Any:
        return frame.groupby(["group", "node"], sort=False)["score"].agg(["sum", "count"])

    with (
        tempfile.TemporaryDirectory() as folder,
        orqa.open_office(f"sqlite:///{folder}/national.db", profile="thai-public-university") as office,
    ):
        fill(office, framework, stored)

        def by_orqa() -> Any:
            with office.reading() as reader:
                return roll_up(framework, reader.rows("quality-evaluation", ("unit", "packed")))

        sums, rolled = by_pandas()["sum"], by_orqa()
        assert all(rolled[group].sums[node] == total for (group, node), total in sums.items())
        races = {"orqa, from SQLite": by_orqa, "pandas, already in memory": by_pandas}
        results = duel(races, per=len(flat))
        show(f"Roll-up of {len(flat):,} stored scores", results, "pandas, already in memory", "at most 3")


def fill(office: Office, framework: Framework, stored: list[tuple[str, str]]) -> None:
    """Write results past the service, whose subject this is not."""
    at = datetime(2026, 11, 27, tzinfo=UTC)
    told = {"framework": framework.id, "identity": framework.identity, "year_kind": "academic", "kept_at": at}
    for begin in range(0, len(stored), 5_000):
        records = (
            QualityEvaluation(id=f"{begin + n:08}", unit=unit, year=2025, packed=text, **told)
            for n, (unit, text) in enumerate(stored[begin : begin + 5_000])
        )
        writes = tuple(office.codec.encode(record) for record in records)
        office.store.apply(Batch(f"fill-{begin}", "system", "quality.keep", at, writes))


def loading() -> None:
    """Every framework that ships, from its files."""

    def load() -> int:
        registry = Registry()
        return len([registry.framework(name) for name in registry.framework_names()])

    from orqa.domain.quality.files import _parsed

    def fresh() -> int:
        _parsed.cache_clear()
        return load()

    results = {"orqa": duel({"orqa": fresh})["orqa"], "150 ms": 0.15}
    show(f"Loading all {load()} frameworks", results, "150 ms", "at most 1")


if __name__ == "__main__":
    one_unit()
    evaluations()
    national()
    loading()
