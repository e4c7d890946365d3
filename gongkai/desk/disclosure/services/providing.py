"""Files that are given with a reply are read before they are kept: what a black box only covers is no
redaction, and what a file hides goes out with it."""

from gongkai.ground.attachments import sandbox
from gongkai.ground.attachments.rules import Contents, Hiding, Refused
from gongkai.record.editorial.rules.checks.personal import in_file

from .papers import Paper


def checked(papers: list[Paper]) -> list[str]:
    """What the officer should know of these files, in words. Call outside a transaction.

    Raises Refused for a file in which words are covered and still there.
    """
    told: list[str] = []
    for paper in papers:
        contents: Contents = sandbox.run("contents", paper.data, paper.format)
        covered = [piece.place for piece in contents.pieces if piece.hiding is Hiding.COVERED]
        if covered:
            raise Refused(
                f"{paper.name}：{covered[0]}有被盖住的文字，谁都能取出来。盖住不是删去：请用"
                "“遮盖文件里的词语”或者重新制作，把不公开的内容真正删去后再上传"
            )
        for found in in_file(paper.name, contents, frozenset()):
            told.append(f"{found.place}：{found.text}。{found.advice}")
    return told
