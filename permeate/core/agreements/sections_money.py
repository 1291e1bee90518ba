"""Who pays what, and why VAT is charged or not."""

from permeate.core.agreements.fields import Clause, Field, Section, Type, When
from permeate.core.vocabulary import Payer

PAID = When("payer", (Payer.HOST.value, Payer.SHARED.value))
PAYERS = (
    (Payer.NOBODY.value, "Nobody: no money changes hands"),
    (Payer.HOME.value, "Home"),
    (Payer.HOST.value, "The host"),
    (Payer.SHARED.value, "Home and the host share the cost"),
)
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
        Field("pay_awards", "Pay awards", Type.TEXT, "Known or expected, with their dates."),
        Field(
            "national_insurance",
            "Employer’s National Insurance",
            hint="What is recharged: a rate or an amount a year.",
            needed=PAID,
        ),
        Field("pension_scheme", "Pension scheme", needed=PAID),
        Field(
            "pension_rate",
            "Employer’s pension contribution",
            Type.PERCENT,
            "In per cent of pay.",
            needed=PAID,
        ),
        Field(
            "levy",
            "Apprenticeship levy",
            Type.CHOICE,
            choices=(("RECHARGED", "Recharged"), ("NOT_RECHARGED", "Not recharged")),
            needed=PAID,
        ),
        Field("allowances", "Allowances", Type.TEXT, "Which ones, and who pays them."),
        Field("travel", "Travel and subsistence", Type.TEXT, "Whose rules apply and who pays."),
        Field("training", "Training", hint="Who pays for training the host asks for."),
        Field("sick_pay", "Sick pay is borne by", Type.CHOICE, choices=SIDES, required=True),
        Field(
            "parental_pay", "Parental pay is borne by", Type.CHOICE, choices=SIDES, required=True
        ),
        Field(
            "vat",
            "VAT",
            Type.CHOICE,
            "Finance decides. A supply of staff is often taxable, so say why.",
            (("NONE", "No VAT is charged"), ("STANDARD", "VAT is charged at the standard rate")),
            needed=PAID,
        ),
        Field("vat_reason", "Why VAT is charged or not", Type.TEXT, needed=PAID),
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
            "worked: a salary of {salary} a year, employer’s National Insurance "
            "({national_insurance}) and pension contributions to {pension_scheme} at "
            "{pension_rate}. Apprenticeship levy: {levy}.",
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
        Clause("VAT: {vat}. The reason:", "vat_reason", when=PAID),
        Clause(
            "Invoices: {invoices}. Each shows days, rates, National Insurance, pension and VAT.",
            when=PAID,
        ),
        Clause("Purchase order: {purchase_order}.", when=PAID),
        Clause("The host pays no more than {cap} in all, without VAT.", when=PAID),
    ),
)
