// What the pages do quicker with script. Every form and link works without.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  navigator.serviceWorker?.register("/sw.js").catch(() => { /* only the page for when we are offline is missing */ });
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (text) => { $("#said").textContent = text; };

  // The queue: one row is current; keys act on it.
  const rows = () => $$(".queue .claim:has(.do), .queue .claim[data-row]");
  const current = () => $(".queue .claim[aria-current]");
  function select(row, focus = true) {
    if (!row) return;
    current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
  function move(step) {
    const all = rows(), at = all.indexOf(current());
    select(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
  }

  // A form with data-swap is sent without leaving the page. Each part of the
  // answer takes the place of the part with the same id.
  async function swap(form, submitter) {
    const data = new FormData(form, submitter);
    const row = form.closest(".claim");
    form.inert = true;
    try {
      const answer = await fetch(submitter?.getAttribute("formaction") || form.getAttribute("action"), {
        method: "POST", body: [...data.values()].some((value) => value instanceof File && value.name) ? data : new URLSearchParams([...data].filter(([, value]) => !(value instanceof File))), headers: { "X-Fragment": "1" },
      });
      const parts = new DOMParser().parseFromString(await answer.text(), "text/html").body.children;
      if (![...parts].some((part) => part.id)) { // an error that is no row
        $$(".problem", row ?? form).forEach((p) => p.remove());
        form.append(...parts);
        return;
      }
      for (const part of [...parts]) {
        const old = part.id && document.getElementById(part.id);
        if (old) old.replaceWith(document.importNode(part, true));
      }
      count();
      if (form.id === "many" || form.closest("#many-done")) {
        const told = $("#many-done .notice p");
        if (answer.ok && told) say(told.textContent);
        ($("#many .problem") ?? $("#many-done"))?.scrollIntoView({ block: "nearest" });
      }
      const fresh = row && document.getElementById(row.id);
      if (fresh) {
        select(fresh, false);
        const wrong = $("[aria-invalid=true], .problem", fresh);
        const field = wrong?.matches(".problem") ? wrong.previousElementSibling : wrong;
        (field?.focus ? field : fresh).focus({ preventScroll: true });
        if (fresh.dataset.just) say(fresh.dataset.just);
      }
    } catch { // no answer: the browser's own error page says more, and its reload sends the form again
      if (submitter?.name) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
      }
      HTMLFormElement.prototype.submit.call(form);
    } finally {
      form.inert = false;
    }
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-swap]")) return;
    event.preventDefault();
    swap(event.target, event.submitter);
  });

  // Claims that are chosen are changed together, by the form below the queue.
  const picks = () => $$("[data-pick]");
  function count() {
    const bar = $("#many");
    if (!bar) return;
    const chosen = picks().filter((pick) => pick.checked).length;
    bar.classList.toggle("on", chosen > 0);
    $("[data-count]", bar).textContent = (chosen === 1 ? bar.dataset.one : bar.dataset.more.replace("2", chosen));
  }
  function pick(all) {
    const boxes = all ? picks() : $$("[data-pick]", current() || rows()[0]);
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
    count();
    return boxes.length > 0;
  }
  document.addEventListener("change", (event) => { if (event.target.matches("[data-pick]")) count(); });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-none]")) return;
    picks().forEach((box) => { box.checked = false; });
    count();
  });
  count();

  // All about a claim unfolds in its row.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-brief]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const brief = document.getElementById(link.dataset.brief);
    const open = brief.hidden;
    if (open && !brief.firstChild) {
      try {
        const answer = await fetch(link.href, { headers: { "X-Fragment": "1" } });
        if (!answer.ok) throw new Error(answer.statusText);
        brief.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
      } catch {
        location.href = link.href;
        return;
      }
    }
    brief.hidden = !open;
    link.setAttribute("aria-expanded", open);
  });

  function act(name) {
    const many = $("#many.on");
    const row = many || current() || rows()[0];
    const control = row && $(`[data-act="${name}"]`, row);
    if (!control) return false;
    if (!many) select(row, false);
    if (control.matches("summary")) {
      const details = control.parentElement;
      details.open = true;
      $("input:not([type=checkbox]):not([type=hidden]), select, textarea", details)?.focus();
    } else {
      control.click();
    }
    return true;
  }

  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key;
    if (typing(event.target)) {
      if (key === "Escape") {
        const details = event.target.closest("details.more");
        event.target.blur();
        if (details) { details.open = false; select(details.closest(".claim")); }
      }
      return;
    }
    if ($("dialog[open]")) return;
    let done = true;
    if (key === "?") $("#keys").showModal();
    else if (key === "j" || key === "k") { if (rows().length) move(key === "j" ? 1 : -1); else done = false; }
    else if (key === "Enter" && event.target === current()) $("h3 a", current())?.click();
    else if (key >= "1" && key <= "5" && key.length === 1) done = act(key);
    else if (key === "e") done = act("evidence");
    else if (key === "s") done = act("later");
    else if (key === "x") done = act("void");
    else if (key === "o") done = act("brief");
    else if (key === "v" && picks().length) done = pick(false);
    else if (key === "a" && picks().length) done = pick(true);
    else if (key === "u" && $('[data-act="undo-many"]')) $('[data-act="undo-many"]').click();
    else if (key === "u" && act("undo")) done = true;
    else {
      const control = key.length === 1 && /[a-z/]/.test(key) && $(`[data-key="${key}"]`);
      if (control) control.matches("input, textarea") ? control.focus() : control.click(); else done = false;
    }
    if (done) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".queue .claim");
    if (row && row !== current() && rows().includes(row)) select(row, false);
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open).showModal();
  });
})();
