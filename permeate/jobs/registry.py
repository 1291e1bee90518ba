"""Maps names of jobs to functions; every job may run twice and must then change nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from permeate.jobs import (
    adoptions,
    bookings,
    cuts,
    delegations,
    evidence,
    forgetting,
    learning,
    notices,
    opportunities,
    placements,
    programmes,
    rounds,
    searches,
    secondments,
    suggestions,
    wishes,
)

JOBS: Mapping[str, Callable[..., Any]] = {
    "ask_attendance": bookings.ask_attendance,
    "chase_bookings": bookings.chase_bookings,
    "ask_reviews": learning.ask_reviews,
    "chase_decisions": learning.chase_decisions,
    "follow_adoptions": adoptions.follow_adoptions,
    "cut_measures": cuts.cut_measures,
    "cut_measures_of": cuts.cut_measures_of,
    "follow_check_ins": placements.follow_check_ins,
    "follow_returns": placements.follow_returns,
    "forget": forgetting.forget,
    "fill_round": rounds.fill_round,
    "generate_programme_dates": programmes.generate_programme_dates,
    "issue_evidence": evidence.issue_evidence,
    "lapse_bookings": bookings.lapse_bookings,
    "move_placements": placements.move_placements,
    "remind_of_offers": secondments.remind_of_offers,
    "remind_of_releases": secondments.remind_of_releases,
    "remind_to_sign": secondments.remind_to_sign,
    "see_to_outcomes": secondments.see_to_outcomes,
    "send_due_notices": notices.send_due_notices,
    "send_learning_prompts": learning.send_learning_prompts,
    "send_search_alerts": searches.send_search_alerts,
    "suggest_to_everybody": suggestions.suggest_to_everybody,
    "suggest_to_person": suggestions.suggest_to_person,
    "tend_opportunities": opportunities.tend_opportunities,
    "tend_rounds": rounds.tend_rounds,
    "try_round": rounds.try_round,
    "warn_of_delegations": delegations.warn_of_delegations,
    "tend_wishes": wishes.tend_wishes,
}


def run(name: str, **arguments: Any) -> Any:
    """Run the job of that name; KeyError for one this version does not know."""
    return JOBS[name](**arguments)
