"""What every page of a meeting site has around it, and the habits of its markup.

Doubled spaces in tags, punctuation as numeric entities, addresses without a leading slash and with spaces and line ends
in them, words inside links that are not shown, and the size of a file inside its link.
"""

import re
from collections.abc import Mapping

from demo.promised import Paper

Asked = Mapping[str, str]
"""Parameters, their names in lower case."""
PAGE = """<html><head>
<meta name="DC.title"  content="{title}"/>
<title>{title}</title></head><body><ul>
<li><a href="ieDocHome.aspx?bcr=1" title="Link to committee meetings">Meetings</a></li>
<li><a href="mgUserInfo.aspx?UID=1">A councillor</a></li></ul>
<div id="modgov"><div class="mgHeader"><h1  class="mgMainTitleTxt" >{title}</h1></div>
{body}
<div class="mgFooter" >
<p>&nbsp;</p>
</div>
</div></body></html><!-- modern.gov reverse CMS: undefined -->"""
SIZE = '<span  class="mgFileSize" ><img src="mgimages/logo-pdf-1.gif" alt="pdf icon" /> PDF 119 KB</span>'


def entities(said: str) -> str:
    """Punctuation as the pages write it."""
    return re.sub(r"[&/:'()<>\"]", lambda m: f"&#{ord(m.group())};", said)


def page(title: str, body: str) -> str:
    return PAGE.format(title=entities(title), body=body)


def link(href: str, title: str) -> str:
    at = href.replace("&", "&amp;")
    return f'<li><a  href="{at}"   title="Link&#32;to&#32;file">{entities(title)}\n{SIZE} </a>  </li>'


def address(paper: Paper) -> str:
    suffix = paper.file.suffix if paper.file else ".pdf"
    return f"documents/s{paper.id}/{re.sub(r'[^A-Za-z0-9 ]', '', paper.title)}{suffix}"
