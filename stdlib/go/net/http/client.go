package http

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A RoundTripper answers one request, without following redirections.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// A Client sends requests and follows redirections.
type Client struct {
	Transport     RoundTripper
	CheckRedirect func(req *Request, via []*Request) error
	Jar           CookieJar
	Timeout       time.Duration
}

// DefaultClient is the one of Get, Head and Post.
var DefaultClient = &Client{}

// Errors of clients.
var (
	ErrUseLastResponse = errors.New("net/http: use last response")
	ErrSchemeMismatch  = errors.New("http: server gave HTTP response to HTTPS client")
	ErrSkipAltProtocol = errors.New("net/http: skip alternate protocol")
)

// most is how many redirections are followed.
const most = 10

func Get(url string) (*Response, error)  { return DefaultClient.Get(url) }
func Head(url string) (*Response, error) { return DefaultClient.Head(url) }

// Post sends a body of a content type.
func Post(url, contentType string, body io.Reader) (*Response, error) {
	return DefaultClient.Post(url, contentType, body)
}

// PostForm sends the values of a form.
func PostForm(url string, data url.Values) (*Response, error) {
	return DefaultClient.PostForm(url, data)
}

// Get asks for a page.
func (c *Client) Get(url string) (*Response, error) { return c.plain(MethodGet, url) }

// Head asks for a page's header.
func (c *Client) Head(url string) (*Response, error) { return c.plain(MethodHead, url) }

