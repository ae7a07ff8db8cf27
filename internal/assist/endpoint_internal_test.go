package assist

import (
	"net"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
)

// A name shows where it leads only when it is asked for, which tests can't do.
func TestPlainHTTPConnectsToPrivateAddressesOnly(t *testing.T) {
	for _, to := range []string{"127.0.0.1:80", "[::1]:11434", "10.1.2.3:80", "172.16.0.1:80", "192.168.0.1:80", "[fd00::1]:80", "100.100.1.1:80", "[::ffff:127.0.0.1]:80"} {
		assert.NoError(t, refusePublic("tcp", to, nil), to)
	}
	for _, to := range []string{"198.51.100.1:80", "[2001:db8::1]:80", "169.254.169.254:80", "[fe80::1%eth0]:80", "0.0.0.0:80", "[::ffff:8.8.8.8]:80", "ollama:80", ""} {
		assert.ErrorIs(t, refusePublic("tcp", to, nil), errPlain, to)
	}
	assert.Nil(t, newClient("http").Transport.(*http.Transport).Proxy, "a proxy would connect for us, to anywhere")
	assert.NotNil(t, newClient("https").Transport.(*http.Transport).Proxy)
}

func TestWhyPlainHTTPWasRefused(t *testing.T) {
	d, err := New(Options{Endpoint: "http://localhost", Model: "small"})
	require.NoError(t, err)
	err = d.failure(t.Context(), &url.Error{Op: "Post", Err: &net.OpError{Op: "dial", Err: errPlain}})
	assert.Equal(t, ledger.Unavailable, ledger.CodeOf(err))
	assert.ErrorContains(t, err, "use https")
}
