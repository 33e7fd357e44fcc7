"""Encryption at rest and fingerprints: what a worker wrote, and where they can be reached, is never stored in clear.
Keys come from the environment, or from owner-only files made at the first start; none has a default."""

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from core.errors import SetupError
from core.settings import Settings


class Vault:
    """Encrypts with the first key, reads with any of them (so that keys can be rotated)."""

    def __init__(self, keys: list[str], fingerprint_key: str) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise SetupError(
                "HELPLINE_MESSAGE_KEYS must hold Fernet keys separated by commas; `helpline new-key` prints one"
            ) from None
        self._fingerprint_key = fingerprint_key.encode()

    def encrypt(self, text: str) -> str:
        """`text` as a Fernet token. Lone surrogates survive the way there and back."""
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode()

    def decrypt(self, token: str) -> str:
        """The text of a token.

        Raises:
            SetupError: no key at hand opens it.
        """
        try:
            return self._fernet.decrypt(token.encode()).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise SetupError("no key in HELPLINE_MESSAGE_KEYS opens this database; put the old key back") from None

    def renew(self, token: str) -> str:
        """The same text under the first key."""
        return self._fernet.rotate(token.encode()).decode()

    def fingerprint(self, *parts: object) -> str:
        """A keyed hash (HMAC-SHA-256, hex) that finds a row again without keeping what it was made of."""
        text = "\x1f".join(str(part) for part in parts)
        return hmac.new(self._fingerprint_key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def address(self, channel: str, address: str) -> str:
        """The fingerprint by which the conversation at an address is found again."""
        return self.fingerprint(channel, "address", address)


_vault: Vault | None = None


def use(vault: Vault) -> None:
    """Let encrypted columns use `vault` from now on, in this process."""
    global _vault
    _vault = vault


def vault() -> Vault:
    """The vault in use.

    Raises:
        SetupError: `use` was not called.
    """
    if _vault is None:
        raise SetupError("the encryption keys were not loaded")
    return _vault


class Encrypted(TypeDecorator[str]):
    """A text column whose value is encrypted at rest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else vault().decrypt(value)


class EncryptedJson(TypeDecorator[Any]):
    """A JSON column whose value is encrypted at rest."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else vault().encrypt(json.dumps(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(vault().decrypt(value))


def open_vault(settings: Settings) -> Vault:
    """The vault for these settings; in development missing keys are made under `var_dir/keys`."""
    keys = secret(settings, "message_keys")
    return Vault([key.strip() for key in keys.split(",") if key.strip()], secret(settings, "fingerprint_key"))


def secret(settings: Settings, name: str) -> str:
    """The secret setting `name`, or, outside production, the one kept in `var_dir/keys/<name>` (made if missing)."""
    given: str = getattr(settings, name).get_secret_value()
    if given or settings.environment == "production":
        return given
    return _kept(settings.var_dir / "keys" / name)


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(Fernet.generate_key().decode())
    except FileExistsError:
        pass
    return path.read_text().strip()