func (c *Client) plain(method, url string) (*Response, error) {
	r, err := NewRequest(method, url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

// Post sends a body of a content type.
func (c *Client) Post(url, contentType string, body io.Reader) (*Response, error) {
	r, err := NewRequest(MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", contentType)
	return c.Do(r)
}

// PostForm sends the values of a form.
func (c *Client) PostForm(url string, data url.Values) (*Response, error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

// CloseIdleConnections closes connections that are kept for later.
func (c *Client) CloseIdleConnections() {
	if t, ok := c.transport().(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

func (c *Client) transport() RoundTripper {
	if c.Transport != nil {
		return c.Transport
	}
	return DefaultTransport
}

// next is the method after a redirection, and whether the body is sent again.
func next(status int, method string) (string, bool) {
	switch status {
	case StatusTemporaryRedirect, StatusPermanentRedirect:
		return method, true
	}
	if method == MethodHead {
		return method, false
	}
	return MethodGet, false
}

func redirects(status int) bool {
	switch status {
	case StatusMovedPermanently, StatusFound, StatusSeeOther, StatusTemporaryRedirect, StatusPermanentRedirect:
		return true
	}
	return false
}

// Do sends a request and follows where the answer leads. Its errors are *url.Error.
func (c *Client) Do(r *Request) (*Response, error) {
	if r.URL == nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, &url.Error{Op: operation(r.Method), Err: errors.New("http: nil Request.URL")}
	}
	if r.RequestURI != "" {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, failed(r, errors.New("http: Request.RequestURI can't be set in client requests"))
	}
	var deadline time.Time
	if c.Timeout > 0 {
		deadline = time.Now().Add(c.Timeout)
	}
	first, via := r, []*Request(nil)
	own := map[string][]*Cookie{} // that the user set, by name
	if c.Jar != nil {
		for _, cookie := range r.Cookies() {
			own[cookie.Name] = append(own[cookie.Name], cookie)
		}
	}
	for {
		resp, timedOut, err := c.send(r, deadline)
		if err != nil {
			if timedOut {
				err = &timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			return nil, failed(r, err)
		}
		if !redirects(resp.StatusCode) || resp.Header.Get("Location") == "" && resp.StatusCode < 307 {
			return resp, nil
		}
		to := resp.Header.Get("Location")
		method, again := next(resp.StatusCode, r.Method)
		if to == "" || again && first.Body != nil && first.GetBody == nil {
			return resp, nil
		}
		u, err := r.URL.Parse(to)
		if err != nil {
			resp.Body.Close()
			return nil, failed(r, fmt.Errorf("failed to parse Location header %q: %v", to, err))
		}
		via = append(via, r)
		host := ""
		if r.Host != "" && r.Host != r.URL.Host {
			// A host that the user named goes for a relative place too.
			if place, _ := url.Parse(to); place != nil && !place.IsAbs() {
				host = r.Host
			}
		}
		follow := &Request{
			Host:   host,
			Method: method, URL: u, Header: c.carried(first, u, resp, own), Response: resp, ctx: first.ctx,
			Cancel: first.Cancel,
		}
		if again && first.GetBody != nil {
			if follow.Body, err = first.GetBody(); err != nil {
				resp.Body.Close()
				return nil, failed(r, err)
			}
			follow.GetBody, follow.ContentLength = first.GetBody, first.ContentLength
		}
		if from := referer(r.URL, u); from != "" && first.Header.Get("Referer") == "" {
			follow.Header.Set("Referer", from)
		}
		check := c.CheckRedirect
		if check == nil {
			check = checkRedirect
		}
		err = check(follow, via)
		if err == ErrUseLastResponse {
			return resp, nil
		}
		io.CopyN(io.Discard, resp.Body, 2<<10)
		resp.Body.Close()
		if err != nil {
			return resp, &url.Error{Op: operation(first.Method), URL: to, Err: err}
		}
		r = follow
	}
}

func checkRedirect(_ *Request, via []*Request) error {
	if len(via) >= most {
		return errors.New("stopped after 10 redirects")
	}
	return nil
}

// carried is the header of a request after a redirection: other hosts do not get secrets.
// Cookies that an answer changed are the jar's from then on.
func (c *Client) carried(first *Request, to *url.URL, resp *Response, own map[string][]*Cookie) Header {
	h := first.Header.Clone()
	if h == nil {
		h = Header{}
	}
	if c.Jar != nil && h.Get("Cookie") != "" {
		for _, cookie := range resp.Cookies() {
			delete(own, cookie.Name)
		}
		var texts []string
		for _, cookies := range own {
			for _, cookie := range cookies {
				texts = append(texts, cookie.Name+"="+cookie.Value)
			}
		}
		slices.Sort(texts)
		h.Set("Cookie", strings.Join(texts, "; "))
	}
	from, host := first.URL.Hostname(), to.Hostname()
	if host != from && !strings.HasSuffix(host, "."+from) {
		for _, key := range []string{"Authorization", "Www-Authenticate", "Cookie", "Cookie2"} {
			h.Del(key)
		}
	}
	return h
}

// referer is the page a request comes from, without its secrets.
func referer(from, to *url.URL) string {
	if from.Scheme == "https" && to.Scheme == "http" {
		return ""
	}
	u := *from
	u.User = nil
	return u.String()
}

// failed is the error of a request.
func failed(r *Request, err error) error {
	u := *r.URL
	if u.User != nil {
		if _, secret := u.User.Password(); secret {
			u.User = url.UserPassword(u.User.Username(), "***")
		}
	}
	target := strings.Replace(u.String(), "%2A%2A%2A", "***", 1)
	return &url.Error{Op: operation(r.Method), URL: target, Err: err}
}

// operation is a method's name in errors: Get, Post.
func operation(method string) string {
	if method == "" {
		return "Get"
	}
	return method[:1] + strings.ToLower(method[1:])
}

// A timeoutError says that a client's time is over.
type timeoutError struct{ text string }

func (e *timeoutError) Error() string        { return e.text }
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Temporary() bool      { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// send sends one request; whether it failed because the client's time is over.
func (c *Client) send(r *Request, deadline time.Time) (*Response, bool, error) {
	if c.Jar != nil {
		for _, cookie := range c.Jar.Cookies(r.URL) {
			r.AddCookie(cookie)
		}
	}
	sent := r
	cancel := func() {}
	if !deadline.IsZero() {
		ctx, stop := context.WithDeadline(r.Context(), deadline)
		sent, cancel = r.WithContext(ctx), stop
		if sent.Cancel == nil {
			sent.Cancel = ctx.Done() // for those that do not look at contexts
		}
	}
	if sent.Header == nil {
		sent = sent.WithContext(sent.Context())
		sent.Header = Header{}
	}
	if u := sent.URL.User; u != nil && sent.Header.Get("Authorization") == "" {
		sent = sent.Clone(sent.Context())
		password, _ := u.Password()
		sent.SetBasicAuth(u.Username(), password)
	}
	resp, err := c.transport().RoundTrip(sent)
	if err != nil {
		timedOut := sent.Context().Err() == context.DeadlineExceeded && r.Context().Err() == nil
		cancel()
		return nil, timedOut, err
	}
	if resp == nil {
		cancel()
		return nil, false, fmt.Errorf("http: RoundTripper implementation (%T) returned a nil *Response with a nil error", c.transport())
	}
	if resp.Body == nil {
		resp.Body = NoBody
	}
	resp.Request = r
	if c.Jar != nil {
		if cookies := resp.Cookies(); len(cookies) > 0 {
			c.Jar.SetCookies(r.URL, cookies)
		}
	}
	if !deadline.IsZero() {
		resp.Body = &timedBody{resp.Body, sent.Context(), cancel}
	}
	return resp, false, nil
}

// A timedBody is read until the client's time is over.
type timedBody struct {
	io.ReadCloser
	ctx  context.Context
	stop func()
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF || err == nil {
		return n, err
	}
	if b.ctx.Err() == context.DeadlineExceeded {
		err = &timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
	}
	return n, err
}

func (b *timedBody) Close() error {
	b.stop()
	return b.ReadCloser.Close()
}
