"""What each measure is: for pages, files and whoever checks. Bump ``version`` with the sense."""

from collections.abc import Mapping
from dataclasses import dataclass

from permeate.core.refusals import Refused


@dataclass(frozen=True)
class Definition:
    """A measure: the question it answers, its formula, unit, source, and what would mislead.

    ``of_people`` says that its figures count people, so that small ones are hidden.
    """

    key: str
    title: str
    question: str
    formula: str
    unit: str
    source: str
    misleads: str
    version: int = 1
    of_people: bool = False


_LIST = (
    Definition(
        "M1", "Flow of people and of knowledge",
        "Who goes where, and where does what they know go?",
        "Placements with at least one day in the period by the home’s and the host’s sector, and "
        "their days; beside it adoptions by the origin’s and the adopter’s sector, each practice "
        "and organisation once.",
        "placements, person-days, adoptions", "Counted.",
        "The two tables do not match one to one: knowledge can flow against people.",
        of_people=True,
    ),
    Definition(
        "M2", "Openness",
        "How much of an organisation’s working time is spent across its boundary?",
        "Placements across a sector’s boundary, and their days, per 1,000 FTE-days of staff.",
        "per 1,000 FTE-days", "Exact Poisson interval (Garwood 1936); days by drawing placements "
        "again.",
        "Without staff numbers it is not defined. A small organisation with one placement looks "
        "very open: see the interval.", of_people=True,
    ),
    Definition(
        "M3", "Balance and reciprocity",
        "Does it go both ways?",
        "1 − |in − out| / (in + out), of each sector and of all together: 0 one-way, 1 balanced. "
        "Reciprocity: 2 Σ min(there, back) over pairs / all.",
        "0 to 1", "Form of Grubel and Lloyd 1975.",
        "With few placements even a balanced sector looks one-sided: the mean of such a sector "
        "stands beside it. A ring is balanced without being reciprocal.", of_people=True,
    ),
    Definition(
        "M4", "Time to the first formal share",
        "How soon does somebody put what they learned before others, formally?",
        "Kaplan–Meier from the first day to the first formal share (named audience, kept "
        "artefact, somebody else’s word on it). Placements under way wait until the cut. Beside "
        "it: shared while still there, with the end of the placement competing.",
        "days; share not yet shared", "Kaplan and Meier 1958, log-log interval; Aalen and "
        "Johansen 1978.",
        "The mean of those who have shared leaves out everybody who has not. A share recorded "
        "more than 14 days late counts from the day it was recorded.", of_people=True,
    ),
    Definition(
        "M5", "Continuity and end-loading",
        "Do people share as they go, or all at the end?",
        "Windows of 14 days with a formal share / windows gone by, the mean over placements; "
        "shares in the last fifth of ended placements / all their shares (0.2 if even).",
        "0 to 1; windows", "Placements are drawn again.",
        "Many entries on the last day do not make continuity.", of_people=True,
    ),
    Definition(
        "M6", "Reach",
        "How many of those it was meant for say that it reached them?",
        "Different people who acknowledged / different people it was meant for; organisations "
        "with an acknowledgement / organisations it was put before.",
        "0 to 1", "Wilson 1927.",
        "Views, opens and mail delivered are not reach. Adding up shares counts people twice.",
        of_people=True,
    ),
    Definition(
        "M7", "Adoption",
        "Of what was put before an organisation, how much is taken up, and when?",
        "Aalen–Johansen over pairs of practice and organisation from the first formal share: "
        "adopted or adapted, and rejected, competing; at 90, 180 and 365 days.",
        "share of pairs", "Aalen and Johansen 1978; practices are drawn again.",
        "One minus Kaplan–Meier is too high: it counts on those who have rejected. A reasoned "
        "rejection is good process.",
    ),
    Definition(
        "M8", "Brokerage of organisations",
        "Which organisations hold the exchange together?",
        "Betweenness, Burt’s constraint, and pairs cut off without each, over the ties of the "
        "last 24 months; again without a tenth and a fifth of the ties, 200 times each.",
        "0 to 1", "Freeman 1977; Burt 1992.",
        "Ranks are shown only where they stand when ties are missing (rank correlation 0.8). "
        "Never of people.",
    ),
    Definition(
        "M9", "Mixing across sectors",
        "Do placements cross sectors more than chance would have them?",
        "Share that crosses, the share expected if origin and host were independent, their "
        "ratio, and assortativity r = (tr e − Σab) / (1 − Σab).",
        "0 to 1; r from below 0 to 1", "Newman 2003; relabelling organisations 10,000 times.",
        "A high share may be what the sectors’ sizes alone would give: see the ratio.",
        of_people=True,
    ),
    Definition(
        "M10", "Senior engagement",
        "Do seniors take part as much as everybody else, and how soon do they decide?",
        "Share of seniors with a qualifying act in the period minus that of others; time to "
        "decision; practices put before an organisation without a decision after 60 days. "
        "Delegated decisions are counted apart.",
        "difference of shares; days", "Newcombe 1998, method 10; Kaplan–Meier.",
        "Passive views do not qualify. Without headcounts it is not defined.", of_people=True,
    ),
    Definition(
        "M11", "Coverage of need",
        "Is what was learned about what was needed?",
        "Weight of topics with a practice at level 2 or above, at most 24 months old / weight of "
        "all; dissimilarity ½ Σ |share of practices − weight|.",
        "0 to 1", "Needs are set before the time they are for.",
        "A covered topic may be covered thinly. The uncovered ones are always listed.",
    ),
    Definition(
        "M12", "Concentration",
        "Does it hang on few?",
        "Herfindahl Σ share², effective number, Gini over all eligible with the zeros; adoption "
        "without the largest contributor.",
        "0 to 1; number", "Herfindahl; Gini, corrected by n / (n − 1).",
        "Leaving out those with nothing makes every index look better.",
    ),
    Definition(
        "M13", "Novelty",
        "Is it new to those who receive it?",
        "Of sampled practices, those judged new by two blind reviewers, adjudicated; Cohen’s "
        "kappa of the two.",
        "0 to 1", "Wilson 1927; Cohen 1960.",
        "Below a kappa of 0.6 reviewers disagree, and the share means little.",
    ),
    Definition(
        "M14", "Retention",
        "Is it still in use after 6 and 12 months?",
        "In use / checks answered, and with every unknown taken as stopped, and as in use.",
        "0 to 1", "Wilson 1927 on both bounds.",
        "Leaving out the unknown flatters.",
    ),
    Definition(
        "M15", "Value by level",
        "How much of what is claimed stands?",
        "Outcomes and claimed sums by level, never added together; Σ verified / Σ claimed of a "
        "random audit.",
        "count; sum by unit; ratio", "Ratio estimator with finite correction, t interval.",
        "The claimed total is no result. Below ten audited claims no ratio is shown.",
    ),
    Definition(
        "M16", "Guidance that rests on experience",
        "Whose experience stands behind the guidance?",
        "Statements with an accepted link to a practice at level 1 or above / statements; with "
        "two organisations or more; within 24 months; contradicted. Placebo audit: confirmed "
        "real links − confirmed made-up ones.",
        "0 to 1", "Wilson 1927; Newcombe 1998.",
        "Links can be decoration: the placebo audit says how much they are more.",
    ),
    Definition(
        "M17", "Ability as people see it",
        "What do people say of their own ability?",
        "Post − pre, post − then, and then − pre: the shift of the scale; from twenty people on.",
        "points", "Response-shift designs.",
        "Ratings of “then” made afterwards make gains look larger: both gains are bounds.",
        of_people=True,
    ),
    Definition(
        "M18", "Response to prompts",
        "How many answer, and what does silence hide?",
        "Prompts answered / delivered, by week of placement; entries among the answered; bounds "
        "where fewer than 70% answered.",
        "0 to 1", "Wilson 1927; worst and best case.",
        "“Nothing this week” is an answer; silence is not.", of_people=True,
    ),
)  # fmt: skip

DEFINITIONS: Mapping[str, Definition] = {one.key: one for one in _LIST}


def definition(key: str) -> Definition:
    """The measure of that key, such as M4; Refused for another."""
    if key.upper() not in DEFINITIONS:
        raise Refused(f"There is no measure {key}. They are {', '.join(DEFINITIONS)}.")
    return DEFINITIONS[key.upper()]
