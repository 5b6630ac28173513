package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
)

func main() {
	log.SetFlags(0)
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%v %s %s %v", r.TLS != nil, r.Proto, r.URL.Path, r.TLS.HandshakeComplete)
	}))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	defer srv.Close()
	host := srv.Listener.Addr().String()
	strip := func(s string) string { return strings.ReplaceAll(s, host, "ADDR") }
	fmt.Println(strings.HasPrefix(srv.URL, "https://127.0.0.1:"))
	resp, err := srv.Client().Get(srv.URL + "/x")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(string(b), resp.TLS != nil, resp.TLS.HandshakeComplete, len(resp.TLS.PeerCertificates), tls.VersionName(resp.TLS.Version), resp.TLS.ServerName)
	fmt.Println(srv.Certificate().DNSNames, srv.Certificate().Subject, srv.Certificate().IPAddresses)
	resp, err = srv.Client().Get("https://example.com/named")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ = io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(string(b))
	_, err = http.Get(srv.URL)
	fmt.Println(strip(err.Error()))
	var ua x509.UnknownAuthorityError
	var cv *tls.CertificateVerificationError
	fmt.Println(errors.As(err, &ua), errors.As(err, &cv))
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	resp, err = c.Get(srv.URL + "/insecure")
	if err != nil {
		fmt.Println(err)
	} else {
		b, _ = io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(string(b))
	}
	c.CloseIdleConnections()
	pool := x509.NewCertPool()
	pool.AddCert(srv.Certificate())
	c = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, ServerName: "wrong.org"}}}
	_, err = c.Get(srv.URL)
	fmt.Println(strip(err.Error()))
	resp, err = http.Get("http://" + host)
	if err != nil {
		fmt.Println(strip(err.Error()))
	} else {
		b, _ = io.ReadAll(resp.Body)
		fmt.Println(resp.Status, string(b))
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	_, err = http.Get(strings.Replace(plain.URL, "http", "https", 1))
	fmt.Println(strings.ReplaceAll(err.Error(), plain.Listener.Addr().String(), "ADDR"))
	conn, err := tls.Dial("tcp", host, &tls.Config{RootCAs: pool})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprintf(conn, "GET /raw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	b, err = io.ReadAll(conn)
	fmt.Println(strings.Contains(string(b), "true HTTP/1.1 /raw true"), err, conn.ConnectionState().NegotiatedProtocol, conn.VerifyHostname("example.com"))
	conn.Close()
	_, err = conn.Write([]byte("x"))
	fmt.Println(err)
	cert := srv.TLS.Certificates[0]
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"echo"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		io.Copy(c, c)
		c.Close()
	}()
	raw, _ := net.Dial("tcp", l.Addr().String())
	tc := tls.Client(raw, &tls.Config{RootCAs: pool, ServerName: "example.com", NextProtos: []string{"echo"}})
	tc.Write([]byte("hello"))
	tc.CloseWrite()
	b, err = io.ReadAll(tc)
	fmt.Println(string(b), err, tc.ConnectionState().NegotiatedProtocol)
	l.Close()
	_, err = tls.Dial("tcp", l.Addr().String(), nil)
	fmt.Println(strings.ReplaceAll(err.Error(), l.Addr().String(), "ADDR"))
	two, err := x509.ParseCertificates(append(bytes.Clone(cert.Certificate[0]), cert.Certificate[0]...))
	fmt.Println(len(two), err)
	_, err = x509.ParseCertificates([]byte("none"))
	fmt.Println(err != nil)
	for id := range 1 << 16 {
		if name := tls.CipherSuiteName(uint16(id)); !strings.HasPrefix(name, "0x") {
			fmt.Printf("%#04x %s\n", id, name)
		}
	}
}
