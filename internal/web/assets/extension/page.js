// What a page tells of itself, and what is selected on it, as the query that
// Foresaid's form takes. The bookmarklet and the extension both run this.
function foresaidPage() {
  const meta = (...names) => {
    for (const name of names) {
      const found = document.querySelector(`meta[property="${name}"],meta[name="${name}"],meta[itemprop="${name}"]`)?.content?.trim();
      if (found) return found;
    }
    return "";
  };
  let data = {};
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const all = [].concat(JSON.parse(script.textContent)).flatMap((x) => x["@graph"] ?? x);
      data = all.find((x) => x.datePublished) ?? data;
    } catch { /* not ours to mend */ }
  }
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? "";
  const url = canonical.startsWith(location.origin) ? canonical : location.href;
  const author = [].concat(data.author ?? []).map((a) => a.name ?? a)[0];
  const published = [data.datePublished, meta("article:published_time", "datePublished", "date", "dc.date"),
    document.querySelector("time[datetime]")?.dateTime].map((t) => /^\d{4}-\d\d-\d\d/.exec(t ?? "")?.[0]).find(Boolean);
  const selected = [...String(getSelection()).trim()], cut = selected.length > 4000;
  const text = selected.slice(0, 4000).join("") + (cut ? "…" : "");
  return new URLSearchParams(Object.entries({
    text, cut: cut ? 1 : 0, title: meta("og:title") || document.title, url,
    author: typeof author === "string" ? author : meta("author", "article:author"),
    published, lang: document.documentElement.lang,
  }).filter(([, value]) => value)).toString();
}
