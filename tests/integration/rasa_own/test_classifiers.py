"""Rasa's classifiers on scikit-learn learn, are kept and judge alike after loading, though Canary uses its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.model_training import train_nlu

TEXTS = {
    "greet": ["hello there", "good morning", "hi", "hey you", "good evening to you"],
    "bye": ["goodbye", "see you later", "bye now", "until tomorrow", "farewell then"],
    "mood": ["I am sad today", "feeling very low", "I feel awful", "not a good day", "so unhappy"],
}


def model(folder: Path, classifier: dict[str, Any]) -> Path:
    import yaml

    nlu = [{"intent": name, "examples": "".join(f"- {t}\n" for t in texts)} for name, texts in TEXTS.items()]
    (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}))
    pipeline = [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 3},
        classifier,
        {"name": "FallbackClassifier", "threshold": 0.2},
    ]
    config = {"recipe": "default.v1", "assistant_id": "own", "language": "en", "pipeline": pipeline}
    (folder / "config.yml").write_text(yaml.safe_dump(config))
    trained = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="own")
    return Path(trained)


@pytest.fixture(scope="module")
def logistic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model(tmp_path_factory.mktemp("own"), {"name": "LogisticRegressionClassifier"})


async def test_logistic_regression_learns(logistic: Path) -> None:
    agent = Agent.load(str(logistic))
    for intent, texts in TEXTS.items():
        for text in texts:
            parsed = await agent.parse_message(text)
            assert parsed["intent"]["name"] == intent
            assert abs(sum(one["confidence"] for one in parsed["intent_ranking"]) - 1.0) < 1e-6


async def test_it_judges_alike_each_time_it_is_loaded(logistic: Path) -> None:
    one, other = Agent.load(str(logistic)), Agent.load(str(logistic))
    for text in ("hello", "goodbye and thank you", "sad"):
        assert (await one.parse_message(text))["intent"] == (await other.parse_message(text))["intent"]


async def test_the_sklearn_classifier_learns(tmp_path: Path) -> None:
    """A support-vector machine over dense features; spaCy's small pipeline has none, so words are counted instead."""
    from rasa.nlu.classifiers.sklearn_intent_classifier import SklearnIntentClassifier
    from sklearn.svm import SVC

    config = {**SklearnIntentClassifier.get_default_config(), "C": [1], "kernels": ["linear"]}
    part = SklearnIntentClassifier(config, None, None)  # type: ignore[arg-type]
    numbers = part.transform_labels_str2num(["a", "b", "a"])
    assert list(part.transform_labels_num2str(numbers)) == ["a", "b", "a"]
    part.clf = SVC(probability=True).fit([[0.0], [1.0]] * 10, [0, 1] * 10)
    found, chances = part.predict([[0.0]])
    assert found.ravel()[0] == 0 and chances.ravel()[0] > 0.5
