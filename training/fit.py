#!/usr/bin/env python3
"""Fits one stage on a folder that `cargo xtask train` dumped.

    fit.py first DIR              first.bin: out-of-fold scores of every block; first.txt, wording.bin: the models
    fit.py second DIR WEIGHTS     second.bin, likewise, from first.bin and x2.bin; main.bin: out-of-fold probabilities of the
                                  main text; then writes all weights

Folds are by site. All seeds are fixed and LightGBM runs deterministically: equal input gives equal weights.
"""
import sys
from pathlib import Path

import lightgbm
import numpy as np

import data as dumped
import weights
import wording

SHAPE = {
    "objective": "multiclass", "num_class": dumped.CLASSES, "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 20,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}
# The second stage corrects the first: it starts from its scores and sees only what stands around a block.
SHAPES = {"first": SHAPE, "second": {**SHAPE, "min_data_in_leaf": 50, "lambda_l2": 20.0}}
ROUNDS = {"first": 90, "second": 40}
LEAST = 1e-5  # as in src/model.rs
# The main text: at most so many blocks of a page, each weighing by the root of its words.
MAIN_SHAPE = {**{k: v for k, v in SHAPE.items() if k != "num_class"}, "objective": "binary", "min_data_in_leaf": 200, "lambda_l2": 50.0}
MAIN_ROUNDS = 80
MOST_OF_PAGE = 150
NEUTRAL_SHAPE = {**SHAPE, "num_class": 6, "num_leaves": 8, "learning_rate": 0.3}
NEUTRAL_ROUNDS = 12

# Weights of blocks: hidden ones less, story by length, neutral ones thinned to 40 % (model study, section 2); nags more; planted
# nags much less, since they are not real ones; the rest of their copies, look-alikes among it, and of pages that are not fully
# labelled, less.
HIDDEN, THIN, NAG, PLANTED, PARTLY = 0.6, 0.4, 2.0, 0.2, 0.5


def row_weights(data):
    weight = np.where(data.shown == 1, 1.0, HIDDEN)
    story, neutral = data.klass == dumped.ARTICLE, data.klass == dumped.NEUTRAL
    nag = data.known & ~story & ~neutral
    weight[story] *= np.clip(np.sqrt(np.maximum(data.words[story], 1)) / 3, 0.7, 3.0)
    weight[neutral] *= 1.6
    weight[nag] *= NAG
    planted, whole = data.part == "planted", data.part == data.part[0]
    weight[planted & nag] *= PLANTED
    weight[~whole & ~nag] *= PARTLY
    kept = ~neutral | (np.random.RandomState(0).rand(len(weight)) < THIN)
    return weight, data.known & kept


def trees(stage):
    """How to fit a stage's forest, and how it scores rows (`start`: where its sums begin)."""
    shape, rounds = SHAPES[stage], ROUNDS[stage]

    def fit(features, target, weight, start=None):
        rows = lightgbm.Dataset(features, target, weight=weight, init_score=start, params=shape)
        return lightgbm.train(shape, rows, rounds)

    def score(model, features, start=None):
        sums = model.predict(features, raw_score=True) + (0 if start is None else start)
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    return fit, score


def cross_fit(data, fit, score, *inputs):
    """Scores of every block by a model that has not seen its site; then the model of all."""
    weight, use = row_weights(data)
    features, *start = inputs
    scores = np.zeros((len(data.label), dumped.CLASSES), dtype="<f4")
    fit_on = lambda rows: fit(features[rows], data.klass[rows], weight[rows], *(s[rows] for s in start))
    for fold in range(dumped.FOLDS):
        model, held_out = fit_on(use & (data.fold != fold)), data.fold == fold
        scores[held_out] = score(model, features[held_out], *(s[held_out] for s in start))
        print(f"  fold {fold + 1} of {dumped.FOLDS}", flush=True)
    return scores, fit_on(use)


def first(data, folder):
    said, words = cross_fit(data, wording.fit, lambda model, grams: model.decision_function(grams), wording.load(folder))
    (folder / "wording.bin").write_bytes(wording.pack(words))
    return cross_fit(data, *trees("first"), np.hstack([data.features, said]))


def after_first(data, folder):
    """What the first stage leaves of every block: its scores as logarithms, and what they say around it."""
    read = lambda name: np.fromfile(folder / name, dtype="<f4").reshape(len(data.label), -1)
    return np.log(np.maximum(read("first.bin"), LEAST)), read("x2.bin")


def second(data, folder):
    before, around = after_first(data, folder)
    return cross_fit(data, *trees("second"), around, before.astype("f8"))


def main_text(data, folder):
    """Out-of-fold probabilities of belonging to the main text; then the model of all."""
    before, around = after_first(data, folder)
    rows = lambda which: np.hstack([data.features[which], before[which], around[which]])
    fit = lambda which: lightgbm.train(
        MAIN_SHAPE,
        lightgbm.Dataset(rows(which), data.main[which], weight=np.sqrt(np.maximum(data.words[which], 1)), params=MAIN_SHAPE),
        MAIN_ROUNDS,
    )
    draw, known = np.random.RandomState(0), np.flatnonzero(data.main >= 0)
    pages = np.split(known, np.flatnonzero(np.diff(data.page[known])) + 1)
    use = np.concatenate([p if len(p) <= MOST_OF_PAGE else draw.choice(p, MOST_OF_PAGE, replace=False) for p in pages])
    asked = np.flatnonzero(data.part == "main-text")
    main = np.zeros(len(data.label), dtype="<f4")
    for fold in range(dumped.FOLDS):
        held_out = asked[data.fold[asked] == fold]
        main[held_out] = fit(use[data.fold[use] != fold]).predict(rows(held_out))
    return main, fit(use)


def neutral_forest(data):
    rows = data.known & (data.klass == dumped.NEUTRAL) & (data.part == data.part[0])
    named = lightgbm.Dataset(data.features[rows], data.label[rows] - 6, params=NEUTRAL_SHAPE)
    return lightgbm.train(NEUTRAL_SHAPE, named, NEUTRAL_ROUNDS)


def main():
    stage, folder = sys.argv[1], Path(sys.argv[2])
    data = dumped.load(folder)
    scores, model = {"first": first, "second": second}[stage](data, folder)
    scores.tofile(folder / f"{stage}.bin")
    model.save_model(folder / f"{stage}.txt")
    if stage == "second":
        main, main_model = main_text(data, folder)
        main.tofile(folder / "main.bin")
        forests = [lightgbm.Booster(model_file=folder / "first.txt"), model, neutral_forest(data), main_model]
        size = weights.write(Path(sys.argv[3]), data.names, (folder / "wording.bin").read_bytes(), forests)
        print(f"{size} bytes of weights")


main()
