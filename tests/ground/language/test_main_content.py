"""Where the article of a page stands."""

from selectolax.lexbor import LexborHTMLParser

from gongkai.ground.language.rules import main_content


def test_the_marked_container_comes_first():
    page = LexborHTMLParser("<div>菜单</div><div class='TRS_Editor'><p>正文</p></div>")
    assert main_content.container(page).text() == "正文"
    assert main_content.container(LexborHTMLParser("<p>x</p>")) is None


def test_the_densest_element_holds_most_of_the_prose():
    links = "".join(f"<a href=x>栏目{n}</a>" for n in range(20))
    page = LexborHTMLParser(f"<body><div>{links}</div><div id='x'><p>{'正文' * 50}</p></div></body>")
    assert main_content.densest(page).attributes["id"] == "x"
    assert main_content.densest(LexborHTMLParser(f"<body>{links * 4}<p>{'字' * 50}</p></body>")) is None
    assert main_content.prose(LexborHTMLParser("<p>一 二<a>三</a></p>").body) == 2
