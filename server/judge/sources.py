"""Which public pairs are used, by their licence, and which whole sources are kept apart."""

LABELS = ("entailment", "neutral", "contradiction")

# Apache-2.0, MIT, CC BY, MultiNLI and CC BY-SA: weights trained on them may be given on, under CC BY-SA 4.0. Left out
# because no licence is stated: lingnli, climate_fever, verb_veridicality, rte, equate, emergent_small, healthver,
# dnc_function_words. Left out because it is stance and not inference: proxy_perspectrum.
USED = {
    "cad_nli", "mnli_dev_matched", "mnli_train_9k", "mnli_small", "snli_dev_test", "fever_dev_evidence", "conjnli_adv15k",
    "med", "ambient", "proxy_perspectrum", "scitail_test", "breaking_nli", "textfooler_nli",
}  # fmt: skip

# Whole sources, never trained on. `negnli` and `conjnli_dev` are the sets of negation.
APART = {"negnli", "conjnli_dev", "fever_symmetric", "vitaminc_small", "cb"}

# At most so many pairs of each label. breaking_nli is nearly all contradiction; conjnli_adv15k has automatic labels;
# fever_dev_evidence has no neutral pairs.
CAPS = {"breaking_nli": 600, "conjnli_adv15k": 1000, "fever_dev_evidence": 3500, "med": 1200, "scitail_test": 1000}
