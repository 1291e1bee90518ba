"""What the service itself did on every day of the stories, as the worker would have."""

from permeate.cli.demonstration.stories import Story, World
from permeate.jobs import (
    adoptions,
    bookings,
    learning,
    opportunities,
    placements,
    programmes,
    searches,
    secondments,
)

FIRST_DAY = 265  # days ago
DAILY_SINCE = 28  # before that once a week is enough, on the day of the weekly question
THURSDAY = 3
WEEKLY = (
    programmes.generate_programme_dates,
    opportunities.tend_opportunities,
    searches.send_search_alerts,
    learning.send_learning_prompts,
    learning.ask_reviews,
    learning.chase_decisions,
    adoptions.follow_adoptions,
)
DAILY = (
    placements.move_placements,
    placements.follow_check_ins,
    placements.follow_returns,
    bookings.lapse_bookings,
    bookings.ask_attendance,
    bookings.chase_bookings,
    secondments.remind_of_releases,
    secondments.remind_of_offers,
    secondments.remind_to_sign,
    secondments.see_to_outcomes,
)


def days_pass(world: World) -> Story:
    """In the morning at half past seven, what is due by then."""
    for days in range(FIRST_DAY, -1, -1):
        moment = world.at(days, hour=7, minute=30)
        weekly = moment.weekday() == THURSDAY or days == 0
        if weekly or days <= DAILY_SINCE:
            yield moment
            for job in (*DAILY, *WEEKLY) if weekly else DAILY:
                job(now=moment)
