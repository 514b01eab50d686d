"""Names in a reply that its scenario does not hold, and greetings to somebody who did not write. Plain Python.

It has no list of names: it goes by capitals, by the words of the language and by the words beside a name. A colleague
may be named ("ask for Nadia", "our nurse Kim"), and who writes may sign.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from scenarios.scoring.lexicon import lexicon, spelling
from scenarios.scoring.text import listed
from scenarios.scoring.words import one_slip, opened

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
TITLES = frozenset(listed("mr mrs ms miss mx dr prof coach principal officer nurse counselor señor señora"))
ORDINARY = frozenset(
    listed("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december english spanish american school bus i'm i've i'll i'd""")
)
_GREETS = frozenset(listed("dear hi hello hey greetings morning afternoon evening"))
_ENDING = re.compile(r"[.!?\n]")
_SLIP_FROM = 4
_AFTER_THE_FIRST = re.compile(r"(?:[’'][A-Z]|[ac]{1,2}[A-Z])?[^\W\d_A-Z]*(?:-[A-Z]?[a-z]+)*")
_NEAR = 4  # words beside a name that say whose it is
_SHORT = 6  # words of a signature, office and line included
# Capitalized and in no list of the language's words, and yet nobody's name.
_NOBODY = frozenset(
    listed("""
mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
somali arabic vietnamese hmong mandarin cantonese chinese portuguese russian ukrainian haitian korean french german
italian japanese polish tagalog mexican hispanic latino latina african asian indian european canadian african-american
christian muslim jewish hindu buddhist bible quran
thanksgiving christmas easter halloween hanukkah kwanzaa ramadan eid diwali passover juneteenth
google zoom chromebook chromebooks ipad ipads iphone facebook instagram tiktok snapchat whatsapp youtube skyward canvas
gmail outlook excel medicaid medicare tylenol advil motrin benadryl narcan epipen covid fahrenheit celsius uber lyft
america usa mexico canada god lord madam sir ga tbh
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana
iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming
""")
)
# A run of capitals with one of these in it, or right after it, is a place or a thing.
_THING = frozenset(
    listed("""
school schools elementary middle high academy preschool district county city state university college street avenue
road lane drive park center centre library church hospital clinic pharmacy store building room hall gym cafeteria office
department team program plan act law policy form portal app system line bus route field house night week month
day education services resources enrollment relations support health nutrition studies learning benefits operations
""")
)
_PLACED = frozenset(listed("in into via near using"))
# What people do, have and suffer: a name is told of.
_TOLD_OF = frozenset(
    listed("""
had has was is hit hits said says told got did does came went left rode rides sits cried pushed bit hurt needs wants
took stole started gave kicked teased bullies bullied fell missed lives lost failed
""")
)
_STAFF = frozenset(
    listed("office desk transportation department maintenance kitchen staff team colleague coworker aide coach")
)
_MEETS = frozenset(listed("speak talk meet"))
_REACH_LINKS = frozenset(listed("for to with"))
_SELF = (("am", "i"), ("is", "this"), ("is", "name"), ("is", "it"))


@dataclass(frozen=True, slots=True)
class Words:
    """A reply as words, with what is needed to look around one of them. `sentences`: each word's, as a range of words.

    `known` are words that name nobody new; `names` are those of them that the scenario writes with a capital.
    """

    text: str
    words: tuple[re.Match[str], ...]
    plain: tuple[str, ...]
    known: frozenset[str]
    names: frozenset[str]
    sentences: tuple[range, ...]

    def parted(self, n: int) -> bool:
        """Whether a sentence or line begins with word n."""
        return self.sentences[n][0] == n

    def touching(self, n: int) -> bool:
        """Whether word n follows the one before it with nothing but a blank between."""
        return n > 0 and self.text[self.words[n - 1].end() : self.words[n].start()] == " "


def bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def strangers(t: Words) -> Iterator[tuple[int, int]]:
    """Where a person is named whom neither the scenario nor the writer's own name accounts for."""
    for first, last in _runs(t):
        if _is_person(t, first, last) and not (_is_colleague(t, first, last) or _is_signature(t, first)):
            yield t.words[first].start(), t.words[last].start() + len(_unowned(t.words[last][0]))


def greeted(t: Words, definition: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Where the reply opens with the name of somebody who is not spoken to: "Dear Mrs. Olsen" to Mrs. Rivera."""
    people = [definition.get("persona") or {}, *(definition.get("others") or ())]
    spoken_to = {bare(w) for who in people for key in ("name", "address_as") for w in WORD.findall(str(who.get(key)))}
    for n in range(len(t.words)):
        if t.plain[n] not in _GREETS or n - t.sentences[n][0] > 1:
            continue
        first = n + 1
        while first < len(t.words) and (t.plain[first] in TITLES or t.plain[first] == "and"):
            first += 1
        names = _named(t, first)
        # A child who stands by may be greeted, too; "Dear Ms." is said to whom the reply goes to.
        if names and not _meant(t, names, spoken_to if first > n + 1 else {*spoken_to, *t.known}):
            yield t.words[n + 1].start(), t.words[names[-1]].start() + len(_unowned(t.words[names[-1]][0]))


def _named(t: Words, first: int) -> range:
    """The words from here on that may be a name: capitals of the same sentence, two at most."""
    last = first
    while last < min(len(t.words), first + 2) and not t.parted(last) and (last == first or t.touching(last)):
        if not _capital(t.words[last][0]) or len(t.plain[last]) < 2:
            break
        last += 1
    titled = first > 0 and t.plain[first - 1] in TITLES
    return range(first, last if titled or (last > first and _nameish(t, first)) else first)


def _meant(t: Words, names: range, spoken_to: Collection[str]) -> bool:
    """Whether one of these names, or a slip of it, is that of somebody who is spoken to."""
    return any(t.plain[m] in spoken_to or any(one_slip(t.plain[m], name) for name in spoken_to) for m in names)


def words_of(text: str, given: str, writer: str = "") -> Words:
    """A reply ready to be looked at. `given`: all texts of the scenario."""
    words = tuple(WORD.finditer(text))
    plain = tuple(bare(word[0]) for word in words)
    known, names = told_by(given)
    own = frozenset(bare(word) for word in WORD.findall(writer))
    return Words(text, words, plain, known | own, names | own, tuple(_sentences(text, words, plain)))


@lru_cache(maxsize=64)
def told_by(given: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that name nobody new, and those of the scenario with a capital."""
    words = WORD.findall(given)
    return (
        frozenset(map(bare, words)) | ORDINARY | lexicon().function_words,
        frozenset(bare(word) for word in words if word[0].isupper()),
    )


def _sentences(text: str, words: tuple[re.Match[str], ...], plain: tuple[str, ...]) -> Iterator[range]:
    """For each word the range of those in its sentence or line. "Mrs." ends none."""
    gaps = [
        (text[one.end() : other.start()], before) for (one, other), before in zip(pairwise(words), plain, strict=False)
    ]
    starts = [n for n, (gap, before) in enumerate(gaps, 1) if _ENDING.search(gap) and not _abbreviates(before, gap)]
    for first, after in pairwise([0, *starts, len(words)]):
        yield from [range(first, after)] * (after - first)


def _abbreviates(word: str, gap: str) -> bool:
    return word in TITLES and gap.strip() == "."


def _runs(t: Words) -> Iterator[tuple[int, int]]:
    """Stretches of words in capitals that nothing accounts for, as (first, last)."""
    at = 0
    while at < len(t.words):
        last = at
        if _unknown(t, at):
            while last + 1 < len(t.words) and t.touching(last + 1) and _unknown(t, last + 1):
                last += 1
            # A sentence's first word has its capital from there: "Today Jayden", "Grace Miller" from "Miller" on.
            first = at + (t.parted(at) and last > at and t.plain[at] in spelling())
            yield first, last
        at = last + 1


def _unknown(t: Words, n: int) -> bool:
    word = t.plain[n]
    if not _capital(t.words[n][0]) or len(word) < 2 or word in t.known or word in TITLES or word in _NOBODY:
        return False
    one = word.removesuffix("s")
    if one in t.known or one in _NOBODY or all(part in t.known for part in opened(word)):
        return False
    return not (len(word) >= _SLIP_FROM and any(one_slip(word, name) for name in t.names))


def _capital(word: str) -> bool:
    """ "Jaden", "O'Neil", "McDowell"; not an acronym, not "PowerSchool"."""
    return word[0].isupper() and bool(_AFTER_THE_FIRST.fullmatch(_unowned(word)[1:]))


def _nameish(t: Words, n: int) -> bool:
    """Whether the language has no such word."""
    return t.plain[n] not in _NOBODY and any(part not in spelling() for part in t.plain[n].split("-"))


def _is_person(t: Words, first: int, last: int) -> bool:
    before, after = _before(t, first), _after(t, last)
    around = {*t.plain[first : last + 1], *after[:1]}
    owned = t.words[last][0].endswith(("'s", "’s"))
    if around & _THING or (before[:1] and before[0] in TITLES):
        return False
    if before[:1] == ["the"] and not (lexicon().kin & {*after[:1]} or t.plain[last].endswith("s")):
        return False  # "the Olsen family", "the Hendersons", but "the Promethean board"
    if before[:1] and before[0] in _PLACED and not owned:
        return False
    told_of = owned or bool(_TOLD_OF & {*after[:1]})
    names = any(_nameish(t, n) for n in range(first, last + 1))
    # What begins a sentence has its capital from there; a word of the language may be the name of a thing. Both are a
    # person's name only if something is told of it.
    if t.parted(first) and first == last:
        return names and told_of
    return names or (told_of and (last > first or _led_in(t, first)))


def _led_in(t: Words, first: int) -> bool:
    """ "Grace Miller had": the word before this one began the sentence in a capital, and is none of the small words."""
    return t.parted(first - 1) and t.touching(first) and _unknown(t, first - 1)


def _is_colleague(t: Words, first: int, last: int) -> bool:
    """ "Denise in dispatch", "our nurse Kim", and, of a first name alone, "ask for Nadia", "Denise will call you"."""
    before, after = _before(t, first), _after(t, last)
    if (_STAFF | lexicon().roles) & {*before[:1], *after}:
        return True
    if last > first:
        return False
    reached = before[1:2] if before[:1] and before[0] in _REACH_LINKS else before[:1]
    acts = after[:1] in (["will"], ["can"]) and after[1:2] and after[1] in lexicon().action_verbs
    return bool((_MEETS | lexicon().reach_words) & {*reached}) or bool(acts)


def _is_signature(t: Words, first: int) -> bool:
    """ "I am Nadia", or a few last words in which nothing is told: "Nadia Farouk, front office"."""
    before = _before(t, first)
    if before[:1] in (["i'm"], ["im"]) or tuple(before[:2]) in _SELF:
        return True
    sentence = t.sentences[first]
    ends = len(t.words) - 1 - sentence[-1] <= _SHORT
    return sentence[0] > 0 and ends and len(sentence) <= _SHORT and not _TOLD_OF & {t.plain[n] for n in sentence}


def _before(t: Words, n: int) -> list[str]:
    """A few words of the sentence before word n, nearest first."""
    return [t.plain[m] for m in reversed(range(max(t.sentences[n][0], n - _NEAR), n))]


def _after(t: Words, n: int) -> list[str]:
    return [t.plain[m] for m in range(n + 1, min(t.sentences[n][-1], n + _NEAR) + 1)]


def _unowned(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
