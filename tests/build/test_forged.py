"""A store whose every entry somebody has forged, digests and all: a wrong text at worst, and nothing runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mkdocs_results_gallery.build import Site, build
from mkdocs_results_gallery.options import Limits, Options
from mkdocs_results_gallery.passive import is_passive, is_passive_file
from mkdocs_results_gallery.store import FolderStore
from tests.site.everykind import RESULTS
from tests.site.host import write
from tests.test_passive import acts

LIMITS = Limits(listed_cells=8)
ATTACK = "<img src=x onerror=alert(1)><script>alert(1)</script>"
Lie = Callable[[Any], Any]


def everywhere(lie: Lie) -> Lie:
    """A lie in place of each text, at any depth."""

    def told(value: Any) -> Any:  # noqa: ANN401 - whatever is kept
        if isinstance(value, dict):
            return {told(key): told(one) for key, one in value.items()}
        if isinstance(value, list):
            return [told(one) for one in value]
        return lie(value)

    return told


def as_text(lie: Callable[[str], str]) -> Lie:
    def told(value: Any) -> Any:  # noqa: ANN401 - whatever is kept
        if isinstance(value, str):
            return lie(value)
        if isinstance(value, bytes):
            inner = unpacked(value)
            return value if inner is None else msgspec.msgpack.encode(everywhere(told)(inner))
        return value

    return everywhere(told)


def unpacked(content: bytes) -> Any:  # noqa: ANN401 - whatever is kept
    """What an entry holds; None for bytes of another kind."""
    try:
        found = msgspec.msgpack.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return found if isinstance(found, dict | list) else None


def forged(content: bytes, lie: Lie, text: Callable[[bytes], bytes]) -> bytes:
    found = unpacked(content)
    return text(content) if found is None else msgspec.msgpack.encode(lie(found))


LIES: Mapping[str, tuple[Lie, Callable[[bytes], bytes]]] = {
    "an attack for each text": (as_text(lambda _: ATTACK), lambda _: ATTACK.encode()),
    "an attack behind each text": (as_text(lambda one: one + ATTACK), lambda one: one + ATTACK.encode()),
    "an attack in each element": (
        as_text(lambda one: one.replace(">", ' onclick="alert(1)">')),
        lambda one: one.replace(b">", b' onclick="alert(1)">'),
    ),
    "an address that runs": (
        as_text(lambda one: "javascript:alert(1)" if one.startswith("http") or "/" in one else one),
        lambda one: one.replace(b'href="', b'href="javascript:alert(1)//'),
    ),
    "another place": (
        as_text(lambda one: f"../../{one}" if one.endswith((".md", ".svg", ".js", ".csv", ".json")) else one),
        lambda one: one,
    ),
    "the place of a script": (
        as_text(lambda one: "assets/results-gallery.js" if one.endswith((".csv", ".svg")) else one),
        lambda one: one,
    ),
    "other parts of a catalogue": (
        as_text(lambda one: one + '"}],"parts":["https://x.org/x.js"],"experiments":[{"a":"'),
        lambda one: one,
    ),
    "no lists": (everywhere(lambda one: one), lambda one: b""),
    "numbers": (as_text(lambda one: "9" * len(one)), lambda one: b"9" * len(one)),
    "nothing": (lambda _: [], lambda _: b""),
    "all of another": (lambda found: [found, found], lambda one: one + one),
    "larger numbers": (
        everywhere(lambda one: one + 1_000 if type(one) is int else one),
        lambda one: one.replace(b'"row:', b'"row:99'),
    ),
    "empty lists": (
        lambda found: [[] if isinstance(one, list) else one for one in found],
        lambda _: b"<svg>",
    ),
    "texts that are not UTF-8": (everywhere(lambda one: one), lambda one: one + b"\xff"),
}


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forged")
    write(folder / "results", RESULTS)
    return folder


@contextmanager
def stranger(home: Path) -> Iterator[None]:
    """Whoever puts entries now is another user, or on another machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(home / "of a stranger"))
        yield


def made(folder: Path, cache: Path | None) -> Site:
    options = Options(cache=cache, limits=LIMITS, figures=("svg", "png"), share_images=True, workers=0)
    return build(folder / "results", options)


@pytest.fixture(scope="module")
def honest(gallery: Path) -> Site:
    return made(gallery, None)


@pytest.fixture(scope="module")
def entries(gallery: Path) -> dict[str, bytes]:
    """What a build keeps, by key."""
    cache = gallery / "honest"
    made(gallery, cache)
    store = FolderStore(cache)
    return {path.name: content for path in cache.iterdir() if (content := store.get(path.name)) is not None}


