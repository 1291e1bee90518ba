"""What each way to cover the post costs the budget, worked out from figures that are not kept."""

from decimal import Decimal
from typing import Any

from django import forms

from permeate.core.costs.cover import Option, options
from permeate.core.costs.dated import steady
from permeate.core.costs.terms import Model, Pay, Terms
from permeate.core.vocabulary import LABELS, Cover, Payer
from permeate.models import Opportunity
from permeate.web.forms import Form
from permeate.web.schedules.presenters import pounds

MODELS = {Payer.HOST.value: Model.FULL, Payer.SHARED.value: Model.SHARED}
WORDS = {
    Cover.RECRUIT: "Somebody is recruited for the whole time.",
    Cover.ACT_UP: "The difference to what whoever acts up earns now. Their own work is then short.",
    Cover.LEAVE_VACANT: "Nothing is spent; the work waits or the team carries it.",
    Cover.EXCHANGE: "Each home goes on paying its own, so nothing is charged or spent.",
}


def _salary(label: str, hint: str = "", *, required: bool = False) -> forms.DecimalField:
    words = "Enter pounds a year as a number, like 42500"
    field = forms.DecimalField(
        label=label,
        help_text=hint,
        required=required,
        min_value=0,
        max_value=9_999_999,
        decimal_places=2,
        max_digits=9,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "required"),
            words,
        ),
    )
    field.conditional = True  # type: ignore[attr-defined]
    return field


class CoverForm(Form):
    """Figures to work with; nothing of them is kept but the cost of the cover chosen."""

    salary = _salary("Their salary", "In pounds a year, for full time.", required=True)
    pension = forms.DecimalField(
        label="Employer’s pension contribution",
        help_text="In per cent of pay.",
        min_value=0,
        max_value=100,
        initial=20,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), "Enter a number from 0 to 100"
        ),
    )
    recruit_salary = _salary("Salary of somebody recruited", "For full time.")
    acting_salary = _salary("Salary for acting up", "For full time.")
    deputy_salary = _salary("What whoever acts up earns now", "For full time.")

    def clean(self) -> dict[str, Any]:
        """Acting up needs both salaries."""
        data = super().clean() or self.cleaned_data
        for one, other in (
            ("acting_salary", "deputy_salary"),
            ("deputy_salary", "acting_salary"),
        ):
            if data.get(one) and not data.get(other) and other not in self.errors:
                self.add_error(other, "Enter both salaries to work out acting up")
        return data


def worked_out(opportunity: Opportunity, figures: dict[str, Any]) -> tuple[Option, ...]:
    """Every option that the figures allow; Refused where a rate is not known."""
    pension, fte = figures["pension"], opportunity.fte

    def pay(salary: Decimal | None) -> Pay | None:
        if not salary:
            return None
        return Pay(
            steady("salary", salary),
            steady("pension rate", pension),
            steady("share of full time", fte),
        )

    terms = Terms(
        opportunity.starts_on,
        opportunity.ends_on,
        pay(figures["salary"]) or Pay(steady("salary", Decimal(0)), steady("pension", pension)),
        MODELS.get(opportunity.payer, Model.NIL),
        host_share=Decimal(50) if opportunity.payer == Payer.SHARED else Decimal(100),
    )
    return options(
        terms,
        recruit=pay(figures["recruit_salary"]),
        acting=pay(figures["acting_salary"]),
        deputy=pay(figures["deputy_salary"]),
    )


def shown(found: tuple[Option, ...]) -> dict[str, Any]:
    """The options as one table by month, and in all."""
    return {
        "columns": [
            {"words": LABELS[one.cover], "hint": WORDS[one.cover], "cost": pounds(one.cost)}
            for one in found
        ],
        "months": [
            {"month": f"{months[0].first:%B %Y}", "nets": [pounds(one.net) for one in months]}
            for months in zip(*(option.months for option in found), strict=True)
        ],
        "totals": [pounds(one.net) for one in found],
    }


def cost_of(found: tuple[Option, ...], cover: str) -> Decimal | None:
    """What the cover that was chosen costs, where it was worked out."""
    return next((one.cost for one in found if one.cover == cover), None)
