#!/usr/bin/env python3
"""Fits one stage on a folder that `cargo xtask train` dumped.

    fit.py first DIR              first.bin: out-of-fold scores of every block; first.txt: the model
    fit.py second DIR WEIGHTS     second.bin, likewise, from the features and x2.bin; then writes all weights

Folds are by site. All seeds are fixed and LightGBM runs deterministically: equal input gives equal weights.
"""
import sys
from pathlib import Path

import lightgbm
import numpy as np

import data as dumped
import weights

SHAPE = {
    "objective": "multiclass", "num_class": dumped.CLASSES, "learning_rate": 0.1, "num_leaves": 15, "min_data_in_leaf": 20,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 2, "verbose": -1,
}
ROUNDS = {"first": 60, "second": 50}
NEUTRAL_SHAPE = {**SHAPE, "num_class": 6, "num_leaves": 8, "learning_rate": 0.3}
NEUTRAL_ROUNDS = 12

# Weights of blocks: hidden ones less, story by length, neutral ones thinned to 40 % (model study, section 2); copies less.
HIDDEN, THIN, COPY = 0.6, 0.4, 0.4


def row_weights(data):
    weight = np.where(data.shown == 1, 1.0, HIDDEN)
    story = data.klass == dumped.ARTICLE
    weight[story] *= np.clip(np.sqrt(np.maximum(data.words[story], 1)) / 3, 0.7, 3.0)
    neutral = data.klass == dumped.NEUTRAL
    weight[neutral] *= 1.6
    weight[data.part == "planted"] *= COPY
    kept = ~neutral | (np.random.RandomState(0).rand(len(weight)) < THIN)
    return weight, data.known & kept


def fit(features, target, weight, shape, rounds):
    return lightgbm.train(shape, lightgbm.Dataset(features, target, weight=weight, params=shape), rounds)


def cross_fit(data, features, rounds):
    """Scores of every block by a model that has not seen its site; then the model of all."""
    weight, use = row_weights(data)
    target = data.klass
    scores = np.zeros((len(target), dumped.CLASSES), dtype="<f4")
    for fold in range(dumped.FOLDS):
        train = use & (data.fold != fold)
        model = fit(features[train], target[train], weight[train], SHAPE, rounds)
        scores[data.fold == fold] = model.predict(features[data.fold == fold])
        print(f"  fold {fold + 1} of {dumped.FOLDS}", flush=True)
    return scores, fit(features[use], target[use], weight[use], SHAPE, rounds)


def main():
    stage, folder = sys.argv[1], Path(sys.argv[2])
    data = dumped.load(folder)
    features = data.features
    if stage == "second":
        further = np.fromfile(folder / "x2.bin", dtype="<f4").reshape(len(features), -1)
        features = np.hstack([features, further])
    scores, model = cross_fit(data, features, ROUNDS[stage])
    scores.tofile(folder / f"{stage}.bin")
    model.save_model(folder / f"{stage}.txt")
    if stage == "second":
        neutral = data.known & (data.klass == dumped.NEUTRAL) & (data.part != "planted")
        third = fit(data.features[neutral], data.label[neutral] - 6, None, NEUTRAL_SHAPE, NEUTRAL_ROUNDS)
        first = lightgbm.Booster(model_file=folder / "first.txt")
        size = weights.write(Path(sys.argv[3]), data.names, [first, model, third])
        print(f"{size} bytes of weights")


main()
