"""Why something was not done, in a sentence for the person who asked. Views show it; nothing has been written."""

from courses.refusals import Refused

__all__ = ["Refused", "TakenByAnother"]


class TakenByAnother(Refused):
    """Another marker holds the reply now."""
