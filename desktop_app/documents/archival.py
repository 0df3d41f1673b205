"""PDF/A-2b (ISO 19005-2): what an archived PDF needs besides embedded fonts: its colours defined, its metadata twice.

ReportLab writes neither; both are added to its document before it is saved, so the bytes stay the same for the same
input. `tests/documents/test_archival.py` has every form checked by pikepdf's validator.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from desktop_app.domain.refusals import Damaged
from desktop_app.locations import resources

PRODUCER = "ReportLab"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>2000-01-01T00:00:00+00:00</xmp:CreateDate>
<xmp:ModifyDate>2000-01-01T00:00:00+00:00</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
"""The dates are those ReportLab writes for an invariant document: when a paper was issued stands on the paper."""


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The catalog of ReportLab, which does not know output intents."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")
    __Refs__ = pdfdoc.PDFCatalog.__NoDefault__


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The document information without what the metadata has no place for."""

    def format(self, document: Any) -> bytes:
        told = {
            "Title": self.title,
            "Author": self.author,
            "Subject": self.subject,
            "Creator": self.creator,
            "Producer": PRODUCER,
        }
        fields = {name: pdfdoc.PDFString(text) for name, text in told.items()}
        fields["CreationDate"] = fields["ModDate"] = pdfdoc.PDFDate(ts=document._timeStamp)
        written: bytes = pdfdoc.PDFDictionary(fields).format(document)
        return written


@cache
def _profile() -> bytes:
    path = resources() / "colour" / "sRGB.icc"
    try:
        return path.read_bytes()
    except OSError as error:
        raise Damaged(f"颜色配置文件缺失：{path.name}。请重新安装程序。") from error


def make_archival(canvas: Any) -> None:
    """Turn the finished document of a canvas into PDF/A-2b; the last thing before it is saved."""
    document = canvas._doc
    info = _Info()
    info.__dict__.update(vars(document.info))
    document.info = info
    catalog = _Catalog()
    catalog.__dict__.update(vars(document.Catalog))
    catalog.OutputIntents = pdfdoc.PDFArray([_output_intent(document)])
    catalog.Metadata = _metadata(info)
    document.Catalog = catalog
    for page in document.idToObject.values():
        if isinstance(page, pdfdoc.PDFPage):
            # An entry for slide shows, which ReportLab writes although it is empty.
            page.Trans = None


def _output_intent(document: Any) -> Any:
    profile = pdfdoc.PDFStream(content=_profile(), filters=[pdfdoc.PDFZCompress])
    profile.dictionary["N"] = 3
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _metadata(info: Any) -> Any:
    xmp = _XMP.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        producer=PRODUCER,
        creator=escape(info.creator),
    )
    metadata = pdfdoc.PDFStream(content=xmp.encode(), filters=[])
    metadata.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    metadata.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    return metadata
