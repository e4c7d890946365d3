// The gaps beside the form of a guide, read anew by the server while somebody writes. Nothing depends on it.
(() => {
  const form = document.querySelector("form[data-check]");
  const panel = document.querySelector("[data-gaps]");
  if (!form || !panel) return;
  let waiting = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
      if (!answer.ok || mine !== asked) return;
      panel.innerHTML = await answer.text();
    } catch {
      // The line is down; the panel is right again after saving.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 700);
  });
})();
