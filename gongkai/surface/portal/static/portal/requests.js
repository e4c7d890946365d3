// The proof of work in place of the question, where a browser can do it; everything works without.
(() => {
  "use strict";
  for (const box of document.querySelectorAll("[data-challenge]")) {
    if (!window.Worker || !window.crypto || !crypto.subtle) continue;
    const challenge = JSON.parse(box.dataset.challenge);
    const question = box.querySelector("[data-question]");
    const state = box.querySelector("[data-working]");
    const fail = () => { state.hidden = true; question.hidden = false; };
    let worker;
    try { worker = new Worker(box.dataset.worker); } catch { continue; }
    question.hidden = true;
    state.hidden = false;
    worker.onerror = fail;
    worker.onmessage = (message) => {
      worker.terminate();
      if (!message.data || message.data.error) { fail(); return; }
      box.querySelector("[name=altcha]").value = btoa(JSON.stringify({ challenge, solution: message.data }));
      state.textContent = state.dataset.done;
    };
    worker.postMessage({ type: "work", challenge, counterMode: "uint32", counterStart: 0, counterStep: 1, timeout: 90000 });
  }
  // A form is sent once: a second press while it is on its way does nothing.
  for (const form of document.querySelectorAll("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 8000);
    });
  }
  const wrong = document.querySelector("[data-wrong]");
  if (wrong) wrong.focus();
})();
