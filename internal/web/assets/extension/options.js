// Where the server is: what was set here, else what came with the extension.
const field = document.getElementById("server");
document.querySelector("label").textContent = chrome.i18n.getMessage("server");
document.querySelector("button").textContent = chrome.i18n.getMessage("save");

(async () => {
  const { server } = await chrome.storage.sync.get("server");
  const given = await fetch(chrome.runtime.getURL("config.json")).then((c) => c.json()).catch(() => ({}));
  field.value = server ?? given.server ?? "";
})();
document.getElementById("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  await chrome.storage.sync.set({ server: new URL(field.value).origin });
  document.getElementById("said").textContent = chrome.i18n.getMessage("saved");
});
