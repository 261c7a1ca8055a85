"""How a page is cited: as text, as BibTeX, as CSL-JSON (the schema of citation styles)."""

import json
import re
from dataclasses import dataclass

PUBLISHER = "Rusfelt"
# What would end a group or begin a command of TeX.
SPECIAL = re.compile(r"[\\{}$&%#_^~]")
SPELT = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A page of one version of the graph: `version` is the SHA-256 of its file, `words` what was quoted from `of`."""

    title: str
    url: str
    version: str
    words: str = ""
    of: str = ""

    @property
    def short_version(self) -> str:
        """The first twelve digits of the version: enough to tell any two apart."""
        return self.version[:12]


def as_text(one: Citation) -> str:
    """The citation as a sentence."""
    quoted = f" «{one.words}»" if one.words else ""
    said = f"{one.of}:{quoted}. " if one.of else ""
    return f"{said}{PUBLISHER}: {one.title} (sha256 {one.short_version}). {one.url}"


def as_bibtex(one: Citation) -> bytes:
    """The citation for LaTeX."""
    said = f"{one.of}: {one.words}" if one.words else one.of
    fields = {
        "title": "{" + _spelt(one.title) + "}",
        "author": "{" + PUBLISHER + "}",
        "howpublished": r"\url{" + one.url + "}",
        "version": f"sha256:{one.version}",
        **({"note": _spelt(said)} if said else {}),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    key = f"rusfelt-{one.short_version}-{_key(one.url)}"
    return f"@misc{{{key},\n{lines}\n}}\n".encode()


def as_csl(one: Citation) -> bytes:
    """The citation for reference managers."""
    item = {
        "id": one.url,
        "type": "dataset",
        "title": one.title,
        "author": [{"literal": PUBLISHER}],
        "publisher": PUBLISHER,
        "version": f"sha256:{one.version}",
        "URL": one.url,
        **({"note": f"{one.of}: {one.words}" if one.words else one.of} if one.of else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1).encode() + b"\n"


def _spelt(text: str) -> str:
    return SPECIAL.sub(lambda found: SPELT.get(found[0], "\\" + found[0]), text)


def _key(url: str) -> str:
    return (
        re.sub(r"[^A-Za-z0-9]+", "-", url.rstrip("/").partition("://")[2].partition("/")[2])
        or "index"
    )
