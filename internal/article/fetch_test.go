package article_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/text/encoding/simplifiedchinese"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
)

// key is that of the one error in err, which is at field "link".
func key(t *testing.T, err error) string {
	t.Helper()
	var e *ledger.Error
	if !assert.ErrorAs(t, err, &e) {
		return ""
	}
	assert.Equal(t, ledger.Invalid, e.Code)
	assert.Equal(t, "link", e.Field)
	assert.NotContains(t, e.Message(), "%!")
	return e.Key
}

func TestPublic(t *testing.T) {
	for _, address := range []string{
		"1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "198.17.0.1", "223.255.255.255",
		"2606:4700:4700::1111", "2400:3200::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
	} {
		assert.True(t, article.Public(netip.MustParseAddr(address)), address)
	}
	for _, address := range []string{
		"127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1",
		"169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "100.100.100.200", "192.0.0.192", "168.63.129.16",
		"192.0.2.1", "198.51.100.7", "203.0.113.7", "198.18.0.1", "198.19.255.255", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "3fff::1", "100::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::a9fe:a9fe",
		"64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378::1",
		"2606:4700::1%eth0",
	} {
		assert.False(t, article.Public(netip.MustParseAddr(address)), address)
	}
	assert.False(t, article.Public(netip.Addr{}))
}

