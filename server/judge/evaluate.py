"""Measures a checkpoint on candidates that the product's own index brought, beside the rules.

    python server/judge/evaluate.py --model RUN/checkpoint.pt --dev dev.json --contracts contracts.json --speeches speeches.json

Each file holds what the rules found (`found`, or a `verdict`) and the prior sentences that were brought for each draft.
A draft counts as found when its most contradictory prior reaches a threshold.
"""

import argparse
import json
import os
from itertools import zip_longest
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("KMP_BLOCKTIME", "0")

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification

from train import BASE, encode, logits_of

CONTRADICTION = 2
DRAWN = 2000


def softmax(logits: np.ndarray, temperature: float) -> np.ndarray:
    raised = np.exp((logits - logits.max(-1, keepdims=True)) / temperature)
    return raised / raised.sum(-1, keepdims=True)


def figures(expected: np.ndarray, found: np.ndarray) -> dict[str, float]:
    hits, alarms = int((found & expected).sum()), int((found & ~expected).sum())
    missed, passed = int((~found & expected).sum()), int((~found & ~expected).sum())
    root = np.sqrt(float((hits + alarms) * (hits + missed) * (passed + alarms) * (passed + missed)))
    return {
        "right": hits,
        "false": alarms,
        "precision": round(hits / max(1, hits + alarms), 3),
        "recall": round(hits / max(1, hits + missed), 3),
        "mcc": round((hits * passed - alarms * missed) / root, 3) if root else 0.0,
    }


def interval(expected: np.ndarray, found: np.ndarray, what: str, rng: np.random.Generator) -> tuple[float, float]:
    """95 % of bootstrap samples lie between these."""
    rows = (rng.integers(0, len(expected), len(expected)) for _ in range(DRAWN))
    drawn = [figures(expected[n], found[n])[what] for n in rows]
    return tuple(round(float(v), 3) for v in np.percentile(drawn, [2.5, 97.5]))


class Judge:
    def __init__(self, path: Path):
        torch.set_num_threads(1)
        self.known: dict[tuple[str, str], np.ndarray] = {}
        self.model = AutoModelForSequenceClassification.from_pretrained(BASE, num_labels=3, local_files_only=True)
        self.model.load_state_dict(torch.load(path, weights_only=True)["model"])
        self.tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))

    def logits(self, pairs: list[tuple[str, str]]) -> np.ndarray:
        """A row for each pair; a pair that has been judged is not judged again."""
        unseen = [pair for pair in dict.fromkeys(pairs) if pair not in self.known]
        coded = encode([{"premise": a, "hypothesis": b} for a, b in unseen], self.tokenizer)
        self.known.update(zip(unseen, logits_of(self.model, coded), strict=True))
        return np.array([self.known[pair] for pair in pairs]).reshape(-1, 3)


def most_contradictory(judge: Judge, drafts: list[dict], brought: str, count: int) -> list[np.ndarray]:
    """The logits of each draft's pairs; none where nothing was brought."""
    pairs = [(prior, each["draft"]) for each in drafts for prior in each[brought][:count]]
    logits = judge.logits(pairs)
    ends = np.cumsum([len(each[brought][:count]) for each in drafts])
    return np.split(logits, ends[:-1])


def score_each(logits: np.ndarray, temperature: float) -> np.ndarray:
    return softmax(logits, temperature)[:, CONTRADICTION]


def score(rows: list[np.ndarray], temperature: float) -> np.ndarray:
    return np.array([score_each(r, temperature).max() if len(r) else 0.0 for r in rows])


def calibrated(rows: list[np.ndarray], expected: np.ndarray) -> float:
    """The temperature at which the largest probabilities of a part of the drafts are likeliest."""

    def cost(t: float) -> float:
        p = np.clip(score(rows, t), 1e-4, 1 - 1e-4)
        return float(-(expected * np.log(p) + (1 - expected) * np.log(1 - p)).mean())

    return min(np.arange(0.5, 8.01, 0.1), key=cost)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--contracts", type=Path)
    parser.add_argument("--speeches", type=Path)
    parser.add_argument("--count", type=int, default=5, help="prior sentences a draft")
    parser.add_argument("--list", action="store_true", help="print what the judge alone finds")
    options = parser.parse_args()
    rng = np.random.default_rng(3)
    judge = Judge(options.model)

    drafts = json.loads(options.dev.read_text())
    expected = np.array([each["expect"] == "conflict" for each in drafts])
    rules = np.array([each["found"] for each in drafts])
    print("rules", figures(expected, rules))
    speeches = json.loads(options.speeches.read_text()) if options.speeches else None
    for brought in ("rules", "ranked", "both"):
        for each in drafts + (speeches["drafts"] if speeches else []):
            mixed = [p for pair in zip_longest(each["ranked"], each["rules"]) for p in pair if p]
            each["both"] = list(dict.fromkeys(mixed))
        rows = most_contradictory(judge, drafts, brought, options.count)
        half = np.arange(len(drafts)) % 2 == 0
        temperature = calibrated([r for r, h in zip(rows, half, strict=True) if h], expected[half])
        said = score(rows, temperature)
        foreign = None
        if speeches and brought == "both":
            foreign = score(most_contradictory(judge, speeches["drafts"], brought, options.count), temperature)
        print(f"\ncandidates: {brought}, temperature {temperature:.1f}")
        for t in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99):
            found = said >= t
            print(f"  {t:.2f} judge {figures(expected, found)}  both {figures(expected, found | rules)}")
            if foreign is not None:
                alarms = (foreign >= t) & ~np.array([each["found"] for each in speeches["drafts"]])
                print(f"       added in speeches of others: {5000 * alarms.sum() / speeches['words']:.2f} per 5,000 words")
        # The best that any threshold would give, to see whether the judge orders them well at all.
        order = np.argsort(-said)
        for least in (0.95, 0.9, 0.8):
            best = max(
                (figures(expected, (said >= said[n]) | rules) for n in order),
                key=lambda f: (f["precision"] >= least, f["recall"] if f["precision"] >= least else 0),
            )
            print(f"  best of both at precision {least}: {best}")
        found = (said >= 0.9) | rules
        print(
            "  at 0.90, both: recall",
            interval(expected, found, "recall", rng),
            "precision",
            interval(expected, found, "precision", rng),
        )
        if options.list:
            for n in order[:40]:
                nearest = int(score_each(rows[n], temperature).argmax()) if len(rows[n]) else -1
                best = drafts[n][brought][nearest] if nearest >= 0 else ""
                print(
                    f"    {said[n]:.2f} {drafts[n]['expect']:8} {'rules' if rules[n] else '     '} {drafts[n]['draft']}\n         << {best}"
                )

    if options.contracts:
        cases = json.loads(options.contracts.read_text())
        expected = np.array([each["label"] == "Contradiction" for each in cases])
        for each in cases:
            each["draft"], each["prior"] = each["hypothesis"], each["prior"][:5]
        rows = most_contradictory(judge, cases, "prior", 5)
        said, rules = score(rows, 1.0), np.array([each["verdict"] == "conflict" for each in cases])
        print("\nContractNLI: rules", figures(expected, rules))
        for t in (0.5, 0.7, 0.8, 0.9, 0.95, 0.98):
            print(f"  {t:.2f} judge {figures(expected, said >= t)}  both {figures(expected, (said >= t) | rules)}")


if __name__ == "__main__":
    main()
