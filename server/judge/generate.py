"""Pairs of sentences with their label, made by stated transformations from speeches and working papers.

    python server/judge/generate.py --speeches ungdc.tar.gz --papers FOLDER --into un.jsonl.gz

The name of a transformation is the source of its pairs. A product that compares a draft with a record sees mostly
neutral pairs, so the neutral class is the largest, and it holds the same words and the same denials as the others.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from matters import matters_in
from speech import Said, overlap, read_sentences, read_speeches, words
from transform import (
    LEXICON,
    across_axis,
    negated,
    other_form,
    other_scope,
    read_axes,
    read_negative_forms,
    shortened,
    strengthened,
    weakened,
)

HERE = Path(__file__).parent
E, N, C = "entailment", "neutral", "contradiction"

OPENED = re.compile(r"(In (this|our)|We believe|My delegation|As we|Let me|Our position|For these)")
DUTY = re.compile(
    r"^(?:(?:We|I) (?:believe|hope|think|feel) that |In this (?:regard|context), )?((?:\w[\w'’\-]* ?){1,7}?) (?:should|must|shall) "
    r"(?:also |therefore |now |all )?(?!not\b|be\b|have\b|never\b|like\b)([a-z][^,;:]{8,90})[,.;:]"
)
NOBODY = {"it", "that", "which", "this", "there", "what", "they", "who"}
SMALL = set(
    "The A An We It There This These All In No Our My States Such They Every Each Nothing That Their Some And On For Many If As "
    "Information Decisions".split()
)
# Sides of a matter of which each may imply another are not set against each other as neutral.
ENTANGLED = {"support", "timing", "uniqueness", "effect", "sufficiency"}


def small(text: str) -> str:
    return text[0].lower() + text[1:] if text.split(" ", 1)[0] in SMALL else text


def fill(frame: str, **parts: str) -> str:
    for key, value in parts.items():
        frame = frame.replace("{" + key + "}", value).replace("{" + key.upper() + "}", value[0].upper() + value[1:])
    return frame


class Maker:
    def __init__(self, rng: random.Random, said: list[Said]):
        self.rng = rng
        self.said = said
        self.frames: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "frames.yaml").read_text())
        self.openings = yaml.safe_load((HERE / "openings.yaml").read_text())
        self.axes = read_axes()
        self.forms = read_negative_forms()
        self.topics: list[list[str]] = list(yaml.safe_load((LEXICON / "concepts.yaml").read_text())["topics"].values())
        self.families = list(self.frames)
        self.duties: list[tuple[str, str]] = []
        self.pairs: list[dict[str, str]] = []
        self.by_word: dict[str, list[Said]] = defaultdict(list)
        for each in said:
            for w in words(each.text):
                self.by_word[w].append(each)

    def put(self, premise: str, hypothesis: str | None, label: str, source: str) -> None:
        if hypothesis is not None and premise.strip() != hypothesis.strip():
            self.pairs.append({"premise": premise.strip(), "hypothesis": hypothesis.strip(), "label": label, "source": source})

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def opened(self, text: str, kind: str = "same") -> str:
        return fill(self.rng.choice(self.openings[kind]), s=small(text.rstrip(" .;:,")))

    def varied(self, text: str | None, share: float = 0.2) -> str | None:
        """The same statement, now and then with an opening, unless it has one."""
        return text if text is None or OPENED.match(text) or not self.chance(share) else self.opened(text)

    def far_mate(self, each: Said) -> str | None:
        """A sentence of another speech that shares rare words."""
        rare = sorted((w for w in words(each.text) if 2 < len(self.by_word[w]) < 4000), key=lambda w: len(self.by_word[w]))
        best, most = None, 0.0
        for w in rare[:2]:
            for other in self.rng.sample(self.by_word[w], min(15, len(self.by_word[w]))):
                share = overlap(each.text, other.text)
                if other.group != each.group and most < share < 0.75:
                    best, most = other.text, share
        return best

    def from_sentence(self, each: Said) -> None:
        text = each.text
        opposite = negated(text, self.rng)
        if opposite is not None:
            first, second = (text, opposite) if self.chance(0.7) else (opposite, text)
            roll = self.rng.random()
            if roll < 0.4:
                self.put(first, self.varied(second), C, "negation")
            elif roll < 0.45:
                self.put(first, self.opened(second, "denying"), E, "denied-twice")
            elif roll < 0.5:
                self.put(first, self.opened(first, "denying"), C, "denied")
            elif roll < 0.62:
                self.put(first, self.opened(second, "open"), N, "reported")
            elif roll < 0.75:
                self.put(second, self.opened(second), E, "opening")
            else:
                # A denial of something else on the same matter contradicts nothing.
                self.put(text, negated(each.mate, self.rng), N, "denied-mate")
            self.put(text, other_scope(opposite, self.rng), N, "scope")
        if self.chance(0.5) and (short := shortened(text)) is not None:
            if self.chance(0.5):
                self.put(text, self.varied(short), E, "addition-dropped")
            else:
                self.put(short, text, N, "addition-made")
            self.put(text, negated(short, self.rng), C, "negation")
        if self.chance(0.3):
            self.put(text, strengthened(text, self.rng), N, "modal")
            self.put(text, weakened(text), E, "modal")
        roll = self.rng.random()
        if roll < 0.30:
            self.put(text, self.varied(each.mate), N, "neighbour")
        elif roll < 0.55 and (far := self.far_mate(each)) is not None:
            self.put(text, self.varied(far), N, "same-words")
            if self.chance(0.4):
                self.put(text, negated(far, self.rng), N, "denied-same-words")

    def from_pole(self, each: Said) -> None:
        text = each.text
        changed = across_axis(text, self.axes, self.rng)
        if changed is not None:
            if self.chance(0.75):
                self.put(text, self.varied(changed), C, "axis")
            else:
                self.put(text, self.opened(changed, "open"), N, "reported")
            self.put(text, other_scope(changed, self.rng), N, "scope")
        if forms := other_form(text, self.forms):
            self.put(text, self.varied(forms[0]), C, "negative-form")
            self.put(text, self.varied(forms[1]), E, "negative-form")

    def duty(self, kind: str, who: str, what: str) -> str | None:
        return self.varied(fill(self.rng.choice(self.openings["duty"][kind]), s=who, v=what), 0.15)

    def from_duty(self, each: Said) -> None:
        m = DUTY.search(each.text)
        if m is None or m.group(1).strip().lower() in NOBODY:
            return
        who, what = small(m.group(1).strip()), m.group(2).strip()
        self.put(each.text, self.duty("against", who, what), C, "duty")
        if self.chance(0.7):
            self.put(each.text, self.duty("for", who, what), E, "duty")
        self.put(each.text, self.duty("open", who, what), N, "duty-open")
        recent = self.duties[-200:]
        if recent:
            near = max(self.rng.sample(recent, min(40, len(recent))), key=lambda d: overlap(" ".join(d), each.text))
            if overlap(near[1], what) < 0.8:
                for kind in ("against", "against", "for"):
                    self.put(each.text, self.duty(kind, near[0] if self.chance(0.3) else who, near[1]), N, "other-duty")
        self.duties.append((who, what))

    def frame(self, family: str, pole: str, matter: str) -> str | None:
        return self.varied(fill(self.rng.choice(self.frames[family][pole]), x=matter), 0.15)

    def from_matter(self, matter: str, other: str, real: str | None, family: str | None = None) -> None:
        """Frames about one matter. `real`: a sentence by which the speaker supports it."""
        family = "support" if real else (family or self.rng.choice(self.families))
        side = "for" if real else self.rng.choice(["for", "against"])
        against = "against" if side == "for" else "for"
        prior = real or self.frame(family, side, matter) or ""
        self.put(prior, self.frame(family, against, matter), C, "frame-opposite")
        if self.chance(0.6):
            self.put(prior, self.frame(family, side, matter), E, "frame-same")
        if self.chance(0.3):
            self.put(prior, self.opened(self.frame(family, against, matter) or "", "denying"), E, "denied-twice")
        if self.chance(0.15):
            self.put(prior, self.opened(self.frame(family, side, matter) or "", "denying"), C, "denied")
        # Another side of the same matter, and the same side of another matter.
        another = self.rng.choice([f for f in self.families if f != family and f not in ENTANGLED])
        self.put(prior, self.frame(another, self.rng.choice(["for", "against"]), matter), N, "frame-other-side")
        self.put(prior, self.frame(family, against, other), N, "frame-other-matter")
        if self.chance(0.4):
            self.put(prior, self.opened(self.frame(family, against, matter) or "", "open"), N, "reported")

    def from_matters(self, most: int) -> None:
        known = matters_in(self.said)
        self.rng.shuffle(known)
        by_word: dict[str, list[str]] = defaultdict(list)
        for x, _ in known:
            for w in words(x):
                by_word[w].append(x)
        for x, real in known[:most]:
            near = [y for w in words(x) for y in by_word[w][:60] if overlap(x, y) <= 0.5]
            for _ in range(4 if real else 2):
                self.from_matter(x, self.rng.choice(near) if near and self.chance(0.8) else self.rng.choice(known)[0], real)

    def from_topics(self, times: int) -> None:
        """The words of the field, in which one matter has several names."""
        for names in self.topics * times:
            other = self.rng.choice(self.rng.choice([t for t in self.topics if t is not names]))
            for family in self.rng.sample(self.families, 4):
                self.from_matter(self.rng.choice(names), other, None, family)
            if len(names) > 1:
                first, second = self.rng.choice(["for", "against"]), self.rng.choice(["for", "against"])
                family, (a, b) = self.rng.choice(self.families), self.rng.sample(names, 2)
                label = E if first == second else C
                self.put(self.frame(family, first, a) or "", self.frame(family, second, b), label, "frame-synonym")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speeches", type=Path, required=True, help="archive of the General Debate")
    parser.add_argument("--papers", type=Path, help="folder of working papers (*.txt)")
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--apart", action="store_true", help="from the sessions kept apart")
    parser.add_argument("--every", type=int, default=12, help="every so many-th speech")
    parser.add_argument("--sentences", type=int, default=16_000, help="of which most transformations are tried")
    parser.add_argument("--matters", type=int, default=7_000)
    parser.add_argument("--topics", type=int, default=4, help="rounds through the topics of the lexicon")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    said = read_sentences(read_speeches(options.speeches, options.apart, options.every), rng)
    if options.papers:
        texts = [(p.name, p.read_text(encoding="utf-8", errors="replace")) for p in sorted(options.papers.glob("*.txt"))]
        said += 4 * read_sentences(texts, rng)
    maker = Maker(rng, said)
    for each in rng.sample(said, min(len(said), options.sentences)):
        maker.from_sentence(each)
    for each in said:
        maker.from_duty(each)
        maker.from_pole(each)
    maker.from_matters(options.matters)
    maker.from_topics(options.topics)
    rng.shuffle(maker.pairs)
    # No time in the file, so that the same pairs are the same bytes.
    with gzip.GzipFile(options.into, "wb", mtime=0) as out:
        for pair in maker.pairs:
            out.write((json.dumps(pair, ensure_ascii=False) + "\n").encode())
    print(len(said), "sentences,", len(maker.pairs), "pairs")
    for (source, label), count in sorted(Counter((p["source"], p["label"]) for p in maker.pairs).items()):
        print(f"  {source:20} {label:14} {count}")


if __name__ == "__main__":
    main()
