"""Signing: a key that never leaves its token: a smart card or a security module, by PKCS#11.

Input: a YAML file {module, token, key, certificate} and the PIN. Output: a `Signer`. Needs the
extra `pkcs11` of this package. The certificate is a file, so that the token is opened only to sign.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.records.data import read_data
from generator.signing.keys import KeyTrouble, require_certificate

_FIELDS = ("module", "token", "key", "certificate")
_opened: dict[tuple[str, str, str], tuple[int, Any]] = {}
"""The token's keys, each with the process that opened it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSigner:
    """A key on a token; each process that signs opens it once."""

    certificate: bytes
    module: str
    """The path of the library that drives the token."""
    token: str
    """Label of the token."""
    label: str
    """Label of the key on it."""
    pin: str | None = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Sign on the token; raises KeyTrouble where it cannot be reached or refuses."""
        pkcs11 = _import_pkcs11()
        place = (self.module, self.token, self.label)
        try:
            process, key = _opened.get(place, (0, None))
            if process != os.getpid():
                key = self._open(pkcs11, forked=process != 0)
                _opened[place] = (os.getpid(), key)
            signature: bytes = key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            detail = str(error) or type(error).__name__
            raise KeyTrouble(
                zh=f"令牌 {self.token} 没有签名：{detail}。",
                en=f"The token {self.token} did not sign: {detail}.",
            ) from error
        return signature

    def _open(self, pkcs11: Any, *, forked: bool) -> Any:
        library = pkcs11.lib(self.module)
        if forked:  # a session does not live on in a forked process
            library.reinitialize()
        session = library.get_token(token_label=self.token).open(user_pin=self.pin)
        return session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self.label)


def load_token(file: Path, pin: bytes | None) -> TokenSigner:
    """Read where the token is found; paths are relative to the file. Raises KeyTrouble."""
    _import_pkcs11()
    settings = read_data(file)
    if not isinstance(settings, dict) or set(settings) != set(_FIELDS):
        raise KeyTrouble(
            zh=f"{file} 应有且只有这些字段：{'、'.join(_FIELDS)}。",
            en=f"{file} must have these fields and no others: {', '.join(_FIELDS)}.",
        )
    module, token, label, certificate = (str(settings[name]) for name in _FIELDS)
    return TokenSigner(
        certificate=require_certificate((file.parent / certificate).read_bytes()).der,
        module=str(file.parent / module),
        token=token,
        label=label,
        pin=pin.decode() if pin is not None else None,
    )


def _import_pkcs11() -> Any:
    try:
        return importlib.import_module("pkcs11")
    except ImportError as error:
        raise KeyTrouble(
            zh="使用 PKCS#11 令牌需要另装组件：pip install 'aftersales-registry[pkcs11]'。",
            en="A PKCS#11 token needs one more package: pip install 'aftersales-registry[pkcs11]'.",
        ) from error
