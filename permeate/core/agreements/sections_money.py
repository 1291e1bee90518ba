"""Who pays what, and how it is counted."""

from permeate.core.agreements.fields import Clause, Field, Section, Type, When
from permeate.core.costs.terms import WORDS, FteMethod, Proration
from permeate.core.vocabulary import Payer

PAID = When("payer", (Payer.HOST.value, Payer.SHARED.value))
PAYERS = (
    (Payer.NOBODY.value, "Nobody: no money changes hands"),
    (Payer.HOME.value, "Home"),
    (Payer.HOST.value, "The host"),
    (Payer.SHARED.value, "Home and the host share the cost"),
)
RECHARGED = (("RECHARGED", "Recharged"), ("NOT_RECHARGED", "Not recharged"))
SIDES = (("HOME", "Home"), ("HOST", "The host"), ("SHARED", "Both, in the shares above"))

MONEY = Section(
    "money",
    "Money",
    (
        Field("payer", "Who pays", Type.CHOICE, choices=PAYERS, required=True),
        Field(
            "host_share",
            "Share the host pays",
            Type.PERCENT,
            "In per cent. Only where the cost is shared.",
            needed=When("payer", (Payer.SHARED.value,)),
        ),
        Field(
            "salary",
            "Salary at the start",
            Type.MONEY,
            "In pounds a year, for full time.",
            needed=PAID,
        ),
        Field(
            "pay_awards",
            "Pay awards",
            Type.TEXT,
            "Known or expected, one a line: the day and the new salary for full time. For example "
            "1 April 2027: 46,350",
        ),
        Field(
            "fte_method",
            "How part time is charged",
            Type.CHOICE,
            "Only matters where the placement is not full time.",
            (
                (FteMethod.SHARE.value, "The share of full time, of the full-time cost"),
                (
                    FteMethod.PART_TIME_PAY.value,
                    "Pay for the share of full time, and National Insurance on that pay",
                ),
            ),
        ),
        Field(
            "proration",
            "How part of a month is counted",
            Type.CHOICE,
            choices=tuple((one.value, WORDS[one]) for one in Proration),
        ),
        Field(
            "national_insurance",
            "Employer’s National Insurance",
            Type.CHOICE,
            "At the rates of law, by tax year.",
            RECHARGED,
            needed=PAID,
        ),
        Field("pension_scheme", "Pension scheme", needed=PAID),
        Field(
            "pension_rate",
            "Employer’s pension contribution",
            Type.PERCENT,
            "In per cent of pay. A council’s comes from its fund.",
            needed=PAID,
        ),
        Field("levy", "Apprenticeship levy", Type.CHOICE, choices=RECHARGED, needed=PAID),
        Field("allowances", "Allowances", Type.TEXT, "Which ones, and who pays them."),
        Field("travel", "Travel and subsistence", Type.TEXT, "Whose rules apply and who pays."),
        Field("training", "Training", hint="Who pays for training the host asks for."),
        Field(
            "agreed_sums",
            "Agreed sums",
            Type.TEXT,
            "Travel, training or others, one a line: the day, what for, pounds. For example "
            "2 November 2026: training: 450",
        ),
        Field("sick_pay", "Sick pay is borne by", Type.CHOICE, choices=SIDES, required=True),
        Field(
            "parental_pay", "Parental pay is borne by", Type.CHOICE, choices=SIDES, required=True
        ),
        Field(
            "invoices",
            "Invoices",
            Type.CHOICE,
            choices=(
                ("MONTHLY", "Every month"),
                ("QUARTERLY", "Every three months"),
                ("END", "Once, at the end"),
            ),
            needed=PAID,
        ),
        Field("purchase_order", "Purchase order number"),
        Field("cap", "Most the host pays in all", Type.MONEY, "In pounds, without VAT."),
    ),
    (
        Clause("Who pays: {payer}."),
        Clause(
            "The host pays {host_share} of the costs below, and home the rest.",
            when=When("payer", (Payer.SHARED.value,)),
        ),
        Clause(
            "Home goes on paying the participant. The host refunds, for the share of full time "
            "worked: a salary of {salary} a year and pension contributions to {pension_scheme} at "
            "{pension_rate}. Employer’s National Insurance: {national_insurance}. Apprenticeship "
            "levy: {levy}.",
            when=PAID,
        ),
        Clause(
            "Home goes on paying the participant, and charges the host nothing.",
            when=When("payer", (Payer.HOME.value, Payer.NOBODY.value)),
        ),
        Clause("Pay awards:", "pay_awards"),
        Clause("Allowances:", "allowances"),
        Clause("Travel and subsistence:", "travel"),
        Clause("Training the host asks for: {training}."),
        Clause("Sick pay is borne by: {sick_pay}. Parental pay is borne by: {parental_pay}."),
        Clause("Part time: {fte_method}.", when=PAID),
        Clause("Part of a month: {proration}.", when=PAID),
        Clause("Agreed sums, in the shares above:", "agreed_sums", when=PAID),
        Clause(
            "Sums are without VAT. Home’s finance decides how VAT is treated, and its decision "
            "and reason stand on the schedule and on every invoice.",
            when=PAID,
        ),
        Clause(
            "Invoices: {invoices}. Each shows days, rates, National Insurance, pension and VAT.",
            when=PAID,
        ),
        Clause("Purchase order: {purchase_order}.", when=PAID),
        Clause("The host pays no more than {cap} in all, without VAT.", when=PAID),
    ),
)
