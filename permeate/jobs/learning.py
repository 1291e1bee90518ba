"""The weekly question, and chasers for decisions that are overdue."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.decisions import chase_decision
from permeate.actions.learning import send_prompt, send_prompt_again
from permeate.actions.talks import ask_review
from permeate.queries.learning import placements_to_prompt, prompts_to_send_again
from permeate.queries.shares import decisions_to_chase
from permeate.queries.talks import reviews_to_ask


def send_learning_prompts(now: datetime | None = None) -> int:
    """Send each participant this week's question on their day; how many were sent."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    sent = 0
    for placement, due_on in placements_to_prompt(today):
        sent += send_prompt(placement=placement, due_on=due_on, now=now) is not None
    for prompt in prompts_to_send_again(today):
        send_prompt_again(prompt=prompt, now=now)
        sent += 1
    return sent


def ask_reviews(now: datetime | None = None) -> int:
    """Ask the month's four questions of participants and hosts; how many months."""
    now = now or timezone.now()
    due = list(reviews_to_ask(timezone.localdate(now)))
    asked = [ask_review(placement=placement, due_on=day, now=now) for placement, day in due]
    return sum(one is not None for one in asked)


def chase_decisions(now: datetime | None = None) -> int:
    """Remind seniors of decisions 3 and 10 days overdue; how many were chased."""
    now = now or timezone.now()
    due = decisions_to_chase(timezone.localdate(now))
    return sum(chase_decision(audience=a, number=number, now=now) for a, number in due)
