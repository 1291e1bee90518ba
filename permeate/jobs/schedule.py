"""What recurs, and how often; laid down anew each time the worker starts."""

from django_q.models import Schedule

from permeate.journal.later import RUNNER

# name of the job: minutes between two runs
EVERY_MINUTES = {
    "ask_reviews": 60,
    "chase_decisions": 60,
    "follow_adoptions": 60,
    "cut_measures": 24 * 60,
    "follow_check_ins": 60,
    "follow_returns": 60,
    "forget": 24 * 60,
    "generate_programme_dates": 24 * 60,
    "move_placements": 60,
    "remind_of_offers": 60,
    "remind_of_releases": 60,
    "remind_to_sign": 60,
    "see_to_outcomes": 60,
    "send_due_notices": 1,
    "send_learning_prompts": 60,
    "send_search_alerts": 60,
    "suggest_to_everybody": 24 * 60,
    "tend_opportunities": 24 * 60,
    "tend_rounds": 15,
    "tend_wishes": 24 * 60,
    "issue_evidence": 15,
    "warn_of_delegations": 24 * 60,
    "lapse_bookings": 15,
    "ask_attendance": 60,
    "chase_bookings": 60,
}


def lay_schedule() -> None:
    """Make the stored schedule equal to this table."""
    Schedule.objects.exclude(name__in=EVERY_MINUTES).delete()
    for name, minutes in EVERY_MINUTES.items():
        Schedule.objects.update_or_create(
            name=name,
            defaults={
                "func": RUNNER,
                "args": f"({name!r},)",
                "schedule_type": Schedule.MINUTES,
                "minutes": minutes,
                "repeats": -1,
            },
        )
