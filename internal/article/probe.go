package article

import (
	"context"
	"net/http"
)

// Probe asks whether a page is there, and not for what it says. It returns the
// status of HTTP that the link leads to in the end, or 0 where nothing answers
// or where it may not be asked.
func (f *Fetcher) Probe(ctx context.Context, link string) int {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	at, err := parseLink(link)
	if err != nil {
		return 0
	}
	method := http.MethodHead
	for range mostRedirects + 1 {
		request, err := http.NewRequestWithContext(ctx, method, at.String(), nil)
		if err != nil {
			return 0
		}
		request.Header.Set("User-Agent", f.agent)
		response, err := f.client.Do(request)
		if err != nil {
			return 0
		}
		_ = response.Body.Close() // nothing of it is wanted
		if method == http.MethodHead && response.StatusCode >= 400 {
			method = http.MethodGet // some answer HEAD with anything
			continue
		}
		next, err := redirect(response, at)
		if err != nil {
			return 0
		}
		if next == nil {
			return response.StatusCode
		}
		at = next
	}
	return 0
}
