"""The web as it is, through httpx."""

from __future__ import annotations

import errno
import re
import ssl
import time

import httpx

from pipeline import __version__
from pipeline.world import Reply, Trust, Unsent

_FOR_GOOD = (301, 308)
_MOST_REDIRECTIONS = 5
_AGENT = {"User-Agent": f"briefwright/{__version__}"}


class Client:
    """The real `Web`."""

    def get(self, url: str, *, etag: str, modified: str, limit: int, seconds: float) -> Reply:
        """See `Web.get`."""
        headers = dict(_AGENT)
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        until = time.monotonic() + seconds
        try:
            with (
                httpx.Client(follow_redirects=True, max_redirects=_MOST_REDIRECTIONS, timeout=seconds / 2) as client,
                client.stream("GET", url, headers=headers) as answer,
            ):
                return _reply(answer, _body(answer, limit, until))
        except httpx.TimeoutException:
            raise _failed(errno.ETIMEDOUT, "the server took too long", url) from None
        except httpx.TooManyRedirects:
            raise _failed(errno.ELOOP, "it redirects in a circle", url) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(errno.EIO, str(error) or type(error).__name__, url) from None

    def post(self, url: str, data: bytes, *, kind: str, seconds: float) -> int:
        """See `Web.post`."""
        try:
            with (
                httpx.Client(timeout=seconds) as client,
                client.stream("POST", url, content=data, headers=_AGENT | {"Content-Type": kind}) as answer,
            ):
                return answer.status_code
        except httpx.TimeoutException:
            raise _failed(errno.ETIMEDOUT, "the server took too long", url) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(errno.EIO, str(error) or type(error).__name__, url) from None

    def exchange(self, url: str, data: bytes, *, kind: str, limit: int, seconds: float, trust: Trust) -> Reply:
        """See `Web.exchange`."""
        headers = _AGENT | {"Content-Type": kind}
        until = time.monotonic() + seconds
        try:
            with (
                httpx.Client(timeout=seconds, verify=_checked(trust)) as client,
                client.stream("POST", url, content=data, headers=headers, auth=_login(trust)) as answer,
            ):
                return _reply(answer, _body(answer, limit, until))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unsent(errno.ECONNREFUSED, _no_connection(error), url) from None
        except httpx.TimeoutException:
            raise _failed(errno.ETIMEDOUT, "the server took too long", url) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _failed(errno.EIO, str(error) or type(error).__name__, url) from None


def _checked(trust: Trust) -> ssl.SSLContext | bool:
    if not trust.authority:
        return True
    try:
        return ssl.create_default_context(cafile=trust.authority)
    except (OSError, ssl.SSLError) as error:
        raise Unsent(errno.EINVAL, f"the certificate in {trust.authority} can't be used: {error}", "") from None


def _login(trust: Trust) -> tuple[str, str] | None:
    return (trust.user, trust.password) if trust.user else None


def _body(answer: httpx.Response, limit: int, until: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in answer.iter_bytes():
        size += len(part)
        if size > limit:
            raise _failed(errno.EFBIG, f"it sends more than the {limit:,} bytes that are read", str(answer.url))
        if time.monotonic() > until:
            raise _failed(errno.ETIMEDOUT, "the server took too long", str(answer.url))
        parts.append(part)
    return b"".join(parts)


def _reply(answer: httpx.Response, body: bytes) -> Reply:
    """The answer; it has moved for good only if every step of the way says so."""
    steps = answer.history
    for_good = bool(steps) and all(step.status_code in _FOR_GOOD for step in steps)
    return Reply(
        status=answer.status_code,
        url=str(answer.url),
        moved=str(answer.url) if for_good else "",
        kind=answer.headers.get("content-type", ""),
        etag=answer.headers.get("etag", ""),
        modified=answer.headers.get("last-modified", ""),
        body=body,
    )


def _failed(code: int, reason: str, url: str) -> OSError:
    return OSError(code, reason, url)


def _no_connection(error: httpx.HTTPError) -> str:
    """Why there is none, without the number that the system gives it."""
    why = re.sub(r"^\[Errno -?\d+\] ", "", str(error))
    return f"there is no connection: {why}" if why else "there is no connection: it took too long"
