// Between the sanitised HTML of the text field and the editor's document, both ways.
import { DOMParser as Reader, DOMSerializer } from "prosemirror-model";
import { schema } from "./schema.js";

const reader = Reader.fromSchema(schema);
const writer = DOMSerializer.fromSchema(schema);

export function element(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

// Captions go where the schema finds them; cells of a table's head are header cells.
export function prepare(body) {
  body.querySelectorAll("caption").forEach((caption) => {
    caption.closest("table").dataset.caption = caption.textContent.trim();
    caption.remove();
  });
  body.querySelectorAll("thead td").forEach((cell) => {
    const head = cell.ownerDocument.createElement("th");
    for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) head.setAttribute(name, cell.getAttribute(name));
    head.append(...cell.childNodes);
    cell.replaceWith(head);
  });
  return body;
}

export function read(html) {
  return reader.parse(prepare(element(html)));
}

// A cell or an item with one paragraph needs none; header cells say what they head.
export function write(doc) {
  if (doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.content.size) return "";
  const home = document.implementation.createHTMLDocument("");
  const body = home.body;
  body.append(writer.serializeFragment(doc.content, { document: home }));
  body.querySelectorAll("td, th, li").forEach((place) => {
    const [first, second] = place.children;
    const alone = !second || (place.tagName === "LI" && /^[UO]L$/.test(second.tagName));
    if (first && first.tagName === "P" && alone) first.replaceWith(...first.childNodes);
  });
  body.querySelectorAll("th").forEach((cell) => {
    const row = Array.from(cell.parentNode.children);
    cell.setAttribute("scope", row.every((other) => other.tagName === "TH") ? "col" : "row");
  });
  return body.innerHTML;
}
