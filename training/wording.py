"""The linear model over hashed words: what a block's wording says by itself. Its buckets are made in `src/model/wording.rs`."""
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

BUCKETS = 1 << 13


def load(folder) -> csr_matrix:
    """A row a block: 1 / sqrt(buckets) in each of its buckets."""
    flat = np.fromfile(folder / "grams.bin", dtype="<u2").astype(np.int64)
    starts, at = [], 0
    while at < len(flat):
        starts.append(at)
        at += 1 + flat[at]
    starts = np.array(starts)
    counts = flat[starts]
    columns = np.delete(flat, starts)
    values = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts).astype("f4")
    return csr_matrix((values, columns, np.concatenate([[0], np.cumsum(counts)])), shape=(len(starts), BUCKETS))


def fit(grams, target, weight):
    model = SGDClassifier(loss="log_loss", alpha=3e-6, max_iter=8, tol=None, random_state=0, n_jobs=2)
    model.fit(grams, target, sample_weight=weight)
    # The trees learn from what the shipped weights will say.
    scales = scales_of(model)
    levels, codes = quantised(model.coef_ / scales)
    model.coef_ = (np.where(codes < 8, 1, -1) * levels[codes & 7] * scales).astype(model.coef_.dtype)
    return model


def scales_of(model):
    """What a weight of 127 stands for, a row a class."""
    return (np.abs(model.coef_).max(axis=1, keepdims=True) / 127).astype("<f4")


def quantised(weights):
    """Weights in 16 levels, eight of either sign, where they lose least (Lloyd, 1982): the levels, and each weight's code."""
    sizes = np.abs(weights).ravel()
    nearest = lambda levels, of: np.searchsorted((levels[1:] + levels[:-1]) / 2, of)
    levels = np.quantile(sizes, (np.arange(8) + 0.5) / 8)
    for _ in range(50):
        place = nearest(levels, sizes)
        # The largest is one itself, so that the scale can be told from the levels.
        levels = np.array([sizes[place == at].mean() if np.any(place == at) else levels[at] for at in range(7)] + [127])
    levels = np.round(levels)
    return levels, nearest(levels, np.abs(weights)) + 8 * (weights < 0)


def pack(model) -> bytes:
    """Bias and scale of each class, the levels, then for each bucket a level and a sign a class: four bits each."""
    scales = scales_of(model)
    # A model that was fitted stands on its levels already, and they are found again.
    levels = np.unique(np.round(np.abs(model.coef_ / scales)))
    levels = np.concatenate([levels, np.full(8 - len(levels), levels[-1])])
    codes = np.searchsorted(levels, np.round(np.abs(model.coef_ / scales))) + 8 * (model.coef_ < 0)
    codes = codes.T.ravel().astype("u1")
    return model.intercept_.astype("<f4").tobytes() + scales.tobytes() + levels.astype("u1").tobytes() + (codes[0::2] | codes[1::2] << 4).tobytes()
