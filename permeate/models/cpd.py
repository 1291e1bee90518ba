"""A person's CPD: which bodies they answer to, by which rules, and what they did."""

from django.db import models
from django.db.models import Q

from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference

SCOPES = [
    ("SHIPPED", "Comes with the service"),
    ("ORGANISATION", "Added by an organisation"),
    ("PERSON", "Added by a person"),
]
ACTIVITY_SOURCES = [
    ("OWN", "Written by hand"),
    ("IMPORT", "From a file"),
    ("BOOKING", "A day or days elsewhere"),
    ("PLACEMENT", "A secondment"),
    ("SHARE", "Something you shared"),
    ("BRIEFING", "Something shared with you"),
    ("CHECK_IN", "A check-in"),
    ("ENTRY", "Something you noted"),
]


class SchemeVersionQuerySet(models.QuerySet):
    def visible_to(self, person) -> "SchemeVersionQuerySet":
        """Those of the service, of one's own organisations, and one's own."""
        standing = person.standing
        return self.filter(
            Q(scope="SHIPPED")
            | Q(organisation_id__in=standing.organisations)
            | Q(scope="PERSON", added_by_id=standing.person_id)
        )


class SchemeVersion(models.Model):
    """One body's rules as they were written once; a correction is another row.

    ``text`` is the file as people wrote it. Rows are never changed, so a person who was judged
    by one still is.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    scope = models.CharField(max_length=12, choices=SCOPES)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    family = models.CharField(max_length=100, db_index=True)  # the name without its year
    name = models.CharField(max_length=100)
    body = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text
    reason = models.CharField(max_length=300, blank=True)

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["body", "-year", "-added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=Q(scope="SHIPPED"), name="shipped_scheme_once"
            ),
            models.CheckConstraint(
                condition=Q(scope="ORGANISATION", organisation__isnull=False)
                | (~Q(scope="ORGANISATION") & Q(organisation=None)),
                name="scheme_scope_goes_with_organisation",
            ),
            models.CheckConstraint(
                condition=Q(scope="SHIPPED", added_by=None)
                | (~Q(scope="SHIPPED") & Q(added_by__isnull=False)),
                name="scheme_added_by_somebody",
            ),
        ]


class CpdBodyQuerySet(models.QuerySet):
    def visible_to(self, person) -> "CpdBodyQuerySet":
        return self.filter(person_id=person.standing.person_id)


class CpdBody(models.Model):
    """A professional body a person answers to, and what its rules ask about them."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="cpd_bodies")
    scheme = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="bodies")
    category = models.CharField(max_length=60, blank=True)
    category_before = models.CharField(max_length=60, blank=True)
    category_since = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)  # first day of a year or period
    member_since = models.DateField(null=True, blank=True)
    fte = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    added_at = models.DateTimeField()

    objects = CpdBodyQuerySet.as_manager()

    class Meta:
        ordering = ["scheme__body", "id"]
        verbose_name_plural = "CPD bodies"
        constraints = [
            models.UniqueConstraint(fields=["person", "scheme"], name="cpd_body_once"),
            models.CheckConstraint(
                condition=Q(fte=None) | Q(fte__gt=0, fte__lte=1), name="cpd_body_fte"
            ),
        ]


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ActivityQuerySet":
        """Private: only the person's own."""
        return self.filter(person_id=person.standing.person_id)


class Activity(models.Model):
    """A thing a person did that may count as CPD.

    ``answers`` maps a predicate to true or false; what is not in it was not asked yet.
    ``source_kind`` and ``source`` name what it was proposed from.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="activities")
    occurred_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    type = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    objective = models.TextField(blank=True)
    reflection = models.TextField(blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    source_kind = models.CharField(max_length=10, choices=ACTIVITY_SOURCES, default="OWN")
    source = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_on", "-id"]
        verbose_name_plural = "activities"
        indexes = [models.Index(fields=["person", "occurred_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source_kind", "source"],
                condition=~Q(source=""),
                name="activity_from_source_once",
            ),
            models.CheckConstraint(condition=Q(hours__gte=0), name="activity_hours"),
        ]
