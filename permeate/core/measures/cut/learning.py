"""M11, M13, M15, M16 and M17: what the learning is about and worth."""

from collections import Counter, defaultdict

import numpy as np

from permeate.core.measures.agreement import kappa_of
from permeate.core.measures.cut.section import Facts, Options, Section
from permeate.core.measures.figures import Figure, not_defined, not_enough
from permeate.core.measures.intervals import wilson
from permeate.core.measures.joins import by_key, last_of_each, pairs, pick, size_of
from permeate.core.measures.needs import coverage
from permeate.core.measures.provenance import placebo_lift
from permeate.core.measures.ratings import mean_gains
from permeate.core.measures.value import audited_ratio

CURRENT = 730
PRE, THEN, POST = range(3)
LEVELS = ("claimed", "confirmed by the adopter", "with evidence", "independently checked")


def needed(facts: Facts, options: Options) -> Section:
    """M11: topics of need with a practice that has evidence and is current."""
    needs = facts.latest("NEED_SET", "topic")
    valid = (needs["starts_on"] <= facts.at) & (needs["ends_on"] >= facts.at)
    frozen = needs["second"] // 86_400 <= needs["starts_on"]
    name = {int(code): facts.words("topic", int(code)) for code in needs["topic"]}
    weights = {
        name[int(code)]: float(weight)
        for code, weight in zip(
            needs["topic"][valid & frozen], needs["weight"][valid & frozen], strict=True
        )
    }
    counts, covered = _topics(facts)
    found = coverage(dict(sorted(weights.items())), counts, covered)  # type: ignore[arg-type]
    late = int((valid & ~frozen).sum())
    return Section(
        {"coverage": found.coverage, "dissimilarity": found.dissimilarity},
        lists={"uncovered topics": [str(topic) for topic in found.uncovered]},
        missing={"Needs set after their time began, which do not count": late},
    )


def _topics(facts: Facts) -> tuple[dict[str, int], dict[str, bool]]:
    """Practices by topic, and topics with one of level 2 or more, at most 24 months old."""
    written = facts.latest("PRACTICE_WRITTEN", "practice")
    rows, topics = facts.listed("PRACTICE_WRITTEN", "topics")
    practice = by_key(written["ordinal"], written["practice"], size_of(written["ordinal"], rows))
    newest = by_key(written["practice"], written["occurred"], size_of(written["practice"]))
    level = facts.levels
    seen: dict[str, set[int]] = defaultdict(set)
    good: dict[str, bool] = {}
    for code, topic in zip(pick(practice, rows).tolist(), topics.tolist(), strict=True):
        if code < 0:
            continue
        word = facts.words("topic", topic)
        seen[word].add(code)
        strong = code < len(level) and level[code] >= 2
        good[word] = good.get(word, False) or bool(strong and newest[code] >= facts.at - CURRENT)
    return {word: len(codes) for word, codes in seen.items()}, good


def new_there(facts: Facts, options: Options) -> Section:
    """M13: judged new by two blind reviewers, adjudicated."""
    judged = facts.table("NOVELTY_JUDGED")
    settled: dict[tuple[int, int], bool] = {}
    said: dict[tuple[int, int], list[tuple[str, bool]]] = defaultdict(list)
    order = np.lexsort((judged["actor"], judged["second"]))
    for row in order:
        key = int(judged["practice"][row]), int(judged["organisation"][row])
        if judged["adjudicated"][row] == 1:
            settled[key] = bool(judged["new"][row])
        else:
            name = facts.words("person", int(judged["actor"][row]))
            said[key].append((name, bool(judged["new"][row])))
    both = {key: sorted(rows)[:2] for key, rows in said.items() if len(rows) >= 2}
    agreed = {key: rows[0][1] for key, rows in both.items() if rows[0][1] == rows[1][1]}
    final = {**agreed, **{key: verdict for key, verdict in settled.items() if key in both}}
    agreement = kappa_of([rows[0][1] for rows in both.values()], [r[1][1] for r in both.values()])
    return Section(
        {
            "judged new": wilson(sum(final.values()), len(final)),
            "kappa of reviewers": Figure(
                agreement.value,
                agreement.low,
                agreement.high,
                agreement.n,
                agreement.status,
                agreement.note,
            ),
        },
        missing={
            "Practices with one reviewer only": len(said) - len(both),
            "Practices whose reviewers are not yet settled": len(both) - len(final),
        },
    )


