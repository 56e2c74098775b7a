"""What delegations speak of: the noun phrases that sentences support, need or propose."""

import re

from speech import Said

# "We support X", "my delegation calls for X": who, the verb, the matter.
SUPPORTED = re.compile(
    r"\b(We|[Mm]y (?:delegation|country|Government)|[A-Z][a-z]+) (?:\w+ly |also )?"
    r"(?:supports?|welcomes?|calls? for|advocates?|attach(?:es)? great importance to|favours?|endorses?) "
    r"((?:the |a |an )?(?:[a-z\-]+ ){1,7}?[a-z\-]+)(?=[,.;]| and | which | that | in order | to | by | as | with )"
)
NAMED = re.compile(
    r"\b(?:need for|establishment of|importance of|adoption of|idea of|principle of|issue of|question of) "
    r"((?:the |a |an )?(?:[a-z\-]+ ){1,6}?[a-z\-]+)(?=[,.;]| and | which | that | in order | to | by | as | with | is | are | has )"
)
# What holds a verb or points elsewhere is no matter that stands by itself.
UNFIT = re.compile(
    r"^(and|or|in|of|to|for|on)\b|\b(we|our|is|are|was|were|have|has|will|would|my|your|his|i|you|this|these|those|it|its|their|"
    r"not|us|them|such|who|he|fact|idea|words|statement)\b",
    re.I,
)


def matters_in(said: list[Said]) -> list[tuple[str, str | None]]:
    """Each matter once, with the sentence by which its speaker supports it, where there is one."""
    found: dict[str, str | None] = {}
    for each in said:
        for m in SUPPORTED.finditer(each.text):
            if 2 <= len(m.group(2).split()) <= 8 and not UNFIT.search(m.group(2)):
                own = m.group(1) == "We" or m.group(1).lower().startswith("my ")
                found.setdefault(m.group(2), each.text if own else None)
        for m in NAMED.finditer(each.text):
            if 2 <= len(m.group(1).split()) <= 7 and not UNFIT.search(m.group(1)):
                found.setdefault(m.group(1), None)
    return list(found.items())
