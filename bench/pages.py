"""The five busiest pages beside the bare page, in turns, so that each ratio is of neighbours."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from bench.load import Result, burst, request
from bench.serving import Site

AT_ONCE = 4
OPEN = {"bare", "learning link"}  # asked for without a cookie
LIMIT = 2.5  # times as slow as the bare page
MOST_QUERIES = 12


@dataclass(frozen=True)
class Line:
    """One page's figures: medians over all rounds."""

    name: str
    rate: float  # answers a second
    p95: float  # seconds
    ratio: float  # the bare page's rate over this one's, in the same round
    size: int  # bytes
    failed: int


def compare(site: Site, *, rounds: int, seconds: float) -> list[Line]:
    """Bursts of so many seconds for each page, the bare page's first, repeated in rounds."""
    names = list(site.pages)
    messages = {
        name: [request(site.pages[name], "" if name in OPEN else site.cookie)] for name in names
    }
    for name in names:  # warm: compiled templates, cached statements
        burst(site.port, messages[name], at_once=2, count=20)
    measured: dict[str, list[Result]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            result = burst(site.port, messages[name], at_once=AT_ONCE, seconds=seconds)
            measured[name].append(result)
    return list(_lines(measured))


def _lines(measured: dict[str, list[Result]]) -> Iterator[Line]:
    middle = statistics.median
    for name, results in measured.items():
        beside = zip(measured["bare"], results, strict=True)
        yield Line(
            name=name,
            rate=middle(result.rate for result in results),
            p95=middle(result.percentile(0.95) for result in results),
            ratio=middle(bare.rate / result.rate for bare, result in beside),
            size=results[-1].size,
            failed=sum(result.failed for result in results),
        )
