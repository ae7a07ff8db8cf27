// The search box finds while one types: on the page of the search in place,
// anywhere else under the box. Without script, Enter does.
(() => {
  "use strict";
  const box = document.getElementById("q");
  if (!box) return;
  const form = box.form, here = document.getElementById("found");
  const quick = () => document.getElementById("quickfound");
  let timer, pending, asked = box.value;

  const close = () => { quick().hidden = true; };
  async function find() {
    const text = box.value;
    if (text.trim() === asked.trim() && !quick().hidden) return;
    asked = text;
    pending?.abort();
    if (!here && !text.trim()) { close(); return; }
    pending = new AbortController();
    const address = "/search?q=" + encodeURIComponent(text);
    try {
      const answer = await fetch(address + (here ? "" : "&few=1"), { signal: pending.signal, headers: { "X-Fragment": "1" } });
      if (!answer.ok) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
      document.getElementById(part.id).replaceWith(document.importNode(part, true));
      document.getElementById("said").textContent = part.dataset.said;
      if (here) history.replaceState(null, "", address);
    } catch { /* overtaken by the next letter, or offline: Enter says more */ }
  }
  const soon = () => { clearTimeout(timer); timer = setTimeout(find, 120); };
  box.addEventListener("input", (event) => { if (!event.isComposing) soon(); });
  box.addEventListener("compositionend", soon);
  box.addEventListener("focus", () => { if (!here && box.value.trim() && quick().children.length) quick().hidden = false; });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) close(); });
  form.addEventListener("keydown", (event) => {
    const links = [...quick().querySelectorAll("a, button")];
    if (event.key === "Escape") { close(); if (event.target !== box) box.focus(); }
    if (quick().hidden || !links.length || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    (links[Math.min(at, links.length - 1)] ?? box).focus();
  });
})();
