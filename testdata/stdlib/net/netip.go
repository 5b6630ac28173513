package main

import (
	"fmt"
	"net/netip"
)

func main() {
	for _, s := range []string{"", "1.2.3.4", "0.0.0.0", "255.255.255.255", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1..2.3", ".1.2.3", "1.2.3.", "a.b.c.d", "::", "::1", "1::", "fe80::1%eth0", "::%", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "1:", "12345::", "::ffff:1.2.3.4", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "::g", "1:2", "2001:db8::1:0:0:1", "1:0:0:2::3", "0:0:1:0:0:0:1:0", "::1::", "1:2:3:4::5:6:7:8", "ff02::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.1.1", "224.0.0.1", "fc00::1", "%x", "x"} {
		a, err := netip.ParseAddr(s)
		fmt.Println(s, a, err, a.StringExpanded(), a.IsValid(), a.Is4(), a.Is6(), a.Is4In6(), a.Zone(), a.BitLen(), a.Unmap(), a.Next(), a.Prev(), a.AsSlice())
		fmt.Println(a.IsUnspecified(), a.IsLoopback(), a.IsMulticast(), a.IsLinkLocalUnicast(), a.IsLinkLocalMulticast(), a.IsInterfaceLocalMulticast(), a.IsPrivate(), a.IsGlobalUnicast())
		for _, bits := range []int{-1, 0, 7, 8, 20, 32, 33, 64, 128, 129} {
			p, err := a.Prefix(bits)
			fmt.Println(p, err, netip.PrefixFrom(a, bits), p.IsSingleIP(), p.IsValid(), p.Bits())
		}
		bin, _ := a.MarshalBinary()
		var b netip.Addr
		fmt.Println(bin, b.UnmarshalBinary(bin), a == b)
	}
	for _, s := range []string{"1.2.3.4:5", "[::1]:80", "::1:80", "[1.2.3.4]:5", "1.2.3.4", ":80", "1.2.3.4:", "1.2.3.4:x", "[::1:80", "1.2.3.4:65536"} {
		p, err := netip.ParseAddrPort(s)
		fmt.Println(p, err, p.Addr(), p.Port(), p.IsValid())
	}
	for _, s := range []string{"10.0.0.0/8", "10.1.2.3/8", "::/0", "1.2.3.4", "1.2.3.4/33", "1.2.3.4/x", "1.2.3.4/08", "fe80::1%a/64", "x/1", "1.2.3.4/-1", "2001:db8::/32"} {
		p, err := netip.ParsePrefix(s)
		fmt.Println(p, err, p.Masked(), p.Contains(netip.MustParseAddr("10.9.9.9")), p.Contains(netip.MustParseAddr("2001:db8::7")), p.Overlaps(netip.MustParsePrefix("10.0.0.0/16")), p.Compare(netip.MustParsePrefix("10.0.0.0/16")))
	}
	fmt.Println(netip.MustParseAddr("1.2.3.4").Less(netip.MustParseAddr("::")), netip.MustParseAddr("1.2.3.4").Compare(netip.MustParseAddr("1.2.3.3")), netip.AddrFrom4([4]byte{1, 2, 3, 4}) == netip.MustParseAddr("1.2.3.4"))
}