@pytest.mark.parametrize("lie", LIES)
def test_nothing_runs(
    lie: str, tmp_path: Path, gallery: Path, honest: Site, entries: Mapping[str, bytes]
) -> None:
    store, (of_nouns, of_texts) = FolderStore(tmp_path), LIES[lie]
    with stranger(gallery):
        for key, content in entries.items():
            store.put(key, forged(content, of_nouns, of_texts))

    site = made(gallery, tmp_path)

    # what a file seems to say decides about pages of rows, metrics and tags
    pages, others = ({page.uri for page in one.pages} for one in (site, honest))
    assert pages <= others
    assert {uri for uri in others - pages if uri.startswith("experiments/")} == set()
    assert {one.uri for one in site.assets} <= {one.uri for one in honest.assets}
    for page in site.pages:
        texts = [page.html, page.search, *(heading.shown for heading in page.headings)]
        assert [text for text in texts if not is_passive(text) or acts(text)] == []
    other = {one.uri: one.content for one in honest.assets}
    for asset in site.assets:
        content = asset.content
        # a picture whose drawing is lost, and not its mention, is empty
        if content not in (b"", other[asset.uri]) and "gallery.json" not in asset.uri:
            assert is_passive_file(asset.uri, content), asset.uri
    catalogue = json.loads(next(one.content for one in site.assets if one.uri == "gallery.json"))
    told = json.loads(other["gallery.json"])
    assert catalogue.keys() == told.keys()
    assert catalogue.get("parts") == told.get("parts")
    for one in catalogue["experiments"]:
        assert one["thumbnail"] == "" or one["thumbnail"].startswith("data:image/png;base64,")


def test_the_entries_are_of_every_kind(entries: Mapping[str, bytes]) -> None:
    texts = [content for content in entries.values() if unpacked(content) is None]
    assert len(entries) - len(texts) > 10
    for start in (b'<div class="rg', b"\x89PNG"):
        assert any(content.startswith(start) for content in texts), start


def test_what_this_user_has_made_is_not_checked(
    tmp_path: Path, gallery: Path, honest: Site, entries: Mapping[str, bytes]
) -> None:
    lie = as_text(lambda one: one + ATTACK if one.startswith('<div class="rg') else one)
    told = {key: forged(content, lie, lambda one: one) for key, content in entries.items()}
    (tmp_path / "own").mkdir()
    own, theirs = FolderStore(tmp_path / "own"), FolderStore(tmp_path / "theirs")
    for key, content in told.items():
        own.put(key, content)
    with stranger(gallery):
        for key, content in told.items():
            theirs.put(key, content)

    taken, doubted = (
        {page.uri: page.html for page in made(gallery, tmp_path / name).pages} for name in ("own", "theirs")
    )

    for page in honest.pages:
        is_lie = page.kind in ("experiment", "baseline")
        assert taken[page.uri] == page.html + (ATTACK if is_lie else "")
        assert doubted[page.uri] == page.html


def test_what_this_user_has_made_for_one_place_is_not_taken_for_another(
    tmp_path: Path, gallery: Path, honest: Site, entries: Mapping[str, bytes]
) -> None:
    store, theirs = FolderStore(tmp_path), FolderStore(tmp_path)
    for key, content in entries.items():
        store.put(key, content)
    turned = 0
    with stranger(gallery):
        for key, content in entries.items():
            match unpacked(content):
                case [{"files": [_, _, *_] as files} as small, *others]:
                    lie = [{**small, "files": [*files[1:], files[0]]}, *others]
                case {"files": [_, _, *_] as files} as small:
                    lie = {**small, "files": [*files[1:], files[0]]}
                case _:
                    continue
            theirs.put(key, msgspec.msgpack.encode(lie))
            turned += 1
    assert turned > 2

    site = made(gallery, tmp_path)

    assert {one.uri: one.content for one in site.assets} == {one.uri: one.content for one in honest.assets}


@pytest.mark.parametrize(
    "text", ["{}{}", "{", "{} x", "[]", "7", "", '{"a": NaN}', '{"a": "\x01"}', "{'a': 1}"]
)
def test_a_text_that_is_not_one_object_of_json_is_no_entry_of_the_catalogue(
    text: str, tmp_path: Path, gallery: Path, honest: Site, entries: Mapping[str, bytes]
) -> None:
    store = FolderStore(tmp_path)
    with stranger(gallery):
        for key, content in entries.items():
            match unpacked(content):
                case [{"listed": dict() as listed} as small, *others]:
                    told = {**small, "listed": {**listed, "thumbnail": "", "entry": ["", text]}}
                    store.put(key, msgspec.msgpack.encode([told, *others]))

    site = made(gallery, tmp_path)

    (given, expected) = (
        next(json.loads(one.content) for one in some.assets if one.uri == "gallery.json")
        for some in (site, honest)
    )
    assert given == expected
