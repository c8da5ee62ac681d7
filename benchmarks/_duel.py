"""Time peers round-robin in one process, so that a ratio holds while the machine's speed drifts."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping

_SAMPLE_SECONDS = 0.02


def _once(run: Callable[[], object], times: int = 1) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        for _ in range(times):
            run()
        return (time.perf_counter() - start) / times
    finally:
        gc.enable()


def duel(
    peers: Mapping[str, Callable[[], object]], per: int | Mapping[str, int] = 1, repeat: int = 7, *, warm: bool = True
) -> dict[str, float]:
    """Median seconds per item of each peer; ``per`` is the number of items that one call handles.

    A call shorter than 20 ms is repeated until a sample lasts that long; ``warm=False`` runs each once a round.
    """
    times = dict.fromkeys(peers, 1)
    if warm:
        for name, run in peers.items():
            run()
            times[name] = max(1, min(20_000, int(_SAMPLE_SECONDS / max(_once(run), 1e-9))))
    samples: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(repeat):
        for name, run in peers.items():
            samples[name].append(_once(run, times[name]))
    items = {name: per if isinstance(per, int) else per[name] for name in peers}
    return {name: statistics.median(values) / items[name] for name, values in samples.items()}


def spell(seconds: float) -> str:
    """A duration as people read it."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def show(title: str, results: Mapping[str, float], base: str, goal: str = "") -> None:
    """Print each peer's time and its ratio to ``base``; ``goal`` says what is aimed at."""
    print(f"\n{title}" + (f"   (goal: {goal})" if goal else ""))
    width = max(map(len, results))
    for name, seconds in sorted(results.items(), key=lambda item: item[1]):
        print(f"  {name:<{width}}  {spell(seconds):>10} an item   x{seconds / results[base]:.2f} of {base}")
