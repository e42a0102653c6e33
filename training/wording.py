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
    return model.fit(grams, target, sample_weight=weight)


def pack(model) -> bytes:
    """Bias and scale of each class, then for each bucket an 8-bit weight a class."""
    scales = np.abs(model.coef_).max(axis=1) / 127
    weights = np.clip(np.round(model.coef_ / scales[:, None]), -127, 127).astype("i1")
    return model.intercept_.astype("<f4").tobytes() + scales.astype("<f4").tobytes() + weights.T.copy().tobytes()
