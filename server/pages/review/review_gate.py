"""Who may ask for the review page: a browser on this machine that has the token of this run.

The page writes to files of whoever runs the server. So it is there only where the server listens to this machine alone;
a request must name it so (a page of another site may have a name of its own lead here: DNS rebinding), must
not come from a page of another site, and must have the token, which is printed at the start and is another each time.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from socket import SOCK_STREAM, gaierror, getaddrinfo

from graph_build.errors import RusfeltError
from server.http.messages import Request
from server.http.parameters import Parameters

NAMES = ("localhost", "127.0.0.1", "[::1]")
HOST, ORIGIN, TOKEN = "host", "origin", "token"


@dataclass(frozen=True)
class ReviewAccess:
    """The folder of facts that is reviewed, who reviews where they do not say, and the token of this run."""

    folder: Path
    reader: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def query(self) -> str:
        """What the address of each page of the review has."""
        return f"?token={self.token}"

    def refused(self, request: Request) -> str | None:
        """Why a request is not answered: its host, its origin or its token is none of ours; None where it is."""
        host = request.header("host").lower()
        if host.rpartition(":")[0] not in NAMES and host not in NAMES:
            return HOST
        origin = request.header("origin").lower()
        if origin not in ("", f"http://{host}"):
            return ORIGIN
        token = Parameters(request.query_string).one("token") or ""
        return None if hmac.compare_digest(token.encode(), self.token.encode()) else TOKEN


def refuse_other_machines(host: str) -> None:
    """RusfeltError where other machines can reach what listens at a host."""
    try:
        found = {str(one[4][0]) for one in getaddrinfo(host, None, type=SOCK_STREAM)}
    except (gaierror, UnicodeError) as error:
        raise RusfeltError(f"{host}: is no host that is known") from error
    if not all(ip_address(one.partition("%")[0]).is_loopback for one in found):
        raise RusfeltError(
            f"--review is for this machine alone, and others can reach {host}; leave --host out"
        )
