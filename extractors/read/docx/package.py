"""A Word file's zip -> its parts, each read when asked for: most of a file (pictures, themes, effects) no reader needs.

python-docx knows how parts are addressed and what their relationships are called; opening a file with it would parse
every part.
"""

import io
import zipfile
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TARGET_MODE, RELATIONSHIP_TYPE
from docx.opc.packuri import PACKAGE_URI, PackURI
from lxml import etree

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part says of another part, or of an address outside."""

    kind: str
    target: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part's XML and its relationships by their ids."""

    name: PackURI
    root: etree._Element
    relationships: dict[str, Relationship]

    def related(self, kind: str) -> list[PackURI]:
        """The names of the parts to which this one has relationships of one kind."""
        return _names(self.name, self.relationships, kind)

    def links(self) -> dict[str, str]:
        """The addresses to which hyperlinks lead, by the ids of their relationships."""
        return {
            i: r.target
            for i, r in self.relationships.items()
            if r.kind == RELATIONSHIP_TYPE.HYPERLINK and r.is_external
        }


def open_package(data: bytes) -> zipfile.ZipFile:
    """The parts of a Word file. Raises BadZipFile where the bytes are no zip."""
    return zipfile.ZipFile(io.BytesIO(data))


def main_part(package: zipfile.ZipFile) -> Part:
    """The part with the document's text. Raises ValueError where the package names none or several."""
    names = _names(PACKAGE_URI, _relationships(package, PACKAGE_URI), RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    if len(names) != 1:
        raise ValueError(f"one main document part expected, {len(names)} found")
    return part(package, names[0])


def part(package: zipfile.ZipFile, name: PackURI) -> Part:
    """A part by its name. Raises KeyError where there is none, XMLSyntaxError where it is broken."""
    root = etree.fromstring(package.read(name.membername), PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration, which no office program writes")
    return Part(name, root, _relationships(package, name))


def _relationships(package: zipfile.ZipFile, source: PackURI) -> dict[str, Relationship]:
    try:
        stored = package.read(source.rels_uri.membername)
    except KeyError:
        return {}
    return {
        r.get("Id", ""): Relationship(
            r.get("Type", ""), r.get("Target", ""), r.get("TargetMode") == RELATIONSHIP_TARGET_MODE.EXTERNAL
        )
        for r in etree.fromstring(stored, PARSER)
    }


def _names(source: PackURI, relationships: dict[str, Relationship], kind: str) -> list[PackURI]:
    inside = [r.target for r in relationships.values() if r.kind == kind and not r.is_external]
    return [PackURI.from_rel_ref(source.baseURI, target) for target in inside]
