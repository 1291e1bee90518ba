"""Statuses and moves of rounds and of the matches they offer."""

from permeate.core.events import Event
from permeate.core.moves import Lifecycle, Move
from permeate.core.relations import Relation as R

ROUND = Lifecycle(
    "round",
    "DRAFT",
    {
        "DRAFT": "Being set up",
        "RANKING": "Rankings open",
        "MATCHING": "Being matched",
        "ANSWERING": "Answers due",
        "FINISHED": "Finished",
    },
    (
        Move("open", ("DRAFT",), "RANKING", (R.PROGRAMME_OWNER,), Event.ROUND_OPENED),
        Move("close", ("RANKING",), "MATCHING", (R.PROGRAMME_OWNER, R.SYSTEM), Event.ROUND_CLOSED),
        Move("publish", ("MATCHING",), "ANSWERING", (R.PROGRAMME_OWNER,), Event.ROUND_PUBLISHED),
        Move("finish", ("ANSWERING",), "FINISHED", (R.SYSTEM,), Event.ROUND_FINISHED),
    ),
)

MATCH = Lifecycle(
    "match",
    "OFFERED",
    {
        "OFFERED": "Waiting for an answer",
        "ACCEPTED": "Accepted",
        "DECLINED": "Declined",
        "LAPSED": "Not answered in time",
    },
    (
        Move("accept", ("OFFERED",), "ACCEPTED", (R.SELF,), Event.MATCH_ACCEPTED),
        Move("decline", ("OFFERED",), "DECLINED", (R.SELF,), Event.MATCH_DECLINED),
        Move("lapse", ("OFFERED",), "LAPSED", (R.SYSTEM,), Event.MATCH_LAPSED),
    ),
)
