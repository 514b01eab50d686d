"""What cannot be done, in a sentence for the person who tried; `field` names what to change, where there is one."""


class Refused(Exception):
    def __init__(self, sentence: str, *, field: str = ""):
        super().__init__(sentence)
        self.field = field
