"""What the database refuses in this room: what was asked, allowed and found is kept as it was written."""

from importlib import import_module

from django.apps import AppConfig

from safe.triggers import guard


class ComplianceConfig(AppConfig):
    name = "compliance"
    verbose_name = "Compliance"

    def ready(self) -> None:
        guard("compliance.AudienceRule", advice="Write the next rule of the audience.")
        guard("compliance.Terms", advice="Write the next terms of the requirement.")
        guard("compliance.TermsCourse", advice="Write the next terms of the requirement.")
        guard("compliance.Adjustment", advice="Write a row that voids it.")
        guard("compliance.Leave", advice="Write a row that voids it.")
        guard("compliance.DutyGate", advice="Write the next row.")
        guard("compliance.Rung", advice="Withdraw the ladder and make another.")
        guard("compliance.Ladder", advice="Withdraw it and make another.", allow_columns=WITHDRAWING)
        guard("compliance.MembershipUnit", advice="Write the next row.")
        guard("compliance.BulkAdjustment", advice="Void the adjustments that were wrong.")
        guard("compliance.AgreedPair", advice="Change the terms of either requirement; it is asked again then.")
        guard("compliance.AuditExport", advice="Ask for another export.")
        guard("compliance.ReportSent", advice="What was sent stays; the next day of a report is a row of its own.")
        guard("compliance.AuditFile", advice="Ask for another export.")
        guard(
            "compliance.Membership",
            advice="Close it, or void it and write another.",
            allow_columns=ENDING,
        )
        guard(
            "compliance.ExtensionRequest",
            advice="It was decided; ask anew.",
            when="OLD.state <> 'asked'",
        )
        guard(
            "compliance.Reminder",
            advice="It was settled; the next occasion is a row of its own.",
            when="OLD.state <> 'held'",
        )
        guard("compliance.Letter", advice="Send it anew: that is a letter of its own.", allow_columns=SENDING)
        import_module("compliance.by_machine")  # it says what the worker writes of people whom nobody has met yet


SENDING = ("taken_at", "sent_at", "error")
WITHDRAWING = ("withdrawn_on", "withdrawn_at", "withdrawn_by_id")
ENDING = ("ends_on", "reason_out", "end_recorded_at", "voided_at", "void_reason")
