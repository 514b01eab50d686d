"""The PDF itself, drawn for real and read back."""

import datetime as dt
import io
import logging

import pypdf
import pytest

from certificates.press import own_supplies_only
from certificates.writing import Claim, draw, short_address

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
OUTCOMES = [
    "Greet, verify before telling, hold and transfer so that no caller repeats the story",
    "On a surge day, say what is known, what is not, and when it will be",
]


def claim(**changes):
    given = {
        "public_id": "TR-7K4M-92QX",
        "number": 1,
        "issued_on": dt.date(2026, 10, 15),
        "name": "Ana Delgado",
        "title": "Phone etiquette and the front counter",
        "outcomes": OUTCOMES,
        "minutes": 70,
        "scored_conversations": 2,
        "district": "Alder County Schools",
        "signer": "Helen Brandt, Human Resources",
        "completed_on": dt.date(2026, 10, 15),
        "good_until": dt.date(2028, 10, 15),
    }
    return Claim(**{**given, **changes})


def read(**changes):
    return pypdf.PdfReader(io.BytesIO(draw(claim(**changes))))


def words(reader):
    return " ".join(reader.pages[0].extract_text().split())


@pytest.fixture(scope="module")
def anas():
    return read()


def test_the_paper_is_one_letter_page_lying(anas):
    box = anas.pages[0].mediabox
    assert len(anas.pages) == 1
    assert (round(box.width / 72, 2), round(box.height / 72, 2)) == (11, 8.5)


def test_the_paper_says_who_what_when_and_where_to_check(anas):
    said = words(anas)
    for part in (
        "Ana Delgado",
        "completed, and met the pass rule in two conversations scored by people,",
        "Phone etiquette and the front counter",
        OUTCOMES[1],
        "October 15, 2026",
        "October 15, 2028",
        "1 h 10 min",
        "TR-7K4M-92QX",
        "Helen Brandt, Human Resources",
        "/c/TR-7K4M-92QX",
    ):
        assert part in said


def test_the_paper_is_tagged_for_readers_that_speak(anas):
    catalog = anas.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert anas.metadata.title == "Certificate: Phone etiquette and the front counter, Ana Delgado"
    assert b'pdfuaid:part="1"' in catalog["/Metadata"].get_data()


def kinds(element):
    """The tags of the structure tree, in reading order."""
    element = element.get_object()
    if isinstance(element, pypdf.generic.DictionaryObject):
        if "/S" in element:
            yield element["/S"], element.get("/Alt")
        inside = element.get("/K", [])
        for child in inside if isinstance(inside, list) else [inside]:
            yield from kinds(child)


def test_the_only_picture_that_is_spoken_is_the_code_and_it_has_words(anas):
    tree = list(kinds(anas.trailer["/Root"]["/StructTreeRoot"]))
    figures = [alt for kind, alt in tree if kind == "/Figure"]
    assert len(figures) == 1
    assert figures[0].startswith("Code that leads to ")
    assert figures[0].endswith("/c/TR-7K4M-92QX/?issue=1")
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= {kind for kind, _alt in tree}


def test_all_fonts_are_ours_and_embedded(anas):
    fonts = [font.get_object() for font in anas.pages[0]["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {
        "Paper-Sans",
        "Paper-Sans-Bold",
        "Paper-Serif-Medium",
    }
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_the_same_claim_draws_the_same_bytes():
    assert draw(claim()) == draw(claim())


@pytest.mark.parametrize("name", ["Łukasz Żółć", "Nguyễn Thị Đặng", "Zoë Çelik", "Ștefan Ťažký", "Олена Коваль"])
def test_names_of_our_families_are_set_in_our_own_letters(name):
    reader = read(name=name, title="Hold well", outcomes=[])
    assert name in words(reader)
    fonts = {font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert all("Paper" in font for font in fonts)


def test_a_name_of_60_letters_and_10_outcomes_fit_on_the_page():
    name = "Maria-Alejandra Fernández de la Vega y Montgomery-Worthington"[:60]
    outcomes = [
        f"{n}: answer within the third ring and say who you are and how you can help, every time" for n in range(10)
    ]
    reader = read(name=name, outcomes=outcomes)
    assert len(reader.pages) == 1
    assert "9: answer within" in words(reader)
    assert "Anyone can check it" in words(reader)


def test_what_can_never_fit_is_still_one_page_with_name_and_number():
    reader = read(
        name="W" * 60,
        title="Empathy " * 30,
        outcomes=["A very long outcome, " * 6] * 40,
        district="The United Consolidated Independent School District of Upper Alder County",
        signer="The very long name of a person, Department of Human Resources and Benefits",
    )
    assert len(reader.pages) == 1
    assert "TR-7K4M-92QX" in words(reader)
    assert "More, listed where the certificate is checked." in words(reader)


def test_text_is_text_and_never_markup():
    said = words(read(name='<img src="http://evil.example/x.png">', title="A & B <b>C</b>", outcomes=[]))
    assert "evil.example" in said
    assert "A & B <b>C</b>" in said


def test_nothing_is_fetched_from_outside():
    fetch = own_supplies_only()
    for address in (
        "https://evil.example/x.png",
        "file:///etc/passwd",
        "third-ring:/../settings.py",
        "data:text/css,a",
    ):
        with pytest.raises(ValueError, match="may not fetch"):
            fetch(address)


def test_drawing_has_nothing_to_complain_of(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        draw(claim())
    assert [record.message for record in caplog.records] == []


def test_a_course_without_an_end_shows_no_last_day():
    assert "Good until" not in words(read(good_until=None))


def test_one_conversation_is_said_in_the_singular():
    assert "in a conversation scored by a person," in words(read(scored_conversations=1))


def test_without_conversations_the_paper_claims_none():
    said = words(read(scored_conversations=0))
    assert "completed Phone etiquette" in said
    assert "pass rule" not in said


def test_the_printed_address_is_short():
    assert short_address("https://learn.alder.example/c/TR-7K4M-92QX/") == "learn.alder.example/c/TR-7K4M-92QX"
