// Package tls has connections that look like those of TLS, as far as tests of HTTP servers need them.
// There is no cryptography: the handshake shows certificates and agrees on names, and bytes travel as
// they are, in records.
package tls

import (
	"context"
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"time"
)

// Versions of the protocol.
const (
	VersionTLS10 = 0x0301
	VersionTLS11 = 0x0302
	VersionTLS12 = 0x0303
	VersionTLS13 = 0x0304

	VersionSSL30 = 0x0300
)

// VersionName is a version's name.
func VersionName(version uint16) string {
	switch version {
	case VersionSSL30:
		return "SSLv3"
	case VersionTLS10, VersionTLS11, VersionTLS12, VersionTLS13:
		return fmt.Sprintf("TLS 1.%d", version-VersionTLS10)
	}
	return fmt.Sprintf("0x%04X", version)
}

// A ClientAuthType is what a server wants of its clients' certificates.
type ClientAuthType int

// What ClientAuthType can be.
const (
	NoClientCert ClientAuthType = iota
	RequestClientCert
	RequireAnyClientCert
	VerifyClientCertIfGiven
	RequireAndVerifyClientCert
)

// A CurveID would choose a key exchange.
type CurveID uint16

// A RenegotiationSupport would say what happens to a second handshake.
type RenegotiationSupport int

// A Certificate is what one side shows.
type Certificate struct {
	Certificate                 [][]byte
	PrivateKey                  crypto.PrivateKey
	OCSPStaple                  []byte
	SignedCertificateTimestamps [][]byte
	Leaf                        *x509.Certificate
}

// A ClientHelloInfo is what a client said.
type ClientHelloInfo struct {
	ServerName        string
	SupportedProtos   []string
	SupportedVersions []uint16
	Conn              net.Conn
}

// A Config is how connections are made.
type Config struct {
	Rand                     io.Reader
	Time                     func() time.Time
	Certificates             []Certificate
	GetCertificate           func(*ClientHelloInfo) (*Certificate, error)
	GetConfigForClient       func(*ClientHelloInfo) (*Config, error)
	VerifyPeerCertificate    func(rawCerts [][]byte, verifiedChains [][]*x509.Certificate) error
	VerifyConnection         func(ConnectionState) error
	RootCAs                  *x509.CertPool
	NextProtos               []string
	ServerName               string
	ClientAuth               ClientAuthType
	ClientCAs                *x509.CertPool
	InsecureSkipVerify       bool
	CipherSuites             []uint16
	PreferServerCipherSuites bool
	SessionTicketsDisabled   bool
	MinVersion               uint16
	MaxVersion               uint16
	CurvePreferences         []CurveID
	Renegotiation            RenegotiationSupport
	KeyLogWriter             io.Writer
}

// Clone is a copy.
func (c *Config) Clone() *Config {
	if c == nil {
		return nil
	}
	out := *c
	return &out
}

func (c *Config) now() time.Time {
	if c.Time != nil {
		return c.Time()
	}
	return time.Now()
}

// version is the newest that both sides may speak; 0 if there is none.
func (c *Config) version(oldest, newest uint16) uint16 {
	if c.MaxVersion != 0 {
		newest = min(newest, c.MaxVersion)
	}
	least := c.MinVersion
	if least == 0 {
		least = VersionTLS12
	}
	if least = max(least, oldest); newest < least {
		return 0
	}
	return newest
}

// A ConnectionState is what a handshake agreed on.
type ConnectionState struct {
	Version                     uint16
	HandshakeComplete           bool
	DidResume                   bool
	CipherSuite                 uint16
	NegotiatedProtocol          string
	NegotiatedProtocolIsMutual  bool
	ServerName                  string
	PeerCertificates            []*x509.Certificate
	VerifiedChains              [][]*x509.Certificate
	SignedCertificateTimestamps [][]byte
	OCSPResponse                []byte
	TLSUnique                   []byte
}

// A CertificateVerificationError is that a certificate did not convince.
type CertificateVerificationError struct {
	UnverifiedCertificates []*x509.Certificate
	Err                    error
}

func (e *CertificateVerificationError) Error() string {
	return fmt.Sprintf("tls: failed to verify certificate: %s", e.Err)
}

func (e *CertificateVerificationError) Unwrap() error { return e.Err }

// A RecordHeaderError is that the other side does not speak TLS.
type RecordHeaderError struct {
	Msg          string
	RecordHeader [5]byte
	Conn         net.Conn
}

func (e RecordHeaderError) Error() string { return "tls: " + e.Msg }

// An AlertError is what the other side complains about.
type AlertError uint8

// Alerts that are sent here.
const (
	closeNotify       AlertError = 0
	handshakeFailure  AlertError = 40
	badCertificate    AlertError = 42
	protocolVersion   AlertError = 70
	internalError     AlertError = 80
	unrecognizedName  AlertError = 112
	certRequired      AlertError = 116
	noApplicationName AlertError = 120
)

