// Autosave of a form: <form data-autosave="ADDRESS"> with a [data-autosave-status] line inside.
// Saves 10 s after the last change (60 s after the first while somebody keeps typing), with Ctrl-S or ⌘-S, when
// the page is hidden and when it is left. Files are not sent. The server answers {"saved_at": "14:30:05"}, and
// {"revision": 7} with it when the form carries that field; 409 {"message": "…"} stops saving and says why.
(function () {
  "use strict";
  const QUIET = 10000, LONGEST = 60000, AGAIN = 30000, PATIENCE = 20000; // milliseconds
  const KEPT = "内容仍在本页";

  function watch(form) {
    const line = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    let changes = 0, saved = 0, since = 0, timer = 0, running = null, stopped = false, leaving = false;

    function say(state, text) {
      if (!line) return;
      line.dataset.state = state;
      if (line.textContent !== text) line.textContent = text;
    }
    function unsaved() { return changes > saved; }
    function later(wait) {
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(save, wait);
    }
    function touched() {
      changes += 1;
      since = since || Date.now();
      if (stopped) return;
      if (!running) say("unsaved", "有修改尚未暂存");
      later(Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
    }
    function content() {
      const data = new FormData(form);
      Array.from(data.entries()).forEach(function (pair) { if (pair[1] instanceof File) data.delete(pair[0]); });
      return data;
    }
    function failed(text) {
      say("failed", text);
      later(AGAIN);
    }
    async function answered(answer, sent) {
      if (answer.type === "opaqueredirect") return failed("暂存失败，登录已超时，请在新窗口重新登录；" + KEPT);
      let told = {};
      try { told = await answer.json(); } catch (error) { /* not ours: the status says enough */ }
      if (answer.status === 409) {
        stopped = true;
        return say("conflict", told.message || "别人已经改过这份稿件，请打开新的一版核对；" + KEPT);
      }
      if (!answer.ok || !told.saved_at) {
        return failed(told.message || "暂存失败（" + answer.status + "），请稍后再试；" + KEPT);
      }
      saved = sent;
      since = unsaved() ? Date.now() : 0;
      if (told.revision !== undefined && form.elements.revision) form.elements.revision.value = told.revision;
      say("saved", "已暂存 " + told.saved_at);
      if (unsaved()) later(QUIET);
    }
    async function send() {
      const sent = changes, giveUp = new AbortController();
      const late = setTimeout(function () { giveUp.abort(); }, PATIENCE);
      say("saving", "正在暂存…");
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: content(), redirect: "manual", credentials: "same-origin",
          headers: { Accept: "application/json" }, signal: giveUp.signal
        });
        await answered(answer, sent);
      } catch (error) {
        failed("暂存失败，请检查网络；" + KEPT);
      }
      clearTimeout(late);
      running = null;
    }
    function save() {
      clearTimeout(timer);
      if (running || stopped || !unsaved()) return running;
      running = send();
      return running;
    }

    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", function (event) {
      if (running) { // its answer brings the revision that this form must carry
        event.preventDefault();
        event.stopPropagation();
        const button = event.submitter;
        running.then(function () { form.requestSubmit(button); });
        return;
      }
      clearTimeout(timer);
      leaving = true;
    });
    document.addEventListener("keydown", function (event) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      save();
    });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden" && !leaving) save();
    });
    window.addEventListener("online", function () { save(); });
    window.addEventListener("beforeunload", function (event) {
      if (leaving || !unsaved()) return;
      save(); // goes on while the browser asks
      event.preventDefault();
      event.returnValue = "";
    });
    window.addEventListener("pagehide", function () {
      if (leaving || stopped || running || !unsaved()) return;
      fetch(form.dataset.autosave, { method: "POST", body: content(), keepalive: true }).catch(function () {});
    });
    window.addEventListener("pageshow", function () { leaving = false; });
    if ("autosaveDirty" in form.dataset) touched();
  }
  document.querySelectorAll("form[data-autosave]").forEach(watch);
})();
