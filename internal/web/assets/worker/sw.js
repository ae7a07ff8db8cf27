// When the server can't be reached, a page says so. Nothing else is kept, so
// that nobody ever sees a record that has been overtaken.
const cache = "offline-{{.Version}}";
const kept = {{.Kept}};
const anyway = { ignoreVary: true }; // what a page asks for a style sheet with is not what it was kept with

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cache).then((c) => c.addAll(kept)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((n) => n !== cache).map((n) => caches.delete(n)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") {
    event.respondWith(fetch(event.request).catch(() => caches.match("/offline", anyway)));
  } else if (kept.includes(new URL(event.request.url).pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request, anyway)));
  }
});
