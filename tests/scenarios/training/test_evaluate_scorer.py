"""manage.py evaluate_scorer: from a file of rated texts to figures, whatever was rated."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from scenarios.management.commands import evaluate_scorer
from scenarios.training import learner, measures, shipped

KIND = "Thank you so much, could you please help me with the form about {}? I would be grateful."
PLAIN = "The form about {} is in the office. It can be had from eight."
COLD = "Why did you send {} again? Stop it and read the handbook, you people."


@pytest.fixture(scope="module", autouse=True)
def _few_draws_and_strengths():
    """Neither how often an interval is drawn nor how many strengths are tried changes what these tests look at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "DRAWS", 20)
        patch.setattr(learner, "STRENGTHS", {"ridge": (1.0, 10.0), "logistic": (0.3, 3.0)})
        yield


@pytest.fixture(scope="module")
def rated(tmp_path_factory):
    """Ninety texts in three tones, with a rating in each shape that a file may have."""
    path = tmp_path_factory.mktemp("rated") / "rated.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["text", "steps", "word", "measure", "unit", "first", "second", "task", "reference", "split"])
        for i in range(90):
            tone = i % 3
            text = (COLD, PLAIN, KIND)[tone].format(f"thing {i}")
            split = "train" if i < 60 else ("seen" if i < 75 else "unseen")
            task = "last" if i >= 75 else f"task {i // 3 % 2}"
            word = ("cold", "plain", "kind")[tone]
            measure = tone + i / 1000
            rows.writerow(
                [text, tone + 1, word, measure, f"unit {i // 6}", tone + 1, min(tone + 1 + i % 2, 3), task, KIND, split]
            )
    return path


def report(path, target, **options):
    out = StringIO()
    call_command("evaluate_scorer", str(path), text="text", target=target, json=True, folds=3, stdout=out, **options)
    return json.loads(out.getvalue(), parse_constant=pytest.fail)


def figure(point, name):
    return point["figures"][name]["value"]


@pytest.fixture(scope="module")
def curve(rated):
    return report(rated, "steps", criterion="politeness")


def test_without_a_number_of_labels_there_is_a_curve(curve):
    found = curve
    assert [p["labels"] for p in found["curve"]] == [0, 50, 200, "all"]
    assert [p["training_rows"] for p in found["curve"]] == [0, 50, 60, 60]
    assert figure(found["curve"][-1], "accuracy") == 1.0
    assert (found["target"], found["levels"], found["part"]) == ("ordinal", ["1", "2", "3"], "tone")


def test_no_labels_is_the_shipped_model_alone_and_ranks_tone(rated):
    found = report(rated, "steps", criterion="tone", labels=0)
    assert [p["labels"] for p in found["curve"]] == [0]
    assert figure(found["curve"][0], "spearman") > 0.8


def test_understanding_is_not_scored_without_labels(rated):
    found = report(rated, "steps", criterion="understanding", labels=0)
    assert found["curve"][0]["figures"] == {}
    assert "Understanding of the other's view is never scored by the machine; a person sees it." in found["notes"]


def test_words_without_an_order_have_no_correlation(rated):
    found = report(rated, "word", labels=60)
    assert set(found["curve"][0]["figures"]) == {"accuracy", "macro_f1", "calibration_error"}


def test_positive_values_make_a_yes_or_no(rated):
    found = report(rated, "word", positive="kind,plain", labels=60)
    assert found["target"] == "binary"
    assert figure(found["curve"][0], "auc") == 1.0


def test_a_measure_is_told_in_quarters_and_by_its_ends(rated):
    found = report(rated, "measure", quartiles=True, labels=60)
    assert (found["target"], found["levels"]) == ("continuous", "quarters")
    assert figure(found["curve"][0], "quartile_accuracy") == 1.0


def test_people_stand_beside_the_machine(rated):
    people = report(rated, "steps", raters="first,second", labels=60)["people"]
    assert (people["rows"], people["pairs"]) == (90, 90)
    assert people["exact"] == pytest.approx(60 / 90, abs=1e-4)
    assert people["qwk"]["low"] <= people["qwk"]["value"] <= people["qwk"]["high"]


def test_a_split_column_trains_on_train_and_tests_each_other_word(rated):
    options = {"split_col": "split", "task_col": "task", "reference_col": "reference"}
    found = report(rated, "steps", labels=60, **options)
    assert (found["tested_rows"], found["folds"]) == (30, "by the split column")
    assert {name: part["rows"] for name, part in found["curve"][0]["by_split"].items()} == {"seen": 15, "unseen": 15}


def test_training_rows_of_one_task_alone_still_speak_of_another(rated):
    found = report(rated, "steps", labels=60, split_col="split", task_col="split")
    assert found["tested_rows"] == 30
    assert figure(found["curve"][0], "accuracy") > 0.9


def test_the_same_file_gives_the_same_figures_twice(rated):
    first, second = (report(rated, "steps", group="unit", labels=30) for _ in range(2))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}
    assert first["grouped_by"] == "the group column"


def test_a_part_that_was_trained_on_these_texts_is_left_out_and_named(rated, tmp_path, monkeypatch):
    with rated.open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    (tmp_path / "tone.seen").write_text("\n".join(shipped.fingerprint(text.upper()) for text in texts[:45]))
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    found = report(rated, "steps", criterion="tone", labels=0)
    assert found["curve"][0]["figures"] == {}
    assert found["notes"] == ["The shipped part “tone” was trained on 50% of these texts and is left out here."]


def test_for_reading_there_is_a_line_for_each_number_of_labels(rated, curve, monkeypatch):
    monkeypatch.setattr(evaluate_scorer, "evaluate", lambda *asked: curve)
    out = StringIO()
    call_command("evaluate_scorer", str(rated), text="text", target="steps", folds=3, stdout=out)
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == [
        "rated.csv", "0 labels", "50 labels", "200 labels", "all labels",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "options, sentence",
    [
        ({"target": "stars"}, "There is no column “stars”"),
        ({"split_col": "unit"}, "The split column must say “train”"),
        ({"positive": "lovely"}, "No row has the value “lovely”"),
        ({"folds": 1}, "--folds is at least 2"),
        ({"labels": -1}, "--labels is 0 or more"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(rated, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("evaluate_scorer", str(rated), **{"text": "text", "target": "steps", **options})
