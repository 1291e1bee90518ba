"""Whatever people do, in whatever order: nobody is away without three signatures that stand.

Random moves, allowed and not, by the right people and the wrong ones. After each of them
everything that must hold is looked at in the database.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from permeate.actions.agreements import (
    change_agreement,
    draft_agreement,
    open_agreement,
    withdraw_agreement,
)
from permeate.actions.applications import (
    accept_offer,
    decline_offer,
    offer_place,
    submit_application,
    turn_down,
    withdraw_application,
)
from permeate.actions.placement_moves import start_placement
from permeate.actions.placements import cancel_placement
from permeate.actions.releases import decide_release, withdraw_release
from permeate.actions.signing import sign_agreement
from permeate.core.agreements.sections import section_of
from permeate.core.agreements.versions import section_digest
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.signing import content_hash
from permeate.core.vocabulary import Party
from permeate.models import Agreement, Application, Placement, Release, Signature
from tests.build import Build

NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
PEOPLE = ("officer", "rival", "manager", "host_manager", "home_signatory", "both", "stranger")
EARLY = (
    "apply",
    "offer",
    "accept",
    "turn_down",
    "decline",
    "withdraw",
    "take_back_the_release",
)
STARTS = ("signed", "opened", "signed", "offered", "asked")  # the first is tried most


class Secondments(RuleBasedStateMachine):
    """Two people want one place; five others have a say, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now, self.seen = NOW, ["0" * 64]
        build = Build(NOW)
        home, host = build.organisation(), build.organisation()
        manager = build.person(home, Role.MANAGER)
        both = build.person(home, Role.SIGNATORY)
        build.membership(both, host, Role.SIGNATORY)
        self.people = {
            "manager": manager,
            "officer": build.person(home, manager=manager),
            "rival": build.person(home, manager=manager),
            "host_manager": build.person(host, Role.HOST),
            "home_signatory": build.person(home, Role.SIGNATORY),
            "both": both,
            "stranger": build.person(build.organisation(), Role.MANAGER, Role.SIGNATORY),
        }
        opportunity = build.opportunity(host, self.people["host_manager"], places=1)
        for name in ("officer", "rival"):
            build.release(self.people[name], opportunity)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: str) -> None:
        """Begin further on as well, so that late moves are tried as often as early ones."""
        if start == "asked":
            return
        self.decide("officer", "manager", True)
        self.apply("officer")
        self.offer("officer")
        if start == "offered":
            return
        self.accept("officer")
        self.change("integrity", "conflicts", "NONE")
        self.change("security", "clearance_held", "NONE")
        self.open()
        if start == "signed":
            for party, name in zip(Party, ("manager", "host_manager", "officer"), strict=True):
                self.sign(party, name, -1)

    def attempt(self, act, **given) -> None:
        """Do it as people would: a rule may say no, nothing else may go wrong."""
        try:
            with transaction.atomic():
                act(now=self.now, **given)
        except Refused:
            pass

    def release_of(self, name: str) -> Release:
        return Release.objects.get(person=self.people[name])

    def application_of(self, name: str) -> Application | None:
        return Application.objects.filter(person=self.people[name]).last()

    def agreement(self) -> Agreement | None:
        return Agreement.objects.exclude(status="WITHDRAWN").last()

    applicants = st.sampled_from(("officer", "rival"))
    anybody = st.sampled_from(PEOPLE)

    @rule(name=applicants, by=anybody, granted=st.booleans())
    def decide(self, name: str, by: str, granted: bool) -> None:
        person = self.people[by]
        if by not in ("manager", name):  # a gate keeps others out
            return
        self.attempt(
            decide_release,
            release=self.release_of(name),
            by=person,
            granted=granted,
            cover="ACT_UP",
            cover_note="",
            reason="So we decided.",
        )

    def apply(self, name: str) -> None:
        release = self.release_of(name)
        self.attempt(submit_application, release=release, by=release.person, statement="I can.")

    def take_back_the_release(self, name: str) -> None:
        release = self.release_of(name)
        self.attempt(withdraw_release, release=release, by=release.person)

    def offer(self, name: str) -> None:
        self.about(name, offer_place, "host_manager", message="")

    def turn_down(self, name: str) -> None:
        self.about(name, turn_down, "host_manager", message="Sorry.")

    def accept(self, name: str) -> None:
        self.about(name, accept_offer, name)

    def decline(self, name: str) -> None:
        self.about(name, decline_offer, name, note="")

    def withdraw(self, name: str) -> None:
        self.about(name, withdraw_application, name)

    @rule(name=applicants, move=st.sampled_from(EARLY))
    def early(self, name: str, move: str) -> None:
        """One rule for all that comes before the agreement, so that most moves come after it."""
        getattr(self, move)(name)

    def about(self, name: str, act, by: str, **given) -> None:
        application = self.application_of(name)
        if application:
            self.attempt(act, application=application, by=self.people[by], **given)

    @rule(weeks=st.integers(1, 9))
    def change_notice(self, weeks: int) -> None:
        self.change("dates", "notice_host", str(weeks))

    def change(self, section: str, name: str, value: str) -> None:
        agreement = self.agreement()
        if agreement:
            self.attempt(
                change_agreement,
                agreement=agreement,
                section=section,
                answers={name: value},
                seen=section_digest(agreement.current.content, section_of(section)),
                reason="We agreed it.",
                by=self.people["manager"],
            )

    @rule()
    def open(self) -> None:
        agreement = self.agreement()
        if agreement:
            self.attempt(open_agreement, agreement=agreement, by=self.people["manager"])

    @rule(party=st.sampled_from(Party), by=anybody, seen=st.sampled_from((-1, -1, -1, 0)))
    def sign(self, party: Party, by: str, seen: int) -> None:
        agreement = self.agreement()
        if agreement:
            self.seen.append(agreement.current.content_hash)
            self.attempt(
                sign_agreement,
                agreement=agreement,
                party=party,
                by=self.people[by],
                seen_hash=self.seen[seen],
                authority="As I say",
            )

    @rule(move=st.sampled_from(("draft_again", "withdraw_the_agreement", "cancel")))
    def end(self, move: str) -> None:
        getattr(self, move)()

    def withdraw_the_agreement(self) -> None:
        agreement = self.agreement()
        if agreement:
            self.attempt(withdraw_agreement, agreement=agreement, by=self.people["officer"])

    def draft_again(self) -> None:
        placement = Placement.objects.last()
        if placement:
            self.attempt(draft_agreement, placement=placement, by=self.people["manager"])

    def cancel(self) -> None:
        placement = Placement.objects.last()
        if placement:
            self.attempt(
                cancel_placement, placement=placement, by=self.people["officer"], reason="Illness."
            )

    @rule(days=st.sampled_from((0, 0, 1, 100)))
    def start(self, days: int) -> None:
        self.now += timedelta(days=days)
        for placement in Placement.objects.all():
            self.attempt(start_placement, placement=placement, today=self.now.date())

    @invariant()
    def nobody_is_away_without_three_signatures_on_what_holds(self) -> None:
        for placement in Placement.objects.filter(status__in=("AGREED", "ACTIVE")):
            agreement = placement.agreements.exclude(status="WITHDRAWN").get()
            current = agreement.current
            assert agreement.status == "SIGNED"
            assert current.content_hash == content_hash(current.content, current.text)
            standing = Signature.objects.filter(version=current, lapsed_at=None)
            assert {one.party for one in standing} == {party.value for party in Party}
            assert {one.content_hash for one in standing} == {current.content_hash}
            assert len({one.signed_by_id for one in standing}) == 3
            signers = {one.party: one.signed_by for one in standing}
            assert signers["PARTICIPANT"] == placement.participant
            names = {person.id: name for name, person in self.people.items()}
            assert names[signers["HOME"].id] in ("manager", "home_signatory", "both")
            assert names[signers["HOST"].id] in ("host_manager", "both")

    @invariant()
    def signatures_stand_only_on_the_current_version(self) -> None:
        for signature in Signature.objects.filter(lapsed_at=None).select_related("version"):
            agreement = signature.version.agreement
            assert agreement.current_id == signature.version_id
            assert agreement.status in ("OPEN", "SIGNED")

    @invariant()
    def nobody_applies_without_a_release_by_somebody_else(self) -> None:
        for application in Application.objects.select_related("release"):
            assert application.release.decided_by not in (None, application.person)
            if application.status in ("SUBMITTED", "SHORTLISTED", "OFFERED", "ACCEPTED"):
                assert application.release.status == "GRANTED"
        assert Application.objects.filter(status__in=("ACCEPTED", "OFFERED")).count() <= 1


@pytest.mark.soak
@pytest.mark.django_db
def test_random_moves_never_send_anybody_away_unsigned(rounds) -> None:
    examples = rounds(25, 1_000)
    run_state_machine_as_test(
        Secondments,
        settings=settings(
            max_examples=examples,
            stateful_step_count=rounds(12, 40),
            derandomize=examples == 25,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
