"""Faults to plant into conversations that hold together, a function for each rule.

A planter changes the definition and returns the path at which the linter must tell, or None where this conversation has
no place for the fault.
"""

from tests.scenarios.lint.planters import content, talk

PLANTERS = {
    planter.__name__.replace("_", "-"): planter
    for planter in (
        talk.dead_end,
        talk.unreachable,
        talk.endless_loop,
        talk.way_never_taken,
        talk.line_never_shows,
        talk.no_passing_path,
        talk.all_paths_pass,
        talk.ending_at_odds,
        talk.nobody_would_pick,
        talk.gives_itself_away,
        content.fact_not_on_sheet,
        content.fact_without_form,
        content.gate_without_remedy,
        content.gate_incomplete,
        content.must_not_incomplete,
        content.missing_anchors,
        content.sample_incomplete,
        content.strong_breaks_must_not,
        content.strong_does_not_pass,
        content.sample_level,
        content.reading_grade,
        content.unknown_word,
        content.missing_alt,
        content.missing_transcript,
        content.missing_text,
        content.key_form,
        content.names_nothing,
        content.unread,
        content.unknown_kind,
        content.out_of_range,
        content.scoring,
    )
}
CHOICES_ALONE = {"all-paths-pass", "ending-at-odds"}
WITH_REPLY = {"missing-anchors", "sample-incomplete", "strong-breaks-must-not", "strong-does-not-pass", "sample-level",
              "fact-without-form"}  # fmt: skip
# These are found only by looking at the samples as the scorer does.
AS_SCORED = {"strong-breaks-must-not", "strong-does-not-pass", "sample-level"}
