"""Signing: the committee's key, and what is signed by it: certificates (PDF) and credentials (JWT).

Input: bytes and a `Signer`. Output: the same bytes signed, the same for the same input. An edge:
the rooms are handed a signature, never a key. Keys never lie in the registry.
"""
