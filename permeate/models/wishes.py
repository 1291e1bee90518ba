"""Wishes: people's adverts for what they seek, and hosts' invitations."""

from django.db import models
from django.db.models import F, Q

from permeate.core.lifecycles import WISH, WISH_INVITATION
from permeate.core.planning import WORDS
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind, Region, choices
from permeate.models.needs import Need
from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference

TOPICS = [("LEARN", "Wants to learn"), ("BRING", "Brings"), ("SECTOR", "In this sector")]


class WishQuerySet(models.QuerySet):
    def visible_to(self, person) -> "WishQuerySet":
        """One's own, and open ones for whoever hosts; not for their home where they say so."""
        standing = person.standing
        if not standing.person_id:
            return self.none()
        own = Q(person_id=standing.person_id)
        if not standing.organisations_as(Role.HOST, Role.COORDINATOR):
            return self.filter(own)
        hidden = Q(hidden_from_home=True, home_id__in=standing.organisations)
        return self.filter(own | (Q(status="OPEN") & ~hidden))


class Wish(models.Model):
    """An advert by a person; without their name, which they give when they answer."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    need = models.OneToOneField(Need, models.CASCADE, related_name="wish")
    person = models.ForeignKey(Person, models.PROTECT, related_name="wishes")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    seeks = models.TextField()
    brings = models.TextField()
    outcome = models.CharField(
        max_length=20, choices=[(one.value, words) for one, words in WORDS.items()]
    )
    kind = models.CharField(max_length=20, choices=choices(Kind))
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    starts_on = models.DateField()  # at the earliest
    ends_on = models.DateField()  # as it is planned
    profession = models.CharField(max_length=40, blank=True)
    region = models.CharField(max_length=25, choices=choices(Region), blank=True)
    hidden_from_home = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=list(WISH.statuses.items()), default=WISH.initial
    )
    advertised_at = models.DateTimeField()
    expires_on = models.DateField()
    warned_at = models.DateTimeField(null=True, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["-advertised_at", "-id"]
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(condition=Q(fte__gt=0, fte__lte=1), name="wish_fte_in_range"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="wish_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["status", "-advertised_at"])]


class WishTopic(models.Model):
    """A theme or skill somebody wants to learn or brings, or a sector they want to go to."""

    wish = models.ForeignKey(Wish, models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=10, choices=TOPICS)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish", "kind", "value"], name="wish_topic_once")
        ]
        indexes = [models.Index(fields=["kind", "value"])]


class WishInvitationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "WishInvitationQuerySet":
        """The person invited, and the host's people."""
        standing = person.standing
        return self.filter(
            Q(wish__person_id=standing.person_id)
            | Q(opportunity__host_manager_id=standing.person_id)
            | Q(opportunity__host_id__in=standing.organisations_as(Role.COORDINATOR))
        )


class WishInvitation(models.Model):
    """A host points somebody's advert to an opportunity; they say whether it interests them."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    wish = models.ForeignKey(Wish, models.CASCADE, related_name="invitations")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    message = models.TextField()
    invited_at = models.DateTimeField()
    status = models.CharField(
        max_length=10,
        choices=list(WISH_INVITATION.statuses.items()),
        default=WISH_INVITATION.initial,
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = WishInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["wish", "opportunity"], name="wish_invited_once"),
            models.CheckConstraint(
                condition=Q(status="SENT", answered_at=None)
                | (~Q(status="SENT") & Q(answered_at__isnull=False)),
                name="wish_invitation_answered_whole",
            ),
        ]
