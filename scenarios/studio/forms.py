"""What trainers fill in beside the page itself: where a preview begins, and a real message that becomes a draft."""

from collections.abc import Iterable

from django import forms
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from courses.plain_text import plain
from scenarios.channels import CHANNELS
from scenarios.private_words import Mark
from scenarios.script import Script
from scenarios.temper import WORDS

MOST = 8_000
# How a message reaches us; a call leaves no text to paste, a voicemail may have been written down.
PASTED = ("email", "web_form", "text", "social", "voicemail", "ticket")
TEMPERS = [(str(level), word) for level, word in enumerate(WORDS)]


class ConversationForm(WagtailAdminPageForm):
    """The page itself. A list of names begins each with a capital, as everywhere else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if channel := self.fields.get("channel"):
            channel.choices = [(name, capfirst(label)) for name, label in channel.choices]


class BeginForm(forms.Form):
    """Where to begin: the step, how people feel by then, what has been told. It is sent by GET."""

    def __init__(self, script: Script, data):
        super().__init__(data)
        self.script = script
        keys = [(each.key, step_words(each)) for each in script.steps]
        self.fields["step"] = forms.ChoiceField(label=_("Begin at the step"), choices=keys, required=False)
        for person in script.people:
            name = person.name or _("the person")
            label = _("How %(name)s feels") % {"name": name}
            self.fields[f"temper_{person.key}"] = forms.ChoiceField(label=label, choices=TEMPERS, required=False)
        if script.facts:
            facts = [(fact.key, Truncator(fact.text).chars(90)) for fact in script.facts]
            self.fields["given"] = forms.MultipleChoiceField(
                label=_("Told before"), choices=facts, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.initial = {"step": script.start}
        self.initial |= {f"temper_{person.key}": str(person.temper) for person in script.people}
        # What was not sent stands as it does at the beginning.
        self.data = {**self.initial, **{name: data.getlist(name) for name in ("given",) if name in data}}
        self.data |= {name: data[name] for name in self.fields if name != "given" and data.get(name)}

    def places(self) -> list:
        """The step and how each person feels."""
        return [self[name] for name in self.fields if name != "given"]

    def facts(self):
        return self["given"] if "given" in self.fields else None

    def begins(self) -> tuple[str, dict[str, int], list[str]]:
        """(step, temper by person, facts); a choice that this draft does not have is as if nothing was chosen."""
        self.full_clean()
        chosen = self.cleaned_data
        temper = {person.key: int(chosen.get(f"temper_{person.key}") or person.temper) for person in self.script.people}
        return chosen.get("step") or self.script.start, temper, chosen.get("given") or []


def step_words(step) -> str:
    words = Truncator(step.prompt or step.scene or "").chars(60)
    return f"{step.key}: {words}" if words else step.key


class ConversationCopyForm(CopyForm):
    """Wagtail's copy, named as a copy and always a draft."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        title, slug = _free(self.page)
        self.fields["new_title"].initial, self.fields["new_slug"].initial = title, slug
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


def _free(page) -> tuple[str, str]:
    """A title that says "copy" and a slug that no neighbor has."""
    newest = page.specific.get_latest_revision_as_object()
    taken = set(page.get_siblings().values_list("slug", flat=True))
    n = next(n for n in range(1, len(taken) + 2) if _numbered(f"{page.slug}-copy", n) not in taken)
    title = _("%(title)s (copy)") if n == 1 else _("%(title)s (copy %(n)d)")
    return title % {"title": newest.title, "n": n}, _numbered(f"{page.slug}-copy", n)


def _numbered(slug: str, n: int) -> str:
    return slug if n == 1 else f"{slug}-{n}"


class PasteForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How it reached you"), choices=[(name, CHANNELS[name][0]) for name in PASTED], initial="email"
    )
    message = forms.CharField(
        label=_("The message"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off"}),
        help_text=_("It is looked at and forgotten. Only what is left in the end is kept, once you say so."),
        error_messages={"required": _("Paste the message first.")},
    )

    def clean_message(self) -> str:
        return plain(self.cleaned_data["message"]).strip()


class MarksForm(PasteForm):
    """The same message with its marks, all ticked until somebody unticks one."""

    more = forms.CharField(
        label=_("More words to take out"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_(
            "One to a line: a name in small letters, a nickname, a school, a job, anything that tells who it was."
        ),
    )

    def words(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["more"].splitlines() if line.strip()]


class CleanForm(forms.Form):
    """What is left. Only this is kept, and only after the author said that it names nobody."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("What it is about, not whom. Learners read it."),
        error_messages={"required": _("Give it a title.")},
    )
    channel = forms.ChoiceField(choices=[(name, CHANNELS[name][0]) for name in PASTED], widget=forms.HiddenInput)
    opening = forms.CharField(
        label=_("What is left"),
        max_length=MOST * 2,
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off"}),
        help_text=_("Put invented names and numbers where the brackets are, now or later in the editor."),
        error_messages={"required": _("Nothing is left. Go back and keep some of the message.")},
    )
    sure = forms.BooleanField(
        label=_("Nothing here says who it was: no name, no number, no place, no story that only one family has."),
        error_messages={"required": _("Read it once more, then say that nothing here tells who it was.")},
    )

    def clean_opening(self) -> str:
        return plain(self.cleaned_data["opening"]).strip()


def pieces(text: str, marks: Iterable[Mark], kept: set[int]) -> list[dict]:
    """The message cut at its marks: {text} or {text, mark, number, on}, in order."""
    made: list[dict] = []
    at = 0
    for number, mark in enumerate(marks):
        made += [
            {"text": text[at : mark.start]},
            {"text": mark.said, "mark": mark, "number": number, "on": number not in kept},
        ]
        at = mark.end
    return [*made, {"text": text[at:]}]
