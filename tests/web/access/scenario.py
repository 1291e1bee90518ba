"""One secondment between two organisations, a third that has no part in it, and everybody."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from permeate.actions.adoptions import ask_in_use
from permeate.actions.cpd import Written, add_activity
from permeate.actions.cpd_bodies import AboutMember, add_body, add_scheme
from permeate.actions.samples import make_sample
from permeate.core.cpd.catalogue import TEXTS
from permeate.core.roles import ROLE_LABELS, Role
from permeate.core.rounds import commitment
from permeate.core.vocabulary import Kind, Sector
from permeate.models import (
    Arrangements,
    CheckIn,
    Claim,
    Concern,
    Credential,
    Delegation,
    EvidencePack,
    Invitation,
    LearningEntry,
    Match,
    Person,
    Programme,
    ProgrammeDate,
    ProgrammeMember,
    Prompt,
    Review,
    Round,
    RoundEntry,
    RoundPlace,
    RoundRun,
    SavedSearch,
    ShareAudience,
    ShareEvent,
    ShareFile,
    TalkOffer,
    WishInvitation,
)
from tests.booking_steps import attended, booked, reflected
from tests.measured import stored_cut

PLACES = ("home", "host", "elsewhere")
THE_THREE = ("the participant", "the home manager", "the host manager")
ROLES = {ROLE_LABELS[role].lower(): role for role in Role}
BYSTANDERS = tuple(f"{role}@{place}" for role in ROLES for place in PLACES)
ACTORS = (*THE_THREE, *BYSTANDERS, "somebody without a membership", "operator", "signed out")


NEXT_YEAR = date(2027, 12, 8)


class Scenario:
    """``people`` by the name of an actor, ``records`` by the word the table uses."""

    def __init__(self, build: Any) -> None:
        self.build, self.now = build, build.now
        self.places = {
            "home": build.organisation("Home council"),
            "host": build.organisation("Host department", sector=Sector.CENTRAL_GOVERNMENT),
            "elsewhere": build.organisation("Trust elsewhere", sector=Sector.NHS),
        }
        self.people: dict[str, Person | None] = {"signed out": None}
        self._lay_people()
        self.records = {**self._secondment(), **self._day(), **self._learning(), **self._rest()}
        self.records |= self._cpd()

    def _lay_people(self) -> None:
        build, home, host = self.build, self.places["home"], self.places["host"]
        manager = build.person(home, Role.MANAGER, name="The home manager")
        self.people |= {
            "the home manager": manager,
            "the host manager": build.person(host, Role.HOST, name="The host manager"),
            "the participant": build.person(home, manager=manager, name="The participant"),
            "operator": build.person(is_operator=True, name="Operator"),
            "somebody without a membership": build.person(name="Nobody yet"),
        }
        for words, role in ROLES.items():
            for place in PLACES:
                name = f"{words}@{place}"
                self.people[name] = build.person(self.places[place], role, name=name)

    def _secondment(self) -> dict[str, Any]:
        build = self.build
        participant, host = self.people["the participant"], self.places["host"]
        opportunities = [build.opportunity(host, self.people["the host manager"]) for _ in range(3)]
        asked = build.release(participant, opportunities[1])
        granted = build.release(participant, opportunities[2], status="GRANTED")
        release = build.release(participant, opportunities[0], status="GRANTED")
        application = build.application(release)
        placement = build.placement(application, status="ACTIVE")
        check_in = CheckIn.objects.create(
            placement=placement, due_on=date(2027, 1, 25), asked_at=self.now
        )
        Arrangements.objects.create(
            placement=placement,
            adjustments="A quiet desk",
            emergency_name="Next of kin",
            emergency_phone="01632 960 001",
            site_access="Step-free entrance",
            updated_at=self.now,
        )
        prompt = Prompt.objects.create(
            placement=placement, due_on=date(2027, 1, 14), sent_at=self.now
        )
        need, wish, invitation = self._plan(participant, opportunities[0])
        delegation = Delegation.objects.create(
            organisation=self.places["home"],
            from_person=self.people["the home manager"],
            to_person=self.people["senior leader@home"],
            starts_on=date(2026, 1, 1),
            ends_on=date(2036, 1, 1),
            given_at=self.now,
        )
        return {
            "delegation": delegation,
            "plan": need,
            "wish": wish,
            "wish invitation": invitation,
            "talk offer": TalkOffer.objects.create(placement=placement, offered_at=self.now),
            "review": Review.objects.create(
                placement=placement, due_on=date(2027, 2, 11), asked_at=self.now
            ),
            "prompt": prompt,
            "opportunity": opportunities[0],
            "release": asked,
            "granted release": granted,
            "application": application,
            "placement": placement,
            "check-in": check_in,
            "agreement": build.agreement(placement),
        }

    def _plan(self, participant: Person, opportunity: Any) -> tuple[Any, Any, Any]:
        """The participant's plan, advertised, with the host's invitation."""
        need = self.build.need(participant)
        wish = self.build.wish(need)
        invitation = WishInvitation.objects.create(
            wish=wish,
            opportunity=opportunity,
            invited_by=opportunity.host_manager,
            message="Come and see.",
            invited_at=self.now,
        )
        return need, wish, invitation

    def _day(self) -> dict[str, Any]:
        build, participant = self.build, self.people["the participant"]
        opportunity = build.opportunity(
            self.places["host"], self.people["the host manager"], kind=Kind.DEVELOPMENT_DAY
        )
        past = build.date(opportunity, starts_on=self.now.date() + timedelta(days=1))
        reflected(attended(booked(past, participant, self.now)))
        day = build.date(opportunity)
        booking = build.booking(day, participant)
        sample = make_sample(
            pack=EvidencePack.objects.get(),
            for_whom="A body",
            shows=[],
            expires_on=self.now.date() + timedelta(days=7),
            by=participant,
            now=self.now,
        )
        sample.expires_on = NEXT_YEAR
        sample.save()
        return {
            "sample": sample,
            "day": day,
            "booking": booking,
            "evidence": EvidencePack.objects.get(),
            "credential": Credential.objects.get(),
        }

    def _learning(self) -> dict[str, Any]:
        """An entry of the participant's, shared with home."""
        participant = self.people["the participant"]
        entry = LearningEntry.objects.create(
            author=participant,
            direction="TAKEN_BACK",
            what="How the department plans",
            occurred_on=self.now.date(),
            recorded_at=self.now,
        )
        share = ShareEvent.objects.create(
            entry=entry,
            shared_by=participant,
            title="How to plan",
            what="How the department plans",
            direction="TAKEN_BACK",
            shared_at=self.now,
        )
        ShareAudience.objects.create(
            share=share, organisation=self.places["home"], decision_due_on=self.now.date()
        )
        ShareFile.objects.create(
            share=share, name="slides.pdf", media_type="application/pdf", size=5, content=b"%PDF-"
        )
        practice = self.build.practice(participant, self.places["host"], entry=entry)
        adoption = self.build.adoption(
            practice, self.places["home"], self.people["senior leader@home"]
        )
        check = ask_in_use(adoption=adoption, months=6, now=self.now)
        guidance = self.build.guidance(
            self.places["host"], self.people["guidance editor@host"], body="Ring first."
        )
        return {
            "guidance": guidance,
            "link": self.build.link(guidance, practice, participant, accept=None),
            "entry": entry,
            "share": share,
            "practice": practice,
            "adoption": adoption,
            "in-use check": check,
            "outcome": self.build.outcome(adoption, level=2),
        }

    def _cpd(self) -> dict[str, Any]:
        """The participant's log and body, judged by rules that home added."""
        participant = self.people["the participant"]
        coordinator = self.people["coordinator@home"]
        written = Written(self.now.date(), Decimal(3), "course", "A course")
        rules = add_scheme(
            text=TEXTS["cmi-2026"],
            organisation=self.places["home"],
            reason="",
            corrects="",
            by=coordinator,
            now=self.now,
        )
        about = AboutMember()
        return {
            "activity": add_activity(written=written, by=participant, now=self.now),
            "CPD body": add_body(key=rules.reference, about=about, by=participant, now=self.now),
            "CPD rules": rules,
        }

    def _rest(self) -> dict[str, Any]:
        """The home's people, and a programme of the host's in which home takes part."""
        home, host = self.places["home"], self.places["host"]
        participant = self.people["the participant"]
        programme = Programme.objects.create(
            name="Days between sectors",
            organisation=host,
            owner=self.people["programme owner@host"],
            starts_on=self.now.date(),
            created_at=self.now,
        )
        stored_cut(organisation=home)
        stored_cut(programme=programme)
        for member in (home, host):
            ProgrammeMember.objects.create(programme=programme, organisation=member)
        offering = self.people["participant@elsewhere"].memberships.get()
        offering.offers_shadowing = True
        offering.save()
        return {
            "home": home,
            "membership": participant.memberships.get(),
            "shadowing offer": offering,
            "claim": Claim.objects.create(
                organisation=self.places["elsewhere"],
                requested_by=participant,
                reason="I run the scheme.",
                requested_at=self.now,
            ),
            "concern": Concern.objects.create(body="It is wrong.", reported_at=self.now),
            "invitation": Invitation.objects.create(
                organisation=home,
                email="new@example.org",
                roles=[Role.PARTICIPANT.value],
                invited_by=self.people["coordinator@home"],
                invited_at=self.now,
                expires_at=self.now + timedelta(days=900),
            ),
            "programme": programme,
            **self._rounds(programme),
            "programme date": ProgrammeDate.objects.create(
                programme=programme, planned_on=NEXT_YEAR, held_on=NEXT_YEAR
            ),
            "search": SavedSearch.objects.create(
                person=participant, name="Housing", alerted_at=self.now, created_at=self.now
            ),
            "persona": self.build.person(persona="Participant"),
        }

    def _rounds(self, programme: Programme) -> dict[str, Any]:
        """A round in which people rank, and one in which the participant is asked to answer."""
        ranking, answering = (
            Round.objects.create(
                programme=programme,
                name=f"Round {status}",
                method="stable",
                status=status,
                rankings_close_on=NEXT_YEAR,
                answers_due_on=NEXT_YEAR + timedelta(days=7),
                seed=1,
                commitment=commitment(1, status),
                created_at=self.now,
            )
            for status in ("RANKING", "ANSWERING")
        )
        host = self.places["host"]
        offered = self.build.opportunity(host, self.people["the host manager"])
        places = [
            RoundPlace.objects.create(round=one, opportunity=offered)
            for one in (ranking, answering)
        ]
        entry = RoundEntry.objects.create(
            round=answering,
            person=self.people["the participant"],
            home=self.places["home"],
            ranked_at=self.now,
        )
        Match.objects.create(entry=entry, place=places[1], offered_at=self.now, answer_by=NEXT_YEAR)
        run = RoundRun.objects.create(
            round=ranking,
            method="stable",
            asked_by=self.people["programme owner@host"],
            asked_at=self.now,
        )
        return {
            "round": ranking,
            "answered round": answering,
            "round place": places[0],
            "round run": run,
        }
