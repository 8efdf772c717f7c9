"""Text boxes: as Word draws them today with the older picture beside it, and as older Word drew them."""

import copy
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

EMU = 360000
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
PICTURE = (
    '<w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    '<v:shape id="box" type="#_x0000_t202" style="position:absolute;margin-left:0;margin-top:0;width:{points_wide}pt;'
    'height:{points_high}pt;z-index:2;mso-wrap-style:square;v-text-anchor:top" fillcolor="#{fill}" '
    'strokecolor="#404040"><v:textbox><w:txbxContent/></v:textbox><w10:wrap type="topAndBottom"/></v:shape></w:pict>'
)
DRAWING = (
    '<w:drawing><wp:anchor distT="45720" distB="45720" distL="0" distR="0" simplePos="0" relativeHeight="2" '
    'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
    '<wp:docPr id="7" name="Text Box 7"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
    '<a:ln w="12700"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></wps:spPr>'
    '<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr lIns="91440" tIns="45720" rIns="91440" bIns="45720" anchor="t">'
    "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


def text_box(paragraph: Paragraph, content: list[OxmlElement], held: dict[str, Any]) -> None:
    """A box of `width` and `height` cm holding the content. `form: vml` is the older kind; else both."""
    width, height = held.get("width", 16.0), held["height"]
    sizes = {
        **{"wide": round(width * EMU), "high": round(height * EMU), "fill": held.get("fill", "FFFFFF")},
        **{"points_wide": round(width * 28.35), "points_high": round(height * 28.35)},
    }
    if held.get("form") == "vml":
        shape = PICTURE
    else:
        older = f"<mc:Fallback>{PICTURE}</mc:Fallback>"
        shape = f'<mc:AlternateContent><mc:Choice Requires="wps">{DRAWING}</mc:Choice>{older}</mc:AlternateContent>'
    run = parse_xml(f"<w:r {SPACES}>{shape.format(**sizes)}</w:r>")
    for inside in run.iter(qn("w:txbxContent")):
        inside.extend(copy.deepcopy(content))
    for block in content:
        block.getparent().remove(block)
    paragraph._p.append(run)
