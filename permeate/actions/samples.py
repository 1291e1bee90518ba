"""A person shows an auditor a sample of their evidence, sees who looked, and ends it."""

from datetime import date, datetime

from django.utils import timezone

from permeate.core import samples as rules
from permeate.core.events import Event
from permeate.core.samples import Look, Shows
from permeate.journal.links import absolute
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import EvidencePack, Person, Sample, SampleLook


@write
def make_sample(
    *,
    pack: EvidencePack,
    for_whom: str,
    shows: list[str],
    expires_on: date,
    by: Person,
    now: datetime,
) -> Sample:
    """A link that shows somebody exactly this much of a pack, until the end of that day."""
    rules.check_can_make(for_whom=for_whom, expires_on=expires_on, today=timezone.localdate(now))
    sample = Sample.objects.create(
        person=by,
        pack=pack,
        for_whom=for_whom.strip(),
        shows=[Shows(one).value for one in shows],
        made_at=now,
        expires_on=expires_on,
    )
    facts = {"pack": pack.reference, "shows": sample.shows, "until": expires_on}
    record(Event.SAMPLE_SHOWN, sample, by=by, now=now, **facts)
    return sample


@write
def look_at_sample(*, sample: Sample, what: Look, now: datetime) -> SampleLook:
    """Somebody with the link opens it; it is on record, and the person is told the first time."""
    rules.check_is_open(
        ended=sample.ended_at is not None,
        expires_on=sample.expires_on,
        today=timezone.localdate(now),
    )
    if what is Look.DOWNLOADED:
        rules.check_shows(sample.shows, Shows.DOCUMENT)
    first = not SampleLook.objects.filter(sample=sample).exists()
    look = SampleLook.objects.create(sample=sample, what=what.value, at=now)
    record(Event.SAMPLE_OPENED, sample, by=None, now=now, what=what.value)
    if first:
        notify(
            Event.SAMPLE_OPENED,
            to=sample.person,
            wording="sample_opened",
            now=now,
            sample=sample,
            page=absolute(f"/evidence/{sample.pack.reference}/samples/"),
        )
    return look


@write
def end_sample(*, sample: Sample, by: Person, now: datetime) -> Sample:
    """The link shows nothing from now on; what was looked at stays on record."""
    sample = Sample.objects.select_for_update().get(id=sample.id)
    if not sample.ended_at:
        sample.ended_at = now
        sample.save(update_fields=["ended_at"])
        record(Event.SAMPLE_ENDED, sample, by=by, now=now)
    return sample
