"""Releases, decided by home first, and applications, decided by the host."""

from django.db import models
from django.db.models import F, Q

from permeate.core.lifecycles import APPLICATION, RELEASE
from permeate.core.roles import Role
from permeate.core.vocabulary import Cover, choices
from permeate.models.delegations import Delegation
from permeate.models.needs import Need
from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ReleaseQuerySet":
        """The person's own, the manager's to decide, and those of the home coordinator."""
        standing = person.standing
        return self.filter(
            Q(person_id=standing.person_id)
            | Q(manager_id=standing.person_id)
            | Q(home_id__in=standing.organisations_as(Role.COORDINATOR))
            # Whether a delegation still stands is asked when somebody opens or decides it.
            | Q(
                manager_id__in=Delegation.objects.filter(
                    to_person_id=standing.person_id, ended_at=None
                ).values("from_person_id")
            )
        )


class Release(models.Model):
    """Home's reasoned decision to let a person go, made before the application."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="releases")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    # Empty until a coordinator names one, where the person's membership names nobody.
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="releases_to_decide"
    )
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="releases")
    purpose = models.TextField()
    home_gains = models.TextField()
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="releases")
    status = models.CharField(
        max_length=10, choices=list(RELEASE.statuses.items()), default=RELEASE.initial
    )
    cover = models.CharField(max_length=15, choices=choices(Cover), blank=True)
    cover_note = models.TextField(blank=True)
    cover_cost = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    # A yes with other dates than the opportunity's.
    granted_starts_on = models.DateField(null=True, blank=True)
    granted_ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # the manager, once there is one
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    chased = models.PositiveSmallIntegerField(default=0)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "opportunity"],
                condition=Q(status__in=["REQUESTED", "GRANTED"]),
                name="release_live_once",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["GRANTED", "REFUSED"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="")),
                name="release_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="GRANTED") | ~Q(cover=""), name="release_granted_with_cover"
            ),
            models.CheckConstraint(
                condition=Q(granted_starts_on=None, granted_ends_on=None)
                | Q(
                    status__in=["GRANTED", "WITHDRAWN"], granted_ends_on__gte=F("granted_starts_on")
                ),
                name="release_other_dates_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")),
                name="release_decided_by_another",
            ),
        ]


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ApplicationQuerySet":
        """The person's own, the host's to choose from, and the home side's."""
        standing = person.standing
        coordinated = standing.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(person_id=standing.person_id)
            | Q(opportunity__host_manager_id=standing.person_id)
            | Q(opportunity__host_id__in=coordinated)
            | Q(release__manager_id=standing.person_id)
            | Q(home_id__in=coordinated)
        )


class Application(models.Model):
    """A person asks for an opportunity, with a granted release behind it."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="applications")
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, models.PROTECT, related_name="applications")
    statement = models.TextField()
    status = models.CharField(
        max_length=12, choices=list(APPLICATION.statuses.items()), default=APPLICATION.initial
    )
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    outcome_reason = models.TextField(blank=True)  # what the person is told
    offered_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)  # reminders of the offer
    # The day on which the service gives an outcome if the host has not; asked, then warned.
    outcome_due_on = models.DateField(null=True, blank=True)
    outcome_warned_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "person"],
                condition=~Q(status__in=["WITHDRAWN", "UNSUCCESSFUL", "DECLINED"]),
                name="application_live_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="UNSUCCESSFUL") | ~Q(outcome_reason=""),
                name="application_outcome_told",
            ),
        ]
