"""Whom and what a clause speaks of, where that is not what the fact sheet speaks of."""

from .doubts import Doubts
from .sheets import Sheet, label_at
from .words import stems

SUBJECT_WITHIN = 6
OWNER_WITHIN = 3
SAID_WITHIN = 12
STRANGE = 1, 2  # as many of the words as this are in no text of the scenario


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
        if _owns(d, at + 1):  # "Mr. Crane's travel money was $412"
            return tokens[at + 1].word not in sheet.words | sheet.around
        others = not sheet.words & words.titles or d.reading.word(at + 1) in sheet.words
        return not others and not tokens[at + 2].breaks
    owner = _owner(d, at, first)
    owned = tokens[at].word in words.of_others or bool(owner)
    led = owner or at + (owned or tokens[at].word in words.determiners)
    led += led < first and tokens[led].main[0].startswith("ord:")  # "the fifth grade"
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


def begun_by_time(d: Doubts, start: int, first: int, last: int) -> bool:
    """Whether what was found opens its clause and somebody is named after it: "at 9:54 a delivery man signed in"."""
    tokens, words = d.reading.tokens, d.words
    opens = all(t.is_value or t.word in words.leads for t in tokens[start:first])
    return opens and d.reading.word(last + 1) in words.articles


def is_something_else(d: Doubts, start: int, first: int, last: int, sheet: Sheet) -> bool:
    """What was found is said to be something that no text of the scenario knows: "555-0142 is the gym", "Ms. Lowe is
    the name of the crossing guard"."""
    tokens, words = d.reading.tokens, d.words
    sentence, last = d.reading.sentences[tokens[first].sentence], _whole_name(d, last)
    plain = words.function_words | words.neutral | words.plain_adjectives | words.adverbs | words.lead_ins
    leads = any(t.word not in plain | words.titles | words.labeled for t in tokens[start:first])
    if leads or d.reading.word(last + 1) not in words.copulas or tokens[last + 1].breaks:
        return False
    known = sheet.words | sheet.around
    said = [
        t
        for t in tokens[last + 2 : min(sentence.last, last + 2 + SAID_WITHIN)]
        if t.word not in plain and not t.is_value
    ]
    strange = [t for t in said if t.word not in known and t.keys[0] not in sheet.told]
    return bool(said) and len(strange) * STRANGE[1] >= len(said) * STRANGE[0]


def does_not(d: Doubts, last: int, sheet: Sheet) -> bool:
    """ "Ms. Abbott does not handle claims", "Mr. Delacroix may take it": a person who does not, or only perhaps."""
    tokens, words, last = d.reading.tokens, d.words, _whole_name(d, last)
    after, then = d.reading.word(last + 1), d.reading.word(last + 2)
    if not after or tokens[last + 1].breaks:
        return False
    perhaps = after in words.may and not sheet.words & words.allows
    return perhaps or (after in words.auxiliaries and then in words.negators - sheet.negators)


def _whole_name(d: Doubts, last: int) -> int:
    """The last token of a name of which a form gives the first one: "Ray" of "Ray Ferris"."""
    tokens, text = d.reading.tokens, d.reading.normal.text
    beside = last + 1 < len(tokens) and not tokens[last].is_value and not tokens[last + 1].breaks
    return last + 1 if beside and text[tokens[last + 1].start].isupper() else last


def _owns(d: Doubts, at: int) -> bool:
    token = d.reading.tokens[at]
    return d.reading.normal.text[token.start : token.end].endswith("'s")


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
