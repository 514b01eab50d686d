"""The fact sheet, what must not happen, and how it is scored: what a trainer fills in, in plain words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from scenarios.blocks.base import KEY_HELP, PICKED_HELP, RowBlock, joined, lines, lines_block
from scenarios.shown import CRITERIA, LEVEL_WORDS


class AskBlock(RowBlock):
    plain, listed = ("key", "text"), ("facts",)
    text = blocks.CharBlock(label=_("What the person wants to know"))
    key = blocks.CharBlock(label=_("Key"), help_text=KEY_HELP, max_length=40)
    facts = lines_block(_("Facts that answer it"), PICKED_HELP)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{key}: {text}"
        form_layout = ["text", "facts", "key"]


class FactBlock(RowBlock):
    plain, listed, flags = ("key", "text", "missing"), ("accepted", "contradicts"), ("required",)
    lean = ("hidden",)
    text = blocks.TextBlock(label=_("The fact, as the learner reads it"), rows=2)
    required = blocks.BooleanBlock(label=_("A full answer gives it"), required=False)
    accepted = lines_block(
        _("Accepted forms"),
        _(
            "One to a line; any one will do. “a & b” asks for both pieces close together. Times, dates, money and "
            "phone numbers match however they are written."
        ),
    )
    contradicts = lines_block(
        _("Wrong forms"), _("If you wish: what would say something wrong about it, one to a line.")
    )
    hidden = blocks.BooleanBlock(label=_("Not on the sheet until an answer or an option reveals it"), required=False)
    missing = blocks.CharBlock(
        label=_("Question when it is missing"),
        required=False,
        help_text=_("What the person still wonders. Do not give the answer away."),
    )
    key = blocks.CharBlock(label=_("Key"), help_text=KEY_HELP, max_length=40)

    class Meta:
        icon = "list-ol"
        label = _("Fact")
        label_format = "{key}: {text}"
        form_layout = BlockGroup(["text", "required", "accepted", "missing", "key"], settings=["contradicts", "hidden"])


class PartBlock(RowBlock):
    plain, listed = ("part", "missing"), ("accepted",)
    part = blocks.ChoiceBlock(
        label=_("Part"),
        choices=[
            ("owner", _("Who does it")),
            ("action", _("What happens")),
            ("date", _("By when")),
            ("contact", _("How to reach someone")),
        ],
    )
    missing = blocks.CharBlock(label=_("Question when it is missing"))
    accepted = lines_block(_("Words that also count"), _("If you wish, one to a line."))

    class Meta:
        icon = "tick"
        label = _("Part of a full answer")
        label_format = "{part}"


class MustNotBlock(RowBlock):
    plain, listed = ("key", "why", "instead"), ("phrases",)
    phrases = lines_block(_("Phrases"), _("One to a line; the first two are shown to the learner."), required=True)
    why = blocks.CharBlock(label=_("Why not"))
    instead = blocks.CharBlock(label=_("What to say instead"), required=False)
    key = blocks.CharBlock(label=_("Key"), help_text=KEY_HELP, max_length=40)

    class Meta:
        icon = "no-view"
        label = _("Do not say")
        label_format = "{key}: {phrases}"
        form_layout = ["phrases", "why", "instead", "key"]


class GateBlock(RowBlock):
    plain, listed, flags = ("key", "kind", "text", "remedy"), ("phrases", "order"), ("trigger",)
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("protected_data", _("Protected information")),
            ("forbidden", _("A statement that is forbidden")),
            ("escalation", _("Handing off in the right order")),
        ],
    )
    text = blocks.TextBlock(label=_("What must hold"), rows=2)
    phrases = lines_block(_("Phrases that break it"), _("One to a line. For handing off, leave it empty."))
    order = lines_block(
        _("Whom to call, in order"), _("For handing off only: one to a line; “police|911” is two names for one.")
    )
    trigger = blocks.BooleanBlock(label=_("This situation calls for the hand-off"), required=False)
    remedy = blocks.CharBlock(label=_("What to do instead"))
    key = blocks.CharBlock(label=_("Key"), help_text=KEY_HELP, max_length=40)

    def fill(self, row) -> dict:
        named = [each if isinstance(each, str) else "|".join(map(str, each)) for each in row.get("order") or ()]
        return {**super().fill(row), "order": joined(named)}

    class Meta:
        icon = "lock"
        label = _("Gate (must pass)")
        label_format = "{key}: {text}"
        form_layout = ["text", "kind", "phrases", "order", "trigger", "remedy", "key"]


class DescriptorBlock(RowBlock):
    plain = ("criterion", "level_4", "level_3", "level_2", "level_1")
    criterion = blocks.ChoiceBlock(
        label=_("Criterion"), choices=[(name, label) for name, (label, _key) in CRITERIA.items()]
    )
    level_4 = blocks.TextBlock(label=LEVEL_WORDS[4], required=False, rows=2)
    level_3 = blocks.TextBlock(label=LEVEL_WORDS[3], required=False, rows=2)
    level_2 = blocks.TextBlock(label=LEVEL_WORDS[2], required=False, rows=2)
    level_1 = blocks.TextBlock(label=LEVEL_WORDS[1], required=False, rows=2)

    class Meta:
        icon = "list-ul"
        label = _("What the levels mean here")
        label_format = "{criterion}"


LEVELS = [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]


class AnchorBlock(RowBlock):
    plain = ("name", "text", "comment")
    lean = ("step", "overrule")
    name = blocks.ChoiceBlock(
        label=_("How good"), choices=[("strong", _("Strong")), ("middling", _("Middling")), ("weak", _("Weak"))]
    )
    text = blocks.TextBlock(label=_("The reply"), rows=6)
    accurate = blocks.ChoiceBlock(label=_("Accurate"), choices=LEVELS)
    complete = blocks.ChoiceBlock(label=_("Complete"), choices=LEVELS)
    courteous = blocks.ChoiceBlock(label=_("Courteous"), choices=LEVELS)
    empathy = blocks.ChoiceBlock(label=_("Empathy"), choices=LEVELS)
    broken = lines_block(_("Gates it does not pass"), PICKED_HELP)
    comment = blocks.TextBlock(label=_("Why these levels"), required=False, rows=2)
    step = blocks.CharBlock(
        label=_("For the step"),
        required=False,
        max_length=40,
        help_text=_("Where there are several written replies: click, then pick one."),
    )
    overrule = blocks.CharBlock(
        label=_("Why our program is wrong about it"),
        required=False,
        help_text=_("Where its levels differ from yours and you are sure of yours."),
    )

    def release(self, value, text) -> dict:
        levels = {name: int(value.get(name) or 0) for name in CRITERIA}
        return {
            **super().release(value, text),
            "levels": levels,
            "gates": dict.fromkeys(lines(value.get("broken")), False),
        }

    def fill(self, row) -> dict:
        levels = {name: str((row.get("levels") or {}).get(name, "")) for name in CRITERIA}
        broken = [key for key, passed in (row.get("gates") or {}).items() if passed is False]
        return {**super().fill(row), **levels, "broken": joined(broken)}

    class Meta:
        icon = "openquote"
        label = _("Sample reply")
        label_format = "{name}: {text}"
        form_layout = [
            "name", "text", "accurate", "complete", "courteous", "empathy", "comment", "step", "broken", "overrule",
        ]  # fmt: skip
