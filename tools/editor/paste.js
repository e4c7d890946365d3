// What is pasted from Word, WPS or a web page, reduced to structure. Looks go; so do comments, hidden words and
// deleted text of tracked changes, which nobody means to publish.
import { element, prepare } from "./html.js";

const SPACE = /^[\s\u00a0\u3000]+/;
const HIDDEN = /display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden/i;
const COMMENT = /mso-element\s*:\s*comment|mso-comment/i;
const DROPPED = "style, script, meta, link, title, xml, del, input, button, select, textarea, .MsoCommentReference";
const KEPT = ["href", "title", "src", "alt", "width", "height", "colspan", "rowspan", "start"];
const DIGITS = /^[(（]?\d+[)）.．、]?$/;
const BULLET = /^[·•●○■□◆◇§➢✓\-–—*oølnuvqwØ\uf000-\uf0ff]$/;

function look(node) {
  return node.getAttribute("data-look") || "";
}

function rename(node, tag) {
  const other = node.ownerDocument.createElement(tag);
  other.append(...node.childNodes);
  node.replaceWith(other);
  return other;
}

// Bold and raised letters that are said by style only.
function marks(body) {
  body.querySelectorAll("[data-look]").forEach((node) => {
    const said = look(node), weight = /font-weight\s*:\s*(\w+)/i.exec(said), raised = /vertical-align\s*:\s*(super|sub)/i.exec(said);
    if (/^(B|STRONG)$/.test(node.tagName)) {
      if (weight && /^(normal|400)$/.test(weight[1]) && !/mso-/.test(said)) node.replaceWith(...node.childNodes);
      return;
    }
    if (!/^(SPAN|FONT)$/.test(node.tagName)) return;
    const tags = [];
    if (weight && /^(bold|bolder|[6-9]00)$/.test(weight[1])) tags.push("b");
    if (raised) tags.push(raised[1].toLowerCase() === "super" ? "sup" : "sub");
    tags.forEach((tag) => {
      const inner = node.ownerDocument.createElement(tag);
      inner.append(...node.childNodes);
      node.append(inner);
    });
  });
}

// Word writes a list as paragraphs with their numbers in front. Numbers in Chinese stay words: 一、 is no <ol>.
function lists(body) {
  let list = null;
  body.querySelectorAll("p[data-look*=mso-list]").forEach((item) => {
    const sign = Array.from(item.querySelectorAll("span[data-look]")).find((span) => /mso-list\s*:\s*ignore/i.test(look(span)));
    if (!sign) return;
    const mark = sign.textContent.replace(/[\s\u00a0]+/g, "");
    const tag = BULLET.test(mark) ? "UL" : DIGITS.test(mark) ? "OL" : "";
    if (!tag) {
      sign.replaceWith(mark);
      return;
    }
    sign.remove();
    const before = item.previousElementSibling;
    if (!list || before !== list || list.tagName !== tag) {
      list = item.ownerDocument.createElement(tag);
      const first = parseInt(mark.replace(/\D/g, ""), 10);
      if (tag === "OL" && first > 1) list.setAttribute("start", first);
      item.before(list);
    }
    list.append(rename(item, "li"));
  });
}

function headings(body) {
  body.querySelectorAll("p").forEach((paragraph) => {
    const level = /mso-outline-level\s*:\s*([1-6])/i.exec(look(paragraph));
    if (level) rename(paragraph, "h" + level[1]);
  });
  const shift = body.querySelector("h1") ? 1 : 0; // the title of the page is its only h1
  body.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => {
    const level = Math.min(4, Math.max(2, Number(heading.tagName[1]) + shift));
    const other = heading.tagName === "H" + level ? heading : rename(heading, "h" + level);
    other.querySelectorAll("b, strong").forEach((bold) => bold.replaceWith(...bold.childNodes));
  });
}

// Two blanks in front of a paragraph are the indent that the style sheet gives.
function indents(body) {
  body.querySelectorAll("p, h2, h3, h4, li, td, th").forEach((block) => {
    const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      text.data = text.data.replace(SPACE, "");
      if (text.data) break;
    }
  });
}

// Returns the cleaned HTML; `told` hears how many pictures could not be kept.
export function clean(html, told) {
  const plain = html
    .replace(/<!--[\s\S]*?-->|<!\[[\s\S]*?\]>/g, "")
    .replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<(\/?)[ovwm]:[a-z][^>]*>/gi, "")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-look=").replace(/\son[a-z]+\s*=/gi, " data-gone="));
  const body = element(plain);
  body.querySelectorAll(DROPPED).forEach((node) => node.remove());
  body.querySelectorAll("[data-look]").forEach((node) => {
    if (HIDDEN.test(look(node)) || COMMENT.test(look(node))) node.remove();
  });
  let lost = 0;
  body.querySelectorAll("img").forEach((image) => {
    if (/^(https?:)?\/\/|^\//i.test(image.getAttribute("src") || "")) return;
    lost += 1;
    image.remove();
  });
  body.querySelectorAll("a").forEach((link) => {
    if (!/^(https?:|mailto:|tel:|\/)/i.test(link.getAttribute("href") || "")) link.replaceWith(...link.childNodes);
  });
  lists(body);
  headings(body);
  marks(body);
  indents(body);
  body.querySelectorAll("p").forEach((paragraph) => {
    if (!paragraph.textContent.replace(/[\s\u00a0\u3000]/g, "") && !paragraph.querySelector("img")) {
      if (paragraph.closest("td, th")) paragraph.replaceChildren(); else paragraph.remove();
    }
  });
  body.querySelectorAll("*").forEach((node) => {
    node.getAttributeNames().filter((name) => !KEPT.includes(name)).forEach((name) => node.removeAttribute(name));
  });
  if (lost) told(lost);
  return prepare(body).innerHTML;
}

export function cleanText(text) {
  return text.split(/\r\n?|\n/).map((line) => line.replace(SPACE, "")).join("\n");
}
