"""Pages of this room: sign-in's own few, and HR's."""

from people.views.sign_in import studio_sign_in

__all__ = ["studio_sign_in"]
