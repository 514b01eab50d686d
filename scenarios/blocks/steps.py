"""One block for each kind of step, in plain words."""

from django.forms import CheckboxSelectMultiple
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from scenarios.blocks.base import PICKED_HELP, RowBlock, ShiftsBlock, key_block, lines_block
from scenarios.blocks.talk import WayBlock, filled_lines, released_lines, says_block
from scenarios.channels import ACTS, ASIDES, CHANNELS
from scenarios.clauses import NotAClause, read_shifts, write_shifts
from scenarios.shown import CRITERIA, LEVEL_WORDS

LEVELS = [(n, format_lazy("{} · {}", n, words)) for n, words in LEVEL_WORDS.items()]
PLACES = [(key, label) for key, (label, _icon) in {**CHANNELS, **ASIDES}.items()]
CRITERIA_CHOICES = [(name, label) for name, (label, _key) in CRITERIA.items()]


class EffectBlock(RowBlock):
    """What a move does: temper, levels, facts. Options of a choice and questions of a consult have it."""

    def release(self, value, text) -> dict:
        row = super().release(value, text)
        try:
            others = read_shifts(value.get("temper_of"))
        except NotAClause as wrong:
            row["unread"] = str(wrong)
            others = {}
        if others:
            row["temper"] = others
        if value.get("temper"):
            # Which person the step is about only the step knows: it mends this.
            row["temper"] = {"": value["temper"], **others} if others else value["temper"]
        levels = {name: int(value[f"level_{name}"]) for name in CRITERIA if value.get(f"level_{name}")}
        if levels:
            row["levels"] = levels
        return row

    def fill(self, row) -> dict:
        value = super().fill(row)
        shift = row.get("temper")
        value["temper"] = shift if isinstance(shift, int) else None
        value["temper_of"] = write_shifts(shift) if isinstance(shift, dict) else ""
        levels = row.get("levels") or {}
        return {**value, **{f"level_{name}": str(levels.get(name, "")) for name in CRITERIA}}


def effect_blocks() -> dict:
    """The fields of an effect, made anew for each block that has them."""
    made = {
        "temper": blocks.IntegerBlock(
            label=_("Temper"), required=False, min_value=-4, max_value=4, help_text=_("-1 cools, 1 heats.")
        ),
        "temper_of": ShiftsBlock(
            label=_("Temper of other people"), required=False, help_text=_("For example: counter +1, main -1.")
        ),
    }
    for name, (label, _key) in CRITERIA.items():
        made[f"level_{name}"] = blocks.ChoiceBlock(
            label=label, required=False, choices=[(str(n), words) for n, words in LEVELS]
        )
    made["gives"] = lines_block(_("Facts that this tells"), PICKED_HELP)
    made["reveals"] = lines_block(_("Hidden facts that this brings to light"), PICKED_HELP)
    made["note"] = blocks.TextBlock(
        label=_("What it did"), required=False, rows=2, help_text=_("One or two sentences for the learner.")
    )
    return made


def effect_group(*more: str) -> BlockGroup:
    """What a move changes, folded away: many moves change little."""
    fields = ["temper", *(f"level_{name}" for name in CRITERIA), "gives", *more]
    return BlockGroup(
        fields,
        heading=_("What it changes, and how good it is"),
        icon="sliders",
        classname="collapsed",
        label_format="",
        help_text=_("Temper: how they feel after it. Levels: for each criterion that the step gives evidence for."),
    )


class OptionBlock(EffectBlock):
    plain, lean, lean_listed = ("key", "text"), ("act", "to", "note"), ("gives", "reveals", "breaks")

    def __init__(self, **options):
        own = {
            "text": blocks.TextBlock(label=_("What one says or does"), rows=2),
            "act": blocks.ChoiceBlock(
                label=_("Kind of move"), required=False, choices=[(key, act.verb) for key, act in ACTS.items()]
            ),
            **effect_blocks(),
            "breaks": lines_block(_("Gates that this breaks"), PICKED_HELP),
            "to": blocks.CharBlock(
                label=_("Goes on to"), required=False, max_length=40, help_text=_("Empty: where the step goes on to.")
            ),
            "key": key_block(),
        }
        super().__init__(list(own.items()), **options)

    class Meta:
        icon = "radio-full"
        label = _("Option")
        label_format = "{key}: {text}"
        form_layout = BlockGroup(
            ["text", "note", "to", effect_group("breaks"), "key"], settings=["act", "temper_of", "reveals"]
        )


