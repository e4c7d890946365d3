#!/usr/bin/env python3
"""Checks a proof from an open-government ledger, with nothing of the ledger's own software.

    check_proof.py PROOF.json [--key VERIFIER_KEY] [--since CHECKPOINT]

PROOF.json is either the proof of one entry (format gongkai-proof-1: leaf data, its place in the tree, a
signed checkpoint) or the proof that the tree only grew since a checkpoint that you saved (gongkai-growth-1,
needs --since). Give the verifier key that you noted earlier with --key: without it the key inside the proof
is used, which shows only that the proof agrees with itself.

What is checked: the content's digest where the proof carries the content of a page, RFC 9162 (leaf hash,
inclusion, consistency), C2SP signed-note with Ed25519, C2SP tlog-checkpoint. Needs Python and the
`cryptography` package. Exit status: 0 holds, 1 does not, 2 wrong use.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """The proof does not hold."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def inclusion_root(index: int, size: int, leaf: bytes, path: list[bytes]) -> bytes:
    """RFC 9162 section 2.1.3.2: the root that a leaf and its audit path lead to."""
    if not 0 <= index < size:
        raise Wrong(f"entry {index} does not lie in a tree of {size}")
    fn, sn, node = index, size - 1, leaf
    for part in path:
        if sn == 0:
            raise Wrong("the audit path is too long")
        if fn & 1 or fn == sn:
            node = node_hash(part, node)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = node_hash(node, part)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise Wrong("the audit path is too short")
    return node


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> None:
    """RFC 9162 section 2.1.4.2: the tree of ``new`` entries begins with the tree of ``old``."""
    if not 0 < old <= new:
        raise Wrong(f"a tree of {new} cannot continue a tree of {old}: entries were cut off")
    if old == new:
        if path or old_root != new_root:
            raise Wrong("two different trees of one size")
        return
    parts = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not parts:
        raise Wrong("the consistency path is empty")
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = parts[0]
    for part in parts[1:]:
        if sn == 0:
            raise Wrong("the consistency path is too long")
        if fn & 1 or fn == sn:
            fr, sr = node_hash(part, fr), node_hash(part, sr)
            while fn & 1 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, part)
        fn, sn = fn >> 1, sn >> 1
    if sn != 0:
        raise Wrong("the consistency path is too short")
    if fr != old_root:
        raise Wrong("the saved checkpoint is not part of today's tree: history was rewritten")
    if sr != new_root:
        raise Wrong("the consistency path does not lead to today's root")


def checkpoint(note: str, verifier_key: str) -> tuple[int, bytes]:
    """Size and root that a signed checkpoint states, after checking its signature."""
    name, _, rest = verifier_key.strip().partition("+")
    identifier, _, encoded = rest.partition("+")
    key = base64.b64decode(encoded, validate=True)
    if len(key) != 33 or key[:1] != b"\x01":
        raise Wrong("the verifier key is not an Ed25519 key")
    own = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if own.hex() != identifier:
        raise Wrong("the verifier key's identifier does not fit its name and key")
    body, blank, signatures = note.rpartition("\n\n")
    text = body + "\n"
    for line in signatures.splitlines() if blank else []:
        dash, _, rest = line.partition(" ")
        signer, _, mark = rest.partition(" ")
        if dash != "\u2014" or signer != name:
            continue
        signature = base64.b64decode(mark, validate=True)
        if signature[:4] != own:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], text.encode())
        except InvalidSignature:
            raise Wrong("the checkpoint's signature does not hold") from None
        lines = text.split("\n")
        if lines[0] != name:
            raise Wrong(f"the checkpoint is of another ledger: {lines[0]}")
        return int(lines[1]), base64.b64decode(lines[2], validate=True)
    raise Wrong("the checkpoint is not signed with this key")


def content_digest(content: dict[str, Any]) -> str:
    """SHA-256 over canonical JSON: sorted keys, no white space, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def hashes(items: list[str]) -> list[bytes]:
    parts = [bytes.fromhex(item) for item in items]
    if any(len(part) != 32 for part in parts):
        raise Wrong("a hash of the proof does not have 32 bytes")
    return parts


def check(proof: dict[str, Any], key: str | None, since: str | None) -> str:
    """What the proof shows, in a sentence; raises Wrong."""
    verifier_key = key or proof["verifier_key"]
    size, root = checkpoint(proof["checkpoint"], verifier_key)
    if size != proof["size"]:
        raise Wrong(f"the checkpoint states {size} entries, the proof {proof['size']}")
    if proof["format"] == "gongkai-growth-1":
        if since is None:
            raise Wrong("a proof of growth needs the checkpoint that you saved: --since FILE")
        old, old_root = checkpoint(since, verifier_key)
        if old != proof["old_size"]:
            raise Wrong(f"this proof begins at {proof['old_size']} entries, your checkpoint at {old}")
        check_consistency(old, size, old_root, root, hashes(proof["consistency"]))
        return f"the ledger of {size} entries begins with the {old} entries of your checkpoint"
    if proof["format"] != "gongkai-proof-1":
        raise Wrong(f"unknown format {proof['format']!r}")
    data = base64.b64decode(proof["leaf_data"], validate=True)
    if proof.get("entry") is not None and proof["entry"] != json.loads(data):
        raise Wrong("the readable entry is not what the ledger holds")
    if "content" in proof and content_digest(proof["content"]) != json.loads(data)["facts"]["digest"]:
        raise Wrong("the content is not the one whose digest the ledger holds")
    if inclusion_root(proof["index"], size, leaf_hash(data), hashes(proof["inclusion"])) != root:
        raise Wrong("the entry does not lead to the signed root")
    return f"entry {proof['index']} stands in the ledger of {size} entries: {data.decode()}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("proof", help="the proof's JSON file")
    parser.add_argument("--key", help="the ledger's verifier key, noted earlier (name+id+base64)")
    parser.add_argument("--since", help="a checkpoint that you saved earlier, for a proof of growth")
    options = parser.parse_args(arguments)
    try:
        proof = json.loads(Path(options.proof).read_text(encoding="utf-8"))
        since = None if options.since is None else Path(options.since).read_text(encoding="utf-8")
    except (OSError, ValueError) as unreadable:
        print(f"cannot read: {unreadable}", file=sys.stderr)
        return 2
    try:
        print("HOLDS:", check(proof, options.key, since))
    except Wrong as wrong:
        print("DOES NOT HOLD:", wrong)
        return 1
    except (KeyError, TypeError, AttributeError, ValueError, binascii.Error) as malformed:
        print(f"DOES NOT HOLD: malformed proof ({type(malformed).__name__}: {malformed})")
        return 1
    if options.key is None:
        print("note: the key came with the proof; compare it with one you noted:", proof["verifier_key"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
