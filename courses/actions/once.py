"""A form that is sent again. The same again is the same row; something else under the same key is a row of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model


def key_for(given: Model, said: Callable[[Any], tuple], name: str = "client_key") -> UUID:
    """The key of this row that is about to be written; another one when its own is taken by a row that says otherwise.

    Somebody goes back in the browser, changes what they wrote and sends it again: the page still has the old key. The
    other key comes from the old one and what was said, so that this, too, is one row however often it is sent.
    """
    key: UUID = getattr(given, name)
    standing = type(given)._default_manager.filter(**{name: key}).first()
    if standing is None or said(standing) == said(given):
        return key
    return uuid5(key, repr(said(given)))
