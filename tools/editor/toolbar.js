// The buttons above the text: one stop of the Tab key, arrows between them (WAI-ARIA toolbar), words not pictures.
import { STYLES, TABLE, TEXT, style, styleNow } from "./commands.js";
import { isInTable } from "prosemirror-tables";

function group(label, bar) {
  const made = document.createElement("div");
  made.className = "gk-tools";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", label);
  bar.append(made);
  return made;
}

export function toolbar(view, ask, controls) {
  const bar = document.createElement("div");
  bar.className = "gk-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "排版，按方向键移动，按 Esc 回到正文");
  bar.setAttribute("aria-controls", controls);
  const text = group("文字", bar), table = group("表格", bar), tools = [];
  const run = (command) => { command(view.state, view.dispatch, view); };

  const select = document.createElement("select");
  select.setAttribute("aria-label", "段落样式");
  STYLES.forEach(([label, level]) => select.add(new Option(label, level)));
  select.addEventListener("change", () => { run(style(Number(select.value))); view.focus(); });
  text.append(select);

  function add(home, [name, label, hint, command, pressed]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.dataset.tool = name;
    if (hint) button.title = hint;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      if (command === "ask") return ask(name);
      run(command);
      view.focus();
    });
    home.append(button);
    tools.push({ button, command, pressed });
  }
  TEXT.forEach((tool) => add(text, tool));
  TABLE.forEach((tool) => add(table, tool));

  function stops() {
    return [select, ...tools.map((tool) => tool.button)].filter((stop) => !stop.closest("[hidden]"));
  }
  function rest(on) {
    stops().forEach((stop) => { stop.tabIndex = stop === on ? 0 : -1; });
  }
  bar.addEventListener("focusin", (event) => rest(event.target));
  bar.addEventListener("keydown", (event) => {
    const all = stops(), at = all.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: all.length - 1 - at }[event.key];
    if (event.key === "Escape") view.focus();
    else if (step === undefined) return;
    else all[(at + step + all.length) % all.length].focus();
    event.preventDefault();
  });

  let due = false;
  function refresh() { // once a frame: in a table of a thousand cells it costs as much as the key itself
    if (!due) requestAnimationFrame(show);
    due = true;
  }
  function show() {
    due = false;
    const inside = isInTable(view.state);
    if (!inside && table.contains(document.activeElement)) view.focus();
    table.hidden = !inside;
    select.value = styleNow(view.state);
    select.disabled = !view.editable;
    tools.forEach(({ button, command, pressed }) => {
      const able = view.editable && (command === "ask"
        ? button.dataset.tool !== "table" || !inside : command(view.state, undefined, view));
      button.setAttribute("aria-disabled", String(!able));
      if (pressed) button.setAttribute("aria-pressed", String(Boolean(pressed(view.state))));
    });
    if (!stops().some((stop) => stop.tabIndex === 0)) rest(select);
  }
  rest(select);
  return { bar, refresh, focus: () => (stops().find((stop) => stop.tabIndex === 0) || select).focus() };
}
