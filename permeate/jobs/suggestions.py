"""Rank opportunities for people, and keep the result for their pages to read."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.suggestions import keep_suggestions
from permeate.core.matching.rank.explaining import Suggestion
from permeate.core.matching.rank.exposure import balance
from permeate.core.matching.rank.rules import Rules
from permeate.core.seeking import SUGGESTED
from permeate.models import Person
from permeate.queries import suggestions as reads


def suggest_to_person(person_id: int, now: datetime | None = None) -> int:
    """Rank anew for one person, within what others see first; how many are suggested."""
    now = now or timezone.now()
    person = Person.objects.select_related("seeking").filter(id=person_id).first()
    if person is None or not hasattr(person, "seeking"):
        return 0
    found = _Ranking(now).best(person)
    taken = reads.first_places(person)
    return _keep({person: found}, taken, now)


def suggest_to_everybody(since: str = "", now: datetime | None = None) -> int:
    """Rank anew for everybody and spread first places; how many suggestions there are.

    ``since`` is when something changed: nothing is done where it was seen to already.
    """
    now = now or timezone.now()
    last = reads.last_computed()
    if since and last and last > datetime.fromisoformat(since):
        return 0
    ranking = _Ranking(now)
    return _keep({person: ranking.best(person) for person in reads.seeking_people()}, {}, now)


class _Ranking:
    """Everything published, ready for questions."""

    def __init__(self, now: datetime) -> None:
        from permeate.core.matching.rank.columns import columns_of
        from permeate.core.matching.rank.query import index_of

        self.today = timezone.localdate(now)
        self.index = index_of(columns_of(reads.offers(self.today)))

    def best(self, person: Person) -> list[Suggestion]:
        """The best that the person may see and has not asked for."""
        from permeate.core.matching.rank.best import suggest

        seeker = reads.seeker_of(person, person.seeking, self.today)
        if seeker is None:
            return []
        top = 2 * SUGGESTED
        while True:
            told = suggest(seeker, self.index, Rules(), top=top)
            may = reads.open_to(person, [one.key for one in told])
            found = [one for one in told if one.key in may]
            if len(found) >= SUGGESTED or len(told) < top:
                return found[:SUGGESTED]
            top *= 4


def _keep(found: dict[Person, list[Suggestion]], taken: dict[str, int], now: datetime) -> int:
    lists = {
        person.reference: [(one.key, one.score) for one in told] for person, told in found.items()
    }
    order = balance(lists, Rules(), taken).shortlists
    kept = 0
    for person, told in found.items():
        by_key = {one.key: one for one in told}
        shown = [by_key[key] for key, _ in order[person.reference]]
        kept += keep_suggestions(person=person, told=shown, now=now)
    return kept
