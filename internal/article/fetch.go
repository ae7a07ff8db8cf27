package article

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// Limits of fetching.
const (
	fetchTime     = 10 * time.Second // for all of it, robots.txt included
	mostRedirects = 5
	mostFetched   = 5 << 20   // bytes, unpacked
	mostHeader    = 64 << 10  // bytes
	mostRobots    = 512 << 10 // bytes
	longestLink   = 2000      // characters, as a source's
)

// FetchOptions are what a Fetcher may be told; all are optional.
type FetchOptions struct {
	Version string // of this program
	BaseURL string // where this tracker is found, for the sites that are asked

	// Permit replaces the rule that only the public internet may be reached,
	// on ports 80 and 443: for tests, and for pages of one's own network.
	Permit   func(netip.AddrPort) bool
	Resolver *net.Resolver  // nil for the system's
	Roots    *x509.CertPool // nil for the system's
}

// Fetcher fetches pages from the public web.
type Fetcher struct {
	client *http.Client
	agent  string
}

// agentName is what robots.txt calls this program.
const agentName = "Foresaid"

// NewFetcher returns a Fetcher. It keeps no cookies and no connections, knows
// no credentials, and does not mind the proxies of the environment, which
// would dial in its place.
func NewFetcher(o FetchOptions) *Fetcher {
	if o.Permit == nil {
		o.Permit = publicWeb
	}
	dialer := &net.Dialer{Timeout: fetchTime, Resolver: o.Resolver, Control: control(o.Permit)}
	agent := agentName + "/" + o.Version
	if o.Version == "" {
		agent = agentName
	}
	if o.BaseURL != "" {
		agent += " (+" + o.BaseURL + ")"
	}
	return &Fetcher{agent: agent, client: &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil,
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12},
			ForceAttemptHTTP2:      true,
			DisableKeepAlives:      true,
			MaxResponseHeaderBytes: mostHeader,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Fetch fetches a page and reads it. The errors are Invalid at field "link",
// each with words for the person who gave it.
func (f *Fetcher) Fetch(ctx context.Context, link string) (Article, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	at, err := parseLink(link)
	if err != nil {
		return Article{}, err
	}
	asked := map[string]*robots{}
	for range mostRedirects + 1 {
		if err := f.mayRead(ctx, at, asked); err != nil {
			return Article{}, err
		}
		response, err := f.get(ctx, at, acceptPages)
		if err != nil {
			return Article{}, err
		}
		next, err := redirect(response, at)
		if err != nil || next == nil {
			a := Article{}
			if err == nil {
				a, err = readResponse(response, at)
			}
			_ = response.Body.Close() // it has been read, or is not wanted
			return a, err
		}
		_ = response.Body.Close()
		at = next
	}
	return Article{}, ledger.Invalidf("link", "link_redirects", "The link leads on and on; give the address of the page itself")
}

// parseLink reads what a person typed.
func parseLink(link string) (*url.URL, error) {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		if n := utf8.RuneCountInString(link); n > 200 {
			link = string([]rune(link)[:200]) + "…"
		}
		return nil, ledger.Invalidf("link", "link_unreadable", "“%s” is not a link; it starts with https:// or http://", link)
	}
	if n := utf8.RuneCountInString(link); n > longestLink {
		return nil, ledger.Invalidf("link", "too_long", "This has %d characters; %d are allowed", n, longestLink)
	}
	if u.User != nil {
		return nil, ledger.Invalidf("link", "link_password", "The link has a name or password in it; take them out")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// acceptPages is what can be read as an article.
const acceptPages = "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.8,text/*;q=0.7"

// get asks for a page, and unpacks gzip.
func (f *Fetcher) get(ctx context.Context, at *url.URL, accept string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, ledger.Invalidf("link", "link_unreadable", "“%s” is not a link; it starts with https:// or http://", at).Because(err)
	}
	request.Header.Set("User-Agent", f.agent)
	request.Header.Set("Accept", accept)
	request.Header.Set("Accept-Language", "en,zh-CN;q=0.9,zh;q=0.8,*;q=0.5")
	response, err := f.client.Do(request)
	if err != nil {
		return nil, unreachable(err)
	}
	return response, nil
}

// unreachable puts a failure of the network into words.
func unreachable(err error) error {
	var ours *ledger.Error
	if errors.As(err, &ours) {
		return ours
	}
	var network net.Error
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &name) && name.IsNotFound:
		return ledger.Invalidf("link", "link_no_host", "There is no site of this name").Because(err)
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout():
		return ledger.Invalidf("link", "link_slow", "The site did not answer within %d seconds; try again, or paste the text instead", int(fetchTime/time.Second)).Because(err)
	case errors.As(err, &certificate):
		return ledger.Invalidf("link", "link_certificate", "The site can’t prove who it is: its certificate is not valid").Because(err)
	}
	return ledger.Invalidf("link", "link_unreachable", "The site can’t be reached; paste the text instead").Because(err)
}

