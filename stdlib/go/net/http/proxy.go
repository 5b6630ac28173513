package http

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"net"
	"net/url"
	"strings"
)

// ProxyFromEnvironment finds no proxy: there is nothing outside.
func ProxyFromEnvironment(req *Request) (*url.URL, error) { return nil, nil }

// ProxyURL always answers a proxy.
func ProxyURL(fixedURL *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixedURL, nil }
}

// tunnel asks a proxy for a way to a host.
func (t *Transport) tunnel(ctx context.Context, conn net.Conn, to route) error {
	proxy := &url.URL{Scheme: "http", Host: to.proxy}
	header := t.ProxyConnectHeader
	if t.GetProxyConnectHeader != nil {
		var err error
		if header, err = t.GetProxyConnectHeader(ctx, proxy, to.host); err != nil {
			return err
		}
	}
	if header = header.Clone(); header == nil {
		header = Header{}
	}
	if to.user != "" {
		header.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(to.user)))
	}
	r := &Request{Method: MethodConnect, URL: &url.URL{Opaque: to.host}, Host: to.host, Header: header}
	if err := r.Write(conn); err != nil {
		return err
	}
	resp, err := ReadResponse(bufio.NewReader(conn), r)
	if err != nil {
		return err
	}
	if t.OnProxyConnectResponse != nil {
		if err := t.OnProxyConnectResponse(ctx, proxy, r, resp); err != nil {
			return err
		}
	}
	if resp.StatusCode != StatusOK {
		_, text, ok := strings.Cut(resp.Status, " ")
		if !ok {
			return errors.New("unknown status code")
		}
		return errors.New(text)
	}
	return nil
}
