// Package x509 has certificates that look like those of TLS, as far as tests of HTTP servers need them.
// There is no cryptography: a certificate is signed by whom it says, and only those that this package
// makes can be read.
package x509

import (
	"bytes"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"time"
)

// A KeyUsage is what a key is for.
type KeyUsage int

// What KeyUsage can be, together.
const (
	KeyUsageDigitalSignature KeyUsage = 1 << iota
	KeyUsageContentCommitment
	KeyUsageKeyEncipherment
	KeyUsageDataEncipherment
	KeyUsageKeyAgreement
	KeyUsageCertSign
	KeyUsageCRLSign
	KeyUsageEncipherOnly
	KeyUsageDecipherOnly
)

// An ExtKeyUsage is what else a key is for.
type ExtKeyUsage int

// What ExtKeyUsage can be, as far as it matters here.
const (
	ExtKeyUsageAny ExtKeyUsage = iota
	ExtKeyUsageServerAuth
	ExtKeyUsageClientAuth
)

// A Certificate says who somebody is.
type Certificate struct {
	Raw          []byte
	Version      int
	SerialNumber *big.Int
	Issuer       pkix.Name
	Subject      pkix.Name
	NotBefore    time.Time
	NotAfter     time.Time
	KeyUsage     KeyUsage
	ExtKeyUsage  []ExtKeyUsage
	IsCA         bool

	BasicConstraintsValid bool
	DNSNames              []string
	EmailAddresses        []string
	IPAddresses           []net.IP
}

// mark begins the bytes of a certificate. Lines follow: number, common name, organizations, first and last
// moment, names, addresses, and whether it may sign others.
const mark = "goweave certificate\n"

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// ParseCertificate reads the bytes of a certificate; of this package's only.
func ParseCertificate(der []byte) (*Certificate, error) {
	text, ok := strings.CutPrefix(string(der), mark)
	lines := strings.Split(text, "\n")
	if !ok || len(lines) != 8 {
		return nil, errors.New("x509: malformed certificate (goweave reads only its own)")
	}
	c := &Certificate{
		Raw: bytes.Clone(der), Version: 3, SerialNumber: new(big.Int), DNSNames: list(lines[5]),
		IsCA: lines[7] == "true", BasicConstraintsValid: true,
		KeyUsage:    KeyUsageDigitalSignature | KeyUsageKeyEncipherment | KeyUsageCertSign,
		ExtKeyUsage: []ExtKeyUsage{ExtKeyUsageServerAuth},
	}
	c.SerialNumber.SetString(lines[0], 10)
	c.Subject = pkix.Name{CommonName: lines[1], Organization: list(lines[2])}
	c.Issuer = c.Subject
	var err1, err2 error
	c.NotBefore, err1 = time.Parse(time.RFC3339, lines[3])
	c.NotAfter, err2 = time.Parse(time.RFC3339, lines[4])
	for _, ip := range list(lines[6]) {
		c.IPAddresses = append(c.IPAddresses, net.ParseIP(ip))
	}
	return c, errors.Join(err1, err2)
}

// ParseCertificates reads certificates that follow each other.
func ParseCertificates(der []byte) ([]*Certificate, error) {
	var all []*Certificate
	for len(der) > 0 {
		end := len(der)
		if next := bytes.Index(der[1:], []byte(mark)); next >= 0 {
			end = 1 + next
		}
		c, err := ParseCertificate(der[:end])
		if err != nil {
			return nil, err
		}
		all, der = append(all, c), der[end:]
	}
	return all, nil
}

// Equal compares certificates.
func (c *Certificate) Equal(other *Certificate) bool {
	if c == nil || other == nil {
		return c == other
	}
	return bytes.Equal(c.Raw, other.Raw)
}

// A CertPool has certificates.
type CertPool struct{ certs []*Certificate }

// NewCertPool makes an empty one.
func NewCertPool() *CertPool { return &CertPool{} }

// SystemCertPool is empty: nobody is trusted from the start.
func SystemCertPool() (*CertPool, error) { return NewCertPool(), nil }

// AddCert adds a certificate.
func (s *CertPool) AddCert(cert *Certificate) {
	if cert == nil {
		panic("adding nil Certificate to CertPool")
	}
	if !s.has(cert) {
		s.certs = append(s.certs, cert)
	}
}

