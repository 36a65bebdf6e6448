"""What the control words of RTF mean for its text, from Microsoft's Rich Text Format Specification 1.9.1."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)
SIGNS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "nestcell": "\t",
    "nestrow": "\n",
    "~": "\xa0",
    "_": "-",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column", "\n", "\r"})
# Groups whose words nobody sees, and that hold only the document's machinery.
SILENT = frozenset(
    re.findall(
        r"\S+",
        "colortbl stylesheet info generator pict objdata datafield themedata colorschememapping latentstyles datastore "
        "xmlnstbl listtable listoverridetable rsidtbl revtbl filetbl fldinst sp shprslt nonshppict bkmkstart bkmkend "
        "xe tc txe rxe ftnsep ftnsepc aftnsep ftncn aftncn atnid atnauthor atndate atnref atnparent atntime panose "
        "falt fontemb fontfile objclass objname htmltag mhtmltag private template passwordhash pnseclvl wgrffmtfilter "
        "mmathPr userprops",
    )
)
# Groups that are marked as unknown to old readers and hold words all the same.
SPOKEN = frozenset({"annotation", "shpinst", "do", "dptxbxtext", "footnote", "result", "ud", "fldrslt"})
FURNITURE = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
BOXES = frozenset({"footnote", "annotation", "shptxt", "dptxbxtext"})
CODE_PAGES = {  # of fonts by their character set
    77: "mac_roman",
    78: "cp932",  # and others of a Mac, which are those of Windows or near them
    79: "cp949",
    80: "cp936",
    81: "cp950",
    84: "mac_arabic",
    85: "mac_greek",
    86: "mac_turkish",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
NUMBERED_PAGES = {  # Windows' numbers of code pages that Python knows by other names
    10000: "mac_roman",
    10001: "cp932",
    10002: "cp950",
    10003: "cp949",
    10004: "mac_arabic",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10008: "cp936",
    10029: "mac_latin2",
    10079: "mac_iceland",
    10081: "mac_turkish",
    65001: "utf-8",
}
DOCUMENT_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
