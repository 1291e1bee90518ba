"""Measure matching beside its peers, each in one run.

    python -m bench.matching [rank|rounds|rings] [--quick]

Exit status 1 where a figure is missed.
"""

import argparse
import sys

from bench.matching import rank, rings, rounds

PARTS = {"rank": rank.main, "rounds": rounds.main, "rings": rings.main}


def main(arguments: list[str]) -> int:
    """Print the tables of each part asked for; 0 where every figure is met."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.matching", description=__doc__.split("\n")[0]
    )
    parser.add_argument("what", nargs="*", choices=[*PARTS, []], help="only these parts")
    parser.add_argument("--quick", action="store_true", help="small instances, to try it out")
    asked = parser.parse_args(arguments)
    met = [PARTS[name](asked) for name in asked.what or PARTS]
    print("\nEvery figure is met." if all(met) else "\nNot every figure is met: see “over” above.")
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
