"""Builders of rows for tests. Each takes what matters to the test and fills in the rest."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from permeate.actions.adoptions import Measured, attest_adoption, claim_outcome, raise_outcome
from permeate.actions.guidance import (
    judge_link,
    propose_link,
    publish_guidance,
    start_guidance,
)
from permeate.actions.practices import Claim, write_practice
from permeate.core.artefacts import artefact
from permeate.core.guidance import statements
from permeate.core.needs import draft_objectives, kept
from permeate.core.roles import Role
from permeate.core.signing import PARTIES_BY_KIND, content_hash
from permeate.core.vocabulary import Kind, Party, Register, Sector
from permeate.models import (
    Agreement,
    AgreementVersion,
    Application,
    Booking,
    Membership,
    MembershipRole,
    Need,
    NeedObjective,
    Objective,
    Opportunity,
    OpportunityDate,
    Organisation,
    Person,
    Placement,
    Release,
    Signature,
    Wish,
    WishTopic,
)
from permeate.models.placements import NOT_STARTED


class Build:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.numbers = count(1)

    def organisation(self, name: str = "", sector: Sector = Sector.LOCAL_GOVERNMENT, **fields):
        number = next(self.numbers)
        fields = {
            "name": name or f"Organisation {number}",
            "sector": sector.value,
            "register": Register.OWN.value,
            "register_code": f"T{number}",
            "created_at": self.now,
            "updated_at": self.now,
            "claimed_at": self.now,
            **fields,
        }
        return Organisation.objects.create(**fields)

    def person(self, organisation=None, *roles: Role, name: str = "", manager=None, **fields):
        """A person, and where an organisation is given a membership with these roles."""
        number = next(self.numbers)
        person = Person.objects.create_user(
            email=fields.pop("email", f"person{number}@example.org"),
            password=fields.pop("password", None),
            name=name or f"Person {number}",
            created_at=self.now,
            **{key: fields.pop(key) for key in ("is_operator", "persona") if key in fields},
        )
        if organisation is not None:
            self.membership(person, organisation, *roles, manager=manager, **fields)
        return person

    def membership(self, person, organisation, *roles: Role, manager=None, **fields):
        membership = Membership.objects.create(
            person=person,
            organisation=organisation,
            manager=manager,
            job_title=fields.pop("job_title", "Policy officer"),
            started_at=self.now,
            **fields,
        )
        for role in roles or (Role.PARTICIPANT,):
            MembershipRole.objects.create(membership=membership, role=role.value)
        person.__dict__.pop("standing", None)
        return membership

    def membership_roles(self, person, organisation, *roles: Role) -> None:
        """More roles in a membership that is there already."""
        membership = person.memberships.get(organisation=organisation, ended_at=None)
        for role in roles:
            MembershipRole.objects.get_or_create(membership=membership, role=role.value)
        person.__dict__.pop("standing", None)

    def opportunity(self, host=None, host_manager=None, kind: Kind = Kind.SECONDMENT, **fields):
        """A published opportunity with one objective."""
        host = host or self.organisation(sector=Sector.CENTRAL_GOVERNMENT)
        host_manager = host_manager or self.person(host, Role.HOST)
        fields = {
            "title": f"Opportunity {next(self.numbers)}",
            "summary": "What the work is.",
            "why_placement": "It needs somebody from outside for a time.",
            "host_learns": "How councils do it.",
            "starts_on": date(2027, 1, 11),
            "ends_on": date(2027, 7, 9),
            "status": "PUBLISHED",
            "published_at": self.now,
            "created_at": self.now,
            "updated_at": self.now,
            **fields,
        }
        opportunity = Opportunity.objects.create(
            host=host, host_manager=host_manager, kind=kind.value, **fields
        )
        Objective.objects.create(
            opportunity=opportunity, text="Map the service", measure="A map both sides agree"
        )
        return opportunity

    def date(
        self, opportunity=None, starts_on: date = date(2026, 12, 9), places: int = 2, **fields
    ):
        opportunity = opportunity or self.opportunity(kind=Kind.DEVELOPMENT_DAY)
        return OpportunityDate.objects.create(
            opportunity=opportunity,
            starts_on=starts_on,
            ends_on=fields.pop("ends_on", starts_on),
            places=places,
            **fields,
        )

    def booking(
        self, day=None, person=None, status: str = "REQUESTED", seat: int | None = 1, **fields
    ):
        day = day or self.date()
        if person is None:
            home = self.organisation()
            manager = self.person(home, Role.MANAGER)
            person = self.person(home, manager=manager)
        membership = person.memberships.get(ended_at=None)
        fields = {"requested_at": self.now, "held_until": self.now + timedelta(days=5), **fields}
        return Booking.objects.create(
            date=day,
            person=person,
            home=membership.organisation,
            home_manager=membership.manager,
            status=status,
            seat=seat,
            **fields,
        )

    def release(self, person=None, opportunity=None, status: str = "REQUESTED", **fields):
        """A request to the person's manager; GRANTED and REFUSED come with a decision."""
        opportunity = opportunity or self.opportunity()
        if person is None:
            home = self.organisation()
            person = self.person(home, manager=self.person(home, Role.MANAGER))
        membership = person.memberships.get(ended_at=None)
        if status in ("GRANTED", "REFUSED"):
            fields = {
                "reason": "It helps us both.",
                "decided_at": self.now,
                "decided_by": membership.manager,
                "cover": "ACT_UP" if status == "GRANTED" else "",
                **fields,
            }
        return Release.objects.create(
            person=person,
            home=membership.organisation,
            manager=membership.manager,
            opportunity=opportunity,
            status=status,
            requested_at=self.now,
            **{"purpose": "To learn.", "home_gains": "A better service.", **fields},
        )

    def need(self, owner=None, **answers):
        """A plan with everything answered and drafted: three months of work at another place."""
        owner = owner or self.person(self.organisation())
        answers = {
            "whom": "SELF",
            "goal": "Run our permits desk without a backlog",
            "how": "DELIVER",
            "brings": "Ten years of permits",
            "length": "MONTHS",
            "days_a_week": "5",
            "cover": "TEAM",
            "start": "2027-01-11",
            "worked": "A procedure our team has tried for a month",
            "judge": "HOME_MANAGER",
            "gains": "A procedure to try",
            "sectors": "",
            **answers,
        }
        need = Need.objects.create(
            owner=owner,
            organisation=owner.memberships.filter(ended_at=None).first().organisation,
            answers=kept(answers),
            sharing_home="A note every week.",
            sharing_host="A session every month.",
            started_at=self.now,
            updated_at=self.now,
            drafted_at=self.now,
        )
        for one in draft_objectives(need.answers):
            NeedObjective.objects.create(need=need, **{**one.__dict__, "judge": one.judge.value})
        return need

    def wish(self, need=None, learn: tuple[str, ...] = ("PLANNING",), **fields):
        """An open advert of a plan."""
        need = need or self.need()
        fields = {
            "title": f"Advert {next(self.numbers)}",
            "seeks": need.answers["goal"],
            "brings": need.answers["brings"],
            "outcome": "SECONDMENT",
            "kind": Kind.SECONDMENT.value,
            "starts_on": date(2027, 1, 11),
            "ends_on": date(2027, 7, 9),
            "advertised_at": self.now,
            "expires_on": self.now.date() + timedelta(days=90),
            **fields,
        }
        wish = Wish.objects.create(need=need, person=need.owner, home=need.organisation, **fields)
        for value in learn:
            WishTopic.objects.create(wish=wish, kind="LEARN", value=value)
        return wish

    def application(self, release=None, status: str = "SUBMITTED", **fields):
        release = release or self.release(status="GRANTED")
        return Application.objects.create(
            opportunity=release.opportunity,
            person=release.person,
            home=release.home,
            release=release,
            status=status,
            submitted_at=self.now,
            **{"statement": "I bring ten years of it.", **fields},
        )

    def placement(self, application=None, status: str = "PLANNED", **fields):
        """A secondment; its home and host managers come from the application."""
        application = application or self.application(status="ACCEPTED")
        opportunity = application.opportunity
        fields = {
            "kind": opportunity.kind,
            "starts_on": opportunity.starts_on,
            "ends_on": opportunity.ends_on,
            "planned_at": self.now,
            "started_at": None if status in NOT_STARTED else self.now,
            **fields,
        }
        return Placement.objects.create(
            opportunity=opportunity,
            application=application,
            participant=application.person,
            home=application.home,
            host=opportunity.host,
            home_manager=application.release.manager,
            host_manager=opportunity.host_manager,
            status=status,
            **fields,
        )

    def practice(self, author=None, origin=None, entry=None, **said):
        """A practice by somebody, from an organisation, linked to one of their entries."""
        origin = origin or self.organisation()
        author = author or self.person(origin)
        number = next(self.numbers)
        claim = Claim(
            **{
                "claim": f"Practice {number}",
                "what": f"How number {number} is done.",
                "applies": "In any council.",
                "not_applies": "In a council of one.",
                **said,
            }
        )
        return write_practice(
            entry=entry, said=claim, origin=origin, differs="Another number.", by=author,
            now=self.now,
        )  # fmt: skip

    def adoption(self, practice=None, organisation=None, by=None, **fields):
        """An adoption that a senior leader of the adopter attests."""
        practice = practice or self.practice()
        organisation = organisation or self.organisation()
        return attest_adoption(
            practice=practice,
            organisation=organisation,
            by=by or self.person(organisation, Role.SENIOR),
            now=self.now,
            **{
                "adopted_on": self.now.date(),
                "evidence": "On the duty desk.",
                "adaptation": "",
                **fields,
            },
        )

    def outcome(self, adoption=None, level: int = 0, **fields):
        """An outcome that an adopter's coordinator claims and people raise to a level."""
        adoption = adoption or self.adoption()
        inside = self.person(adoption.organisation, Role.COORDINATOR)
        measured = {
            "measure": "Visits for each family",
            "unit": "visits",
            "baseline": Decimal(4),
            "value": Decimal(2),
            "change": "BETTER",
            "counterfactual": "Next door it stayed at 4.",
            **fields,
        }
        outcome = claim_outcome(
            adoption=adoption, measured=Measured(**measured), by=inside, now=self.now
        )
        for step in range(1, level + 1):
            by = inside if step < 3 else self.person(self.organisation(), Role.SENIOR)
            file = artefact("figures.pdf", b"%PDF-1.7") if step < 3 else None
            raise_outcome(outcome=outcome, note="Seen.", file=file, by=by, now=self.now)
        outcome.refresh_from_db()
        return outcome

    def guidance(self, organisation=None, editor=None, body: str = "Ring first.", **fields):
        """A page that an editor has published."""
        organisation = organisation or self.organisation()
        editor = editor or self.person(organisation, Role.EDITOR)
        guidance = start_guidance(
            organisation=organisation,
            title=fields.pop("title", f"Guidance {next(self.numbers)}"),
            body=body,
            by=editor,
            now=self.now,
        )
        publish_guidance(guidance=guidance, reason="", by=editor, now=self.now)
        guidance.refresh_from_db()
        return guidance

    def link(
        self, guidance, practice=None, by=None, accept: bool | None = True, role="SUPPORTS", **more
    ):
        """A link of the page's first statement that somebody proposes and an editor judges."""
        practice = practice or self.practice()
        link = propose_link(
            guidance=guidance,
            statement=statements(guidance.draft_body)[more.get("statement", 0)],
            practice=practice,
            role=role,
            note=more.get("note", "Seen there."),
            by=by or practice.author,
            now=self.now,
        )
        if accept is not None:
            editor = self.person(guidance.organisation, Role.EDITOR)
            judge_link(link=link, accept=accept, reason="Not so.", by=editor, now=self.now)
            link.refresh_from_db()
        return link

    def agreement(self, placement=None, status: str = "OPEN", signed: tuple | None = None):
        """An agreement with one version, signed by the parties given (all where SIGNED)."""
        placement = placement or self.placement()
        if signed is None:
            signed = PARTIES_BY_KIND[placement.kind] if status == "SIGNED" else ()
        agreement = Agreement.objects.create(
            placement=placement,
            status=status,
            drafted_at=self.now,
            opened_at=None if status == "DRAFT" else self.now,
            signed_at=self.now if status == "SIGNED" else None,
        )
        content, text = {"placement": placement.reference}, "What all three agree."
        agreement.current = AgreementVersion.objects.create(
            agreement=agreement,
            number=1,
            content=content,
            text=text,
            content_hash=content_hash(content, text),
            written_by=placement.host_manager,
            written_at=self.now,
        )
        agreement.save()
        for party in signed:
            self.signature(agreement, party)
        return agreement

    def signature(self, agreement, party: Party, **fields):
        """This party's signature of the current version."""
        placement = agreement.placement
        person = {
            Party.HOME: placement.home_manager,
            Party.HOST: placement.host_manager,
            Party.PARTICIPANT: placement.participant,
        }[party]
        return Signature.objects.create(
            version=agreement.current,
            party=party.value,
            signed_by=person,
            content_hash=agreement.current.content_hash,
            signed_at=self.now,
            **fields,
        )
