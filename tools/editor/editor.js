// Turns <textarea data-editor> into a writing surface with tables. The text field stays in the form and is kept in
// step, so the form is posted as ever; without this script the field itself is used.
import { baseKeymap } from "prosemirror-commands";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState } from "prosemirror-state";
import { fixTables, tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { around, insertTable, keys, linked, setCaption, setLink } from "./commands.js";
import { ask } from "./dialogues.js";
import { read, write } from "./html.js";
import { clean, cleanText } from "./paste.js";
import { schema } from "./schema.js";
import { toolbar } from "./toolbar.js";

const PAUSE = 250; // milliseconds without a key before the text field is written
let count = 0;

function scrolled(node) {
  const dom = document.createElement("div"), table = document.createElement("table");
  const caption = document.createElement("caption"), body = document.createElement("tbody");
  dom.className = "gk-scroll";
  caption.contentEditable = "false";
  table.append(body);
  dom.append(table);
  const show = (now) => {
    caption.textContent = now.attrs.caption;
    if (now.attrs.caption) table.prepend(caption); else caption.remove();
    return true;
  };
  show(node);
  return {
    dom, contentDOM: body,
    update: (now) => now.type === schema.nodes.table && show(now),
    ignoreMutation: (change) => change.type !== "selection" && !body.contains(change.target),
  };
}

function questions(view) {
  const after = (act) => (values) => {
    if (values) act(values);
    view.focus();
  };
  return {
    link: () => {
      const { href } = linked(view.state);
      const shape = { type: "text", required: true, value: href, placeholder: "https:// 或 /", pattern: "(https?:|mailto:|tel:|/).+" };
      const run = ([address]) => setLink(address)(view.state, view.dispatch);
      ask("链接地址", [["地址", shape]], after(run), href ? ["去掉链接", [""]] : null);
    },
    table: () => {
      const number = (value, max) => ({ type: "number", min: 1, max, value, required: true });
      const fields = [["行数", number(3, 200)], ["列数", number(3, 30)], ["首行是表头", { type: "checkbox", checked: true }]];
      ask("插入表格", fields, after(([rows, columns, head]) => {
        insertTable(Number(rows), Number(columns), head)(view.state, view.dispatch);
      }));
    },
    caption: () => {
      const found = around(view.state, [schema.nodes.table]);
      if (!found) return;
      ask("表题", [["表题（留空则不要）", { type: "text", value: found.node.attrs.caption, maxLength: 200 }]],
        after(([text]) => setCaption(text)(view.state, view.dispatch)));
    },
  };
}

function upgrade(field) {
  const home = document.createElement("div"), place = document.createElement("div"), note = document.createElement("p");
  const id = field.id || "gk-editor-" + (count += 1);
  home.className = "gk-editor";
  note.className = "gk-note gk-soft";
  note.setAttribute("role", "status");
  let written = field.value, timer = 0, view = null, tools = null;

  const fresh = () => {
    const state = EditorState.create({ doc: read(field.value), plugins });
    const mended = fixTables(state);
    return mended ? state.apply(mended.setMeta("addToHistory", false)) : state;
  };
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    field.value = written = write(view.state.doc);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const inquire = (name) => questions(view)[name]();
  const { map, stay } = keys(inquire, () => tools.focus());
  const plugins = [
    history(), keymap(map), keymap(baseKeymap), gapCursor(), tableEditing(),
  ];
  const labels = Array.from(field.labels || []);
  labels.forEach((label, place) => { label.id = label.id || id + "-label-" + place; });
  const named = { id: id + "-text", role: "textbox", "aria-multiline": "true", class: "gk-page", lang: "zh-CN" };
  if (labels.length) named["aria-labelledby"] = labels.map((label) => label.id).join(" ");
  else named["aria-label"] = field.getAttribute("aria-label") || "正文";
  for (const name of ["aria-describedby", "aria-invalid"]) if (field.hasAttribute(name)) named[name] = field.getAttribute(name);
  if (field.required) named["aria-required"] = "true";

  view = new EditorView(place, {
    state: fresh(),
    attributes: named,
    editable: () => !field.disabled && !field.readOnly,
    nodeViews: { table: scrolled },
    handleKeyDown: (_, event) => {
      if (!/^(Tab|Escape|Shift)$/.test(event.key)) stay();
      return false;
    },
    transformPastedHTML: (html, target) => (/data-pm-slice/.test(html) ? html : clean(html, (lost) => {
      note.textContent = lost + " 张图片没有粘贴进来，请作为附件上传后再插入。";
    })),
    transformPastedText: cleanText,
    dispatchTransaction(transaction) {
      this.updateState(this.state.apply(transaction));
      if (transaction.docChanged) later();
      if (tools) tools.refresh();
    },
  });
  tools = toolbar(view, inquire, id + "-text");
  tools.refresh();
  home.append(tools.bar, place, note);
  field.before(home);
  field.hidden = true;
  field.required = false; // a hidden field cannot say what it lacks: the server does

  labels.forEach((label) => label.addEventListener("click", () => view.focus()));
  if (field.form) {
    field.form.addEventListener("formdata", (event) => {
      if (timer) keep();
      if (!field.disabled) event.formData.set(field.name, field.value);
    });
    field.form.addEventListener("reset", () => setTimeout(renew));
  }
  // What a browser restores when somebody comes back, or another script fills in, is taken over.
  function renew() {
    if (field.value === written) return;
    written = field.value;
    view.updateState(fresh());
    tools.refresh();
  }
  window.addEventListener("pageshow", renew);
  field.addEventListener("change", renew);
}

document.querySelectorAll("textarea[data-editor]").forEach(upgrade);
