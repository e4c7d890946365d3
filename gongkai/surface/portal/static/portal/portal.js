// Only makes things quicker; every page works without it.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    });
  }
  // Browsers without ::details-content keep the filters shut: beside the results they stand open.
  const beside = matchMedia("(min-width: 961px)");
  for (const filter of document.querySelectorAll("[data-filter]")) {
    if (beside.matches && !CSS.supports("selector(::details-content)")) filter.open = true;
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const form of document.querySelectorAll("form[data-suggest]")) {
    const input = form.querySelector("input[name=q]");
    const list = document.createElement("ul");
    list.className = "suggestions";
    list.hidden = true;
    form.append(list);
    let timer = 0;
    let asked = "";
    const show = (rows) => {
      list.replaceChildren(...rows.map((row) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = row.url;
        link.textContent = row.text;
        item.append(link);
        return item;
      }));
      list.hidden = rows.length === 0;
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const q = input.value.trim();
      if (q.length < 2) { show([]); return; }
      timer = setTimeout(async () => {
        asked = q;
        try {
          const answer = await fetch(form.dataset.suggest + "?q=" + encodeURIComponent(q));
          const body = await answer.json();
          if (asked === q) show(body.suggestions);
        } catch { show([]); }
      }, 180);
    });
    form.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")];
      if (event.key === "Escape") { show([]); input.focus(); return; }
      if (list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      (at < 0 ? input : links[Math.min(at, links.length - 1)]).focus();
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) show([]); });
  }
})();
