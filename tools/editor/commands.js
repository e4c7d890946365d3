// What the toolbar and the keyboard can do. A command answers (state, dispatch, view) as ProseMirror's own do.
import { chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addColumnBefore, addRowAfter, addRowBefore, deleteColumn, deleteRow, deleteTable, goToNextCell,
  isInTable, mergeCells, splitCell, toggleHeader, toggleHeaderCell,
} from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const LISTS = [nodes.bullet_list, nodes.ordered_list];

export function around(state, wanted) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (wanted.includes($from.node(depth).type)) return { node: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

export function has(state, mark) {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(mark.isInSet(state.storedMarks || $from.marks()));
  return state.doc.rangeHasMark(from, to, mark);
}

// Into a list, out of it, or from one kind to the other.
function list(type) {
  return (state, dispatch, view) => {
    const found = around(state, LISTS);
    if (!found) return wrapInList(type)(state, dispatch, view);
    if (found.node.type === type) return liftListItem(nodes.list_item)(state, dispatch, view);
    if (dispatch) dispatch(state.tr.setNodeMarkup(found.at, type));
    return true;
  };
}

function bare(state, dispatch) {
  const { from, to, empty } = state.selection;
  if (empty) return false;
  if (dispatch) dispatch(state.tr.removeMark(from, to));
  return true;
}

export function insertTable(rows, columns, header) {
  return (state, dispatch) => {
    const cell = (type) => type.createAndFill();
    const row = (type) => nodes.table_row.create(null, Array.from({ length: columns }, () => cell(type)));
    const made = Array.from({ length: rows }, (_, place) => row(header && !place ? nodes.table_header : nodes.table_cell));
    if (isInTable(state)) return false;
    if (!dispatch) return true;
    const transaction = state.tr, after = state.selection.from + 1;
    transaction.replaceSelectionWith(nodes.table.create(null, made));
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(after)));
    dispatch(transaction.scrollIntoView());
    return true;
  };
}

export function setCaption(text) {
  return (state, dispatch) => {
    const found = around(state, [nodes.table]);
    if (found && dispatch) dispatch(state.tr.setNodeMarkup(found.at, null, { ...found.node.attrs, caption: text }));
    return Boolean(found);
  };
}

export function setLink(href) {
  return (state, dispatch) => {
    let { from, to } = linked(state);
    if (!dispatch) return true;
    const transaction = state.tr;
    if (from === to && href) transaction.insertText(href, from), to = from + href.length;
    transaction.removeMark(from, to, marks.link);
    if (href) transaction.addMark(from, to, marks.link.create({ href }));
    dispatch(transaction);
    return true;
  };
}

// The selection and the first link in it, or the whole link in which the cursor stands.
export function linked(state) {
  const { from, to, empty, $from } = state.selection;
  let mark = null;
  if (!empty) {
    state.doc.nodesBetween(from, to, (node) => { mark = mark || marks.link.isInSet(node.marks) || null; });
    return { from, to, href: mark ? mark.attrs.href : "" };
  }
  let start = 0, end = 0;
  $from.parent.forEach((child, offset) => {
    const at = $from.start() + offset, own = marks.link.isInSet(child.marks) || null;
    if (mark && end >= from && !(own && own.eq(mark) && end === at)) return; // found, and over
    if (!own || !mark || !own.eq(mark) || end !== at) start = at;
    mark = own;
    end = at + child.nodeSize;
  });
  if (!mark || from < start || from > end) return { from, to, href: "" };
  return { from: start, to: end, href: mark.attrs.href };
}

export const STYLES = [["正文", 0], ["一级标题", 2], ["二级标题", 3], ["三级标题", 4]];

export function style(level) {
  return level ? setBlockType(nodes.heading, { level }) : setBlockType(nodes.paragraph);
}

export function styleNow(state) {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading ? parent.attrs.level : 0;
}

// [name, label, hint, command, pressed?]; "ask" instead of a command opens a dialogue of that name.
export const TEXT = [
  ["undo", "撤销", "Ctrl+Z", undo], ["redo", "重做", "Ctrl+Y", redo],
  ["strong", "加粗", "Ctrl+B", toggleMark(marks.strong), (state) => has(state, marks.strong)],
  ["sup", "上标", "", toggleMark(marks.sup), (state) => has(state, marks.sup)],
  ["sub", "下标", "", toggleMark(marks.sub), (state) => has(state, marks.sub)],
  ["link", "链接", "Ctrl+K", "ask", (state) => Boolean(linked(state).href)],
  ["bullets", "列表", "", list(nodes.bullet_list), (state) => (around(state, LISTS) || {}).node?.type === nodes.bullet_list],
  ["numbers", "编号", "", list(nodes.ordered_list), (state) => (around(state, LISTS) || {}).node?.type === nodes.ordered_list],
  ["bare", "清除格式", "", bare],
  ["table", "插入表格", "", "ask"],
];
export const TABLE = [
  ["row-before", "上方插行", "", addRowBefore], ["row-after", "下方插行", "", addRowAfter],
  ["column-before", "左侧插列", "", addColumnBefore], ["column-after", "右侧插列", "", addColumnAfter],
  ["row-gone", "删行", "", deleteRow], ["column-gone", "删列", "", deleteColumn],
  ["merge", "合并单元格", "选中几个单元格", mergeCells], ["split", "拆分单元格", "", splitCell],
  ["head-row", "表头行", "", toggleHeader("row")], ["head-column", "表头列", "", toggleHeader("column")],
  ["head-cell", "表头格", "", toggleHeaderCell],
  ["caption", "表题", "", "ask"], ["table-gone", "删表", "", deleteTable],
];

// Enter, Tab and the rest, and `stay`. Escape, then Tab, goes on to the next field: a table is no trap; any
// other key in between stays.
export function keys(ask, toToolbar) {
  let leaving = false;
  const unless = (command) => (state, dispatch, view) => {
    if (leaving) { leaving = false; return false; }
    return command(state, dispatch, view);
  };
  const nextCell = (state, dispatch, view) => {
    if (!isInTable(state)) return false;
    if (goToNextCell(1)(state, dispatch)) return true;
    return addRowAfter(state, dispatch) && goToNextCell(1)(view.state, view.dispatch);
  };
  const lineBreak = (state, dispatch) => {
    if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
  };
  const map = {
    "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo, "Mod-b": toggleMark(marks.strong),
    "Mod-k": () => { ask("link"); return true; },
    Enter: splitListItem(nodes.list_item), "Shift-Enter": lineBreak,
    Tab: unless(chainCommands(nextCell, sinkListItem(nodes.list_item))),
    "Shift-Tab": unless(chainCommands(goToNextCell(-1), liftListItem(nodes.list_item))),
    Escape: () => { leaving = true; return true; },
    "Alt-F10": () => { toToolbar(); return true; },
  };
  STYLES.forEach(([, level], place) => { map["Mod-Alt-" + place] = style(level); });
  return { map, stay: () => { leaving = false; } };
}
