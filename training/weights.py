"""LightGBM models → `src/model/weights.bin`. The format stands in `src/model/reader.rs`."""
import struct

import numpy as np


def name_hash(names) -> int:
    """FNV-1a over the names, each with a newline."""
    value = 0x811C9DC5
    for byte in "".join(f"{n}\n" for n in names).encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def flatten(tree):
    """A tree's inner nodes (feature, threshold, left, right, mean), parents first, and its leaves."""
    nodes, leaves = [], []

    def walk(node):
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return ~(len(leaves) - 1)
        at = len(nodes)
        nodes.append(None)
        left, right = walk(node["left_child"]), walk(node["right_child"])
        nodes[at] = (node["split_feature"], float(np.float32(node["threshold"])), left, right, node["internal_value"])
        return at

    walk(tree["tree_structure"])
    return (nodes, leaves) if nodes else ([(0, 0.0, ~0, ~1, leaves[0])], leaves * 2)


def forest(model) -> bytes:
    trees = [flatten(t) for t in model.dump_model()["tree_info"]]
    thresholds = {}
    for nodes, _ in trees:
        for feature, threshold, *_ in nodes:
            thresholds.setdefault(feature, set()).add(threshold)
    table = {f: sorted(thresholds[f]) for f in sorted(thresholds)}
    place = {f: at for at, f in enumerate(table)}
    out = struct.pack("<HH", len(trees), len(table))
    for feature, values in table.items():
        out += struct.pack(f"<HB{len(values)}f", feature, len(values), *values)
    for nodes, leaves in trees:
        scale = max(abs(v) for v in [*leaves, *(n[4] for n in nodes)]) / 127 or 1e-9
        fit = lambda v: int(np.clip(round(v / scale), -127, 127))
        out += struct.pack("<Bf", len(nodes), scale)
        for feature, threshold, left, right, mean in nodes:
            out += struct.pack("<HBbbb", place[feature], table[feature].index(threshold), left, right, fit(mean))
        out += struct.pack(f"<{len(leaves)}b", *map(fit, leaves))
    return out


def write(path, names, wording, models) -> int:
    data = b"UNGM" + struct.pack("<HHI", 3, len(names), name_hash(names)) + wording + b"".join(map(forest, models))
    path.write_bytes(data)
    return len(data)