def worth(facts: Facts, options: Options) -> Section:
    """M15: outcomes by level and unit, and what an audit found."""
    outcomes, audits = facts.outcomes, facts.latest("CLAIM_AUDITED", "outcome")
    figures: dict[str, Figure] = {}
    for level, words in enumerate(LEVELS):
        n = int((outcomes["level"] == level).sum())
        figures[f"outcomes, level {level} ({words})"] = Figure(n, n=n)
    verified = by_key(
        audits["outcome"],
        audits["verified"].astype(float),
        size_of(audits["outcome"], outcomes["outcome"]),
        float("nan"),
    )
    claimed = outcomes["claimed"].astype(float)
    for unit in sorted({int(one) for one in outcomes["unit"]}, key=lambda code: _unit(facts, code)):
        mine = (outcomes["unit"] == unit) & ~np.isnan(claimed)
        stood = pick(verified, outcomes["outcome"][mine], float("nan"))
        seen = ~np.isnan(stood)
        found = audited_ratio(claimed[mine][seen].tolist(), stood[seen].tolist(), int(mine.sum()))
        name = _unit(facts, unit)
        figures[f"verified sum, {name}"] = Figure(found.verified, n=int(seen.sum()))
        figures[f"verified over claimed, {name}"] = found.ratio
        figures[f"audited share, {name}"] = wilson(int(seen.sum()), int(mine.sum()))
    return Section(figures, missing={"Outcomes without a sum": int(np.isnan(claimed).sum())})


def _unit(facts: Facts, code: int) -> str:
    return facts.words("unit", code) if code >= 0 else "without a unit"


def stands_on(facts: Facts, options: Options) -> Section:
    """M16: statements of current guidance with somebody's experience behind them."""
    statements = facts.latest("STATEMENT_PUBLISHED", "statement")
    newest = np.zeros(size_of(statements["guidance"]), dtype=np.int64)
    np.maximum.at(newest, statements["guidance"], statements["version"])
    current = statements["statement"][statements["version"] == pick(newest, statements["guidance"])]
    links = facts.latest("LINK_ACCEPTED", "link")
    mine = np.isin(links["statement"], current)
    resolved = np.isin(links["link"], facts.table("CONTRADICTION_RESOLVED")["link"])
    contradicts = links["relation"] == 3
    strong = pick(facts.levels, links["practice"]) >= 1
    behind = mine & ~contradicts & strong
    n, origin = len(current), pick(facts.origin, links["practice"])
    linked = np.unique(links["statement"][behind])
    orgs = np.unique(pairs(links["statement"][behind], origin[behind])) >> 32
    several = sum(count > 1 for count in Counter(orgs.tolist()).values())
    fresh = behind & (links["occurred"] >= facts.at - CURRENT)
    against = np.unique(links["statement"][mine & contradicts & ~resolved])
    figures = {
        "statements that rest on experience": wilson(len(linked), n),
        "on that of two organisations or more": wilson(several, n),
        "on evidence of the last 24 months": wilson(len(np.unique(links["statement"][fresh])), n),
        "with a contradiction unresolved": wilson(len(against), n),
        "lift over made-up links": _lift(facts),
    }
    return Section(figures)


def _lift(facts: Facts) -> Figure:
    audits = facts.latest("LINK_AUDITED", "link")
    fake, yes = audits["placebo"] == 1, audits["confirmed"] == 1
    real = ~fake
    return placebo_lift(
        int((real & yes).sum()), int(real.sum()), int((fake & yes).sum()), int(fake.sum())
    )


def rated(facts: Facts, options: Options) -> Section:
    """M17: mean gains over people who rated before, then and after; never one person's."""
    ratings = facts.table("RATED")
    last = last_of_each(
        pairs(ratings["actor"], ratings["item"] * 3 + ratings["when"]),
        ratings["second"],
    )
    by_person: dict[int, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in last.tolist():
        person, item = int(ratings["actor"][row]), int(ratings["item"][row])
        by_person[person][item][int(ratings["when"][row])] = float(ratings["rating"][row])
    rows = []
    for items in by_person.values():
        whole = [one for one in items.values() if len(one) == 3]
        if whole:
            rows.append(
                [float(np.mean([one[when] for one in whole])) for when in (PRE, THEN, POST)]
            )
    if not rows:
        none = (
            not_defined("nobody rated before, then and after") if not by_person else not_enough(0)
        )
        return Section({"post − pre": none, "post − then": none, "then − pre": none})
    found = mean_gains(sorted(rows))
    return Section(
        {
            "post − pre": found.conventional,
            "post − then": found.retrospective,
            "then − pre": found.shift,
        },
        missing={"People who have not rated all three": len(by_person) - len(rows)},
    )
