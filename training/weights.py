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
    """A tree's inner nodes (feature, threshold, whether left and right are leaves, mean), each before what is left of it and that
    before what is right; and its leaves from left to right."""
    nodes, leaves = [], []

    def walk(node):
        if "split_feature" not in node:
            return leaves.append(node["leaf_value"])
        left, right = node["left_child"], node["right_child"]
        ends = ("split_feature" not in left) | ("split_feature" not in right) << 1
        nodes.append((node["split_feature"], coarse(node["threshold"]), ends, node["internal_value"]))
        walk(left)
        walk(right)

    walk(tree["tree_structure"])
    return (nodes, leaves) if nodes else ([(0, 0.0, 3, leaves[0])], leaves * 2)


def coarse(threshold) -> float:
    """The threshold with the upper half of its bits, rounded to nearest (bfloat16)."""
    bits = int(np.float32(threshold).view("u4"))
    return float(np.uint32((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000).view("f4"))


def forest(model) -> bytes:
    return pack([flatten(t) for t in model.dump_model()["tree_info"]])


def pack(trees) -> bytes:
    thresholds = {}
    for nodes, _ in trees:
        for feature, threshold, *_ in nodes:
            thresholds.setdefault(feature, set()).add(threshold)
    table = {f: sorted(thresholds[f]) for f in sorted(thresholds)}
    place = {f: at for at, f in enumerate(table)}
    out = struct.pack("<HH", len(trees), len(table))
    for feature, values in table.items():
        out += struct.pack("<HB", feature, len(values)) + (np.array(values, "<f4").view("<u4") >> 16).astype("<u2").tobytes()
    for nodes, leaves in trees:
        scale = max(abs(v) for v in [*leaves, *(n[3] for n in nodes)]) / 127 or 1e-9
        fit = lambda v: int(np.clip(round(v / scale), -127, 127))
        ends = sum(n[2] << 2 * at for at, n in enumerate(nodes))
        out += struct.pack("<BfI", len(nodes), scale, ends)
        for feature, threshold, _, mean in nodes:
            at = table[feature].index(threshold)
            assert place[feature] < 1 << 9 and at < 1 << 7, "a forest asks about too many features or thresholds"
            out += struct.pack("<Hb", place[feature] | at << 9, fit(mean))
        out += struct.pack(f"<{len(leaves)}b", *map(fit, leaves))
    return out


def write(path, names, wording, models) -> int:
    data = b"UNGM" + struct.pack("<HHI", 4, len(names), name_hash(names)) + wording + b"".join(map(forest, models))
    path.write_bytes(data)
    return len(data)
