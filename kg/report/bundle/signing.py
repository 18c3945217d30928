"""Signs a bundle and checks the signature.

Ed25519 over the manifest, by a key that the user makes and keeps.

The signature lies beside the manifest and is no part of the bundle. It says who stands for the
manifest; that the parts are those of the manifest, and that they come out again, is what ``kg
verify`` checks.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.errors import CouldNotError, InputError, Problem
from kg.read.gate import read_bytes
from kg.report.bundle.manifest import FILE, SIGNATURE
from kg.report.output import refuse_links, write_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

__all__ = ["is_signed_by", "new_key", "sign"]

#: Stands before what is signed, so that no signature made for another purpose fits.
_PURPOSE = b"kinerja-kg manifest 1\n"
_ALGORITHM = "Ed25519"
#: The public key lies beside the private one, under its name.
_PUBLIC = ".pub"


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``manifest.sig`` holds.

    The public key is told so that a reader sees whose it may be, never trusted for it.
    """

    schema: int
    algorithm: str
    key: str
    signature: str


def _library() -> None:
    try:
        import cryptography  # ruff: ignore[unused-import] - an extra that not everybody installs
    except ImportError as error:
        raise CouldNotError(Problem("SIGN-LIBRARY", "", {"reason": str(error)})) from error


def new_key(path: Path) -> Path:
    """Make a pair of keys.

    The private one at ``path``, readable by its owner only, the public one beside it.

    :raises InputError: USE-OVERWRITE when there is a file: a key that is lost cannot be made again.
    """
    _library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public = path.with_name(path.name + _PUBLIC)
    for file in (path, public):
        if file.exists():
            raise InputError(Problem("USE-OVERWRITE", str(file)))
    key = Ed25519PrivateKey.generate()
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    told = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        # Made closed at once: a file that is closed afterwards was open for a moment.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CouldNotError(Problem("USE-OUTPUT", str(path), {"reason": reason})) from error
    with os.fdopen(handle, "wb") as private:
        private.write(secret)
    write_bytes(public, told)
    return public


def _private(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(read_bytes(path), password=None)
    except (ValueError, TypeError) as error:
        raise InputError(Problem("SIGN-KEY", str(path))) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError(Problem("SIGN-KEY", str(path)))
    return key


def _public(path: Path) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(read_bytes(path))
    except (ValueError, TypeError) as error:
        raise InputError(Problem("SIGN-KEY", str(path))) from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(Problem("SIGN-KEY", str(path)))
    return key


def sign(folder: Path, key: Path) -> Path:
    """Sign the manifest of a bundle; the same key and manifest give the same bytes.

    :raises InputError: BUNDLE-NONE, SIGN-KEY, USE-LINK.
    """
    _library()
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    manifest = folder / FILE
    if not manifest.is_file():
        raise InputError(Problem("BUNDLE-NONE", str(folder)))
    refuse_links(folder, [SIGNATURE])
    private = _private(key)
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    body = {
        "schema": 1,
        "algorithm": _ALGORITHM,
        "key": base64.b64encode(raw).decode(),
        "signature": base64.b64encode(private.sign(_PURPOSE + read_bytes(manifest))).decode(),
    }
    written = folder / SIGNATURE
    write_bytes(written, (json.dumps(body, indent=1) + "\n").encode())
    return written


def is_signed_by(folder: Path, key: Path) -> bool:
    """Whether the manifest as it lies there was signed by the holder of the private key to this public one.

    :raises InputError: SIGN-NONE when there is no signature, SIGN-KEY when ``key`` is no public
        key.
    """
    _library()
    from cryptography.exceptions import InvalidSignature

    public = _public(key)
    path = folder / SIGNATURE
    if path.is_symlink() or not path.is_file():
        raise InputError(Problem("SIGN-NONE", str(folder)))
    try:
        told = msgspec.json.decode(read_bytes(path), type=_Signature)
        signature = base64.b64decode(told.signature, validate=True)
        public.verify(signature, _PURPOSE + read_bytes(folder / FILE))
    except (ValueError, InvalidSignature):
        return False
    return told.algorithm == _ALGORITHM
