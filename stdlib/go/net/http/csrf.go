package http

import (
	"errors"
	"fmt"
	"net/url"
	"sync"
)

// A CrossOriginProtection refuses requests that change something and that a browser sends for a page of
// another origin.
type CrossOriginProtection struct {
	mu      sync.RWMutex // guards the rest
	bypass  *ServeMux
	trusted map[string]bool
	deny    Handler
}

var (
	errCrossOrigin = errors.New("cross-origin request detected from Sec-Fetch-Site header")
	errOldBrowser  = errors.New("cross-origin request detected, and/or browser is out of date: " +
		"Sec-Fetch-Site is missing, and Origin does not match Host")
)

// NewCrossOriginProtection makes one that trusts nobody else.
func NewCrossOriginProtection() *CrossOriginProtection { return &CrossOriginProtection{} }

// AddTrustedOrigin allows requests from an origin, "scheme://host[:port]".
func (c *CrossOriginProtection) AddTrustedOrigin(origin string) error {
	u, err := url.Parse(origin)
	switch {
	case err != nil:
		return fmt.Errorf("invalid origin %q: %w", origin, err)
	case u.Scheme == "":
		return fmt.Errorf("invalid origin %q: scheme is required", origin)
	case u.Host == "":
		return fmt.Errorf("invalid origin %q: host is required", origin)
	case u.Path != "" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("invalid origin %q: path, query, and fragment are not allowed", origin)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.trusted == nil {
		c.trusted = map[string]bool{}
	}
	c.trusted[origin] = true
	return nil
}

// AddInsecureBypassPattern allows all requests that match a pattern of ServeMux.
func (c *CrossOriginProtection) AddInsecureBypassPattern(pattern string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bypass == nil {
		c.bypass = NewServeMux()
	}
	c.bypass.register(pattern, NotFoundHandler())
}

// SetDenyHandler sets what answers requests that are refused.
func (c *CrossOriginProtection) SetDenyHandler(h Handler) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deny = h
}

// Check is why a request is refused.
func (c *CrossOriginProtection) Check(req *Request) error {
	switch req.Method {
	case MethodGet, MethodHead, MethodOptions:
		return nil
	}
	origin := req.Header.Get("Origin")
	why := errCrossOrigin
	switch req.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return nil
	case "":
		if origin == "" {
			return nil // no browser, or the same origin
		}
		if u, err := url.Parse(origin); err == nil && u.Host == req.Host {
			return nil
		}
		why = errOldBrowser
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.trusted[origin] {
		return nil
	}
	if c.bypass != nil {
		if p, _ := c.bypass.find(req.Method, hostOf(req.Host), req.URL.EscapedPath()); p != nil {
			return nil
		}
	}
	return why
}

// Handler refuses requests in front of a handler.
func (c *CrossOriginProtection) Handler(h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		if err := c.Check(r); err != nil {
			c.mu.RLock()
			deny := c.deny
			c.mu.RUnlock()
			if deny == nil {
				Error(w, err.Error(), StatusForbidden)
			} else {
				deny.ServeHTTP(w, r)
			}
			return
		}
		h.ServeHTTP(w, r)
	})
}
