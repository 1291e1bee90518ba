"""Domains of organisations, who may claim one, and who may ask to join."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from permeate.core.refusals import Refused, refuse_all

# Below these everybody has a domain of their own: nobody’s in particular.
SHARED = frozenset(
    {
        "ac.uk", "co.uk", "com", "cymru", "gov.uk", "info", "llyw.cymru", "london", "net",
        "nhs.net", "nhs.scot", "nhs.uk", "nhs.wales", "org", "org.uk", "police.uk", "scot", "uk",
        "wales", "wales.nhs.uk", "www.gov.uk",
    }
)  # fmt: skip
PERSONAL = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "gmx.com", "googlemail.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "mail.com", "me.com",
        "msn.com", "ntlworld.com", "outlook.com", "proton.me", "protonmail.com", "sky.com",
        "talktalk.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
    }
)  # fmt: skip
DOMAIN = re.compile(r"(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII)


def domain_of_address(address: str) -> str:
    """What stands after the @, in small letters; "" where there is none."""
    return address.rpartition("@")[2].strip().lower() if "@" in address else ""


def domain_of_website(website: str) -> tuple[str, ...]:
    """The domain that a website's owner most likely has mail at, if it is theirs alone.

    ``https://new.devon.gov.uk/`` gives devon.gov.uk: one part below what is shared.
    """
    try:
        host = (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    if not DOMAIN.fullmatch(host) or host in SHARED | PERSONAL:
        return ()
    parts = host.split(".")
    for first in range(1, len(parts)):
        if ".".join(parts[first:]) in SHARED:
            return (".".join(parts[first - 1 :]),)
    return (host,)


def read_domains(text: str) -> list[str]:
    """Domains typed with spaces, commas or lines between; an @ or www. before is dropped.

    Refused naming those that are no domain, or anybody's.
    """
    found: list[str] = []
    refusals = []
    for word in re.split(r"[\s,;]+", text.strip().lower()):
        domain = word.rpartition("@")[2].removeprefix("www.").rstrip(".")
        if not domain or domain in found:
            continue
        try:
            check_domain(domain)
            found.append(domain)
        except Refused as refusal:
            refusals.append(refusal)
    refuse_all(refusals)
    return found


def check_domain(domain: str) -> None:
    """Refused unless it is a domain that can belong to one organisation."""
    if not DOMAIN.fullmatch(domain):
        raise Refused(f"“{domain}” is not a domain. Write it like example.gov.uk.", field="domains")
    if domain in SHARED:
        raise Refused(
            f"Many organisations have addresses under {domain}. Give your own part of it.",
            field="domains",
        )
    if domain in PERSONAL:
        raise Refused(f"Anybody can have an address at {domain}.", field="domains")


def is_at(address: str, domains: Iterable[str]) -> bool:
    """Whether the address is at one of the domains or below it."""
    own = domain_of_address(address)
    return any(own == domain or own.endswith(f".{domain}") for domain in domains)


def work_addresses(addresses: Iterable[str]) -> list[str]:
    """Those that are not at a provider of personal mail."""
    return [one for one in addresses if domain_of_address(one) not in PERSONAL]
