"""The word lists are data by language: Spanish is read by its own numbers, denials, hedges and kind words."""

import pytest

from scenarios.scoring import score
from scenarios.scoring.forms import find
from scenarios.scoring.lexicon import languages, lexicon
from scenarios.scoring.reading import read

from .factories import bus_task

FACT = {
    "key": "due", "text": "El autobús llega a las 7:40.", "required": True, "accepted": ["7:40"], "contradicts": [],
    "missing": "¿Cuándo llega?",
}  # fmt: skip


def result(reply: str):
    task = bus_task(
        language="es", facts=[FACT], asks=[], must_not=[], gates=[], opening="¿Dónde está el autobús?",
        empathy={"stakes": ["la parada"]}, situation="", parts={},
    )  # fmt: skip
    return score(reply, task)


def test_there_is_more_than_one_language():
    assert languages() == ["en", "es"]


def test_a_language_without_lists_is_read_as_english():
    assert lexicon("fr") is lexicon("fr")
    assert lexicon("fr").language == "en"


@pytest.mark.parametrize("said", ["a las 7:40", "a las ocho menos veinte", "a las 8 menos 20"])
def test_a_spanish_clock_is_read(said):
    assert find(read(f"El autobús llega {said}.", "es"), "7:40")


def test_a_spanish_half_hour_and_a_spanish_date_are_read():
    assert find(read("La reunión es a las seis y media.", "es"), "6:30")
    assert find(read("Es el 14 de octubre.", "es"), "14 de octubre")
    assert not find(read("Es el 15 de octubre.", "es"), "14 de octubre")


@pytest.mark.parametrize(
    ("sentence", "status", "hedged"),
    [("Su autobús llega a las ocho menos veinte.", "found", False),
     ("Su autobús no llega a las 7:40.", "negated", False),
     ("Creo que llega a las 7:40.", "found", True),
     ("Ayer mi vecino lo tomó a las 7:40.", "missing", False)],
)  # fmt: skip
def test_spanish_facts_are_found_denied_and_guessed(sentence, status, hedged):
    fact = result(f"Buenos días, lo siento mucho, usted esperó en la parada. {sentence}").facts[0]
    assert (fact.status, fact.hedged) == (status, hedged)


def test_spanish_kind_words_are_seen():
    cues = {
        c.key for c in result("Buenos días, lo siento mucho. Gracias por llamar, su autobús llega a las 7:40.").cues
    }
    assert {"greeting", "apology", "thanks"} <= cues
