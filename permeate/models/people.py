"""People who sign in, their memberships, roles and skills, and invitations."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, FilteredRelation, Q

from permeate.core.roles import ROLE_LABELS, Role, Standing
from permeate.models.organisations import Grade, Organisation
from permeate.models.prepared import Prepared
from permeate.models.references import new_reference

ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]


class PersonManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "Person":
        """A person with a normalised address; without a password, an unusable one."""
        person = self.model(email=self.normalise(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str) -> "Person":
        return self.get(email__iexact=email)

    @staticmethod
    def normalise(email: str) -> str:
        return email.strip().lower()


class Person(AbstractBaseUser):
    """Whoever signs in; keeps their own log when they change employer."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    # Set for demonstration personas only: what the role shown on the sign-in page is.
    persona = models.CharField(max_length=80, blank=True)
    prompt_weekday = models.PositiveSmallIntegerField(default=3)  # Monday is 0
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def standing(self) -> Standing:
        """What this person's memberships add up to now; read once a request."""
        return _standing(self, HELD.all(self.id))


class PersonSkill(models.Model):
    """A skill a person brings, in the service's words or their own."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="skills")
    skill = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "skill"], name="skill_once")]


class MembershipQuerySet(models.QuerySet):
    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at=None)

    def visible_to(self, person) -> "MembershipQuerySet":
        """Own memberships, and those of organisations one coordinates."""
        return self.filter(
            Q(person_id=person.standing.person_id)
            | Q(organisation_id__in=person.standing.organisations_as(Role.COORDINATOR))
        )

    def findable_by(self, person) -> "MembershipQuerySet":
        """People elsewhere who chose to be found by their equivalents."""
        if not person.standing.organisations:
            return self.none()
        return self.active().filter(offers_shadowing=True, organisation__closed_on=None)


class Membership(models.Model):
    """A person in an organisation, with roles and grade."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    job_title = models.CharField(max_length=150, blank=True)
    team = models.CharField(max_length=150, blank=True)
    profession = models.CharField(max_length=40, blank=True)
    grade = models.ForeignKey(Grade, models.SET_NULL, null=True, blank=True, related_name="+")
    manager = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    offers_shadowing = models.BooleanField(default=False)
    shadowing_note = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at=None),
                name="membership_live_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ended_at"]),
            models.Index(fields=["offers_shadowing", "profession"]),
        ]


class MembershipRole(models.Model):
    """One role held in a membership; gone with the membership."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "role"], name="role_once")]


HELD = Prepared(
    lambda person_id: Membership.objects.filter(person_id=person_id, ended_at=None).values_list(
        "organisation_id", "organisation__sector", "roles__role"
    )
)
# The person once for each role they hold now, or once without any.
WITH_ROLES = Prepared(
    lambda person_id: Person.objects.filter(id=person_id).annotate(
        held=FilteredRelation("memberships", condition=Q(memberships__ended_at=None)),
        held_in=F("held__organisation_id"),
        held_sector=F("held__organisation__sector"),
        held_role=F("held__roles__role"),
    )
)


def person_with_standing(person_id: int) -> Person | None:
    """The person with their standing, in one query."""
    rows = WITH_ROLES.all(person_id)
    if not rows:
        return None
    held = [(row.held_in, row.held_sector, row.held_role) for row in rows if row.held_in]
    rows[0].standing = _standing(rows[0], held)
    return rows[0]


def _standing(person: Person, held: Iterable[tuple[int, str, str | None]]) -> Standing:
    """From organisation, its sector and a role or none, for each role of each membership."""
    roles: dict[int, set[Role]] = {}
    sectors = set()
    for organisation_id, sector, role in held:
        of_organisation = roles.setdefault(organisation_id, set())
        sectors.add(sector)
        if role:
            of_organisation.add(Role(role))
    return Standing(
        person_id=person.id,
        operator=person.is_operator,
        roles={organisation: frozenset(found) for organisation, found in roles.items()},
        sectors=frozenset(sectors),
    )


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "InvitationQuerySet":
        if person.standing.operator:
            return self
        return self.filter(organisation_id__in=person.standing.organisations_as(Role.COORDINATOR))

    def open_at(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """An address invited to an organisation with roles; accepted through a signed link."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    manager_email = models.EmailField(blank=True)
    roles = models.JSONField(default=list)  # list of Role values
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_whole",
            ),
        ]
