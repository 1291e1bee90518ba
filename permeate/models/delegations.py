"""Who decides for whom, from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "DelegationQuerySet":
        """Whoever gave it and whoever got it."""
        own = person.standing.person_id
        return self.filter(Q(from_person_id=own) | Q(to_person_id=own))

    def standing(self, today: date) -> "DelegationQuerySet":
        """Those that let somebody decide on this day."""
        return self.filter(ended_at=None, starts_on__lte=today, ends_on__gte=today)


class Delegation(models.Model):
    """``to_person`` decides on releases for ``from_person``; its last day is included."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    from_person = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    to_person = models.ForeignKey(Person, models.PROTECT, related_name="delegations_held")
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(from_person=F("to_person")), name="delegation_to_another"
            ),
        ]
