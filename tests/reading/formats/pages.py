"""The seed as web pages: layouts of government sites, with menus and footers around the text."""

from html import escape

from tests.reading.formats.rows import PARAGRAPHS

NAVIGATION = "".join(f"<li><a href='/{n}'>政务公开栏目{n}</a></li>" for n in range(40))
AROUND = (
    "<html><head><meta charset='utf-8'><title>宁波市鄞州区人民政府</title><style>p{{color:red}}</style>"
    f"<script>var a = '一，二。三，四。';</script></head><body><header><ul>{NAVIGATION}</ul></header>"
    "<div class='crumbs'>当前位置：首页 &gt; 政务公开</div>{}<div id='footer'><p>主办：某区政府办公室，"
    "地址：某路1号。电话：0574-12345678</p></div><script src='x.js'></script></body></html>"
)
TOOLS = "<div>【字体：大 中 小】</div><div>打印本页</div><div>分享到：</div>"


def paragraphs(template: str) -> str:
    return "".join(template.format(escape(line)) for line in PARAGRAPHS)


LAYOUTS = {
    "paragraphs": f"<div class='main'><h1>政府工作报告</h1>{TOOLS}<div>{paragraphs('<p>{}</p>')}</div></div>",
    "breaks": f"<div id='zoom'>{TOOLS}{'<br/>　　'.join(map(escape, PARAGRAPHS))}</div>",
    "divisions": f"<article>{paragraphs('<div>&nbsp;&nbsp;{}</div>')}<div>（责任编辑：某某）</div></article>",
    "a word processor's export": paragraphs(
        "<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US>&ensp;<o:p></o:p></span>"
        "<span><font>{}</font></span></p>"
    ),
    "tables for layout": (
        f"<table><tr><td>{NAVIGATION}</td><td><table><tr><td>{paragraphs('<p>{}</p>')}</td></tr></table>"
        "</td></tr></table>"
    ),
    "torn by tags": "<section>"
    + "".join(
        f"<p>{escape(line[:9])}<strong>{escape(line[9:11])}</strong>{escape(line[11:])}</p>\n"
        for line in PARAGRAPHS
    )
    + "</section>",
}


def page(layout: str) -> bytes:
    """The seed in one of ``LAYOUTS``."""
    return AROUND.format(LAYOUTS[layout]).encode()