// redirect returns where an answer leads on to, or nil. From https it leads
// to http no more: the text would come over a line that others can write to.
func redirect(r *http.Response, from *url.URL) (*url.URL, error) {
	if r.StatusCode < 300 || r.StatusCode >= 400 || r.Header.Get("Location") == "" {
		return nil, nil
	}
	to, err := from.Parse(r.Header.Get("Location"))
	if err != nil {
		return nil, ledger.Invalidf("link", "link_redirect_bad", "The link leads on to something that is no web page").Because(err)
	}
	switch {
	case to.Scheme != "http" && to.Scheme != "https" || to.Hostname() == "" || to.User != nil:
		return nil, ledger.Invalidf("link", "link_redirect_bad", "The link leads on to something that is no web page")
	case from.Scheme == "https" && to.Scheme == "http":
		return nil, ledger.Invalidf("link", "link_redirect_open", "The link leads from a protected page to an unprotected one; paste the text instead")
	}
	to.Fragment, to.RawFragment = "", ""
	return to, nil
}

func readResponse(r *http.Response, at *url.URL) (Article, error) {
	if err := refusedBy(r.StatusCode); err != nil {
		return Article{}, err
	}
	contentType := r.Header.Get("Content-Type")
	kind, _, _ := mime.ParseMediaType(contentType)
	switch {
	case kind == "", strings.HasPrefix(kind, "text/"), kind == "application/xhtml+xml", kind == "application/pdf", kind == "application/x-subrip":
	case kind == "application/octet-stream" && path.Ext(at.Path) != "":
		contentType = "" // the name tells more
	default:
		return Article{}, ledger.Invalidf("link", "link_type", "The link leads to a file of type %s; only pages, texts and PDF files can be read", plain(kind))
	}
	content, err := readAtMost(r.Body, mostFetched)
	if err != nil {
		return Article{}, err
	}
	a, err := Read(Input{Name: path.Base(at.Path), ContentType: contentType, Link: at.String(), Content: content})
	var ours *ledger.Error
	if errors.As(err, &ours) && ours.Key != "article_empty" {
		return Article{}, ours.At("link")
	}
	if wall := wallOf(a, content); wall != nil {
		return Article{}, wall
	}
	return a, err
}

// readAtMost reads what has been unpacked, so that a small answer can't
// become a large one.
func readAtMost(body io.Reader, most int64) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(body, most+1))
	if err != nil {
		return nil, unreachable(err)
	}
	if int64(len(content)) > most {
		return nil, ledger.Invalidf("link", "link_too_large", "The page is larger than %d MB; paste the part that matters", most>>20)
	}
	return content, nil
}

// refusedBy puts a status that is no success into words.
func refusedBy(status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status == http.StatusUnauthorized:
		return ledger.Invalidf("link", "link_login", "The page asks for a login; open it yourself and paste the text")
	case status == http.StatusPaymentRequired:
		return ledger.Invalidf("link", "link_paid", "The page is to be paid for; open it yourself and paste the text")
	case status == http.StatusForbidden, status == http.StatusNotAcceptable:
		return ledger.Invalidf("link", "link_forbidden", "The site does not give this page to programs; open it yourself and paste the text")
	case status == http.StatusUnavailableForLegalReasons:
		return ledger.Invalidf("link", "link_legal", "The site may not show this page here, for legal reasons")
	case status == http.StatusNotFound:
		return ledger.Invalidf("link", "link_not_found", "There is no such page on the site")
	case status == http.StatusGone:
		return ledger.Invalidf("link", "link_gone", "The page has been taken down")
	case status == http.StatusTooManyRequests:
		return ledger.Invalidf("link", "link_too_often", "The site has been asked too often; try again later, or paste the text instead")
	case status >= 500:
		return ledger.Invalidf("link", "link_site_fault", "The site has a fault at the moment (%d); try again later, or paste the text instead", status)
	}
	return ledger.Invalidf("link", "link_status", "The site answers with %d instead of a page; paste the text instead", status)
}
