// "Log as claim" on a selection, and "Find the claims" on a page or a link.
const items = { log: ["selection"], capture: ["page", "link"] };

async function server() {
  const { server } = await chrome.storage.sync.get("server");
  if (server) return server;
  const config = await fetch(chrome.runtime.getURL("config.json"));
  return (await config.json()).server;
}

async function open(path, query) {
  await chrome.tabs.create({ url: `${await server()}${path}?${query}` });
}

async function log(tab) {
  await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ["page.js"] });
  const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: () => foresaidPage() });
  await open("/log", result);
}

chrome.runtime.onInstalled.addListener(() => {
  for (const [id, contexts] of Object.entries(items)) {
    chrome.contextMenus.create({ id, contexts, title: chrome.i18n.getMessage(id) });
  }
});
chrome.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId === "log") return log(tab);
  return open("/capture", new URLSearchParams({ link: info.linkUrl ?? info.pageUrl }));
});
chrome.action.onClicked.addListener(log);
chrome.commands.onCommand.addListener((command, tab) => { if (command === "log") log(tab); });
