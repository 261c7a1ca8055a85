"""Who asks, and by which address the client knows the server."""

import re
from collections.abc import Callable

HOST = re.compile(r"[A-Za-z0-9._-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
OLD = ("1", "1.0", "0.9")  # versions in which a request need not say its host
Header = Callable[[str], str]


def known_host(host: str, version: str) -> bool:
    """Whether a request of this version of HTTP says one host, as it must (RFC 9112, 3.2); before 1.1 it may say none."""
    return HOST.fullmatch(host) is not None or (not host and version in OLD)


def client(header: Header, peer: str, behind_proxy: bool) -> str:
    """The address of who asks: the peer of the connection; where a proxy is believed, the last one it names."""
    named = header("x-forwarded-for").rpartition(",")[2].strip() if behind_proxy else ""
    return named or peer


def root(header: Header, scheme: str, behind_proxy: bool) -> str:
    """The address of the server as the client knows it; empty where its Host header is none."""
    said = header("x-forwarded-proto") if behind_proxy else ""
    host = header("host")
    scheme = said if said in ("http", "https") else scheme
    return f"{scheme}://{host}/" if HOST.fullmatch(host) else ""
