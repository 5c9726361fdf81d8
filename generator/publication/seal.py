"""Publication: what signs, as far as publication knows it: the committee's seal.

Input: nothing (a protocol). Output: what the signing edge provides when a key is configured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date


class Seal(Protocol):
    """Signs documents and credentials; the same input gives the same bytes."""

    @property
    def certificate(self) -> bytes:
        """The X.509 certificate of the key, DER."""

    @property
    def since(self) -> date:
        """The first day on which the certificate of the key holds."""

    @property
    def key_id(self) -> str:
        """The id of the key: 16 hexadecimal digits."""

    def sign_document(self, pdf: bytes, *, day: date, earlier: bytes | None) -> bytes:
        """Return the signed PDF: `earlier`, where that is this PDF signed by this key already."""

    def sign_credential(self, payload: bytes, kid: str, *, earlier: str | None) -> str:
        """Return a VC-JWT: `earlier`, where that is this payload signed by this key already."""
