"""Whom and what a clause speaks of, where that is not what the fact sheet speaks of."""

from .doubts import Doubts
from .sheets import Sheet, label_at
from .words import stems

SUBJECT_WITHIN = 6
OWNER_WITHIN = 3


def of_another(d: Doubts, start: int, first: int, counts: bool, sheet: Sheet) -> bool:
    """The clause opens with another person or thing than the sheet's: "her bus leaves at 3:15", where the sheet
    gives a phone back then; "my check came on the 28th"."""
    tokens, words = d.reading.tokens, d.words
    at = _opening(d, start, first)
    while at < first and tokens[at].word in words.lead_ins:
        at += 1
    if at >= first:
        return False
    if tokens[at].word in words.back_to_you:  # "your supervisor gets his on the 28th"
        who = tokens[at + 1]
        return who.word in words.persons - words.kin - words.neutral and who.keys[0] not in sheet.things
    if tokens[at].word in words.titles:
        others = not sheet.words & words.titles or d.reading.word(at + 1) in sheet.words
        return not others and not tokens[at + 2].breaks
    owner = _owner(d, at, first)
    owned = tokens[at].word in words.of_others or bool(owner)
    led = owner or at + (owned or tokens[at].word in words.determiners)
    head = _head(d, led, min(led + SUBJECT_WITHIN, first))
    if head is None:
        return False
    if led == at:
        named = tokens[at].word in (words.persons | words.for_whom) - words.neutral | words.bare_subjects
        acts = d.reading.word(at + 1) in words.verbs | words.present_words | words.past_words | words.links
        return named and acts and tokens[at].keys[0] not in sheet.things
    thing, key = tokens[head].word, tokens[head].keys[0]
    if owner and not {t.word for t in tokens[at:owner]} & (sheet.words | sheet.around):
        return True
    if not counts:
        return key not in sheet.things and owned and thing in words.persons | words.timed
    if any(_foreign(d, i, sheet) for i in range(led, head)):
        return True
    if tokens[at].word in words.speaker:
        return key not in sheet.things and thing not in words.own_things
    near = key in sheet.things or thing in words.neutral | words.own_things
    return not near and (owned or thing not in sheet.around)


def _foreign(d: Doubts, at: int, sheet: Sheet) -> bool:
    """A word before a thing that makes it another: "the kindergarten bus", "the superintendent's check"."""
    token, words = d.reading.tokens[at], d.words
    if token.keys[0] in sheet.things:
        return False
    owns = d.reading.normal.text[token.start : token.end].lower().endswith("'s")
    known = token.word in words.plain_adjectives | sheet.around or token.word.endswith(words.adjective_endings)
    return owns or not known


def _opening(d: Doubts, start: int, first: int) -> int:
    """Where the words before a match begin that hold a verb: "my check came late, on the 28th" begins with "my"."""
    tokens, words = d.reading.tokens, d.words
    floor = d.reading.sentences[tokens[first].sentence].first
    verbs = words.present_words | words.past_words
    while start > floor and tokens[start].breaks and not any(t.word in verbs for t in tokens[start:first]):
        start -= 1
        while start > floor and not tokens[start].breaks:
            start -= 1
    return start


def _owner(d: Doubts, at: int, first: int) -> int:
    """The token after "Noah's" or "Oak Street's", where the clause begins so; else 0."""
    for i in range(at, min(at + OWNER_WITHIN, first)):
        token = d.reading.tokens[i]
        typed = d.reading.normal.text[token.start : token.end]
        opened = d.reading.tokens[i + 1].start == token.start  # "it's" is "it is"
        if token.is_value or opened or not typed[:1].isupper() or token.word in d.words.days:
            return 0
        if typed.endswith("'s"):
            return i + 1
    return 0


def _head(d: Doubts, start: int, until: int) -> int | None:
    """The last word of what the clause speaks of: up to its verb, or to the next small word."""
    tokens, words, head = d.reading.tokens, d.words, None
    ends = words.present_words | words.past_words | words.verbs | words.adverbs
    for i in range(start, until):
        token = tokens[i]
        if token.is_value or token.word in words.function_words:
            break
        past = bool(words.past_ending) and token.word.endswith(words.past_ending)
        if head is not None and (token.breaks or past or token.word in ends):
            break
        head = i
    return head


def of_another_place(d: Doubts, start: int, first: int, sheet: Sheet) -> bool:
    """Another place or number is named before: "the bus on Oak Street", "the parents on route 9"."""
    tokens, words = d.reading.tokens, d.words
    text = d.reading.normal.text
    for i in range(start, first - 1):
        label = label_at(d.reading, words, i)
        if label and label not in sheet.labels_around and label[0] in stems(words.labeled, words.language):
            return True
        pair = tokens[i + 1 : i + 3]
        if tokens[i].word not in words.places or i + 2 >= first or any(t.breaks or t.is_value for t in pair):
            continue
        on_sheet = {t.word for t in pair} & (sheet.words | sheet.around | words.titles | words.days)
        if all(text[t.start].isupper() for t in pair) and not on_sheet:
            return True
    return False


def for_others(d: Doubts, start: int, end: int, sheet: Sheet) -> bool:
    """ "For staff it is $38 a week"."""
    tokens, words = d.reading.tokens, d.words
    return any(
        tokens[i].word in words.for_whom
        and tokens[i].keys[0] not in sheet.told
        and {d.reading.word(n) for n in range(max(start, i - 2), i)} & words.for_words
        for i in range(start, end)
    )
