// What forms do quicker with script: they say while one types what is
// understood, and offer what is known.
(() => {
  "use strict";
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const parse = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];
  const later = (wait, fn) => {
    let timer;
    return (...args) => { clearTimeout(timer); timer = setTimeout(fn, wait, ...args); };
  };
  // Only the answer to the newest question counts.
  const newest = () => {
    let pending;
    return async (url, options = {}) => {
      pending?.abort();
      pending = new AbortController();
      try {
        const answer = await fetch(url, { ...options, signal: pending.signal, headers: { "X-Fragment": "1" } });
        return answer.ok ? await answer.text() : null;
      } catch {
        return null;
      }
    };
  };

  for (const form of $$("form[data-preview]")) {
    const ask = newest();
    const preview = async (typed) => {
      const html = await ask(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (html === null) return;
      for (const part of parse(html)) {
        document.getElementById(part.id)?.replaceWith(part);
        const input = part.id.startsWith("below-") && document.getElementById("f-" + part.id.slice(6));
        if (input && input === typed) input.removeAttribute("aria-invalid");
      }
      const open = form.querySelector("[data-open-ended]");
      if (form.id === "draft") unfoldReview(!!open || form.review_on?.value !== "");
      if (typed?.name === "source_title" && document.activeElement !== typed) unfoldSource();
    };
    const soon = later(200, preview);
    form.addEventListener("input", (event) => soon(event.target));
    form.addEventListener("change", (event) => { if (event.target.name === "source_title") unfoldSource(); });
  }
  function unfoldReview(on) {
    document.getElementById("when-open")?.classList.toggle("on", on);
    document.getElementById("when-sooner")?.toggleAttribute("hidden", on);
  }
  document.querySelector("#when-sooner button")?.addEventListener("click", () => {
    unfoldReview(true);
    document.getElementById("f-review_on")?.focus();
  });
  function unfoldSource() {
    const fold = document.querySelector("[data-new-source]");
    const link = document.getElementById("f-source_link");
    if (fold && (link.value || document.querySelector("#below-source_title[data-new]"))) fold.open = true; // a link goes before the title
  }

  for (const input of $$("input[data-suggest]")) {
    const ask = newest();
    input.addEventListener("input", later(120, async () => {
      const html = await ask(input.dataset.suggest + "?q=" + encodeURIComponent(input.value));
      if (html !== null) input.list.replaceChildren(...parse(html));
    }));
  }

  // A list replaces the whole field; topics are added one by one.
  const topics = document.getElementById("f-topics");
  if (topics) {
    const all = $$("option", topics.list).map((o) => o.value);
    topics.addEventListener("input", () => {
      const before = topics.value.match(/^.*[,，、;；]\s*/u)?.[0] ?? "";
      const has = before.split(/[,，、;；]/u).map((t) => t.trim());
      topics.list.replaceChildren(...all.filter((t) => !has.includes(t)).map((t) => new Option("", before + t)));
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const form = event.target.closest("form") ?? document.getElementById("draft");
    if (!form || form.method === "dialog") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".btn.primary"));
  });

  // Whoever always fills in a part of the form finds it unfolded.
  for (const part of $$("details[data-part]")) {
    const key = "part-" + part.dataset.part;
    try {
      if (localStorage.getItem(key)) part.open = true;
      part.querySelector("summary").addEventListener("click", () => {
        if (part.open) localStorage.removeItem(key); else localStorage.setItem(key, "1");
      });
    } catch { /* storage is switched off */ }
  }

  // Fields that can't be changed without a reason ask for one once changed.
  const reason = document.getElementById("f-reason");
  const locked = $$("[data-locked]");
  if (reason && locked.length) {
    const changed = (i) => "checked" in i && i.type !== "text" ? i.checked !== i.defaultChecked : i.value !== i.defaultValue;
    const check = () => {
      const needed = locked.some(changed);
      reason.setAttribute("aria-required", String(needed));
      reason.closest(".why").classList.toggle("needed", needed);
    };
    document.addEventListener("input", check);
    check();
  }
})();