class QuestionBlock(EffectBlock):
    plain, flags = ("key", "whom", "text", "answer"), ("useful",)
    lean, lean_listed = ("note",), ("gives", "reveals")

    def __init__(self, **options):
        own = {
            "whom": blocks.CharBlock(label=_("Whom one asks"), max_length=80),
            "text": blocks.TextBlock(label=_("What one asks"), rows=2),
            "answer": blocks.TextBlock(label=_("What they answer"), rows=2),
            "useful": blocks.BooleanBlock(label=_("It helps"), required=False),
            **effect_blocks(),
            "key": key_block(),
        }
        super().__init__(list(own.items()), **options)

    class Meta:
        icon = "help"
        label = _("Someone to ask")
        label_format = "{key}: {whom}"
        form_layout = BlockGroup(
            ["whom", "text", "answer", "useful", "note", "reveals", effect_group(), "key"], settings=["temper_of"]
        )


class PlacedBlock(RowBlock):
    plain, lean = ("key", "text"), ("out", "note")
    text = blocks.CharBlock(label=_("What is to be done"))
    out = blocks.BooleanBlock(label=_("Must be left out"), required=False)
    note = blocks.CharBlock(label=_("Why"), required=False)
    key = key_block()

    class Meta:
        icon = "list-ol"
        label = _("To put in order")
        label_format = "{key}: {text}"
        form_layout = ["text", "out", "note", "key"]


class MatchedBlock(RowBlock):
    plain, lean = ("key", "text", "to"), ("note",)
    text = blocks.CharBlock(label=_("What is to be matched"))
    to = blocks.CharBlock(label=_("Belongs to (key of a target)"), max_length=40)
    note = blocks.CharBlock(label=_("Why"), required=False)
    key = key_block()

    class Meta:
        icon = "link"
        label = _("To match")
        label_format = "{key}: {text}"
        form_layout = ["text", "to", "note", "key"]


class TargetBlock(RowBlock):
    plain = ("key", "text")
    text = blocks.CharBlock(label=_("Where things belong"))
    key = key_block()

    class Meta:
        icon = "placeholder"
        label = _("Target")
        label_format = "{key}: {text}"
        form_layout = ["text", "key"]


COMMON = (
    "scene", "says", "prompt", "own", "next", "ways", "criteria", "key", "who", "channel", "shows",
)  # fmt: skip
# Rarely needed: folded away behind the settings of a step.
SELDOM = ("who", "channel", "shows")


class StepBlock(RowBlock):
    """What every kind of step has. The rows of a kind stand between the prompt and what comes next."""

    kind = ""
    plain = ("key", "prompt")
    lean: tuple[str, ...] = ("who", "scene", "channel", "shows")
    rows: tuple[str, ...] = ("says", "ways")
    always_scored: tuple[str, ...] = ()
    seldom: tuple[str, ...] = ()

    def own_blocks(self) -> dict:
        return {}

    def __init__(self, **options):
        common = {
            "scene": blocks.TextBlock(
                label=_("What you see or hear first"),
                required=False,
                rows=2,
                help_text=_("If you wish: not said by anyone, such as “Dispatch answers on the radio.”"),
            ),
            "says": says_block(),
            "prompt": blocks.CharBlock(
                label=_("What the learner is asked to do"), help_text=_("One sentence, such as “Answer Mr. James.”")
            ),
            "own": None,
            "criteria": blocks.MultipleChoiceBlock(
                label=_("Criteria it gives evidence for"),
                choices=CRITERIA_CHOICES,
                required=False,
                default=list(self.always_scored),
                widget=CheckboxSelectMultiple,
            ),
            "next": blocks.CharBlock(
                label=_("Goes on to"),
                required=False,
                max_length=40,
                help_text=_("The step or ending that comes next: click, then pick one."),
            ),
            "ways": blocks.ListBlock(
                WayBlock(),
                label=_("Other ways on, tried first"),
                default=[],
                help_text=_("If you wish: where it goes when a condition holds. The first that holds is taken."),
            ),
            "who": blocks.CharBlock(
                label=_("About whom"), required=False, max_length=40, help_text=_("The key of another person.")
            ),
            "channel": blocks.ChoiceBlock(label=_("Written elsewhere"), required=False, choices=PLACES),
            "shows": blocks.CharBlock(label=_("Shows (key of a picture or recording)"), required=False, max_length=40),
            "key": key_block(),
        }
        own = self.own_blocks()
        children = [pair for name in COMMON for pair in (own.items() if name == "own" else [(name, common[name])])]
        seldom = [*self.seldom, *SELDOM]
        shown = [name for name, _block in children if name not in seldom]
        options.setdefault("form_layout", BlockGroup(shown, settings=seldom))
        super().__init__(children, **options)

    def release(self, value, text) -> dict:
        row = super().release(value, text)
        named = [name for name in CRITERIA if name in (value.get("criteria") or ())]
        if named or self.always_scored:
            row["criteria"] = named
        if "says" in row:
            row["says"] = released_lines(row["says"])
        last = text(value.get("next"))
        ways = row.pop("ways", [])
        if ways:
            row["next"] = [*ways, *([{"to": last}] if last else [])]
        elif last:
            row["next"] = last
        for effect in (*row.get("options", ()), *row.get("asks", ())):
            if isinstance(effect, dict) and isinstance(effect.get("temper"), dict) and "" in effect["temper"]:
                shifts = effect["temper"]
                effect["temper"] = {row.get("who") or "main": shifts.pop(""), **shifts}
        return {**row, "kind": self.kind}

    def fill(self, row) -> dict:
        ways = row.get("next") or []
        ways = [{"to": each} if isinstance(each, str) else each for each in ([ways] if isinstance(ways, str) else ways)]
        last = ways.pop()["to"] if ways and set(ways[-1]) == {"to"} else ""
        value = super().fill({**row, "says": None, "ways": ways})
        criteria = row.get("criteria") or self.always_scored
        return {**value, "says": filled_lines(row.get("says")), "next": last, "criteria": list(criteria)}

    class Meta:
        label_format = "{key}: {prompt}"


