"""Publication: what stands below the answer of a check of a certificate; pure.

Input: a translations object. Output: the name of each thing that is checked, headings of facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations


def check_words(translations: NullTranslations) -> dict[str, str]:
    """Return the name of each thing that is checked, held to be right or not, or left open."""
    _ = translations.gettext
    return {
        "signature": _("the signature covers every byte of the file, and fits"),
        "key": _("the signature is by a key of this registry"),
        "credential": _("the attached credential is signed by the same key"),
        "sheet": _("the credential belongs to what the certificate says"),
        "issuer": _("the certificate names this registry as its issuer"),
        "file": _("the file is byte by byte the one published"),
        "record": _("the credential proves that its decision is in the ledger"),
        "ledger": _("the register proves that the present revision is in the ledger"),
        "register": _("file and register say the same of this certificate"),
        "lists": _("the status lists say the same as the register"),
        "status": _("how the certificate stands on the day asked"),
        "number": _("the check digits of the number"),
        "code": _("the code on the paper is that of the present revision"),
    }


def detail_words(translations: NullTranslations) -> dict[str, str]:
    """Return the headings of the facts, and what is added about the register's copy."""
    _ = translations.gettext
    return {
        "number": _("Certificate"),
        "firm": _("Firm"),
        "firm_code": _("Registration code"),
        "grade": _("Grade"),
        "score": _("Score"),
        "standard": _("Standard"),
        "status": _("Status"),
        "since": _("Since"),
        "effective": _("Effective"),
        "valid_to": _("Valid until"),
        "revision": _("Revision"),
        "code": _("Check code on the paper"),
        "key": _("Key of the signature"),
        "signed": _("Signed on"),
        "told": _("Register of"),
        "by_sheet": _("These are the words of the file, not of the register."),
        "old": _("The register’s copy is of {told}; what time has brought since is counted in."),
        "held": _("checked"),
        "failed": _("does not hold"),
        "open": _("not checked"),
    }
