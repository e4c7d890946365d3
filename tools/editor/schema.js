// What a document's body may hold: the structure that gongkai/ground/language/rules/markup.py lets through.
import { Schema } from "prosemirror-model";
import { addListNodes } from "prosemirror-schema-list";
import { tableNodes } from "prosemirror-tables";

const LEVELS = { H1: 2, H2: 2, H3: 3, H4: 4, H5: 4, H6: 4 };

function attributes(dom, names) {
  return Object.fromEntries(names.map((name) => [name, dom.getAttribute(name)]));
}

function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));
}

function defaults(names) {
  return Object.fromEntries(names.map((name) => [name, { default: null }]));
}

const IMAGE = ["src", "alt", "title", "width", "height"];
const LINK = ["href", "title"];

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    attrs: { level: { default: 2 } }, content: "inline*", group: "block", defining: true,
    parseDOM: Object.keys(LEVELS).map((tag) => ({ tag: tag.toLowerCase(), attrs: { level: LEVELS[tag] } })),
    toDOM: (node) => ["h" + node.attrs.level, 0],
  },
  blockquote: {
    content: "block+", group: "block", defining: true,
    parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0],
  },
  center: { content: "block+", group: "block", parseDOM: [{ tag: "center" }], toDOM: () => ["center", 0] },
  pre: {
    content: "text*", marks: "", group: "block", code: true, defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }], toDOM: () => ["pre", 0],
  },
  rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  text: { group: "inline" },
  image: {
    inline: true, group: "inline", draggable: true, attrs: defaults(IMAGE),
    parseDOM: [{ tag: "img[src]", getAttrs: (dom) => attributes(dom, IMAGE) }],
    toDOM: (node) => ["img", present(node.attrs)],
  },
  hard_break: {
    inline: true, group: "inline", selectable: false, linebreakReplacement: true,
    parseDOM: [{ tag: "br" }], toDOM: () => ["br"],
  },
};

const marks = {
  link: {
    attrs: defaults(LINK), inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => attributes(dom, LINK) }],
    toDOM: (mark) => ["a", present(mark.attrs), 0],
  },
  strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
  underline: { parseDOM: [{ tag: "u" }, { tag: "ins" }], toDOM: () => ["u", 0] },
  strike: { parseDOM: [{ tag: "s" }, { tag: "del" }], toDOM: () => ["s", 0] },
  sup: { excludes: "sub", parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  sub: { excludes: "sup", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
  code: { parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
};

const tables = tableNodes({ tableGroup: "block", cellContent: "block+", cellAttributes: {
  scope: { default: null, getFromDOM: (dom) => dom.getAttribute("scope") },
} });
// A table's caption is kept as an attribute: the editing of cells counts only rows among a table's children.
tables.table = {
  ...tables.table,
  attrs: { caption: { default: "" } },
  parseDOM: [{ tag: "table", getAttrs: (dom) => ({ caption: dom.dataset.caption || "" }) }],
  toDOM: (node) => (node.attrs.caption
    ? ["table", ["caption", node.attrs.caption], ["tbody", 0]] : ["table", ["tbody", 0]]),
};
const base = new Schema({ nodes: { ...nodes, ...tables }, marks });
export const schema = new Schema({
  nodes: addListNodes(base.spec.nodes, "paragraph block*", "block"), marks: base.spec.marks,
});
