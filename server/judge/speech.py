"""Speeches and working papers to sentences, each with the group it stands in and a neighbour."""

import random
import re
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Sessions whose speeches are only for validation: whole years, so that no speech is in both.
APART = {"5", "15", "25", "35", "45", "55", "65", "75"}
# Among so many sentences before and after is the neighbour.
NEAR = 6
FEWEST_WORDS, MOST_WORDS = 6, 45

SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
STOP_WORDS = set(
    "the a an of to and in on for by with at from as that which this these those be is are was were it its their our we".split()
)


@dataclass(frozen=True)
class Said:
    """A sentence, the speech or paper it stands in, and another sentence of the same passage."""

    text: str
    group: str
    mate: str


@cache
def words(text: str) -> tuple[str, ...]:
    """The content words, each once, in an order that is always the same."""
    return tuple(sorted({w for w in re.findall(r"[a-z][a-z\-]+", text.lower()) if w not in STOP_WORDS}))


def overlap(a: str, b: str) -> float:
    """The share of the content words of the one with fewer that the other holds."""
    left, right = set(words(a)), set(words(b))
    return len(left & right) / max(1, min(len(left), len(right)))


def sentences(text: str) -> list[str]:
    flat = re.sub(r"\s+", " ", re.sub(r"^\s*\d+[.)]?\s+", "", text, flags=re.M))
    found = (s.strip() for s in SENTENCE_END.split(flat))
    return [
        s
        for s in found
        if FEWEST_WORDS <= len(s.split()) <= MOST_WORDS and s[0].isupper() and s.endswith((".", ";")) and not s.endswith("Mr.")
    ]


def read_speeches(archive: Path, apart: bool, every: int) -> list[tuple[str, str]]:
    """Every so many-th speech, name and text, of the sessions kept apart or of the others."""
    with tarfile.open(archive) as tar:
        members = {m.name: m for m in tar.getmembers() if m.isfile() and m.name.endswith(".txt") and "/._" not in m.name}
        sessions = {name: m.group(1) for name in members if (m := re.search(r"Session (\d+) -", name))}
        chosen = set(sorted(name for name, session in sessions.items() if (session in APART) == apart)[::every])
        # In the archive's own order: it is unpacked from the front.
        return sorted(
            (name, tar.extractfile(member).read().decode("utf-8", "replace"))
            for name, member in members.items()
            if name in chosen
        )


def read_sentences(texts: list[tuple[str, str]], rng: random.Random) -> list[Said]:
    said = []
    for name, text in texts:
        found = sentences(text)
        for n, s in enumerate(found):
            others = [o for o in found[max(0, n - NEAR) : n + NEAR + 1] if o != s]
            if not others:
                continue
            # The neighbour that shares the most words is the hardest to tell from a restatement.
            mate = max(others, key=lambda o: overlap(s, o)) if rng.random() < 0.8 else rng.choice(others)
            said.append(Said(s, name, mate))
    return said
