"""Certificates made on the spot: an authority, and one certificate that it signed for this machine."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.x509.oid import NameOID

_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Certificates:
    """Files in PEM: the authority, the certificate, its key."""

    authority: Path
    certificate: Path
    key: Path


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject: str, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name("authority"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
    )


def made(folder: Path) -> Certificates:
    """A new authority with one certificate, in a folder."""
    folder.mkdir(parents=True)
    above, own = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    authority = _builder("authority", above).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    here = x509.SubjectAlternativeName(
        [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName("localhost")]
    )
    certificate = _builder("localhost", own).add_extension(here, critical=False)
    files = Certificates(folder / "ca.pem", folder / "host.pem", folder / "host.key")
    for path, builder in ((files.authority, authority), (files.certificate, certificate)):
        path.write_bytes(builder.sign(above, hashes.SHA256()).public_bytes(_PEM))

    files.key.write_bytes(
        own.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files
