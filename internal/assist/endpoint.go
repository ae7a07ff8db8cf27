package assist

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"foresaid/internal/ledger"
)

// mostBytes is how long an answer may be.
const mostBytes = 1 << 20

var (
	errPlain = errors.New("http to an address outside the private networks")
	errMoved = errors.New("redirected")
)

// CheckEndpoint tells whether a server can be asked at the address: https
// anywhere; plain http, which others on the way can read, only on this machine
// and in private networks. The name of a host is looked up when it is asked,
// and an address that is public then is not connected to. "" is no endpoint,
// and fine. The error is Invalid.
func CheckEndpoint(endpoint string) error {
	if strings.TrimSpace(endpoint) == "" {
		return nil
	}
	if _, err := parseEndpoint(endpoint); err != nil {
		return err
	}
	return nil
}

func parseEndpoint(endpoint string) (*url.URL, *ledger.Error) {
	u, err := url.Parse(strings.TrimSpace(endpoint))
	// A key would be in logs if it were in the address.
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, ledger.Errorf(ledger.Invalid, "assist_endpoint_unreadable",
			"The address of a language model is an http or https URL without user and query, such as http://127.0.0.1:11434/v1")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && u.Scheme == "http" && !private(ip) {
		return nil, plain(ledger.Invalid)
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/chat/completions")
	u.RawPath = ""
	return u, nil
}

func plain(code ledger.Code) *ledger.Error {
	return ledger.Errorf(code, "assist_plain_http", "Plain http is for this machine and private networks; use https")
}

// shared are the addresses of networks like those of Tailscale (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func private(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	return ip.IsLoopback() || ip.IsPrivate() || shared.Contains(ip)
}

// client is an http.Client whose answers end.
type client struct{ http.Client }

func newClient(scheme string) *client {
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   atATime,
		IdleConnTimeout:       time.Minute,
		ExpectContinueTimeout: time.Second,
	}
	if scheme == "http" {
		transport.Proxy = nil // it would connect instead, to anywhere
		transport.DialContext = (&net.Dialer{Timeout: 10 * time.Second, Control: refusePublic}).DialContext
	}
	return &client{http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errMoved }, // the text goes where it was meant to
	}}
}

func refusePublic(_, address string, _ syscall.RawConn) error {
	if to, err := netip.ParseAddrPort(address); err != nil || !private(to.Addr()) {
		return errPlain
	}
	return nil
}

func (c *client) Do(r *http.Request) (*http.Response, error) {
	res, err := c.Client.Do(r)
	if err != nil {
		return nil, err
	}
	res.Body = http.MaxBytesReader(nil, res.Body, mostBytes)
	return res, nil
}
