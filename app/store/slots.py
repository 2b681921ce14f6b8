"""The ciphers of the key file: what is derived, what is sealed, under what.

HPKE is RFC 9180 in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Damaged, WrongPassphrase
from app.store.keyfile import Slot
from app.store.passphrase import Cost, stretch

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_NONCE = 12


def derive(master: bytes | bytearray, purpose: str) -> bytes:
    """A 256-bit key for one purpose; keys of different purposes tell nothing about each other."""
    return HKDF(SHA256(), 32, None, f"chairside/1/{purpose}".encode()).derive(bytes(master))


def wrap(master: bytes | bytearray, purpose: str, secret: bytes) -> bytes:
    """A secret that only the holder of the master key can read again, for the same purpose."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(derive(master, f"wrap/{purpose}")).encrypt(nonce, secret, None)


def unwrap(master: bytes | bytearray, purpose: str, wrapped: bytes) -> bytes:
    """The secret given to `wrap`; raises Damaged when it was wrapped by another key or changed."""
    try:
        return AESGCM(derive(master, f"wrap/{purpose}")).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise Damaged("A wrapped key does not belong to this store: put back a backup.") from error


def make_slot(
    store_id: str, name: str, role: str, passphrase: str, cost: Cost, master: bytes | bytearray
) -> Slot:
    """A slot with a fresh key pair that opens to `master`; takes as long as the cost says."""
    ident, salt, nonce, pair = (
        os.urandom(8).hex(),
        os.urandom(16),
        os.urandom(_NONCE),
        X25519PrivateKey.generate(),
    )
    label = _label(store_id, ident)
    private = AESGCM(stretch(passphrase, salt, cost)).encrypt(nonce, pair.private_bytes_raw(), label)
    sealed = _SUITE.encrypt(bytes(master), pair.public_key(), label)
    public = pair.public_key().public_bytes_raw()
    return Slot(ident, name, role, cost, salt, nonce, private, public, sealed)


def seal(store_id: str, slot: Slot, master: bytes | bytearray) -> bytes:
    """The master key for this slot's operator, without their passphrase."""
    return _SUITE.encrypt(
        bytes(master), X25519PublicKey.from_public_bytes(slot.public), _label(store_id, slot.ident)
    )


def open_slot(store_id: str, slot: Slot, passphrase: str) -> bytearray:
    """The master key; raises WrongPassphrase, or Damaged when the sealed part does not fit the slot."""
    label = _label(store_id, slot.ident)
    key = stretch(passphrase, slot.salt, slot.cost)
    try:
        private = AESGCM(key).decrypt(slot.nonce, slot.private, label)
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase("That is not the passphrase of this operator: try again.") from error
    try:
        master = _SUITE.decrypt(slot.sealed, X25519PrivateKey.from_private_bytes(private), label)
    except (InvalidTag, ValueError) as error:
        raise Damaged(
            "The key file was altered outside Chairside, so nothing was opened. "
            "Put back the key file of a backup, or use the recovery code."
        ) from error
    return bytearray(master)


def _label(store_id: str, ident: str) -> bytes:
    return f"chairside/1/slot/{store_id}/{ident}".encode()
