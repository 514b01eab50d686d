"""How it feels to be in a conversation, in the words that people search by. Authors tag scenarios with the keys."""

from django.utils.translation import gettext_lazy as _

FEELINGS = {
    "shouting": _("someone is shouting"),
    "worried": _("someone is worried"),
    "angry": _("someone is angry"),
    "grieving": _("someone is grieving"),
    "confused": _("someone is confused"),
    "ashamed": _("someone is ashamed"),
    "frightened": _("someone is frightened"),
    "in_a_hurry": _("someone is in a hurry"),
    "grateful": _("someone is grateful"),
    "suspicious": _("someone does not trust us"),
    "calm": _("everyone is calm"),
}


def feeling_words(keys) -> list[str]:
    """Their sentences, unknown keys left out: an old version may carry a word that is no longer in the list."""
    return [str(FEELINGS[key]) for key in keys or () if key in FEELINGS]
