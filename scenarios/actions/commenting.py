"""Comments that a marker keeps to use again."""

from django.utils.translation import gettext as _

from courses.plain_text import plain
from scenarios.models import SavedComment
from scenarios.refusals import Refused


def keep_comment(*, person, text: str, shared: bool = False) -> SavedComment:
    """Keep it once; keeping it again may share it, or stop sharing it."""
    text = plain(text).strip()
    if not text:
        raise Refused(_("Write the comment that you want to keep."))
    if len(text) > SavedComment.LONGEST:
        raise Refused(
            _("Shorten it to %(n)s characters, so that it can be read while marking.") % {"n": SavedComment.LONGEST}
        )
    kept, _made = SavedComment.objects.update_or_create(person=person, text=text, defaults={"shared": shared})
    return kept


def drop_comment(*, comment: SavedComment) -> None:
    """Replies that it was written on keep their own copy."""
    comment.delete()
