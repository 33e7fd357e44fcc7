"""Weighted counts of the letter sequences and words of a text, in several views of it.

No word segmentation is needed: Khmer and Thai have no spaces to rely on, and workers misspell. It refuses pickles: a
vocabulary is a list of terms, a weight is a number.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List, Optional

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from language.fold import native_key, roman_key

_LATIN_WORD = re.compile(r"[a-z0-9']+")


def plain(text: str) -> str:
    """The text in lower case, with an edge at both ends."""
    return f" {text.casefold()} "


def folded(text: str) -> str:
    """The key in which usual spellings look alike: without spaces when there is Khmer or Thai in it."""
    native = any("\u0e00" <= char <= "\u0e7f" or "\u1780" <= char <= "\u17ff" for char in text)
    return native_key(text) if native else roman_key(text)


def latin_words(text: str) -> List[str]:
    """The words in Latin letters and the numbers, in lower case."""
    return _LATIN_WORD.findall(text.casefold())


# How each view is cut into terms: sequences of letters of a prepared text, or sequences of words.
_CUTS: Dict[str, Dict[str, Any]] = {
    "plain": {"analyzer": "char", "preprocessor": plain},
    "folded": {"analyzer": "char", "preprocessor": folded},
    "words": {"analyzer": "word", "tokenizer": latin_words, "token_pattern": None, "lowercase": False},
}
Views = Dict[str, Dict[str, Any]]


class LetterVectors:
    """TF-IDF over the views that `views` names, each with its `ngrams` [shortest, longest] and `most` terms."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._vectorizers: Dict[str, TfidfVectorizer] = {}

    def fit(self, texts: List[str]) -> None:
        """Learn which terms occur in `texts` (in normal form) more than once, and how rare each is."""
        self._vectorizers = {view: self._vectorizer(view, None).fit(texts) for view in self._views}

    def transform(self, texts: List[str]) -> csr_matrix:
        """One row per text."""
        return hstack([vectorizer.transform(texts) for vectorizer in self._vectorizers.values()], format="csr")

    def write(self, folder: Path) -> None:
        """Write terms and weights of every view into `folder`."""
        for view, vectorizer in self._vectorizers.items():
            terms = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
            (folder / f"{view}.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
            np.save(folder / f"{view}.npy", vectorizer.idf_.astype(np.float32))

    def read(self, folder: Path) -> None:
        """Read what `write` wrote."""
        for view in self._views:
            terms = json.loads((folder / f"{view}.json").read_text(encoding="utf-8"))
            vectorizer = self._vectorizer(view, {term: number for number, term in enumerate(terms)})
            vectorizer.idf_ = np.load(folder / f"{view}.npy")
            self._vectorizers[view] = vectorizer

    def _vectorizer(self, view: str, vocabulary: Optional[Dict[str, int]]) -> TfidfVectorizer:
        settings = self._views[view]
        cut: Dict[str, Any] = _CUTS[view]
        return TfidfVectorizer(
            **cut,
            ngram_range=tuple(settings["ngrams"]),
            max_features=settings["most"],
            min_df=2,
            sublinear_tf=True,
            dtype=np.float32,
            vocabulary=vocabulary,
        )
