"""A server that answers as GitHub's API does, as far as a workflow asks it, and keeps what it is told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = {"login": "github-actions[bot]", "type": "Bot"}


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """An archive as that of an artifact."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


@dataclass
class GitHub:
    """One repository, ``o/r``."""

    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    archives: dict[int, bytes] = field(default_factory=dict)
    """The content of each artifact, by its id."""
    asked: list[str] = field(default_factory=list)
    """Each request that changes something, and each to where artifacts are stored."""

    def answer(
        self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any], token: str
    ) -> object:
        """Where else to ask, or bytes, or what JSON knows; None: no such thing."""
        page = int(query.get("page", ["1"])[0])
        if method == "GET" and path.startswith("/stored/"):
            self.asked.append(f"stored, token: {token or 'none'}")
            return self.archives[int(path.rpartition("/")[2])]
        if token != "Bearer secret":
            return None
        if method != "GET":
            self.asked.append(f"{method} {path}")
        match [method, *path.removeprefix("/repos/o/r/").split("/")]:
            case ["GET", "pulls"]:
                assert query["state"] == ["all"]
                return self._page([one for one in self.pulls if one["label"] == query["head"][0]], page)
            case ["GET", "issues", number, "comments"]:
                return self._page([one for one in self.comments if one["issue"] == int(number)], page)
            case ["POST", "issues", number, "comments"]:
                new = {"id": 1000 + len(self.comments), "issue": int(number), "user": BOT, **body}
                self.comments.append(new)
                return new
            case ["PATCH", "issues", "comments", number]:
                (one,) = (one for one in self.comments if one["id"] == int(number))
                one.update(body)
                return one
            case ["GET", "actions", "runs", run, "artifacts"]:
                of_run = [one for one in self.artifacts if one["workflow_run"]["id"] == int(run)]
                return {"artifacts": self._page(of_run, page)}
            case ["GET", "actions", "artifacts"]:
                named = [one for one in self.artifacts if one["name"] == query["name"][0]]
                return {"artifacts": self._page(named, page)}
            case ["GET", "actions", "artifacts", number, "zip"]:
                return f"/stored/{number}"
            case ["DELETE", "actions", "artifacts", number]:
                self.artifacts = [one for one in self.artifacts if one["id"] != int(number)]
                return b""
        return None

    def _page(self, found: list[dict[str, Any]], page: int) -> list[dict[str, Any]]:
        return found[(page - 1) * 100 : page * 100]


@contextmanager
def answering(github: GitHub) -> Iterator[str]:
    """Serve it, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = urlsplit(self.path)
            found = github.answer(
                self.command,
                asked.path,
                parse_qs(asked.query),
                json.loads(body or b"{}"),
                self.headers.get("Authorization", ""),
            )
            if isinstance(found, str):
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}{found}")
                self.end_headers()
                return
            self.send_response(404 if found is None else 200)
            self.end_headers()
            self.wfile.write(found if isinstance(found, bytes) else json.dumps(found).encode())

        do_GET = do_POST = do_PATCH = do_DELETE = _do  # noqa: N815 - the names of the methods

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