class ReplyStepBlock(StepBlock):
    kind = "reply"
    always_scored = tuple(CRITERIA)
    lean = (*StepBlock.lean, "min_words", "max_words")
    lean_listed = ("facts", "asks", "parts", "gates")
    seldom = ("facts", "asks", "parts", "gates", "min_words", "max_words")

    def own_blocks(self) -> dict:
        only = _("Click into the box, then tick them below it. Empty: all.")
        return {
            "facts": lines_block(_("Only these facts"), only),
            "asks": lines_block(_("Only these questions of theirs"), only),
            "parts": lines_block(_("Only these parts of a full answer"), only),
            "gates": lines_block(_("Only these gates"), only),
            "min_words": blocks.IntegerBlock(label=_("At least so many words"), required=False, min_value=1),
            "max_words": blocks.IntegerBlock(label=_("At most so many words"), required=False, min_value=1),
        }

    class Meta:
        icon = "edit"
        label = _("Written reply")
        description = _("In their own words. Without a step after it, it closes the conversation.")


class ChoiceStepBlock(StepBlock):
    kind = "choice"
    rows = (*StepBlock.rows, "options")

    def own_blocks(self) -> dict:
        option = OptionBlock()
        two = [option.get_default(), option.get_default()]
        return {"options": blocks.ListBlock(option, label=_("Options"), min_num=2, max_num=5, default=two)}

    class Meta:
        icon = "radio-full"
        label = _("Choice")
        description = _("Two to five things to say or do.")


class OrderStepBlock(StepBlock):
    kind = "order"
    lean = (*StepBlock.lean, "gate", "slack")
    rows = (*StepBlock.rows, "items")

    def own_blocks(self) -> dict:
        return {
            "items": blocks.ListBlock(PlacedBlock(), label=_("In the right order")),
            "slack": blocks.IntegerBlock(
                label=_("So many neighbors may be swapped"), required=False, min_value=0, help_text=_("Empty: one.")
            ),
            "gate": blocks.CharBlock(label=_("Gate that it keeps or breaks (key)"), required=False, max_length=40),
        }

    class Meta:
        icon = "list-ol"
        label = _("Put in order")
        description = _("What to do first, next and last.")


class MatchStepBlock(StepBlock):
    kind = "match"
    lean = (*StepBlock.lean, "gate", "enough")
    rows = (*StepBlock.rows, "items", "targets")

    def own_blocks(self) -> dict:
        return {
            "targets": blocks.ListBlock(TargetBlock(), label=_("Where things belong")),
            "items": blocks.ListBlock(MatchedBlock(), label=_("What is to be matched")),
            "enough": blocks.IntegerBlock(
                label=_("So many are enough"), required=False, min_value=1, help_text=_("Empty: all.")
            ),
            "gate": blocks.CharBlock(label=_("Gate that it keeps or breaks (key)"), required=False, max_length=40),
        }

    class Meta:
        icon = "link"
        label = _("Match")
        description = _("Which message goes to whom.")


class ConsultStepBlock(StepBlock):
    kind = "consult"
    lean = (*StepBlock.lean, "most")
    rows = (*StepBlock.rows, "asks")

    def own_blocks(self) -> dict:
        return {
            "asks": blocks.ListBlock(QuestionBlock(), label=_("Whom one may ask what")),
            "most": blocks.IntegerBlock(
                label=_("At most so many questions"), required=False, min_value=1, help_text=_("Empty: one.")
            ),
        }

    class Meta:
        icon = "help"
        label = _("Ask someone")
        description = _("Whom would you ask what, before you answer?")


STEPS = [
    ("choice", ChoiceStepBlock()),
    ("reply", ReplyStepBlock()),
    ("order", OrderStepBlock()),
    ("match", MatchStepBlock()),
    ("consult", ConsultStepBlock()),
]
