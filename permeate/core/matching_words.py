"""What a round’s result counts, in words for its owner; the web process loads no solver."""

OBJECTIVE_WORDS = {
    "placed": "People placed",
    "left-out": "Organisations left out before that take part",
    "cross-sector": "People who go to another sector",
    "profile": "People with the place they ranked {rank}",
    "ranks": "Sum of ranks, both sides (small is good)",
}
LIMIT_WORDS = {"sector": "Sector", "region": "Region", "type": "Type"}
