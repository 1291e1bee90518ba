"""A round from its files; every fault of every file in one message."""

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from permeate.cli.matching.round_files.conditions import (
    read_exclusions,
    read_targets,
    read_together,
)
from permeate.cli.matching.round_files.rankings import read_rankings
from permeate.cli.matching.round_files.sides import read_people, read_places
from permeate.cli.matching.round_files.table import Faults
from permeate.core.matching.rounds.asked import Asked, Side
from permeate.core.matching.rounds.problem import Rankings

FILES = """\
Files are CSV (UTF-8) or XLSX; the first line names the columns.
  people      person, organisation, type, region; as you like: sector, left_out (yes or
              no: its organisation had nobody in or out for 24 months), any others
  places      place, organisation, type, region, min, max; as you like: as with people
  rankings    side (person or place), who, whom, rank (1 is best; equal ranks are ties).
              Only pairs that both sides rank can be matched
  exclusions  person or organisation; place or host: no match between them. host is the
              organisation of places; reason is for your own use
  targets     person_column, person_value, place_column, place_value, min, max: how many
              people with that value of that column of people go to places with that
              value of that column of places. Leave a column and its value empty for
              everybody. Example: a region of hosts that needs at least three:
              ,,region,London,3,
  together    person, colleague: both go to the same place, or neither has one"""


def add_files(parser: ArgumentParser, *, required: bool) -> None:
    """The options that name a round's files."""
    needed, rest = ("people", "places", "rankings"), ("exclusions", "targets", "together")
    for name in needed:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", required=required)
    for name in rest:
        parser.add_argument(f"--{name}", type=Path, metavar="FILE")
    parser.add_argument(
        "--open-places",
        action="store_true",
        help="a place that ranks nobody takes whoever ranks it, all the same",
    )


def read_round(options: Mapping[str, Any]) -> Asked:
    """The round of the files. CommandError names each bad row by file and line."""
    faults = Faults()
    people = read_people(options["people"], faults)
    places, least, most = read_places(options["places"], faults)
    faults.tell()  # with people or places unknown, rankings would only repeat it
    by_people, by_places = read_rankings(options["rankings"], people, places, faults)
    sides = (people, places, faults)
    exclusions, targets, together = (
        options[name] for name in ("exclusions", "targets", "together")
    )
    asked = Asked(
        people=people,
        places=places,
        least=least,
        most=most,
        by_people=by_people,
        by_places=by_places,
        exclusions=tuple(read_exclusions(exclusions, *sides)) if exclusions else (),
        targets=tuple(read_targets(targets, *sides)) if targets else (),
        together=tuple(read_together(together, people, faults)) if together else (),
    )
    faults.tell()
    return opened(asked) if options["open_places"] else asked


def opened(asked: Asked) -> Asked:
    """The round where places that rank nobody rank everybody who ranks them, equally."""
    ours, theirs = asked.by_people, asked.by_places
    silent = np.ones(_size(asked.places), dtype=bool)
    silent[theirs.who] = False
    added = silent[ours.whom]
    return replace(
        asked,
        by_places=Rankings(
            np.append(theirs.who, ours.whom[added]),
            np.append(theirs.whom, ours.who[added]),
            np.append(theirs.rank, np.ones(int(added.sum()), dtype=np.int64)),
        ),
    )


def _size(side: Side) -> int:
    return len(side.names)
