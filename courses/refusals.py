"""Raised by an action that cannot do what was asked. The message is a sentence for the person who asked."""


class Refused(Exception):
    pass