func (e AlertError) Error() string {
	switch e {
	case closeNotify:
		return "tls: close notify"
	case handshakeFailure:
		return "tls: handshake failure"
	case badCertificate:
		return "tls: bad certificate"
	case protocolVersion:
		return "tls: protocol version not supported"
	case internalError:
		return "tls: internal error"
	case unrecognizedName:
		return "tls: unrecognized name"
	case certRequired:
		return "tls: certificate required"
	case noApplicationName:
		return "tls: no application protocol"
	}
	return fmt.Sprintf("tls: alert(%d)", uint8(e))
}

// A Conn is a connection.
type Conn struct {
	conn     net.Conn
	config   *Config
	isClient bool

	mu    sync.Mutex // guards the handshake
	done  bool
	err   error
	state ConnectionState

	reading sync.Mutex
	left    int   // bytes of the record at hand
	ended   error // nothing more comes

	writing sync.Mutex
	closed  bool // nothing more goes
	shut    bool // by Close
}

// Client makes the client's side of a connection. The configuration needs a name or InsecureSkipVerify.
func Client(conn net.Conn, config *Config) *Conn {
	return &Conn{conn: conn, config: config, isClient: true}
}

// Server makes the server's side of a connection. The configuration needs a certificate.
func Server(conn net.Conn, config *Config) *Conn { return &Conn{conn: conn, config: config} }

func (c *Conn) LocalAddr() net.Addr                { return c.conn.LocalAddr() }
func (c *Conn) RemoteAddr() net.Addr               { return c.conn.RemoteAddr() }
func (c *Conn) SetDeadline(t time.Time) error      { return c.conn.SetDeadline(t) }
func (c *Conn) SetReadDeadline(t time.Time) error  { return c.conn.SetReadDeadline(t) }
func (c *Conn) SetWriteDeadline(t time.Time) error { return c.conn.SetWriteDeadline(t) }

// NetConn is the connection below.
func (c *Conn) NetConn() net.Conn { return c.conn }

// OCSPResponse is nothing.
func (c *Conn) OCSPResponse() []byte { return nil }

// ConnectionState is what the handshake agreed on.
func (c *Conn) ConnectionState() ConnectionState {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.state
}

// VerifyHostname reports whether the server's certificate is for a host.
func (c *Conn) VerifyHostname(host string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.isClient:
		return errors.New("tls: VerifyHostname called on TLS server connection")
	case !c.done:
		return errors.New("tls: handshake has not yet been performed")
	case len(c.state.VerifiedChains) == 0:
		return errors.New("tls: handshake did not verify certificate chain")
	}
	return c.state.PeerCertificates[0].VerifyHostname(host)
}

// X509KeyPair fails: there is no cryptography.
func X509KeyPair(certPEMBlock, keyPEMBlock []byte) (Certificate, error) {
	return Certificate{}, errors.New("tls: goweave reads no keys")
}

// LoadX509KeyPair fails: there is no cryptography.
func LoadX509KeyPair(certFile, keyFile string) (Certificate, error) {
	return Certificate{}, errors.New("tls: goweave reads no keys")
}

// NewListener wraps what another listener accepts.
func NewListener(inner net.Listener, config *Config) net.Listener {
	return &listener{inner, config}
}

type listener struct {
	net.Listener
	config *Config
}

func (l *listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return Server(c, l.config), nil
}

// Listen listens for connections.
func Listen(network, laddr string, config *Config) (net.Listener, error) {
	if config == nil || len(config.Certificates) == 0 && config.GetCertificate == nil && config.GetConfigForClient == nil {
		return nil, errors.New("tls: neither Certificates, GetCertificate, nor GetConfigForClient set in Config")
	}
	l, err := net.Listen(network, laddr)
	if err != nil {
		return nil, err
	}
	return NewListener(l, config), nil
}

// A Dialer connects.
type Dialer struct {
	NetDialer *net.Dialer
	Config    *Config
}

// Dial connects and shakes hands.
func (d *Dialer) Dial(network, addr string) (net.Conn, error) {
	return d.DialContext(context.Background(), network, addr)
}

// DialContext is Dial until a context is over.
func (d *Dialer) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := dial(ctx, d.NetDialer, network, addr, d.Config)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// Dial connects and shakes hands.
func Dial(network, addr string, config *Config) (*Conn, error) {
	return dial(context.Background(), nil, network, addr, config)
}

// DialWithDialer is Dial with a Dialer of package net.
func DialWithDialer(dialer *net.Dialer, network, addr string, config *Config) (*Conn, error) {
	return dial(context.Background(), dialer, network, addr, config)
}

func dial(ctx context.Context, dialer *net.Dialer, network, addr string, config *Config) (*Conn, error) {
	if dialer == nil {
		dialer = &net.Dialer{}
	}
	raw, err := dialer.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	if config == nil {
		config = &Config{}
	}
	if config.ServerName == "" {
		config = config.Clone()
		if config.ServerName, _, err = net.SplitHostPort(addr); err != nil {
			config.ServerName = addr
		}
	}
	c := Client(raw, config)
	if err := c.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	return c, nil
}

// agree is the first of the server's protocols that the client knows too.
func agree(server, client []string) (string, bool) {
	if len(server) == 0 || len(client) == 0 {
		return "", true
	}
	for _, name := range server {
		if slices.Contains(client, name) {
			return name, true
		}
	}
	return "", slices.Contains(client, "http/1.1") && slices.Equal(server, []string{"h2"})
}
