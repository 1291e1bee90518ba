"""Opportunities, their objectives, topics and dates, and saved searches."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from permeate.core.lifecycles import OPPORTUNITY
from permeate.core.roles import Role
from permeate.core.vocabulary import (
    Kind,
    Payer,
    Place,
    Region,
    Sector,
    Vetting,
    Visibility,
    choices,
)
from permeate.models.needs import Need
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.programmes import Programme, ProgrammeDate
from permeate.models.references import new_reference


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OpportunityQuerySet":
        """Published ones meant for this person, and everything of organisations they host for."""
        standing = person.standing
        if not standing.person_id:
            return self.none()
        hosting = standing.organisations_as(Role.HOST, Role.COORDINATOR)
        audiences = OpportunityAudience.objects.filter(opportunity=OuterRef("pk"))
        meant = (
            Q(visibility=Visibility.EVERYONE.value)
            | Q(
                Exists(audiences.filter(sector__in=standing.sectors)),
                visibility=Visibility.SECTORS.value,
            )
            | Q(
                Exists(audiences.filter(organisation_id__in=standing.organisations)),
                visibility=Visibility.ORGANISATIONS.value,
            )
        )
        return self.filter(
            Q(host_id__in=hosting)
            | Q(host_manager_id=standing.person_id)
            | (Q(status__in=["PUBLISHED", "CLOSED"]) & meant)
        )

    def published(self) -> "OpportunityQuerySet":
        return self.filter(status="PUBLISHED")


class Opportunity(models.Model):
    """An offered placement."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="opportunities")
    host_manager = models.ForeignKey(Person, models.PROTECT, related_name="hosting")
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="opportunities"
    )
    need = models.ForeignKey(
        Need, models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    kind = models.CharField(max_length=20, choices=choices(Kind))
    title = models.CharField(max_length=150)
    summary = models.TextField(blank=True)
    why_placement = models.TextField(blank=True)
    host_learns = models.TextField(blank=True)
    profession = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    hours_a_day = models.DecimalField(max_digits=4, decimal_places=2, default=7)
    place = models.CharField(max_length=10, choices=choices(Place), default=Place.ON_SITE.value)
    location = models.CharField(max_length=150, blank=True)
    region = models.CharField(max_length=25, choices=choices(Region), blank=True)
    vetting = models.CharField(max_length=5, choices=choices(Vetting), default=Vetting.NONE.value)
    payer = models.CharField(max_length=10, choices=choices(Payer), default=Payer.NOBODY.value)
    places = models.PositiveSmallIntegerField(default=1)
    visibility = models.CharField(
        max_length=15, choices=choices(Visibility), default=Visibility.EVERYONE.value
    )
    closes_on = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=10, choices=list(OPPORTUNITY.statuses.items()), default=OPPORTUNITY.initial
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-id"]
        verbose_name_plural = "opportunities"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="opportunity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(fte__gt=0, fte__lte=1), name="opportunity_fte_in_range"
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT") | Q(status="WITHDRAWN") | Q(published_at__isnull=False),
                name="opportunity_published_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"]),
            models.Index(fields=["host", "status"]),
        ]

    def __str__(self) -> str:
        return self.title


class Objective(models.Model):
    """What a placement is for, and how one will know."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=300)

    class Meta:
        ordering = ["order", "id"]


class OpportunityTopic(models.Model):
    """A theme or a skill of an opportunity."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=10, choices=[("THEME", "Theme"), ("SKILL", "Skill")])
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "kind", "value"], name="opportunity_topic_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"])]


class OpportunityAudience(models.Model):
    """A sector or an organisation that may see an opportunity not meant for everyone."""

    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="audiences")
    sector = models.CharField(max_length=20, choices=choices(Sector), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sector="", organisation__isnull=False)
                | (~Q(sector="") & Q(organisation=None)),
                name="audience_is_one_thing",
            ),
        ]


class OpportunityDateQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OpportunityDateQuerySet":
        return self.filter(opportunity__in=Opportunity.objects.visible_to(person))


class OpportunityDate(models.Model):
    """One bookable date (or run of dates) of a development day or shadowing."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="dates")
    starts_on = models.DateField(db_index=True)
    ends_on = models.DateField()
    from_time = models.TimeField(null=True, blank=True)  # local; each day of the run
    to_time = models.TimeField(null=True, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    programme_date = models.ForeignKey(
        ProgrammeDate, models.PROTECT, null=True, blank=True, related_name="hosted"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = OpportunityDateQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "starts_on"],
                condition=Q(cancelled_at=None),
                name="opportunity_date_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="date_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="date_has_places"),
            models.CheckConstraint(
                condition=Q(from_time=None, to_time=None)
                | Q(from_time__isnull=False, to_time__isnull=False, to_time__gt=F("from_time")),
                name="date_has_both_times",
            ),
        ]


class SavedSearchQuerySet(models.QuerySet):
    def visible_to(self, person) -> "SavedSearchQuerySet":
        return self.filter(person_id=person.standing.person_id)


class SavedSearch(models.Model):
    """A search a person keeps, with a mail when something new matches."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=150)
    query = models.TextField(blank=True)  # the address's query string
    alerts = models.BooleanField(default=True)
    alerted_at = models.DateTimeField()
    created_at = models.DateTimeField()

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
