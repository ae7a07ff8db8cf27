// What the capture page does quicker with script: it saves while one types,
// goes from sentence to sentence by keys, and takes a selection as a claim.
(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select");

  // Handing over: formatted text is pasted as such, and a file may be dropped.
  const handOver = $("#hand-over");
  if (handOver) {
    const text = $("#f-text"), html = $("[name=html]", handOver), file = $("#f-file");
    let pasted = null;
    text.addEventListener("paste", (event) => {
      const rich = event.clipboardData?.getData("text/html");
      pasted = rich && text.value === "" ? rich : null;
      setTimeout(() => { if (pasted) pasted = { rich: pasted, plain: text.value }; });
    });
    handOver.addEventListener("submit", () => {
      html.disabled = !(pasted?.plain === text.value);
      if (!html.disabled) html.value = pasted.rich;
    });
    handOver.addEventListener("dragover", (event) => { event.preventDefault(); handOver.classList.add("over"); });
    handOver.addEventListener("dragleave", () => handOver.classList.remove("over"));
    handOver.addEventListener("drop", (event) => {
      handOver.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      file.files = event.dataTransfer.files;
      handOver.requestSubmit();
    });
    return;
  }

  const desk = () => $("#desk");
  if (!desk() || desk().dataset.state !== "open") return;
  const cards = () => $$(".draftcard");
  const current = () => $(".draftcard[open]");
  const address = desk().dataset.capture;

  // The marks in the text look like their cards.
  function paint() {
    for (const card of cards()) {
      for (const mark of $$(`.article a[href="#${card.id}"]`)) {
        mark.classList.remove("waiting", "kept", "skipped", "on");
        mark.classList.add(card.dataset.state);
        if (card.open) mark.classList.add("on");
      }
    }
  }

  function go(card, focus = true) {
    if (!card) return;
    for (const other of cards()) if (other !== card) other.open = false;
    card.open = true;
    paint();
    const list = $(".drafts");
    if (getComputedStyle(list).position === "sticky") { // beside the text
      list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
      $(`#m${card.dataset.number}`)?.scrollIntoView({ block: "center" });
    } else {
      card.scrollIntoView({ block: "start" });
    }
    if (focus) $("summary", card).focus({ preventScroll: true });
  }
  function move(step) {
    const all = cards(), at = all.indexOf(current());
    go(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
  }

  // Saving as one types. What could not be saved is kept in the browser too.
  const dirty = new Map(); // number of the card to its timer
  const backup = (number) => `desk${address}/${number}`;
  function status(key) {
    const saved = $("#saved");
    saved.classList.toggle("wrong", key === "unsaved");
    saved.textContent = desk().dataset[key] ?? "";
  }
  const storage = (fn) => { try { return fn(localStorage); } catch { return null; /* switched off */ } };
  function typed(card) {
    const number = card.dataset.number;
    clearTimeout(dirty.get(number));
    storage((s) => s.setItem(backup(number), new URLSearchParams(new FormData($("form", card))).toString()));
    dirty.set(number, setTimeout(save, 350, number));
    status("saving");
  }
  async function post(url, body) {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Fragment": "1" } });
    if (answer.redirected) { location.href = answer.url; return null; }
    return answer;
  }
  async function save(number) {
    const card = document.getElementById("s" + number);
    clearTimeout(dirty.get(number));
    dirty.delete(number);
    if (!card) return;
    const body = new URLSearchParams(new FormData($("form", card)));
    body.set("act", "save");
    try {
      const answer = await post(`${address}/s/${number}`, body);
      if (!answer?.ok) throw new Error();
      take(await answer.text());
      if (!dirty.has(number)) storage((s) => s.removeItem(backup(number)));
      status(dirty.size ? "saving" : "saved");
    } catch {
      status("unsaved");
      if (!dirty.has(number)) dirty.set(number, setTimeout(save, 5000, number));
    }
  }
  addEventListener("pagehide", () => {
    for (const number of dirty.keys()) {
      const body = new URLSearchParams(new FormData($("form", document.getElementById("s" + number))));
      body.set("act", "save");
      navigator.sendBeacon(`${address}/s/${number}`, body);
    }
  });
  // What an earlier visit could not save is filled in again.
  for (const card of cards()) {
    const kept = storage((s) => s.getItem(backup(card.dataset.number)));
    if (!kept) continue;
    const values = new URLSearchParams(kept);
    for (const field of $("form", card).elements) {
      if (!field.name || field.type === "submit") continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.getAll(field.name).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    typed(card);
  }

  // Each part of an answer takes the place of the part with its id.
  function take(html) {
    const parts = [...new DOMParser().parseFromString(html, "text/html").body.children];
    let next = null;
    for (const part of parts) {
      if (part.id === "goto") { next = part.dataset.to; continue; }
      const old = part.id && document.getElementById(part.id);
      if (part.dataset.when !== undefined) { // whether a date or a review date is asked for
        old?.closest("[data-when]")?.classList.toggle("open-ended", part.dataset.when === "open");
        continue;
      }
      if (!old) continue;
      const open = old.open;
      const fresh = document.importNode(part, true);
      old.replaceWith(fresh);
      if (open && fresh.matches(".draftcard")) fresh.open = true;
    }
    if (desk().dataset.state !== "open") { location.reload(); return null; }
    paint();
    return next;
  }

  async function send(form, submitter, more = {}) {
    const card = form.closest(".draftcard");
    if (card) { clearTimeout(dirty.get(card.dataset.number)); dirty.delete(card.dataset.number); }
    const body = new URLSearchParams(new FormData(form, submitter));
    for (const [name, value] of Object.entries(more)) body.set(name, value);
    if (!form.matches("[data-card]")) body.set("current", current()?.dataset.number ?? "");
    let answer;
    try {
      answer = await post(submitter?.getAttribute("formaction") || form.getAttribute("action"), body);
    } catch {
      status("unsaved");
      return;
    }
    if (!answer) return;
    const html = await answer.text();
    const next = take(html);
    if (card && answer.ok) storage((s) => s.removeItem(backup(card.dataset.number)));
    status(dirty.size ? "saving" : "saved");
    if (next) go(document.getElementById(next));
    else if (answer.ok && card && !document.getElementById(card.id)?.open) go(current() ?? document.getElementById(card.id));
    else if (answer.ok && card && (body.get("act") === "keep" || body.get("act") === "skip")) {
      document.getElementById(card.id).open = false; // the last one
      paint();
      $("[data-log]").focus();
    } else if (!form.matches("[data-card]")) go(current(), false);
    else $("[aria-invalid=true]", document.getElementById(card.id) ?? desk())?.focus();
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-card], form[data-desk], #add")) return;
    event.preventDefault();
    const more = {};
    if (event.submitter?.value === "split") {
      const at = selected();
      if (at) more.at = at.start;
    }
    send(form, event.submitter, more);
  });
  document.addEventListener("input", (event) => {
    const card = event.target.closest(".draftcard");
    if (!card) return;
    if (event.target.name === "deadline") { // who gives another deadline infers it
      const stated = event.target.value === card.dataset.stated;
      $(`[name=deadline_kind][value=${stated ? "stated" : "inferred"}]`, card).checked = true;
    }
    typed(card);
  });

  // A card is unfolded alone, and its words are shown in the text.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches(".draftcard")) return;
    if (event.target.open) for (const other of cards()) if (other !== event.target) other.open = false;
    paint();
  }, true);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".article a.m");
    if (mark && !String(getSelection())) {
      event.preventDefault();
      go(document.getElementById(mark.getAttribute("href").slice(1)), false);
    }
    if (event.target.closest("[data-take]")) takeSelection();
    const log = event.target.closest("[data-log]");
    if (log && dirty.size) { // first save what is being typed
      event.preventDefault();
      Promise.all([...dirty.keys()].map(save)).then(() => log.click());
    }
  });

  // A selection, in characters of the text.
  function offset(node, at) {
    if (node.nodeType !== Node.TEXT_NODE) {
      node = node.childNodes[at] ?? node;
      at = 0;
      while (node.firstChild) node = node.firstChild;
    }
    const piece = (node.parentElement ?? node).closest("[data-at]");
    return piece ? +piece.dataset.at + [...node.data?.slice(0, at) ?? ""].length : null;
  }
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!$(".article").contains(range.startContainer)) return null;
    const start = offset(range.startContainer, range.startOffset);
    if (start === null) return null;
    if (range.collapsed) return { start, end: start };
    const last = $$(".article [data-at]").filter((piece) => range.intersectsNode(piece)).pop();
    const end = last?.contains(range.endContainer) ? offset(range.endContainer, range.endOffset)
      : last && +last.dataset.at + [...last.textContent].length;
    return end === null ? null : { start, end };
  }
  function takeSelection() {
    const at = selected();
    if (!at || at.start >= at.end) return;
    getSelection().removeAllRanges();
    send($("#add"), null, { start: at.start, end: at.end });
  }
  document.addEventListener("selectionchange", () => {
    const at = selected();
    const offer = $("#selection");
    if (offer) offer.hidden = !at || at.start >= at.end;
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.isComposing || $("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      $("[data-log]:not(:disabled)")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const field = typing(event.target);
    if (field) {
      if (event.key === "Escape") { event.target.blur(); $("summary", event.target.closest(".draftcard") ?? document)?.focus(); }
      if (event.key === "Enter" && field.matches("textarea") && !event.shiftKey && field.closest(".draftcard")) {
        event.preventDefault();
        $("[data-act=keep]", field.closest(".draftcard")).click();
      }
      return;
    }
    const card = current();
    const act = (name) => { const button = card && $(`[data-act=${name}]`, card); button?.click(); return !!button; };
    let done = true;
    switch (event.key) {
      case "j": case "ArrowDown": move(1); break;
      case "k": case "ArrowUp": move(-1); break;
      case "Enter":
        if (event.target.closest("a, button") || (event.target.closest("summary") && !event.target.closest(".draftcard"))) return;
        if (event.target.closest("summary") && !event.target.closest(".draftcard").open) return;
        done = act("keep"); break;
      case "d": done = act("skip"); break;
      case "s": done = act("split"); break;
      case "m": done = act("join"); break;
      case "e": if (card) { $("[name=statement]", card).focus(); } else done = false; break;
      case "c": takeSelection(); break;
      default: done = false;
    }
    if (done) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  addEventListener("online", () => { for (const number of dirty.keys()) save(number); });
  paint();
})();
