"""Reads what `cargo xtask train` dumps: features, rows, pages; and parts pages into folds by site."""
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

import numpy as np

# The labels in the order of `Label::ALL`, and the class of each: five nags, the story (5), everything else (6).
LABELS = ["article", "donate", "subscribe", "newsletter", "consent", "ad", "related", "social", "comments", "meta", "nav", "other"]
CLASS_OF = np.array([5, 0, 1, 2, 3, 4, 6, 6, 6, 6, 6, 6])
CLASSES, ARTICLE, NEUTRAL = 7, 5, 6
FOLDS = 5


@dataclass
class Data:
    """One row a block. `label` and `main` (of the main text or not) are -1 where unknown; `part` is the page's folder."""

    names: list
    features: np.ndarray
    page: np.ndarray
    label: np.ndarray
    words: np.ndarray
    shown: np.ndarray
    main: np.ndarray
    part: np.ndarray
    fold: np.ndarray
    pages: list

    @property
    def known(self):
        return self.label >= 0

    @property
    def klass(self):
        return np.where(self.known, CLASS_OF[self.label], -1)


def load(folder: Path) -> Data:
    names = (folder / "names.txt").read_text().splitlines()
    features = np.fromfile(folder / "x.bin", dtype="<f4").reshape(-1, len(names))
    page, label, words, shown, main = np.fromfile(folder / "rows.bin", dtype="<i4").reshape(-1, 5).T
    pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
    parts = np.array([p["part"] for p in pages])
    folds = site_folds([site(p) for p in pages])
    return Data(names, features, page, label, words, shown, main, parts[page], folds[page], pages)


def site(page) -> str:
    """The registrable domain, near enough: pages of one publisher must not stand on both sides of a fold."""
    url = page.get("url") or ""
    host = urlparse(url if "://" in url else f"http://{url}").hostname or page.get("from") or page["pid"]
    parts = host.split(".")
    long = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in {"co", "com", "org", "gov", "net", "ac", "edu"}
    return ".".join(parts[-3:] if long else parts[-2:])


def site_folds(sites) -> np.ndarray:
    order = sorted(set(sites))
    np.random.RandomState(1).shuffle(order)
    fold = {name: at % FOLDS for at, name in enumerate(order)}
    return np.array([fold[s] for s in sites])
