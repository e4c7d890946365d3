#!/usr/bin/env python3
"""Checks a proof from an open-government ledger, with nothing of the ledger's own software.

    check_proof.py FILE.json [--key VERIFIER_KEY] [--since CHECKPOINT]

FILE.json is the evidence of one page (gongkai-evidence-1: its content, what the ledger says of it, a signed
checkpoint; needs --key and holds no key of its own), the proof of one entry (gongkai-proof-1), or the proof
that the tree only grew since a checkpoint that you saved (gongkai-growth-1, needs --since). For the last two
the key inside is used without --key, which shows only that the proof agrees with itself.

What is checked: that the evidence has not a byte more or less than its canonical form, the content's digest,
RFC 9162 (leaf hash, inclusion, consistency), C2SP signed-note with Ed25519, C2SP tlog-checkpoint. Needs
Python and the `cryptography` package. Exit status: 0 holds, 1 does not, 2 wrong use.
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


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no white space, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def hashes(items: list[str]) -> list[bytes]:
    parts = [bytes.fromhex(item) for item in items]
    if any(len(part) != 32 for part in parts) or [part.hex() for part in parts] != list(items):
        raise Wrong("a hash of the proof is not written as 64 small hexadecimal digits")
    return parts


def only_signature(note: str, key: str) -> tuple[int, bytes]:
    """What a checkpoint states that has this key's signature alone, in its one spelling."""
    body, _, line = note.rpartition("\n\n")
    mark = base64.b64encode(base64.b64decode(line.split(" ")[-1])).decode()
    if note != f"{body}\n\n\u2014 {key.partition('+')[0]} {mark}\n":
        raise Wrong("the checkpoint is not written as it was signed")
    return checkpoint(note, key)


EVIDENCE = "gongkai-evidence-1"
FILE = {"checkpoint", "content", "earlier", "events", "format", "identifier", "log", "reason", "version"}
MADE = ("publication.published", "publication.republished", "publication.restored")
ENDED = ("publication.suspended", "publication.withdrawn", "publication.removed")


def evidence(data: bytes, key: str) -> str:
    """What an evidence file shows, in a sentence; raises Wrong."""
    file = json.loads(data)
    if set(file) != FILE or file["format"] != EVIDENCE or canonical(file) + b"\n" != data:
        raise Wrong("the file is not in its canonical form: a byte was changed, added or taken away")
    origin, key_id, _ = key.strip().split("+", 2)
    if file["log"] != {"key_id": key_id, "origin": origin}:
        raise Wrong("the file is of another ledger than your key")
    size, root = only_signature(file["checkpoint"], key.strip())
    if file["earlier"] is not None:
        old, old_root = only_signature(file["earlier"]["checkpoint"], key.strip())
        check_consistency(old, size, old_root, root, hashes(file["earlier"]["path"]))
        if set(file["earlier"]) != {"checkpoint", "path"} or not file["events"][0]["index"] < old < size:
            raise Wrong("the earlier checkpoint is not earlier, or does not hold the entry")
    said, last, ended = [], -1, None
    for event in file["events"]:
        leaf, path = event["leaf"].encode(), hashes(event["path"])
        if set(event) != {"index", "leaf", "path"} or event["index"] <= last:
            raise Wrong("the entries are not in their order")
        if inclusion_root(last := event["index"], size, leaf_hash(leaf), path) != root:
            raise Wrong(f"entry {last} does not lead to the signed root")
        said.append(json.loads(leaf))
        ended = said[-1] if said[-1]["kind"] in ENDED else None if said[-1]["kind"] in MADE else ended
    own, other = said[0], {entry["subject"] for entry in said} != {file["identifier"]}
    if other or own["kind"] not in MADE[:2] or own["facts"]["version"] != file["version"]:
        raise Wrong("the entries do not publish this version of this publication")
    content = file["content"]
    if not (content or ended):
        raise Wrong("the content is missing although the ledger calls it public")
    other = content and (content["identifier"], content["number"]) != (own["subject"], file["version"])
    if content and (other or hashlib.sha256(canonical(content)).hexdigest() != own["facts"]["digest"]):
        raise Wrong("the content is not the one whose digest the ledger holds")
    reason = hashlib.sha256(file["reason"].encode()).hexdigest() if file["reason"] else None
    if reason != (ended["facts"].get("reason_digest") if ended else None):
        raise Wrong("the reason is not the one whose digest the ledger holds")
    newest = max(entry["facts"]["version"] for entry in said if entry["kind"] in MADE)
    state = ended["kind"].partition(".")[2] if ended else "current" if newest == file["version"] else "old"
    return (
        f"{own['subject']} version {file['version']}, entry {file['events'][0]['index']} of {size}: {state}"
    )


MALFORMED = (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError, binascii.Error)


def check(proof: dict[str, Any], key: str | None, since: str | None) -> str:
    """What the proof shows, in a sentence; raises Wrong."""
    size, root = checkpoint(proof["checkpoint"], verifier_key := key or proof["verifier_key"])
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
        whole = Path(options.proof).read_bytes()
        proof = json.loads(whole)
        since = None if options.since is None else Path(options.since).read_text(encoding="utf-8")
    except (OSError, ValueError, RecursionError) as unreadable:
        print(f"cannot read: {unreadable}", file=sys.stderr)
        return 2
    try:
        of_a_page = isinstance(proof, dict) and proof.get("format") == EVIDENCE
        if of_a_page and options.key is None:
            print("evidence holds no key to trust: give the one that you noted with --key", file=sys.stderr)
            return 2
        said = evidence(whole, options.key) if of_a_page else check(proof, options.key, since)
        print("HOLDS:", said)
    except (Wrong, *MALFORMED) as wrong:
        malformed = "" if isinstance(wrong, Wrong) else f"malformed proof, {type(wrong).__name__}: "
        print(f"DOES NOT HOLD: {malformed}{wrong}")
        return 1
    if options.key is None:
        print("note: the key came with the proof; compare it with your own:", proof["verifier_key"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