func (s *CertPool) has(cert *Certificate) bool {
	if s != nil {
		for _, c := range s.certs {
			if c.Equal(cert) {
				return true
			}
		}
	}
	return false
}

// Clone is a copy.
func (s *CertPool) Clone() *CertPool {
	return &CertPool{certs: append([]*Certificate(nil), s.certs...)}
}

// Equal reports whether both have the same certificates.
func (s *CertPool) Equal(other *CertPool) bool {
	if s == nil || other == nil {
		return s == other
	}
	for _, c := range s.certs {
		if !other.has(c) {
			return false
		}
	}
	return len(s.certs) == len(other.certs)
}

// An UnknownAuthorityError is that nobody trusts a certificate.
type UnknownAuthorityError struct{ Cert *Certificate }

func (e UnknownAuthorityError) Error() string {
	return "x509: certificate signed by unknown authority"
}

// A HostnameError is that a certificate is somebody else's.
type HostnameError struct {
	Certificate *Certificate
	Host        string
}

func (h HostnameError) Error() string {
	c := h.Certificate
	valid := ""
	if ip := net.ParseIP(h.Host); ip != nil {
		if len(c.IPAddresses) == 0 {
			return "x509: cannot validate certificate for " + h.Host + " because it doesn't contain any IP SANs"
		}
		var ips []string
		for _, san := range c.IPAddresses {
			ips = append(ips, san.String())
		}
		valid = strings.Join(ips, ", ")
	} else {
		valid = strings.Join(c.DNSNames, ", ")
	}
	if valid == "" {
		return "x509: certificate is not valid for any names, but wanted to match " + h.Host
	}
	return "x509: certificate is valid for " + valid + ", not " + h.Host
}

// An InvalidReason is what is wrong with a certificate.
type InvalidReason int

// What InvalidReason can be here.
const (
	NotAuthorizedToSign InvalidReason = iota
	Expired
)

// A CertificateInvalidError is that a certificate does not count.
type CertificateInvalidError struct {
	Cert   *Certificate
	Reason InvalidReason
	Detail string
}

func (e CertificateInvalidError) Error() string {
	if e.Reason == Expired {
		return "x509: certificate has expired or is not yet valid: " + e.Detail
	}
	return "x509: certificate is not authorized to sign other certificates"
}

// VerifyOptions are what a certificate must fulfill.
type VerifyOptions struct {
	DNSName       string
	Intermediates *CertPool
	Roots         *CertPool
	CurrentTime   time.Time
	KeyUsages     []ExtKeyUsage
}

// Verify finds the way from a certificate to one that is trusted: they must be the same.
func (c *Certificate) Verify(opts VerifyOptions) (chains [][]*Certificate, err error) {
	now := opts.CurrentTime
	if now.IsZero() {
		now = time.Now()
	}
	if now.Before(c.NotBefore) || now.After(c.NotAfter) {
		detail := fmt.Sprintf("current time %s is after %s", now.Format(time.RFC3339), c.NotAfter.Format(time.RFC3339))
		if now.Before(c.NotBefore) {
			detail = fmt.Sprintf("current time %s is before %s", now.Format(time.RFC3339), c.NotBefore.Format(time.RFC3339))
		}
		return nil, CertificateInvalidError{c, Expired, detail}
	}
	if opts.DNSName != "" {
		if err := c.VerifyHostname(opts.DNSName); err != nil {
			return nil, err
		}
	}
	if !opts.Roots.has(c) {
		return nil, UnknownAuthorityError{Cert: c}
	}
	return [][]*Certificate{{c}}, nil
}

// VerifyHostname reports whether the certificate is for a host.
func (c *Certificate) VerifyHostname(h string) error {
	host := strings.TrimSuffix(strings.TrimPrefix(h, "["), "]")
	if addr, err := netip.ParseAddr(host); err == nil {
		for _, ip := range c.IPAddresses {
			if ip.Equal(addr.AsSlice()) {
				return nil
			}
		}
		return HostnameError{c, host}
	}
	name := strings.ToLower(strings.TrimSuffix(h, "."))
	for _, pattern := range c.DNSNames {
		pattern = strings.ToLower(pattern)
		if pattern == name {
			return nil
		}
		if rest, ok := strings.CutPrefix(pattern, "*."); ok {
			if label, parent, found := strings.Cut(name, "."); found && label != "" && parent == rest {
				return nil
			}
		}
	}
	return HostnameError{c, h}
}
