"""A small HTTP client for loopback that keeps a number of requests under way."""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote


@dataclass
class Result:
    """What came of a burst: seconds it took, and of each answer its seconds and size."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    size: int = 0  # bytes of the last answer
    failed: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency in seconds that this share of the answers did not exceed."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass
class _Exchange:
    started: float
    answer: bytes = b""


def request(path: str, cookie: str = "") -> bytes:
    """A GET request; the server closes the connection after its answer."""
    sent = quote(path, safe="/?&=%+:")
    lines = [f"GET {sent} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += ["X-Forwarded-Proto: https", *([f"Cookie: {cookie}"] if cookie else [])]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def burst(
    port: int, requests: Sequence[bytes], *, at_once: int, seconds: float = 0.0, count: int = 0
) -> Result:
    """Send the requests in turn, ``at_once`` under way, for some seconds or a number of them."""
    result = Result()
    chosen = selectors.DefaultSelector()
    begun = time.perf_counter()
    for message in _until(requests, begun, seconds, count):
        if len(chosen.get_map()) >= at_once:
            _collect(chosen, result)
        _send(chosen, port, message)
    while chosen.get_map():
        _collect(chosen, result)
    result.seconds = time.perf_counter() - begun
    return result


def _until(requests: Sequence[bytes], begun: float, seconds: float, count: int) -> Iterator[bytes]:
    for number, message in enumerate(cycle(requests)):
        if number >= count if count else time.perf_counter() - begun > seconds:
            return
        yield message


def _send(chosen: selectors.BaseSelector, port: int, message: bytes) -> None:
    started = time.perf_counter()
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(message)
    connection.setblocking(False)
    chosen.register(connection, selectors.EVENT_READ, _Exchange(started))


def _collect(chosen: selectors.BaseSelector, result: Result) -> None:
    """Read what has come until at least one answer is whole."""
    whole = 0
    while not whole:
        for key, _ in chosen.select(timeout=60):
            part = key.fileobj.recv(262_144)  # type: ignore[union-attr]
            if part:
                key.data.answer += part
                continue
            whole += 1
            result.latencies.append(time.perf_counter() - key.data.started)
            result.size = len(key.data.answer)
            result.failed += not key.data.answer.startswith(b"HTTP/1.1 200")
            chosen.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]
