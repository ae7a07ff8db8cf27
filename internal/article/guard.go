package article

import (
	"net/netip"
	"syscall"

	"foresaid/internal/ledger"
)

// closedNetworks are addresses that are no place of the public internet.
// Of IPv6, only 2000::/3 is public to begin with.
var closedNetworks = prefixes(
	"0.0.0.0/8",        // this network
	"10.0.0.0/8",       // private
	"100.64.0.0/10",    // behind a provider's NAT; Alibaba's metadata
	"127.0.0.0/8",      // this machine
	"168.63.129.16/32", // Azure's metadata
	"169.254.0.0/16",   // link-local; metadata of most clouds
	"172.16.0.0/12",    // private
	"192.0.0.0/24",     // protocols; Oracle's metadata
	"192.0.2.0/24",     // documentation
	"192.88.99.0/24",   // relays of 6to4
	"192.168.0.0/16",   // private
	"198.18.0.0/15",    // benchmarks
	"198.51.100.0/24",  // documentation
	"203.0.113.0/24",   // documentation
	"224.0.0.0/4",      // multicast
	"240.0.0.0/4",      // reserved, broadcast
	"2001::/23",        // protocols, Teredo among them
	"2001:db8::/32",    // documentation
	"2002::/16",        // 6to4, which wraps any IPv4 address
	"3fff::/20",        // documentation
)

var (
	publicIPv6 = netip.MustParsePrefix("2000::/3")
	nat64      = netip.MustParsePrefix("64:ff9b::/96")
)

func prefixes(texts ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, t := range texts {
		all = append(all, netip.MustParsePrefix(t))
	}
	return all
}

// Public tells whether an address belongs to the public internet: not this
// machine, a private or a reserved network, the place where a cloud keeps its
// secrets, or one of these in the clothes of IPv6.
func Public(addr netip.Addr) bool {
	if addr.Zone() != "" {
		return false
	}
	addr = addr.Unmap()
	if nat64.Contains(addr) {
		b := addr.As16()
		addr = netip.AddrFrom4([4]byte(b[12:]))
	}
	if !addr.IsValid() || addr.Is6() && !publicIPv6.Contains(addr) {
		return false
	}
	for _, closed := range closedNetworks {
		if closed.Contains(addr) {
			return false
		}
	}
	return true
}

// publicWeb is what may be dialled if nobody says otherwise.
func publicWeb(to netip.AddrPort) bool {
	return Public(to.Addr()) && (to.Port() == 80 || to.Port() == 443)
}

// control is called with the address that is about to be dialled, so after
// names have been looked up, and again at each redirect.
func control(permit func(netip.AddrPort) bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !permit(to) {
			return errPrivate()
		}
		return nil
	}
}

func errPrivate() error {
	return ledger.Invalidf("link", "link_private", "The link leads to a private network or an unusual port; only public web pages are fetched")
}
