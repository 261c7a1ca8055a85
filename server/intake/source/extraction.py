"""The characters of a file that somebody has saved: a text as it is, a page or a PDF as an extractor reads it.

Offsets count in these characters, so what an extractor has given is kept as a text of its own and known by its hash:
another version of the extractor changes nothing that has been registered.
"""

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from graph_build.errors import Unreadable
from graph_build.reading.ordinary_file import MILLION, read_ordinary
from graph_build.reading.text_file import decoded
from graph_build.verification.changed_text.hashing_budget import digest
from graph_build.verification.texts import TEXTS

LARGEST_FILE = 20 * MILLION
LONGEST_TEXT = MILLION
BOM = b"\xef\xbb\xbf"
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# What a browser with scripts does not show.
HIDDEN = "//*[@hidden] | //noscript | //iframe | //template | //*[contains(translate(@style, ' ', ''), 'display:none')]"
# Characters that take no room: they stand within words and numbers unseen.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Marks that turn the direction of writing: a reader does not see what they do to the order of digits.
DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file; `original` is the hash of the file's bytes, `extractor` who has read them (empty: nobody)."""

    text: str
    original: str
    extractor: str

    @property
    def sha256(self) -> str:
        """The hash of the text's UTF-8 bytes, by which it is registered."""
        return digest(self.text)

    def kept(self, folder: Path, source: str) -> Path:
        """Where the text of a source is kept in a folder of the user's own."""
        return folder / TEXTS / f"{source}_{self.sha256[:16]}.txt"


def extracted(path: Path) -> Extracted:
    """The text of a file: plain text in UTF-8, HTML or PDF; Unreadable says in one line what it is instead."""
    content = read_ordinary(
        path, str(path), LARGEST_FILE, "; give the part that is about the matter"
    )
    text, extractor = _read(content, path)
    if not text.strip():
        raise Unreadable(
            f"{path}: has no text{' (a PDF of images?)' if extractor.startswith('pypdf') else ''}"
        )
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"{path}: has {len(text)} characters; a source has at most {LONGEST_TEXT}")
    return Extracted(text, sha256(content).hexdigest(), extractor)


def _read(content: bytes, path: Path) -> tuple[str, str]:
    if content.startswith(b"%PDF-"):
        return _of_pdf(content, path), f"pypdf {version('pypdf')}"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(f"{path}: is UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise Unreadable(f"{path}: is no text, no HTML and no PDF (it has bytes that are zero)")
    if _PAGE.match(content.removeprefix(BOM)):
        return _of_page(content, path), f"html-text {version('html-text')}"
    return decoded(content, path), ""


def _of_page(content: bytes, path: Path) -> str:
    # Imported here, as the next: who has a text needs neither.
    from html_text import cleaner, etree_to_text
    from lxml.html import HTMLParser, document_fromstring

    try:
        page = document_fromstring(content, parser=HTMLParser(encoding=_encoding(content, path)))
    except ValueError as error:  # lxml's errors of parsing are ValueErrors or SyntaxErrors
        raise Unreadable(f"{path}: cannot be read as HTML ({error})") from error
    for hidden in page.xpath(HIDDEN):
        hidden.drop_tree()
    return f"{etree_to_text(cleaner.clean_html(page)).strip()}\n"


def _encoding(content: bytes, path: Path) -> str:
    """What the page says that it is written in, UTF-8 else; Unreadable where it is not."""
    told = re.search(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", content[:4096], re.IGNORECASE)
    name = told[1].decode("ascii") if told else "utf-8"
    try:
        content.decode(name)
    except (LookupError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path}: is not in {name}, the encoding of the page") from error
    return name


def _of_pdf(content: bytes, path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{path}: is encrypted; save it without a password")
        pages = [page.extract_text() for page in reader.pages]
    # A broken file makes the reader fail in any way; there is nothing of ours in this call.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"{path}: cannot be read as PDF ({type(error).__name__})") from error
    return "\n\n".join(page.strip() for page in pages if page.strip()) + "\n"
