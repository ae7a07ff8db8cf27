// "Log as claim" on a selection, and "Find the claims" on a page or a link.
const items = { log: ["selection"], capture: ["page", "link"] };

async function server() {
  const { server } = await chrome.storage.sync.get("server");
  if (server) return server;
  try {
    return (await (await fetch(chrome.runtime.getURL("config.json"))).json()).server;
  } catch { // not from the zip, which has the address
    return "";
  }
}

async function open(path, query) {
  const at = await server();
  if (at) await chrome.tabs.create({ url: `${at}${path}?${query}` });
  else await chrome.runtime.openOptionsPage();
}

// What the page tells of itself; where no script may run (a PDF) or the
// selection is in a frame, what the browser knows.
async function log(tab, selected) {
  let query;
  try {
    const target = { tabId: tab.id };
    await chrome.scripting.executeScript({ target, files: ["page.js"] });
    const [{ result }] = await chrome.scripting.executeScript({ target, func: () => foresaidPage() });
    query = new URLSearchParams(result);
  } catch {
    query = new URLSearchParams({ title: tab.title ?? "", url: /^https?:/.test(tab.url) ? tab.url : "" });
  }
  if (selected && !query.has("text")) {
    const all = [...selected];
    query.set("text", all.slice(0, 4000).join("") + (all.length > 4000 ? "…" : ""));
    if (all.length > 4000) query.set("cut", 1);
  }
  await open("/log", query);
}

chrome.runtime.onInstalled.addListener(() => {
  for (const [id, contexts] of Object.entries(items)) {
    chrome.contextMenus.create({ id, contexts, title: chrome.i18n.getMessage(id) });
  }
});
chrome.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId === "log") return log(tab, info.selectionText);
  return open("/capture", new URLSearchParams({ link: info.linkUrl ?? info.pageUrl }));
});
chrome.action.onClicked.addListener((tab) => log(tab));
chrome.commands.onCommand.addListener((command, tab) => { if (command === "log") log(tab); });
