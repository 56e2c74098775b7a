"""Measures a checkpoint on candidates that the product's own index brought, beside the rules.

    python server/judge/evaluate.py --model RUN/checkpoint.pt --dev dev.json --contracts contracts.json --speeches speeches.json

Each file holds what the rules found (`found`, or a `verdict`) and the prior sentences that were brought for each draft.
A draft counts as found when its most contradictory prior reaches a threshold.
"""

import argparse
import json
import math
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
NOTHING = -10.0
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def margins(logits: np.ndarray) -> np.ndarray:
    """How much likelier contradiction is than everything else: the logarithm of the odds."""
    others = np.delete(logits, CONTRADICTION, axis=-1)
    return logits[:, CONTRADICTION] - np.logaddexp.reduce(others, axis=-1)


def figures(expected: np.ndarray, found: np.ndarray) -> dict[str, float]:
    hits, alarms = int((found & expected).sum()), int((found & ~expected).sum())
    missed, passed = int((~found & expected).sum()), int((~found & ~expected).sum())
    root = math.sqrt((hits + alarms) * (hits + missed) * (passed + alarms) * (passed + missed))
    return {
        "right": hits,
        "false": alarms,
        "precision": round(hits / max(1, hits + alarms), 3),
        "recall": round(hits / max(1, hits + missed), 3),
        "mcc": round(float(hits * passed - alarms * missed) / root, 3) if root else 0.0,
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


def score(rows: list[np.ndarray]) -> np.ndarray:
    """The margin of the most contradictory prior; where none was brought, one that no threshold lets through."""
    return np.array([margins(r).max() if len(r) else NOTHING for r in rows])


def calibrated(scores: np.ndarray, expected: np.ndarray) -> tuple[float, float]:
    """Slope and offset by which a margin becomes a probability (Platt, 1999), fitted by Newton's method."""
    x = np.stack([scores, np.ones_like(scores)], axis=1)
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = x.T @ (x * (p * (1 - p))[:, None]) + 1e-3 * np.eye(2)
        w += np.linalg.solve(curvature, x.T @ (expected - p) - 1e-3 * w)
    return float(w[0]), float(w[1])


def probabilities(scores: np.ndarray, fit: tuple[float, float]) -> np.ndarray:
    return 1 / (1 + np.exp(-(fit[0] * scores + fit[1])))


def area(scores: np.ndarray, expected: np.ndarray) -> float:
    """How often a conflict stands above what is none; 0.5 is chance."""
    above = scores[expected][:, None] - scores[~expected][None, :]
    return round(float((above > 0).mean() + (above == 0).mean() / 2), 3)


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
    half = np.arange(len(drafts)) % 2 == 0
    for each in drafts + (speeches["drafts"] if speeches else []):
        mixed = [p for pair in zip_longest(each["ranked"], each["rules"]) for p in pair if p]
        each["both"] = list(dict.fromkeys(mixed))
    for each in drafts:
        each["gold"] = [each["quote"]] if each.get("quote") else each["both"][:1]
    for brought in ("gold", "rules", "ranked", "both"):
        rows = most_contradictory(judge, drafts, brought, options.count)
        scores = score(rows)
        fit = calibrated(scores[half], expected[half])
        said = probabilities(scores, fit)
        print(f"\ncandidates: {brought}; area {area(scores, expected)}; slope {fit[0]:.2f}, offset {fit[1]:.2f}")
        # Gold says how well it judges what it ought to be shown; no product could show it.
        if brought == "gold":
            continue
        order = np.sort(scores)[::-1]
        for least in (0.95, 0.9, 0.8):
            best = max(
                (figures(expected, (scores >= t) | rules) for t in order),
                key=lambda f: (f["precision"] >= least, f["recall"] if f["precision"] >= least else 0),
            )
            print(f"  both, at the threshold that is best for precision {least} on these very drafts: {best}")
        # Threshold from the one half, figures from the other.
        fitting = [t for t in order if figures(expected[half], ((scores >= t) | rules)[half])["precision"] >= 0.95]
        found = (scores >= min(fitting, default=np.inf)) | rules
        print(
            f"  both, threshold for precision 0.95 from half of them, on the other half: {figures(expected[~half], found[~half])}"
        )
        print(f"  rules on that half: {figures(expected[~half], rules[~half])}")
        if fit[0] <= 0:
            print("  margins do not rise with conflicts here, so that probabilities fitted to them would mean nothing")
            continue
        for t in THRESHOLDS:
            found = said >= t
            print(f"  {t:.2f} judge {figures(expected, found)}")
            print(f"       both  {figures(expected, found | rules)} recall {interval(expected, found | rules, 'recall', rng)}")
        if speeches and brought == "both":
            foreign = probabilities(score(most_contradictory(judge, speeches["drafts"], brought, options.count)), fit)
            by_rules = np.array([each["found"] for each in speeches["drafts"]])
            added = {t: round(5000 * int(((foreign >= t) & ~by_rules).sum()) / speeches["words"], 2) for t in THRESHOLDS}
            print(f"  added in speeches of others, per 5,000 of {speeches['words']} words: {added}")
        if options.list:
            for n in np.argsort(-scores)[:40]:
                prior = drafts[n][brought][int(margins(rows[n]).argmax())] if len(rows[n]) else ""
                who = "rules" if rules[n] else ""
                print(f"    {said[n]:.2f} {drafts[n]['expect']:8} {who:5} {drafts[n]['draft']}\n          << {prior}")

    if options.contracts:
        cases = json.loads(options.contracts.read_text())
        expected = np.array([each["label"] == "Contradiction" for each in cases])
        rules = np.array([each["verdict"] == "conflict" for each in cases])
        for each in cases:
            each["draft"] = each["hypothesis"]
        scores = score(most_contradictory(judge, cases, "prior", options.count))
        print(f"\nContractNLI: area {area(scores, expected)}; rules {figures(expected, rules)}")
        # As they are, since nothing is fitted to contracts.
        said = probabilities(scores, (1.0, 0.0))
        for t in THRESHOLDS:
            print(f"  {t:.2f} judge {figures(expected, said >= t)}")
            print(f"       both  {figures(expected, (said >= t) | rules)}")


if __name__ == "__main__":
    main()
