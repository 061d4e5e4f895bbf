"""Which addresses may be fetched from: what a text may say, and where a connection may really lead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from ssrfguard import DEFAULT_DENIED, AddressTable, Block, Reach

from knowledge.addresses import web_address
from knowledge.errors import KnowledgeError

WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen. On other ports a server that trusts its callers less than a web server does may be made to
take our request for something else; feeds there are too rare to be worth it."""

_TUNNELS = frozenset(map(ip_network, ("2001::/32", "::/96")))
"""Teredo and IPv4-compatible addresses: abandoned, and no outlet has one, whatever IPv4 addresses they carry."""
_TABLE = AddressTable(
    (
        *(
            replace(block, reach=Reach.DENIED) if block.network in _TUNNELS else block
            for block in DEFAULT_DENIED.blocks
        ),
        Block(ip_network("168.63.129.16/32"), "Cloud platform service (Azure)", "none", Reach.DENIED),
        # The longest prefix decides: of IPv6, what has been given out as public, and what the table knows as a way of
        # writing an IPv4 address, which is then judged itself. All the rest is unassigned or means something special.
        Block(ip_network("::/0"), "Unassigned", "RFC4291", Reach.DENIED),
        Block(ip_network("2000::/3"), "Global unicast", "RFC4291", Reach.PERMITTED),
    )
)
_OWN_NETWORKS = tuple(
    map(ip_network, ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"))
)
_METADATA_IN_OWN_NETWORKS = tuple(map(ip_network, ("fd00:ec2::/32", "fd20:ce::/64", "fd00:42::42/128")))
"""Where Amazon's, Google's and Scaleway's machines ask for their credentials over IPv6."""


class RefusedAddress(KnowledgeError, OSError):
    """An address that is not fetched from; the text says why, as a sentence about "it"."""


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be fetched. `allow_private` opens loopback and private networks, on any port, but neither link-local
    addresses nor those where clouds keep their machines' credentials. `ports` are the only ones otherwise."""

    allow_private: bool = False
    ports: frozenset[int] = WEB_PORTS

    def address(self, text: str) -> str:
        """The http or https address that `text` stands for, complete and without a fragment.

        Raises RefusedAddress if it is none, carries a user name or names a port that is not allowed.
        """
        written = text.strip()
        try:
            parts = urlsplit(written)
            port, has_user = parts.port, parts.username is not None or parts.password is not None
        except ValueError:
            raise RefusedAddress("It is not a valid web address.") from None
        if has_user:
            raise RefusedAddress("It carries a user name or password, which is not supported.")
        address = web_address(written)
        if address is None:
            raise RefusedAddress("It is not a web address that begins with http:// or https://.")
        if port is not None:
            self._check_port(port)
        return address.partition("#")[0]

    def check(self, host: str, port: int) -> None:
        """Check where a connection is about to go: a numeric address, as the resolver gave it, and a port.

        Raises RefusedAddress.
        """
        self._check_port(port)
        try:
            number = ip_address(host.partition("%")[0])
        except ValueError:
            raise RefusedAddress("It leads to an address that is none of the internet's.") from None
        if self.allow_private and _is_own(number):
            return
        if _TABLE.classify(number).blocked:
            raise RefusedAddress("It leads into a private or reserved network, which is not fetched from.")

    def _check_port(self, port: int) -> None:
        if port not in self.ports and not self.allow_private:
            raise RefusedAddress(f"It names port {port}; only {', '.join(map(str, sorted(self.ports)))} are used.")


def _is_own(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv6Address) and number.ipv4_mapped is not None:
        number = number.ipv4_mapped
    is_metadata = any(number in network for network in _METADATA_IN_OWN_NETWORKS)
    return not is_metadata and any(number in network for network in _OWN_NETWORKS)
