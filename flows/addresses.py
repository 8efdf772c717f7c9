"""Whom a host name leads to, and whether we may go there."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Place:
    """A host after name resolution: the addresses that may be asked, and whether all of them are this machine's own."""

    host: str
    addresses: tuple[str, ...]
    is_loopback: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that is not asked, and why."""

    why: str


def place(url: httpx.URL, allow_private: bool) -> Place | Refused:
    """Resolve a url's host. Raises OSError where the name leads nowhere.

    One private address among several is enough to refuse: a public site has none.
    """
    if url.scheme not in ("http", "https"):
        return Refused(f"{url.scheme or 'no'} is not a scheme that is asked; only http and https are")
    if not url.host:
        return Refused("a url without a host")
    if url.userinfo:
        return Refused("a url with a user name in it")
    found = socket.getaddrinfo(url.raw_host.decode("ascii"), url.port or 0, type=socket.SOCK_STREAM)
    texts = tuple(dict.fromkeys(str(info[4][0]).split("%")[0] for info in found))
    addresses = [_plain(ip_address(text)) for text in texts]
    private = [a for a in addresses if not a.is_global or a.is_multicast]
    if private and not allow_private:
        return Refused(
            f"{url.host} leads to {private[0]}, which is not a public address (--allow-private lets it through)"
        )
    return Place(url.host, texts, all(a.is_loopback for a in addresses))


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, where it stands for one."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