// loopback returns a resolver that knows every name as 127.0.0.1 and ::1.
func loopback(t *testing.T) *net.Resolver {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	go func() {
		buffer := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buffer[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Additionals = true, nil
			header := dnsmessage.ResourceHeader{Name: m.Questions[0].Name, Type: m.Questions[0].Type, Class: dnsmessage.ClassINET}
			switch m.Questions[0].Type {
			case dnsmessage.TypeA:
				m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}}}}
			case dnsmessage.TypeAAAA:
				m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AAAAResource{AAAA: [16]byte{15: 1}}}}
			}
			if packed, err := m.Pack(); err == nil {
				_, _ = server.WriteTo(packed, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

func TestTheDefaultFetcherStaysOutside(t *testing.T) {
	var reached bool
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer server.Close()
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	require.NoError(t, err)
	t.Setenv("HTTP_PROXY", server.URL)
	t.Setenv("http_proxy", server.URL)
	fetcher := article.NewFetcher(article.FetchOptions{Resolver: loopback(t)})
	for _, link := range []string{
		"http://127.0.0.1/", "http://127.0.0.1:" + port + "/", "http://[::1]/", "http://[::1]:" + port + "/", "http://0.0.0.0:" + port + "/",
		"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "https://192.168.1.1/", "http://[::ffff:127.0.0.1]:" + port + "/",
		"http://[64:ff9b::7f00:1]/", "http://[fd00:ec2::254]/", "http://example.org/", "https://rebound.example/", "http://example.org:" + port + "/",
		"http://localhost/",
	} {
		_, err := fetcher.Fetch(t.Context(), link)
		assert.Equal(t, "link_private", key(t, err), link)
	}
	assert.False(t, reached)
}

// site serves handlers at paths, and lets the fetcher in to it alone.
func site(t *testing.T, handlers map[string]http.HandlerFunc) (*article.Fetcher, string) {
	t.Helper()
	mux := http.NewServeMux()
	for path, handler := range handlers {
		mux.HandleFunc(path, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	own := netip.MustParseAddrPort(server.Listener.Addr().String())
	return article.NewFetcher(article.FetchOptions{
		Version: "1.2.3", BaseURL: "https://claims.example",
		Permit: func(to netip.AddrPort) bool { return to == own },
	}), server.URL
}

func says(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(body))
	}
}

func answers(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

func leadsTo(where string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", where)
		w.WriteHeader(http.StatusFound)
	}
}

const story = `<!doctype html><html lang="en"><head><title>Rates will fall | The Paper</title></head><body><article><h1>Rates will fall</h1>
<p>The bank's chief economist said that rates will fall below two per cent by the end of 2026, and that nobody should be surprised.</p>
<p>He told the meeting that prices would follow within a year, as they had done before, and that the bank would act on it.</p></article></body></html>`

func TestFetch(t *testing.T) {
	var seen http.Header
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(`<html><head><title>降息</title></head><body><p>央行行长说，利率明年会降到百分之二以下，物价随后也会下降，大家都不必惊讶。</p></body></html>`)
	require.NoError(t, err)
	fetcher, at := site(t, map[string]http.HandlerFunc{
		"/story": func(w http.ResponseWriter, r *http.Request) {
			seen = r.Header
			http.SetCookie(w, &http.Cookie{Name: "track", Value: "1"})
			says("text/html; charset=utf-8", story)(w, r)
		},
		"/moved":       leadsTo("/moved-again"),
		"/moved-again": leadsTo("/story#top"),
		"/gbk":         says("text/html; charset=gbk", gbk),
		"/plain.txt":   says("text/plain", "A title\n\nOil will cost more next year, the minister said."),
		"/talk.srt":    says("application/octet-stream", "A title\n\nOil will cost more next year, the minister said."),
		"/untyped":     says("", story),
	})
	a, err := fetcher.Fetch(t.Context(), " "+at+"/moved#here ")
	require.NoError(t, err)
	assertParts(t, a)
	assert.Equal(t, "Rates will fall", a.Title)
	assert.Equal(t, at+"/story", a.Link)
	assert.Equal(t, "127.0.0.1", a.Publisher)
	assert.Equal(t, "Foresaid/1.2.3 (+https://claims.example)", seen.Get("User-Agent"))
	assert.NotEmpty(t, seen.Get("Accept-Language"))
	assert.Empty(t, seen.Get("Cookie"))
	assert.Empty(t, seen.Get("Referer"))
	_, err = fetcher.Fetch(t.Context(), at+"/story")
	require.NoError(t, err)
	assert.Empty(t, seen.Get("Cookie"), "no cookie is kept")

	a, err = fetcher.Fetch(t.Context(), at+"/gbk")
	require.NoError(t, err)
	assert.Equal(t, "降息", a.Title)
	assert.Contains(t, a.Text, "央行行长说")
	for _, path := range []string{"/plain.txt", "/talk.srt", "/untyped"} {
		a, err = fetcher.Fetch(t.Context(), at+path)
		require.NoError(t, err, path)
		assertParts(t, a)
	}
}

func TestFetchRefuses(t *testing.T) {
	bomb := func() string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := w.Write(bytes.Repeat([]byte("bomb "), 2<<20))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return b.String()
	}()
	handlers := map[string]http.HandlerFunc{
		"/image": says("image/png", "x"),
		"/json":  says("application/json", "{}"),
		"/large": says("text/html", story+strings.Repeat("<p>more and more</p>", 300_000)),
		"/gzip": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			says("text/html", bomb)(w, r)
		},
		"/around":   leadsTo("/around"),
		"/inside":   leadsTo("http://127.0.0.2:9/"),
		"/metadata": leadsTo("http://169.254.169.254/latest"),
		"/file":     leadsTo("file:///etc/passwd"),
		"/password": leadsTo("http://a:b@127.0.0.1/"),
		"/scripts":  says("text/html", `<html><head><title>App</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>`),
		"/empty":    says("text/html", `<html><body><script>let a = 1</script></body></html>`),
		"/check":    says("text/html", `<html><head><title></title></head><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a></body></html>`),
		"/cloud":    says("text/html", `<html><head><title>Just a moment...</title></head><body><h1>example.org</h1><p>Verifying you are human. This may take a few seconds.</p></body></html>`),
		"/deleted":  says("text/html", `<html><body><p>该内容已被发布者删除</p></body></html>`),
		"/header":   func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Long", strings.Repeat("x", 1<<20)) },
		"/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte("x"))
		},
		"/binary": says("text/plain", "\x00\x01\x02\x03"),
	}
	want := map[string]string{
		"/image": "link_type", "/json": "link_type", "/large": "link_too_large", "/gzip": "link_too_large", "/around": "link_redirects",
		"/inside": "link_private", "/metadata": "link_private", "/file": "link_redirect_bad", "/password": "link_redirect_bad",
		"/scripts": "link_scripts", "/empty": "link_no_text", "/check": "link_check", "/cloud": "link_check", "/deleted": "link_gone",
		"/header": "link_unreachable", "/cut": "link_unreachable", "/binary": "article_binary",
	}
	for status, key := range map[int]string{
		401: "link_login", 402: "link_paid", 403: "link_forbidden", 404: "link_not_found", 410: "link_gone", 418: "link_status", 429: "link_too_often",
		451: "link_legal", 500: "link_site_fault", 503: "link_site_fault", 304: "link_status",
	} {
		path := fmt.Sprintf("/status/%d", status)
		handlers[path], want[path] = answers(status), key
	}
	fetcher, at := site(t, handlers)
	for path, wanted := range want {
		a, err := fetcher.Fetch(t.Context(), at+path)
		assert.Equal(t, wanted, key(t, err), path)
		assert.Empty(t, a.Text)
	}
	for link, wanted := range map[string]string{
		"":                                   "link_unreadable",
		"example.org":                        "link_unreadable",
		"ftp://example.org/":                 "link_unreadable",
		"file:///etc/passwd":                 "link_unreadable",
		"gopher://127.0.0.1/":                "link_unreadable",
		"javascript:alert(1)":                "link_unreadable",
		"http://":                            "link_unreadable",
		"http://:80/":                        "link_unreadable",
		"http://user:secret@127.0.0.1/":      "link_password",
		"http://user@127.0.0.1/":             "link_password",
		at + "/" + strings.Repeat("x", 2000): "too_long",
	} {
		_, err := fetcher.Fetch(t.Context(), link)
		assert.Equal(t, wanted, key(t, err), "%.60s", link)
	}
}

