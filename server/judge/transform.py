"""One sentence to another whose relation to the first is known; `None` where a transformation does not see how."""

import random
import re
from pathlib import Path

import yaml

LEXICON = Path(__file__).parent.parent.parent / "corpus" / "lexicon"

AUXILIARY = re.compile(
    r"\b(should|must|shall|can|could|will|would|may|is|are|was|were|has|have) (?!not\b|no\b|never\b|to\b|absolutely\b)(?=[a-z])"
)
# A denial there would not be the sentence's own.
SUBORDINATE = re.compile(r"\b(if|whether|when|although|while|who|which|that)\b", re.I)
LATEST_AUXILIARY = 70
STATES = re.compile(
    r"\b(We|I|[Mm]y delegation|My country|My Government) "
    r"(support|welcome|believe in|endorse|accept|agree|favour|recognize|approve|share)(s?)\b"
)
DENIED = re.compile(r"\b(should|must|shall|can|could|will|would|may|is|are|was|were|do|does|did|has|have) not ")
DENIAL = re.compile(r"\b(not|no|never)\b")
PREDICATED = re.compile(r"\b(be|is|are|remain|remains|being)( \w+ly)? $")
ADDITION = re.compile(r"^(.{40,}?), (?:including|in particular|especially|and|in order to|as well as|which) [^,]+[.;]$")
# Names of one kind, which a sentence cannot exchange and still speak of the same thing.
KINDS = (
    (
        "Security Council",
        "General Assembly",
        "Economic and Social Council",
        "Human Rights Council",
        "Conference on Disarmament",
    ),
    ("International Monetary Fund", "World Bank"),
    ("Africa", "Asia", "Europe", "Latin America"),
    ("developing countries", "developed countries"),
    ("nuclear weapons", "conventional weapons"),
)


def read_axes() -> list[tuple[list[str], list[str]]]:
    """Every pole with each pole that it excludes."""
    axes = yaml.safe_load((LEXICON / "axes.yaml").read_text())["axes"]
    return [
        (here, there) for poles in axes.values() for here in poles.values() for there in poles.values() if here is not there
    ]


def read_negative_forms() -> dict[str, str]:
    return yaml.safe_load((LEXICON / "negative-forms.yaml").read_text())["negative-forms"]


def negated(text: str, rng: random.Random) -> str | None:
    """Its main clause denied, or a denial taken out."""
    if m := DENIED.search(text):
        kept = "" if m.group(1) in {"do", "does", "did"} else m.group(1) + " "
        return text[: m.start()] + kept + text[m.end() :]
    if (m := STATES.search(text)) and rng.random() < 0.8:
        does = "does" if m.group(3) else "do"
        return f"{text[: m.start()]}{m.group(1)} {does} not {m.group(2)}{text[m.end() :]}"
    m = AUXILIARY.search(text)
    if m is None or m.start() > LATEST_AUXILIARY or SUBORDINATE.search(text[: m.start()]):
        return None
    return f"{text[: m.end()]}{rng.choice(['not ', 'not ', 'in no way '])}{text[m.end() :]}"


def across_axis(text: str, axes: list[tuple[list[str], list[str]]], rng: random.Random) -> str | None:
    """What it says of something exchanged for the opposite pole of the same axis."""
    lower = text.lower().replace("-", " ")
    if len(lower) != len(text):
        return None
    found = []
    for here, there in axes:
        for expression in here:
            if expression not in lower or (m := re.search(rf"\b{re.escape(expression)}\b", lower)) is None:
                continue
            before = lower[max(0, m.start() - 25) : m.start()]
            if (" " in expression or PREDICATED.search(before)) and not DENIAL.search(before):
                found.append((m, there))
    if not found:
        return None
    m, there = max(found, key=lambda each: each[0].end() - each[0].start())
    return text[: m.start()] + rng.choice(there) + text[m.end() :]


def other_form(text: str, forms: dict[str, str]) -> tuple[str, str | None] | None:
    """An adjective exchanged for the one that denies it; and, where that was denied, the denial spelt out."""
    for negative, plain in forms.items():
        if plain not in text:
            continue
        if m := re.search(rf"\b(is|are|be|remain|remains) {negative}\b", text):
            before, after = f"{text[: m.start()]}{m.group(1)} ", text[m.end() :]
            return before + plain + after, f"{before}not {plain}{after}"
        if (m := re.search(rf"\b(is|are|be) {plain}\b", text)) and not DENIAL.search(text[: m.start()]):
            return f"{text[: m.start()]}{m.group(1)} {negative}{text[m.end() :]}", None
    return None


def shortened(text: str) -> str | None:
    """Without a closing addition, which it says besides."""
    m = ADDITION.search(text)
    return m.group(1) + "." if m and len(m.group(1).split()) >= 6 else None


def other_scope(text: str, rng: random.Random) -> str | None:
    """The same of another body, region or kind of thing."""
    here = [(name, kind) for kind in KINDS for name in kind if re.search(rf"\b{name}\b", text)]
    if not here:
        return None
    name, kind = rng.choice(here)
    return text.replace(name, rng.choice([other for other in kind if other != name]))


def strengthened(text: str, rng: random.Random) -> str | None:
    if re.search(r"\b(may|could)\b", text) is None:
        return None
    return re.sub(r"\b(may|could)\b", rng.choice(["must", "should"]), text, count=1)


def weakened(text: str) -> str | None:
    m = re.search(r"\b(must|shall)\b", text)
    return text[: m.start()] + "should" + text[m.end() :] if m else None
