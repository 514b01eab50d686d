"""manage.py train_scorer: coefficients from rated texts, the same bytes from the same data."""

import csv
import json
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from scenarios.scoring.learned.model import Model, part_of
from scenarios.training.counted import Counted, Vocabulary
from scenarios.training.fitting import fit_cuts
from scenarios.training.shipping import _grams

KIND = ("thank you so much for your help", "could you please have a look", "sorry to ask, would you mind")
COLD = ("stop this now", "why did you do that", "you are wrong again")


@pytest.fixture(scope="module")
def rated(tmp_path_factory):
    """Two tiny files of rated texts in the shape of the real ones."""
    folder = tmp_path_factory.mktemp("rated")
    rows = [
        (f"{text} about page {i}", rating + i / 100)
        for i in range(12)
        for rating, side in ((1, KIND), (-1, COLD))
        for text in side
    ]
    columns = {"politeness_wiki.csv": ("Request", "Normalized Score"), "receptiveness.csv": ("text", "receptive")}
    for name, heads in columns.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([heads, *rows])
    (folder / "scenario.yaml").write_text(
        "anchors:\n"
        "  - {text: 'Thank you, I am sorry. Would you like to wait?', levels: {courteous: 4, empathy: 3}}\n"
        "  - {text: 'Read the handbook. Why do you call?', levels: {courteous: 1, empathy: 1}}\n"
    )
    return folder


@pytest.fixture(scope="module")
def coefficients(rated, tmp_path_factory):
    out = tmp_path_factory.mktemp("coefficients")
    train(rated, out)
    return out


def train(rated, out):
    call_command("train_scorer", data=str(rated), anchors=str(rated), out=str(out), stdout=StringIO())


def tone(folder):
    return json.loads((folder / "tone.json").read_bytes())


def test_the_same_data_give_the_same_bytes(rated, coefficients, tmp_path):
    train(rated, tmp_path)
    names = sorted(p.name for p in coefficients.iterdir())
    assert names == ["asking.json", "reacting.json", "receptive.json", "receptive.seen", "tone.json", "tone.seen"]
    assert all((coefficients / n).read_bytes() == (tmp_path / n).read_bytes() for n in names)


def test_what_a_machine_rounds_otherwise_is_not_written():
    """Another machine adds in another order: the last figures of a coefficient and of a cut-point are not the same."""
    held = Vocabulary(72, {"thank you": 3, "stop": 2, "page": 5})
    values, levels = np.linspace(-2, 2, 40), np.repeat([1, 2, 3, 4], 10)
    groups = [str(i % 8) for i in range(40)]
    fitted = np.array([0.71234567, -0.31234567, 0.0912345])
    shaken = 1 + 1e-10 * np.array([1, -1, 1])
    assert _grams(held, fitted) == _grams(held, fitted * shaken)
    assert fit_cuts(values, levels, groups) == fit_cuts(values * (1 + 1e-9), levels, groups)


def test_what_was_trained_tells_kind_from_cold(coefficients):
    model = Model((part_of(tone(coefficients)),), "")
    assert model.values("thank you, could you please help")["tone"] > model.values("stop, why did you do that")["tone"]


def test_a_file_tells_what_it_was_trained_on(coefficients):
    assert tone(coefficients)["file"]["rows"] == 72
    assert "CC BY 4.0" in tone(coefficients)["credit"]


def test_a_folder_without_the_data_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"there is no politeness_wiki\.csv, no receptiveness\.csv"):
        call_command("train_scorer", data=str(tmp_path))


def test_the_site_counts_a_text_as_training_did(coefficients):
    data = tone(coefficients)
    text = "Thank you so much! Why did you, sorry to ask, stop this page?"
    counted = Counted([text])
    part = part_of(data)
    for view, counts in (("words", counted.words), ("letters", counted.letters)):
        held = dict(zip(data[view]["grams"].split("\n"), data[view]["held_by"], strict=True))
        row = Vocabulary(data[view]["texts"], held).rows(counts)
        expected = row @ np.array(data[view]["coefficients"]) * data[view]["step"]
        assert getattr(part, view).value(counts[0]) == pytest.approx(expected[0])
