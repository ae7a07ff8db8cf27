package article

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"foresaid/internal/ledger"
)

const mostJSON = 1 << 20 // bytes, unpacked

// Get fetches the JSON answer of an address, in the limits of Fetch but for
// its size. A person has named the address, and what answers there is made for
// programs, so that robots.txt is not asked. The errors are Invalid at field
// "link".
func (f *Fetcher) Get(ctx context.Context, link string) (content []byte, contentType string, err error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	at, err := parseLink(link)
	if err != nil {
		return nil, "", err
	}
	for range mostRedirects + 1 {
		response, err := f.get(ctx, at, "application/json,*/*;q=0.1")
		if err != nil {
			return nil, "", aboutAnswer(err)
		}
		next, err := redirect(response, at)
		if err == nil && next == nil {
			content, contentType, err = readJSON(response)
		}
		_ = response.Body.Close() // it has been read, or is not wanted
		if err != nil || next == nil {
			return content, contentType, aboutAnswer(err)
		}
		at = next
	}
	return nil, "", ledger.Invalidf("link", "answer_redirects", "The address leads on and on")
}

func readJSON(r *http.Response) (content []byte, contentType string, err error) {
	contentType = r.Header.Get("Content-Type")
	if r.StatusCode < 200 || r.StatusCode >= 300 {
		return nil, contentType, ledger.Invalidf("link", "answer_status", "The address answers with status %d", r.StatusCode)
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	switch { // some serve JSON as a plain text
	case kind == "", kind == "text/plain", kind == "application/octet-stream", strings.HasSuffix(kind, "json"), strings.HasSuffix(kind, "javascript"):
	default:
		return nil, contentType, ledger.Invalidf("link", "answer_type", "The address answers with %s; it has to be JSON", plain(kind))
	}
	if content, err = readAtMost(r.Body, mostJSON); err != nil {
		return nil, contentType, err
	}
	if !json.Valid(content) {
		return nil, contentType, ledger.Invalidf("link", "answer_not_json", "What the address answers is not JSON")
	}
	return content, contentType, nil
}

// aboutAnswer takes the advice to paste a text out of what is said of pages.
func aboutAnswer(err error) error {
	var told *ledger.Error
	if !errors.As(err, &told) {
		return err
	}
	switch told.Key {
	case "link_slow":
		return ledger.Invalidf("link", "answer_slow", "The address did not answer within %d seconds", int(fetchTime/time.Second)).Because(err)
	case "link_unreachable":
		return ledger.Invalidf("link", "answer_unreachable", "The address can’t be reached").Because(err)
	case "link_redirect_bad", "link_redirect_open":
		return ledger.Invalidf("link", "answer_redirect", "The address leads on to one that is not asked: not protected, or no web address").Because(err)
	case "link_too_large":
		return ledger.Invalidf("link", "answer_too_large", "The answer is larger than %d MB", mostJSON>>20).Because(err)
	case "link_private":
		return ledger.Invalidf("link", "answer_private", "The address leads to a private network or an unusual port; only the public web is asked").Because(err)
	}
	return err
}
