"""Measure the busiest pages and search beside the bare page, on both databases.

    python -m bench [pages|search] [--rounds N] [--quick]

The bare page is one indexed query in the frame all pages share, on the same server
(gunicorn, two sync workers). Ratios are between neighbours in the same run; with other work
on the machine run it again. Exit status 1 where a figure is missed.
"""

import argparse
import sys

from bench import pages, searching
from bench.serving import served
from ops.postgres import NoClusterError

VENDORS = ("SQLite", "PostgreSQL")
REGISTERS = (1_350, 20_000, 5_000, 3_000)
NATIONAL = (1_350, 20_000, 100_000, 0)


def main(arguments: list[str]) -> int:
    """Print the tables; 0 where every figure is met."""
    asked = _parser().parse_args(arguments)
    met = True
    for vendor in asked.database or VENDORS:
        try:
            if asked.what != "search":
                met &= _pages(vendor, asked)
            if asked.what != "pages":
                met &= _search(vendor, asked)
        except NoClusterError as error:
            print(error, file=sys.stderr)
            met = False
    print("\nEvery figure is met." if met else "\nNot every figure is met: see “over” above.")
    return 0 if met else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="?", choices=["pages", "search"], help="only one part")
    parser.add_argument("--database", action="append", choices=VENDORS, help="only this one")
    parser.add_argument("--rounds", type=int, default=7, help="how often each is repeated")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each page in each round")
    parser.add_argument("--quick", action="store_true", help="small database, to try it out")
    return parser


def _pages(vendor: str, asked: argparse.Namespace) -> bool:
    sizes = (50, 500, 200, 50) if asked.quick else REGISTERS
    print(f"\n{vendor}: {_words(sizes)}")
    print(f"{'page':16}{'answers/s':>10}{'p95 ms':>9}{'KB':>6}{'× bare':>8}", flush=True)
    met = True
    with served(vendor, sizes) as site:
        for line in pages.compare(site, rounds=asked.rounds, seconds=asked.seconds):
            fine = line.ratio <= pages.LIMIT and not line.failed
            met &= fine
            print(
                f"{line.name:16}{line.rate:10.0f}{line.p95 * 1000:9.1f}{line.size / 1000:6.0f}"
                f"{line.ratio:8.2f}{'' if fine else '  over'}"
                f"{f'  {line.failed} failed' if line.failed else ''}",
                flush=True,
            )
    return met


def _search(vendor: str, asked: argparse.Namespace) -> bool:
    sizes = (50, 500, 2_000, 0) if asked.quick else NATIONAL
    print(f"\n{vendor}, search: {_words(sizes)}\n{searching.MIX}", flush=True)
    with served(vendor, sizes) as site:
        found = searching.compare(site, rounds=asked.rounds)
    fine = found.ratio < searching.LIMIT and not found.failed
    print(f"bare page, median   {found.bare * 1000:7.1f} ms")
    print(f"search, median      {found.median * 1000:7.1f} ms{found.ratio:8.2f} × bare", end="")
    print("" if fine else "  over")
    print(f"search, p95         {found.p95 * 1000:7.1f} ms")
    for count, median in found.by_words.items():
        print(f"  {count} word{'s' if count > 1 else ' '}, median  {median * 1000:7.1f} ms")
    return fine


def _words(sizes: tuple[int, ...]) -> str:
    names = ("organisations", "people", "opportunities", "placements")
    return ", ".join(f"{size:,} {name}" for size, name in zip(sizes, names, strict=True) if size)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
