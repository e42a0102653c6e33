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
    out, asked = struct.pack("<H", len(trees)), {}
    for number, (nodes, leaves) in enumerate(trees):
        assert number < 1 << 12 and len(nodes) <= 1 << 4, "a forest has too many trees, or a tree too many nodes"
        scale = max(abs(v) for v in [*leaves, *(n[3] for n in nodes)]) / 127 or 1e-9
        fit = lambda v: int(np.clip(round(v / scale), -127, 127))
        ends = sum(n[2] << 2 * at for at, n in enumerate(nodes))
        out += struct.pack("<BfI", len(nodes), scale, ends)
        out += struct.pack(f"<{len(nodes) + len(leaves)}b", *(fit(n[3]) for n in nodes), *map(fit, leaves))
        for at, (feature, threshold, *_) in enumerate(nodes):
            asked.setdefault(feature, {}).setdefault(threshold, []).append(number | at << 12)
    out += struct.pack("<H", len(asked))
    for feature in sorted(asked):
        thresholds = [(value, some) for value in sorted(asked[feature]) for some in portions(asked[feature][value])]
        out += struct.pack("<HB", feature, len(thresholds))
        for value, nodes in thresholds:
            upper = int(np.float32(value).view("u4")) >> 16
            out += struct.pack(f"<HB{len(nodes)}H", upper, len(nodes), *nodes)
    return out


def portions(nodes):
    """As many as a byte can count, each."""
    return [nodes[at : at + 255] for at in range(0, len(nodes), 255)]


def write(path, names, wording, models) -> int:
    data = b"UNGM" + struct.pack("<HHI", 5, len(names), name_hash(names)) + wording + b"".join(map(forest, models))
    path.write_bytes(data)
    return len(data)
