"""Whether a pack's pages say what its credentials say: they are drawn anew and compared.

Text first, for it says what differs; then everything that decides how a page looks, so that
nothing is painted over it and no typeface shows one letter for another.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from permeate.core.packs.content import DRAWN, of_genre
from permeate.core.packs.drawing import DRAWN_WITH, draw
from permeate.core.refusals import Refused

# What pypdf raises at a broken file besides its own errors.
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
          AssertionError, NotImplementedError, OSError)  # fmt: skip
LOOKS = ("/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
ACTING = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties")
TAGS = ("/S", "/Alt", "/ActualText", "/E", "/Lang")
WORDS = 4  # shown around the first difference
OURS = (KeyError, ValueError, TypeError, AttributeError, IndexError)


def differences(
    data: bytes, pack: Mapping[str, Any], credentials: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Where the pages differ from what the (already judged) credentials say; none if nowhere."""
    try:
        drawn = draw(pack, credentials)
    except OURS as error:
        raise Refused("The pack lacks parts that its pages are drawn from.") from error
    if drawn == data:
        return []
    try:
        given, ours = (pypdf.PdfReader(io.BytesIO(one)) for one in (data, drawn))
        return _in_text(given, ours) or _in_looks(given, ours, pack)
    except BROKEN as error:
        raise Refused("The pages of this PDF cannot be read.") from error


def _in_text(given: pypdf.PdfReader, ours: pypdf.PdfReader) -> list[str]:
    if len(given.pages) != len(ours.pages):
        return [f"It has {len(given.pages)} pages; what is signed fills {len(ours.pages)}."]
    for number, (one, other) in enumerate(zip(given.pages, ours.pages, strict=True), 1):
        shows, says = one.extract_text().split(), other.extract_text().split()
        if shows != says:
            return [_first_difference(number, shows, says)]
    return []


def _first_difference(number: int, shows: list[str], says: list[str]) -> str:
    pairs = zip([*shows, ""], [*says, ""], strict=False)
    place = next((n for n, (one, other) in enumerate(pairs) if one != other), 0)
    around = slice(max(0, place - WORDS), place + WORDS)
    return (
        f"Page {number} shows “{' '.join(shows[around])[:200]}” where what is signed says "
        f"“{' '.join(says[around])[:200]}”."
    )


def _in_looks(given: pypdf.PdfReader, ours: pypdf.PdfReader, pack: Mapping[str, Any]) -> list[str]:
    same = [one.get("narrative") for one in of_genre(pack, DRAWN)] == [DRAWN_WITH]
    looks = _looks if same else _pictures  # another version draws the same text otherwise
    for number, (one, other) in enumerate(zip(given.pages, ours.pages, strict=True), 1):
        if looks(one) != looks(other):
            return [f"Page {number} is not drawn as it was issued: something was painted over."]
        if list(_notes(one)) != list(_notes(other)):
            return [f"Page {number} has notes or links that were not issued."]
    if same and list(_told(given)) != list(_told(ours)):
        return ["Its bookmarks, or what it says to a screen reader, are not as they were issued."]
    root, issued = (set(one.trailer["/Root"].get_object()) for one in (given, ours))  # type: ignore[call-overload]
    if any(name in root and name not in issued for name in ACTING):
        return ["The file does something when it is opened, or has layers or a form."]
    return []


def _looks(page: pypdf.PageObject) -> str:
    hashed = hashlib.sha256()
    parts = [(name, page.get(name)) for name in LOOKS if name != "/Contents"]
    content = page.get_contents()
    hashed.update(content.get_data() if content is not None else b"")
    _add(hashed, parts, set())
    return hashed.hexdigest()


def _pictures(page: pypdf.PageObject) -> str:
    """How many pictures and forms a page draws: something painted over it is often one."""
    return str(len((page.get("/Resources") or {}).get("/XObject") or {}))


def _add(hashed: Any, value: Any, seen: set[int]) -> None:
    """Everything a page draws with, by content: object numbers may differ after a re-save."""
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, StreamObject):
        hashed.update(value.get_data())
    if isinstance(value, DictionaryObject):
        for name in sorted(value):
            if name not in ("/Length", "/Filter", "/DecodeParms", "/Parent"):
                hashed.update(name.encode())
                _add(hashed, value.raw_get(name), seen)
    elif isinstance(value, list | tuple | ArrayObject):
        for one in value:
            _add(hashed, one, seen)
    else:
        hashed.update(repr(value).encode())


def _told(reader: pypdf.PdfReader) -> Iterator[str]:
    """What a reader's panes and a screen reader say besides the page: title, bookmarks, tags."""
    about: Any = reader.metadata or {}
    yield str([about.get(name) for name in ("/Title", "/Author", "/Subject")])
    also = reader.xmp_metadata
    yield str([also.dc_title, also.dc_creator, also.dc_description] if also else [])
    root: Any = reader.trailer["/Root"]
    yield str(root.get("/Lang"))
    for name, texts in (("/Outlines", ("/Title",)), ("/StructTreeRoot", TAGS)):
        yield from _texts(root.get(name), texts, set())


def _texts(value: Any, names: Sequence[str], seen: set[int]) -> Iterator[str]:
    """These members of a tree of bookmarks or tags, with its shape, from the top down."""
    node = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(node, list | tuple):
        for one in node:
            yield from _texts(one, names, seen)
    elif isinstance(node, DictionaryObject):
        if id(node) in seen:
            return
        seen.add(id(node))
        yield str([str(node.get(name, "")) for name in names])
        for step in ("/K", "/First", "/Next"):
            if step in node:
                yield step
                yield from _texts(node.raw_get(step), names, seen)
    elif node is not None:
        yield str(node)  # the number of a marked part of the page


def _notes(page: pypdf.PageObject) -> Iterator[str]:
    for one in page.get("/Annots") or []:
        note = one.get_object()
        action = note.get("/A")
        address = action.get_object().get("/URI") if action else None
        yield f"{note.get('/Subtype')} {[str(n) for n in note.get('/Rect', [])]} {address}"
