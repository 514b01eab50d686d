"""On the form of a standard or a word: where it is quoted. Rooms above say it by the hook of that name."""

from wagtail import hooks
from wagtail.admin.panels import Panel


class WhereItIsQuoted(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "goals/where_quoted.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            told = [say(self.instance) for say in hooks.get_hooks("where_it_is_quoted")]
            return super().get_context_data(parent_context) | {"told": told}