func TestFetchIsGivenUp(t *testing.T) {
	fetcher, at := site(t, map[string]http.HandlerFunc{"/story": says("text/html", story)})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := fetcher.Fetch(ctx, at+"/story")
	assert.ErrorIs(t, err, context.Canceled)

	expired, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	_, err = fetcher.Fetch(expired, at+"/story")
	assert.Equal(t, "link_slow", key(t, err))
}

func TestRobots(t *testing.T) {
	for rules, refused := range map[string]bool{
		"User-agent: *\nDisallow: /":                                         true,
		"User-agent: *\nDisallow: /private/":                                 false,
		"User-agent: *\nDisallow: /story":                                    true,
		"User-agent: *\nDisallow: /\n\nUser-agent: Foresaid\nAllow: /":       false,
		"User-agent: foresaid\nDisallow: /story\n\nUser-agent: *\nAllow: /":  true,
		"User-agent: Otherbot\nDisallow: /":                                  false,
		"User-agent: *\nDisallow: /\nAllow: /story":                          false,
		"User-agent: *\nDisallow: /*?page=":                                  true,
		"":                                                                   false,
		"<html><body>not found</body></html>":                                false,
		"User-agent: *\nDisallow: /\n" + strings.Repeat("# long\n", 100_000): false,
	} {
		fetcher, at := site(t, map[string]http.HandlerFunc{"/robots.txt": says("text/plain", rules), "/story": says("text/html", story)})
		_, err := fetcher.Fetch(t.Context(), at+"/story?page=2")
		if refused {
			assert.Equal(t, "link_robots", key(t, err), "%.80s", rules)
		} else {
			assert.NoError(t, err, "%.80s", rules)
		}
	}
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		want   string
	}{
		"a site that hides them has none": {answers(http.StatusForbidden), ""},
		"a site with a fault is left":     {answers(http.StatusInternalServerError), "link_robots"},
		"they may have moved":             {leadsTo("/rules"), "link_robots"},
		"but not into a network":          {leadsTo("http://10.0.0.1/"), "link_private"},
		"nor in a circle":                 {leadsTo("/robots.txt"), ""},
	} {
		fetcher, at := site(t, map[string]http.HandlerFunc{
			"/robots.txt": c.robots, "/rules": says("text/plain", "User-agent: *\nDisallow: /"), "/story": says("text/html", story),
		})
		_, err := fetcher.Fetch(t.Context(), at+"/story")
		if c.want == "" {
			assert.NoError(t, err, name)
		} else {
			assert.Equal(t, c.want, key(t, err), name)
		}
	}
}

