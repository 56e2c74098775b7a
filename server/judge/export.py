"""Writes a checkpoint as the files that the product reads: the weights in 8 bits as ONNX, and the vocabulary.

    python server/judge/export.py --model RUN/checkpoint.pt --into FOLDER

The folder then holds `model.onnx` (inputs `input_ids`, `attention_mask`, `token_type_ids`, each int64 of [pairs, tokens];
output `logits`, float32 of [pairs, 3]), `tokenizer.json`, and `judge.json` with the order of the labels, the digest of the
weights, and the slope and offset that make a margin a probability.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModelForSequenceClassification

from sources import LABELS
from train import BASE


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--slope", type=float, default=1.0)
    parser.add_argument("--offset", type=float, default=0.0)
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    model = AutoModelForSequenceClassification.from_pretrained(
        BASE, num_labels=len(LABELS), local_files_only=True, attn_implementation="eager"
    )
    model.load_state_dict(torch.load(options.model, weights_only=True)["model"])
    model.eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    tokens = torch.ones(2, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "model.onnx"
        torch.onnx.export(
            model,
            (tokens, tokens, tokens * 0),
            whole,
            input_names=names,
            output_names=["logits"],
            dynamic_axes={**{name: {0: "pairs", 1: "tokens"} for name in names}, "logits": {0: "pairs"}},
            opset_version=17,
            dynamo=False,
        )
        # One scale for each row, and 7 of the 8 bits: WASM multiplies 8-bit numbers in pairs that could overflow.
        quantize_dynamic(whole, options.into / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    tokenizer = json.loads((BASE / "tokenizer.json").read_text())
    # How texts are cut and padded is for whoever reads them.
    tokenizer["truncation"] = tokenizer["padding"] = None
    (options.into / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False) + "\n")
    about = {
        "labels": LABELS,
        "sha256": hashlib.sha256((options.into / "model.onnx").read_bytes()).hexdigest(),
        "calibration": {"slope": options.slope, "offset": options.offset},
    }
    (options.into / "judge.json").write_text(json.dumps(about, indent=2) + "\n")


if __name__ == "__main__":
    main()
