"""The files of a round: people, places, rankings, exclusions, targets, pairs."""