func TestFetchOverTLS(t *testing.T) {
	open := httptest.NewServer(says("text/html", story))
	defer open.Close()
	safe := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/open":
			http.Redirect(w, r, open.URL, http.StatusFound)
		case "/story":
			says("text/html", story)(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
	safe.Config.ErrorLog = log.New(io.Discard, "", 0)
	safe.StartTLS()
	defer safe.Close()
	anywhere := func(netip.AddrPort) bool { return true }
	roots := x509.NewCertPool()
	roots.AddCert(safe.Certificate())

	fetcher := article.NewFetcher(article.FetchOptions{Permit: anywhere, Roots: roots})
	a, err := fetcher.Fetch(t.Context(), safe.URL+"/story")
	require.NoError(t, err)
	assert.Equal(t, "Rates will fall", a.Title)
	_, err = fetcher.Fetch(t.Context(), safe.URL+"/open")
	assert.Equal(t, "link_redirect_open", key(t, err))

	_, err = article.NewFetcher(article.FetchOptions{Permit: anywhere}).Fetch(t.Context(), safe.URL+"/story")
	assert.Equal(t, "link_certificate", key(t, err))
}

func TestPaywallsAreTold(t *testing.T) {
	paid := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rates will fall","isAccessibleForFree":"False"}</script>`
	fetcher, at := site(t, map[string]http.HandlerFunc{
		"/story": says("text/html", story),
		"/data":  says("text/html", strings.Replace(story, "<head>", "<head>"+paid, 1)),
		"/words": says("text/html", strings.Replace(story, "</article>", "<p>Subscribe to continue reading. Already a subscriber?</p></article>", 1)),
		"/login": says("text/html", strings.Replace(story, "</article>", "<p>登录后查看全文</p></article>", 1)),
	})
	for path, want := range map[string][]article.Note{
		"/story": nil, "/data": {{Key: "note.paywall"}}, "/words": {{Key: "note.paywall"}}, "/login": {{Key: "note.login"}},
	} {
		a, err := fetcher.Fetch(t.Context(), at+path)
		require.NoError(t, err, path)
		assert.Equal(t, want, a.Notes, path)
	}
}

func TestUnreachable(t *testing.T) {
	closed := httptest.NewServer(answers(http.StatusOK))
	closed.Close()
	fetcher := article.NewFetcher(article.FetchOptions{Permit: func(netip.AddrPort) bool { return true }})
	_, err := fetcher.Fetch(t.Context(), closed.URL)
	assert.Equal(t, "link_unreachable", key(t, err))
	var cause *url.Error
	assert.True(t, errors.As(err, &cause), "the log is told more")
}

func TestProbe(t *testing.T) {
	refusesHead := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodHead {
				w.WriteHeader(status)
			}
		}
	}
	fetcher, at := site(t, map[string]http.HandlerFunc{
		"/well": answers(http.StatusOK), "/gone": answers(http.StatusGone), "/missing": answers(http.StatusNotFound), "/closed": answers(http.StatusForbidden),
		"/broken": answers(http.StatusInternalServerError), "/no-head": refusesHead(http.StatusMethodNotAllowed), "/head-missing": refusesHead(http.StatusNotFound),
		"/moved": leadsTo("/moved-again"), "/moved-again": leadsTo("/gone"), "/round": leadsTo("/round"), "/inside": leadsTo("http://10.0.0.1/"),
		"/astray": leadsTo("ftp://example.org/"),
		"/slow":   func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
	})
	for path, want := range map[string]int{
		"/well": 200, "/gone": 410, "/missing": 404, "/closed": 403, "/broken": 500, "/no-head": 200, "/head-missing": 200, "/moved": 410,
		"/round": 0, "/inside": 0, "/astray": 0,
	} {
		assert.Equal(t, want, fetcher.Probe(t.Context(), at+path), path)
	}
	for _, link := range []string{"", "nonsense", "ftp://example.org/", "http://"} {
		assert.Zero(t, fetcher.Probe(t.Context(), link), link)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	assert.Zero(t, fetcher.Probe(ctx, at+"/slow"))
	inside := article.NewFetcher(article.FetchOptions{})
	assert.Zero(t, inside.Probe(t.Context(), at+"/well"), "this machine is not asked")
}
