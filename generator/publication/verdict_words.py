"""Publication: what a check of a certificate answers, in sentences; pure.

Input: a translations object. Output: for each answer its label and its one sentence. The command
and the page "check a certificate" say the same.
Placeholders in braces: number, firm, day (the one asked about), told (the day of the register's
copy), since, until, due, successor, revision, current, key, issuer, registry, code, missing, extra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

GOOD, UNSURE, BAD = "good", "unsure", "bad"
TONES = {
    "genuine_valid": GOOD,
    "genuine_surveillance_due": GOOD,
    "genuine_suspended": BAD,
    "genuine_withdrawn": BAD,
    "genuine_expired": BAD,
    "genuine_superseded": BAD,
    "genuine_unsigned": UNSURE,
    "genuine_status_unknown": UNSURE,
    "altered": BAD,
    "appended": BAD,
    "forged_attachment": BAD,
    "wrong_key": BAD,
    "other_registry": BAD,
    "unsigned_unknown": BAD,
    "not_a_certificate": BAD,
    "number_mistyped": BAD,
    "number_unknown": BAD,
    "number_form": UNSURE,
    "number_code": BAD,
    "cannot_check": UNSURE,
}
"""Whether a paper may be relied on (`good`), must not be (`bad`), or nobody can say (`unsure`)."""


def verdict_labels(translations: NullTranslations) -> dict[str, str]:
    """Return a few words for each answer, to stand beside its sign."""
    _ = translations.gettext
    return {
        "genuine_valid": _("Genuine, in force"),
        "genuine_surveillance_due": _("Genuine, in force, surveillance due"),
        "genuine_suspended": _("Genuine, but suspended"),
        "genuine_withdrawn": _("Genuine, but withdrawn"),
        "genuine_expired": _("Genuine, but expired"),
        "genuine_superseded": _("Genuine, but superseded"),
        "genuine_unsigned": _("Unchanged, but not signed"),
        "genuine_status_unknown": _("Genuine, status unknown"),
        "altered": _("Altered"),
        "appended": _("Something was added"),
        "forged_attachment": _("Forged credential"),
        "wrong_key": _("Signed by a stranger"),
        "other_registry": _("Of another registry"),
        "unsigned_unknown": _("Not proven"),
        "not_a_certificate": _("Not a certificate"),
        "number_mistyped": _("Mistyped number"),
        "number_unknown": _("Unknown number"),
        "number_form": _("Not a number of a certificate"),
        "number_code": _("Number and code do not fit"),
        "cannot_check": _("Could not be checked"),
    }


def verdict_sentences(translations: NullTranslations) -> dict[str, str]:
    """Return the sentence of each answer; after a slash, the case that it speaks of."""
    return {
        **_tell_files(translations),
        **_tell_refusals(translations),
        **_tell_numbers(translations),
    }


def _tell_files(translations: NullTranslations) -> dict[str, str]:
    """Return what is said of files that the registry made."""
    _ = translations.gettext
    return {
        "genuine_valid": _(
            "Genuine: certificate {number} of {firm} is signed by this registry and in force on "
            "{day}; it is valid until {until}."
        ),
        "genuine_surveillance_due": _(
            "Genuine: certificate {number} of {firm} is signed by this registry and in force on "
            "{day}, but its yearly surveillance was due by {due}; it is valid until {until}."
        ),
        "genuine_valid/old": _(
            "Genuine: certificate {number} of {firm} is signed by this registry and, as far as its "
            "register of {told} knows, in force on {day}; it is valid until {until}."
        ),
        "genuine_surveillance_due/old": _(
            "Genuine: certificate {number} of {firm} is signed by this registry and, as far as its "
            "register of {told} knows, in force on {day}, but its yearly surveillance was due by "
            "{due}; it is valid until {until}."
        ),
        "genuine_suspended": _(
            "Do not rely on it: the file is genuine, but certificate {number} of {firm} has been "
            "suspended since {since}."
        ),
        "genuine_withdrawn": _(
            "Do not rely on it: the file is genuine, but certificate {number} of {firm} was "
            "withdrawn on {since}."
        ),
        "genuine_expired": _(
            "Do not rely on it: the file is genuine, but certificate {number} of {firm} was valid "
            "only until {until}."
        ),
        "genuine_superseded": _(
            "Do not rely on it: the file is genuine, but certificate {number} of {firm} was "
            "superseded by certificate {successor} on {since}."
        ),
        "genuine_superseded/revision": _(
            "Do not rely on it: the file is genuine, but it is revision {revision} of certificate "
            "{number} of {firm}, an earlier one; revision {current} is in force."
        ),
        "genuine_unsigned": _(
            "Nobody signed this file, but it is byte by byte the one that this registry publishes "
            "for certificate {number} of {firm}, which is in force on {day}."
        ),
        "genuine_unsigned/old": _(
            "Nobody signed this file, but it is byte by byte the one that this registry publishes "
            "for certificate {number} of {firm}, which is in force on {day} as far as the register "
            "of {told} knows."
        ),
        "genuine_status_unknown": _(
            "The file is genuine: this registry signed it for certificate {number} of {firm}. "
            "Whether the certificate is in force on {day} could not be told."
        ),
    }


def _tell_refusals(translations: NullTranslations) -> dict[str, str]:
    """Return what is said of files that the registry did not make so, or that nobody can judge."""
    _ = translations.gettext
    return {
        "altered": _(
            "Not genuine: this file was changed after it was signed, for its signature does not "
            "fit what it holds."
        ),
        "appended": _(
            "Not genuine as it is: something was added to this file after it was signed."
        ),
        "forged_attachment": _(
            "Forged: the credential attached to this file was not signed by this registry, or "
            "belongs to another certificate."
        ),
        "wrong_key": _(
            "Not genuine: the signature is intact, but its key {key} is none of this registry’s."
        ),
        "other_registry": _(
            "Not of this registry: the file was issued under the identity {issuer}, and this "
            "registry is {registry}."
        ),
        "unsigned_unknown": _(
            "Nothing proves this file: it carries no signature, and it is not the file that this "
            "registry publishes."
        ),
        "not_a_certificate": _(
            "This is not a certificate: the file is not a PDF, or nothing in it comes from a "
            "registry such as this."
        ),
        "cannot_check": _(
            "The check could not be carried out to its end, so nothing is proven: take the "
            "certificate for unproven."
        ),
        "cannot_check/keys": _(
            "The signature is intact, but whose key {key} is cannot be told without the keys of "
            "the registry, so nothing is proven."
        ),
        "cannot_check/unsigned": _(
            "Nobody signed this file, and there is no published file to compare it with, so "
            "nothing is proven."
        ),
        "cannot_check/credential": _(
            "This registry signed this file, but it carries no credential that can be read, so it "
            "cannot be told what certificate it is."
        ),
        "cannot_check/register": _(
            "What the register says does not agree with the file or with itself, so none of it is "
            "believed."
        ),
        "cannot_check/number": _(
            "The check digits of {number} fit, but there is no register at hand to ask about it."
        ),
        "cannot_check/site": _("The registry’s site could not be read, so nothing is proven."),
    }


def _tell_numbers(translations: NullTranslations) -> dict[str, str]:
    """Return what is said where somebody asks with a number."""
    _ = translations.gettext
    return {
        "genuine_valid/number": _(
            "Certificate {number} of {firm} is in force on {day}; it is valid until {until}. "
            "Compare the name, the scope and the grade with the paper."
        ),
        "genuine_valid/code": _(
            "Certificate {number} of {firm} is in force on {day}, and the code is that of its "
            "present revision; it is valid until {until}."
        ),
        "genuine_surveillance_due/number": _(
            "Certificate {number} of {firm} is in force on {day}, but its yearly surveillance was "
            "due by {due}; it is valid until {until}."
        ),
        "genuine_valid/number_old": _(
            "As far as the register of {told} knows, certificate {number} of {firm} is in force on "
            "{day}; it is valid until {until}. Compare the name, the scope and the grade with the "
            "paper."
        ),
        "genuine_valid/code_old": _(
            "As far as the register of {told} knows, certificate {number} of {firm} is in force on "
            "{day}, and the code is that of its present revision; it is valid until {until}."
        ),
        "genuine_surveillance_due/number_old": _(
            "As far as the register of {told} knows, certificate {number} of {firm} is in force on "
            "{day}, but its yearly surveillance was due by {due}; it is valid until {until}."
        ),
        "genuine_suspended/number": _(
            "Do not rely on it: certificate {number} of {firm} has been suspended since {since}."
        ),
        "genuine_withdrawn/number": _(
            "Do not rely on it: certificate {number} of {firm} was withdrawn on {since}."
        ),
        "genuine_expired/number": _(
            "Do not rely on it: certificate {number} of {firm} was valid only until {until}."
        ),
        "genuine_superseded/number": _(
            "Do not rely on it: certificate {number} of {firm} was superseded by certificate "
            "{successor} on {since}."
        ),
        "genuine_status_unknown/number": _(
            "The register knows certificate {number} of {firm}, but whether it is in force on "
            "{day} could not be told."
        ),
        "number_mistyped": _(
            "Mistyped: the check digits of {number} do not fit, so at least one character is not "
            "as on the certificate."
        ),
        "number_unknown": _(
            "Not issued here: the check digits of {number} fit, but the register of {told} knows "
            "no such certificate."
        ),
        "number_unknown/file": _(
            "Do not rely on it: a key of this registry signed the file, but the register of {told} "
            "knows no certificate {number}."
        ),
        "number_form": _(
            "{number} is not the number of a certificate: one is made of capital letters, a year, "
            "six digits and two check digits."
        ),
        "number_form/short": _(
            "{number} is too short for the number of a certificate: {missing} of the 12 digits "
            "after the letters are missing."
        ),
        "number_form/long": _(
            "{number} is too long for the number of a certificate: it has {extra} more than the 12 "
            "digits after the letters."
        ),
        "number_code": _(
            "Do not rely on it: certificate {number} of {firm} exists, but the code {code} is not "
            "that of its present revision."
        ),
        "number_code/form": _(
            "{code} is not the code of a certificate: one has eight letters and digits, such as "
            "7K3M-9Q2X."
        ),
    }
