"""A GGUF file that the real model server loads in no time: one small layer of random weights.

What it says is noise; that it is loaded, served, protected by its key and stopped is real.
"""

import random
import struct
from array import array
from pathlib import Path

_EMBEDDING, _FEED_FORWARD, _HEADS, _CONTEXT = 32, 64, 2, 4096
_UINT32, _FLOAT32, _STRING, _ARRAY, _INT32 = 4, 6, 8, 9, 5
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6


def write_tiny_gguf(path: Path) -> Path:
    """Write the file; 100 kB, always the same bytes."""
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "▁", *"abcdefgh"]
    kinds = [_UNKNOWN, _CONTROL, _CONTROL, *[_BYTE] * 256, *[_NORMAL] * 9]
    facts = [
        _string("general.architecture", "llama"),
        _string("general.name", "tiny"),
        *(
            _entry(f"llama.{name}", _UINT32, struct.pack("<I", value))
            for name, value in (
                ("context_length", _CONTEXT),
                ("embedding_length", _EMBEDDING),
                ("block_count", 1),
                ("feed_forward_length", _FEED_FORWARD),
                ("attention.head_count", _HEADS),
                ("attention.head_count_kv", _HEADS),
                ("rope.dimension_count", _EMBEDDING // _HEADS),
                ("vocab_size", len(tokens)),
            )
        ),
        _entry("llama.attention.layer_norm_rms_epsilon", _FLOAT32, struct.pack("<f", 1e-5)),
        _string("tokenizer.ggml.model", "llama"),
        _array("tokenizer.ggml.tokens", _STRING, [_text(token) for token in tokens]),
        _array("tokenizer.ggml.scores", _FLOAT32, [struct.pack("<f", -float(i)) for i in range(len(tokens))]),
        _array("tokenizer.ggml.token_type", _INT32, [struct.pack("<i", kind) for kind in kinds]),
        *(
            _entry(f"tokenizer.ggml.{name}_token_id", _UINT32, struct.pack("<I", value))
            for name, value in (("unknown", 0), ("bos", 1), ("eos", 2))
        ),
    ]
    square, wide = (_EMBEDDING, _EMBEDDING), (_EMBEDDING, _FEED_FORWARD)
    tensors = {
        "token_embd.weight": (_EMBEDDING, len(tokens)),
        "output_norm.weight": (_EMBEDDING,),
        "output.weight": (_EMBEDDING, len(tokens)),
        "blk.0.attn_norm.weight": (_EMBEDDING,),
        **{f"blk.0.attn_{name}.weight": square for name in ("q", "k", "v", "output")},
        "blk.0.ffn_norm.weight": (_EMBEDDING,),
        "blk.0.ffn_gate.weight": wide,
        "blk.0.ffn_up.weight": wide,
        "blk.0.ffn_down.weight": (_FEED_FORWARD, _EMBEDDING),
    }
    chance = random.Random(1)
    infos, data = b"", b""
    for name, shape in tensors.items():
        size = 1
        for length in shape:
            size *= length
        dimensions = b"".join(struct.pack("<Q", length) for length in shape)
        infos += _text(name) + struct.pack("<I", len(shape)) + dimensions + struct.pack("<IQ", 0, len(data))
        data += array("f", (chance.gauss(0, 0.1) for _ in range(size))).tobytes()
        data += b"\0" * (-len(data) % 32)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts)) + b"".join(facts) + infos
    path.write_bytes(head + b"\0" * (-len(head) % 32) + data)
    return path


def _text(text: str) -> bytes:
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


def _entry(key: str, kind: int, value: bytes) -> bytes:
    return _text(key) + struct.pack("<I", kind) + value


def _string(key: str, value: str) -> bytes:
    return _entry(key, _STRING, _text(value))


def _array(key: str, kind: int, values: list[bytes]) -> bytes:
    return _entry(key, _ARRAY, struct.pack("<IQ", kind, len(values)) + b"".join(values))
