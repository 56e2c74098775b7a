"""The pairs that people wrote (`pairs/*.txt`) as pairs to train on, and those of some statements kept apart.

    python server/judge/written.py --speeches ungdc.tar.gz --into RUN/written.jsonl.gz --apart RUN/written-apart.jsonl.gz

A file holds lines `number|C|draft`, C for contradiction, E for entailment, N for neither. The statement they are about stands
as `number|P|statement`, or, where it is one of a speech of the General Debate, as `number|S|speech sentence`: the speech's
file without `.txt`, and the number of the sentence in it, from 0. What contradicts is contradicted: each pair is read both
ways, and where it is no contradiction the other way round is known only to be none. Statements that share words are taken for
no contradiction either, though now and then one is.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import tarfile
from collections import Counter
from pathlib import Path

# So many of 256 statements are kept apart, by their digest, so that those of one run are those of the next.
APART_OF_256 = 20
# A word of more statements than these says little; a mate is one of so many that share the most.
MOST_USED = 400
NEAREST = 3
LABEL_OF = {"C": "contradiction", "E": "entailment", "N": "neutral"}
PAIRS = Path(__file__).parent / "pairs"


def read_speeches(path: Path, names: set[str]) -> dict[str, list[str]]:
    """The sentences of each speech."""
    found = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = Path(member.name).stem
            file = archive.extractfile(member) if name in names else None
            if file is not None:
                text = re.sub(r"\s+", " ", file.read().decode("utf-8", "ignore"))
                found[name] = re.split(r"(?<=[.!?]) (?=[A-Z])", text)
    return found


def read_lines(path: Path) -> list[list[str]]:
    return [line.split("|", 2) for line in path.read_text().splitlines()]


def read_pairs(path: Path, speeches: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """Statement, draft and label of each pair of a file."""
    statements, found = {}, []
    for number, kind, text in read_lines(path):
        if kind == "S":
            name, sentence = text.split()
            statements[number] = speeches[name][int(sentence)]
        elif kind == "P":
            statements[number] = text
        else:
            found.append((statements[number], text, LABEL_OF[kind]))
    return found


def mates_of(train: list[dict], rng: random.Random) -> list[dict]:
    """For each statement another one, and what somebody wrote of another one, of those that share the rarest words: no contradiction."""
    statements = sorted({pair["premise"] for pair in train})
    words = [set(re.findall(r"[a-z]{4,}", statement.lower())) for statement in statements]
    uses = Counter(word for each in words for word in each)
    holding = {}
    for n, each in enumerate(words):
        for word in each:
            holding.setdefault(word, []).append(n)
    drafts = {}
    for pair in train:
        drafts.setdefault(pair["premise"], []).append(pair["hypothesis"])
    mates = []
    for n, each in enumerate(words):
        shared = Counter()
        for word in each:
            if uses[word] <= MOST_USED:
                for other in holding[word]:
                    shared[other] += 1 / uses[word]
        del shared[n]
        near = [statements[other] for other, _ in shared.most_common(NEAREST)]
        for text in (rng.sample(near, 1) + rng.sample(drafts[rng.choice(near)], 1)) if near else []:
            mates.append({"premise": statements[n], "hypothesis": text, "label": "not_contradiction", "source": "mates"})
    return mates


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speeches", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--apart", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    files = sorted(PAIRS.glob("*.txt"))
    named = {text.split()[0] for path in files for _, kind, text in read_lines(path) if kind == "S"}
    speeches = read_speeches(options.speeches, named)
    train, apart, back = [], [], []
    for path in files:
        for prior, draft, label in read_pairs(path, speeches):
            pair = {"premise": prior, "hypothesis": draft, "label": label, "source": f"written-{path.stem}"}
            if hashlib.sha256(prior.encode()).digest()[0] < APART_OF_256:
                apart.append(pair)
                continue
            train.append(pair)
            other_way = "contradiction" if label == "contradiction" else "not_contradiction"
            back.append({**pair, "premise": draft, "hypothesis": prior, "label": other_way})
    train += back + mates_of(train, random.Random(options.seed))
    for path, pairs in ((options.into, train), (options.apart, apart)):
        with gzip.open(path, "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(pair) + "\n" for pair in pairs)
        print(path, len(pairs))


if __name__ == "__main__":
    main()
