// Answers that are already public, shown while a letter is written; the page before sending shows them too.
(() => {
  "use strict";
  for (const box of document.querySelectorAll("[data-likely]")) {
    const form = box.closest("form");
    const list = box.querySelector("ul");
    const fields = box.dataset.fields.split(" ").map((name) => form && form.elements[name]).filter(Boolean);
    if (!fields.length) continue;
    let timer = 0;
    let asked = "";
    const show = (rows) => {
      list.replaceChildren(...rows.map((row) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const facts = document.createElement("div");
        link.href = row.url;
        link.target = "_blank";
        link.textContent = row.title;
        facts.className = "facts";
        for (const text of [row.kind, row.publisher, row.day].filter(Boolean)) {
          const span = document.createElement("span");
          span.textContent = text;
          facts.append(span);
        }
        item.append(link, facts);
        return item;
      }));
      box.hidden = rows.length === 0;
    };
    const look = async () => {
      const words = fields.map((field) => field.value).join("\n").slice(0, 1000).trim();
      if (words === asked) return;
      asked = words;
      if (words.length < 4) { show([]); return; }
      try {
        const answer = await fetch(box.dataset.likely, { method: "POST", body: new URLSearchParams({ words }) });
        const body = answer.ok ? await answer.json() : { answers: [] };
        if (asked === words) show(body.answers);
      } catch { show([]); }
    };
    for (const field of fields) {
      field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 350); });
    }
  }
})();
