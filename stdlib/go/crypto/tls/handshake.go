package tls

import (
	"context"
	"crypto/x509"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Kinds of records. Each has a header of five bytes: kind, version, length.
const (
	recordAlert     = 21
	recordHandshake = 22
	recordData      = 23
)

// longestRecord is how many bytes a record carries.
const longestRecord = 16 << 10

// A hello is what the sides tell each other; the server's has its choices.
type hello struct {
	ServerName string
	Protocols  []string
	Oldest     uint16
	Newest     uint16
	Certs      [][]byte
	WantsCert  bool
}

// text is a hello as it travels: a line for the numbers, one each for name and protocols, then the
// certificates in hexadecimal.
func (h hello) text() []byte {
	lines := []string{fmt.Sprintln(h.Oldest, h.Newest, h.WantsCert) + h.ServerName, strings.Join(h.Protocols, ",")}
	for _, cert := range h.Certs {
		lines = append(lines, hex.EncodeToString(cert))
	}
	return []byte(strings.Join(lines, "\n"))
}

// read is the opposite of text.
func (h *hello) read(text string) bool {
	lines := strings.Split(text, "\n")
	if len(lines) < 3 {
		return false
	}
	if _, err := fmt.Sscan(lines[0], &h.Oldest, &h.Newest, &h.WantsCert); err != nil {
		return false
	}
	h.ServerName = lines[1]
	if lines[2] != "" {
		h.Protocols = strings.Split(lines[2], ",")
	}
	for _, line := range lines[3:] {
		cert, err := hex.DecodeString(line)
		if err != nil {
			return false
		}
		h.Certs = append(h.Certs, cert)
	}
	return true
}

func (c *Conn) writeRecord(kind byte, p []byte) error {
	record := append([]byte{kind, 3, 3, 0, 0}, p...)
	binary.BigEndian.PutUint16(record[3:], uint16(len(p)))
	_, err := c.conn.Write(record)
	return err
}

// readHeader reads a record's kind and length.
func (c *Conn) readHeader() (kind byte, n int, err error) {
	var head [5]byte
	if _, err := io.ReadFull(c.conn, head[:]); err != nil {
		return 0, 0, err
	}
	kind, n = head[0], int(binary.BigEndian.Uint16(head[3:]))
	if kind < recordAlert || kind > recordData || head[1] != 3 {
		what := "first record does not look like a TLS handshake"
		if c.done {
			what = fmt.Sprintf("received record with version %x when expecting version 303", binary.BigEndian.Uint16(head[1:]))
		}
		return 0, 0, RecordHeaderError{Msg: what, RecordHeader: head, Conn: c.conn}
	}
	return kind, n, nil
}

// alert tells the other side what is wrong, and is the error of this side.
func (c *Conn) alert(a AlertError) error {
	c.writeRecord(recordAlert, []byte{2, byte(a)})
	return a
}

func (c *Conn) say(h hello) error {
	return c.writeRecord(recordHandshake, h.text())
}

func (c *Conn) hear(h *hello) error {
	kind, n, err := c.readHeader()
	if err != nil {
		return err
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(c.conn, text); err != nil {
		return err
	}
	switch {
	case kind == recordAlert && n == 2:
		return &net.OpError{Op: "remote error", Err: AlertError(text[1])}
	case kind != recordHandshake || !h.read(string(text)):
		return c.alert(handshakeFailure)
	}
	return nil
}

// Handshake agrees with the other side; reading and writing do it by themselves.
func (c *Conn) Handshake() error { return c.HandshakeContext(context.Background()) }

// HandshakeContext is Handshake until a context is over.
func (c *Conn) HandshakeContext(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done || c.err != nil {
		return c.err
	}
	stop := context.AfterFunc(ctx, func() { c.conn.SetDeadline(time.Unix(1, 0)) })
	if c.config == nil {
		c.config = &Config{}
	}
	if c.isClient {
		c.err = c.greet()
	} else {
		c.err = c.answer()
	}
	if !stop() && ctx.Err() != nil {
		c.err = ctx.Err()
	}
	c.done = c.err == nil
	c.state.HandshakeComplete = c.done
	return c.err
}

// greet is the client's part.
func (c *Conn) greet() error {
	config := c.config
	if config.ServerName == "" && !config.InsecureSkipVerify {
		return errors.New("tls: either ServerName or InsecureSkipVerify must be specified in the tls.Config")
	}
	newest := config.version(0, VersionTLS13)
	if newest == 0 {
		return errors.New("tls: no supported versions satisfy MinVersion and MaxVersion")
	}
	name := config.ServerName
	if net.ParseIP(name) != nil {
		name = "" // addresses are not sent
	}
	own := hello{
		ServerName: name, Protocols: config.NextProtos,
		Oldest: max(config.MinVersion, VersionTLS12), Newest: newest,
	}
	if err := c.say(own); err != nil {
		return err
	}
	var server hello
	if err := c.hear(&server); err != nil {
		return err
	}
	if config.version(server.Newest, server.Newest) == 0 {
		return c.alert(protocolVersion)
	}
	certs, err := parsed(server.Certs)
	if err != nil {
		c.alert(badCertificate)
		return err
	}
	c.agreed(server, name, certs)
	if !config.InsecureSkipVerify {
		opts := x509.VerifyOptions{Roots: config.RootCAs, CurrentTime: config.now(), DNSName: config.ServerName}
		if c.state.VerifiedChains, err = certs[0].Verify(opts); err != nil {
			c.alert(badCertificate)
			return &CertificateVerificationError{certs, err}
		}
	}
	if err := c.verified(server.Certs); err != nil {
		return err
	}
	last := hello{}
	if server.WantsCert && len(config.Certificates) > 0 {
		last.Certs = config.Certificates[0].Certificate
	}
	return c.say(last)
}

// answer is the server's part.
func (c *Conn) answer() error {
	var client hello
	if err := c.hear(&client); err != nil {
		return err
	}
	info := &ClientHelloInfo{
		ServerName: client.ServerName, SupportedProtos: client.Protocols, Conn: c.conn,
		SupportedVersions: []uint16{client.Newest},
	}
	config := c.config
	if config.GetConfigForClient != nil {
		other, err := config.GetConfigForClient(info)
		if err != nil {
			c.alert(internalError)
			return err
		}
		if other != nil {
			config = other
			c.config = other
		}
	}
	version := config.version(client.Oldest, client.Newest)
	if version == 0 {
		c.alert(protocolVersion)
		return fmt.Errorf("tls: client offered only unsupported versions: [%x]", client.Newest)
	}
	cert, err := config.certificate(info)
	if err != nil {
		c.alert(internalError)
		return err
	}
	protocol, ok := agree(config.NextProtos, client.Protocols)
	if !ok {
		c.alert(noApplicationName)
		return fmt.Errorf("tls: client requested unsupported application protocols (%q)", client.Protocols)
	}
	own := hello{
		Newest: version, Protocols: []string{protocol}, Certs: cert.Certificate,
		WantsCert: config.ClientAuth != NoClientCert,
	}
	if err := c.say(own); err != nil {
		return err
	}
	var last hello
	if err := c.hear(&last); err != nil {
		return err
	}
	certs, err := parsed(last.Certs)
	if err != nil && (len(last.Certs) > 0 || config.ClientAuth == RequireAnyClientCert ||
		config.ClientAuth == RequireAndVerifyClientCert) {
		c.alert(certRequired)
		return errors.New("tls: client didn't provide a certificate")
	}
	c.agreed(own, client.ServerName, certs)
	if len(certs) > 0 && config.ClientAuth >= VerifyClientCertIfGiven {
		opts := x509.VerifyOptions{Roots: config.ClientCAs, CurrentTime: config.now()}
		if c.state.VerifiedChains, err = certs[0].Verify(opts); err != nil {
			c.alert(badCertificate)
			return &CertificateVerificationError{certs, err}
		}
	}
	return c.verified(last.Certs)
}

// certificate is the one that the server shows.
func (c *Config) certificate(info *ClientHelloInfo) (*Certificate, error) {
	if c.GetCertificate != nil {
		if cert, err := c.GetCertificate(info); cert != nil || err != nil {
			return cert, err
		}
	}
	if len(c.Certificates) == 0 {
		return nil, errors.New("tls: no certificates configured")
	}
	return &c.Certificates[0], nil
}

func parsed(raw [][]byte) (certs []*x509.Certificate, err error) {
	for _, der := range raw {
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, errors.New("tls: failed to parse certificate: " + err.Error())
		}
		certs = append(certs, cert)
	}
	if certs == nil {
		return nil, errors.New("tls: received empty certificates message")
	}
	return certs, nil
}

// agreed notes what the server chose.
func (c *Conn) agreed(server hello, name string, certs []*x509.Certificate) {
	c.state = ConnectionState{
		Version: server.Newest, CipherSuite: TLS_AES_128_GCM_SHA256, NegotiatedProtocol: strings.Join(server.Protocols, ""),
		NegotiatedProtocolIsMutual: true, ServerName: name, PeerCertificates: certs,
	}
}

// verified asks the configuration's functions.
func (c *Conn) verified(raw [][]byte) error {
	if f := c.config.VerifyPeerCertificate; f != nil && len(raw) > 0 {
		if err := f(raw, c.state.VerifiedChains); err != nil {
			c.alert(badCertificate)
			return err
		}
	}
	if f := c.config.VerifyConnection; f != nil {
		if err := f(c.state); err != nil {
			c.alert(badCertificate)
			return err
		}
	}
	return nil
}

func (c *Conn) Read(b []byte) (int, error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	c.reading.Lock()
	defer c.reading.Unlock()
	if len(b) == 0 {
		return 0, nil
	}
	for c.left == 0 {
		if c.ended != nil {
			return 0, c.ended
		}
		kind, n, err := c.readHeader()
		if err != nil {
			return 0, err
		}
		if kind == recordData {
			c.left = n
			continue
		}
		text := make([]byte, n)
		if _, err := io.ReadFull(c.conn, text); err != nil {
			return 0, err
		}
		switch {
		case kind == recordAlert && n == 2 && AlertError(text[1]) == closeNotify:
			c.ended = io.EOF
		case kind == recordAlert && n == 2:
			c.ended = &net.OpError{Op: "remote error", Err: AlertError(text[1])}
		default:
			c.ended = errors.New("tls: unexpected message")
		}
	}
	n, err := c.conn.Read(b[:min(len(b), c.left)])
	c.left -= n
	return n, err
}

var errShutdown = errors.New("tls: protocol is shutdown")

func (c *Conn) Write(b []byte) (n int, err error) {
	if err := c.Handshake(); err != nil {
		return 0, err
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	switch {
	case c.shut:
		return 0, net.ErrClosed
	case c.closed:
		return 0, errShutdown
	}
	for n < len(b) {
		part := b[n:min(len(b), n+longestRecord)]
		if err := c.writeRecord(recordData, part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}

// CloseWrite says that nothing more will be written.
func (c *Conn) CloseWrite() error {
	c.mu.Lock()
	done := c.done
	c.mu.Unlock()
	if !done {
		return errors.New("tls: CloseWrite called before handshake complete")
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.closed {
		return nil
	}
	c.closed = true
	return c.writeRecord(recordAlert, []byte{1, byte(closeNotify)})
}

// Close says goodbye and closes the connection.
func (c *Conn) Close() error {
	if c.mu.TryLock() {
		done := c.done
		c.mu.Unlock()
		if done && c.writing.TryLock() {
			c.shut = true
			if !c.closed {
				c.closed = true
				c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
				c.writeRecord(recordAlert, []byte{1, byte(closeNotify)})
			}
			c.writing.Unlock()
		}
	}
	return c.conn.Close()
}
