// Package cookiejar keeps the cookies of a client in memory (RFC 6265).
package cookiejar

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// A PublicSuffixList knows the domains below which anybody can have one: no cookies for these.
type PublicSuffixList interface {
	PublicSuffix(domain string) string
	String() string
}

// Options are for New.
type Options struct{ PublicSuffixList PublicSuffixList }

// A Jar keeps cookies.
type Jar struct {
	suffixes PublicSuffixList

	mu      sync.Mutex                    // guards the rest
	sites   map[string]map[string]*cookie // by the site's key, then by domain, path and name
	counter uint64
}

// A cookie is one as it is kept.
type cookie struct {
	http.Cookie
	hostOnly   bool
	persistent bool
	expires    time.Time
	made       time.Time
	number     uint64
}

// New makes a jar.
func New(o *Options) (*Jar, error) {
	j := &Jar{sites: map[string]map[string]*cookie{}}
	if o != nil {
		j.suffixes = o.PublicSuffixList
	}
	return j, nil
}

// hostOf is the host of a URL as it is compared: small letters, ASCII, no dot at its end.
func hostOf(u *url.URL) (string, error) {
	host := u.Host
	if hasPort(host) {
		var err error
		if host, _, err = net.SplitHostPort(host); err != nil {
			return "", err
		}
	}
	return ascii(strings.TrimSuffix(host, "."))
}

func hasPort(host string) bool {
	colons := strings.Count(host, ":")
	return colons > 0 && (colons == 1 || host[0] == '[' && strings.Contains(host, "]:"))
}

func isIP(host string) bool {
	if strings.ContainsAny(host, ":%") {
		return true
	}
	return net.ParseIP(host) != nil
}

// site is what hosts share that share cookies: one part more than the public suffix.
func (j *Jar) site(host string) string {
	if isIP(host) {
		return host
	}
	var dot int
	if j.suffixes == nil {
		if dot = strings.LastIndexByte(host, '.'); dot <= 0 {
			return host
		}
	} else {
		suffix := j.suffixes.PublicSuffix(host)
		if suffix == host {
			return host
		}
		if dot = len(host) - len(suffix); dot <= 0 || host[dot-1] != '.' {
			return host
		}
		dot--
	}
	return host[strings.LastIndexByte(host[:dot], '.')+1:]
}

// Cookies are those for a request.
func (j *Jar) Cookies(u *url.URL) (cookies []*http.Cookie) {
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	host, err := hostOf(u)
	if err != nil {
		return nil
	}
	key := j.site(host)
	j.mu.Lock()
	defer j.mu.Unlock()
	path := u.Path
	if path == "" {
		path = "/"
	}
	now := time.Now()
	var found []*cookie
	for id, c := range j.sites[key] {
		if c.persistent && !c.expires.After(now) {
			delete(j.sites[key], id)
			continue
		}
		if c.forHost(host) && c.forPath(path) && (!c.Secure || u.Scheme == "https") {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *cookie) int {
		if d := cmp.Compare(len(b.Path), len(a.Path)); d != 0 {
			return d
		}
		if d := a.made.Compare(b.made); d != 0 {
			return d
		}
		return cmp.Compare(a.number, b.number)
	})
	for _, c := range found {
		cookies = append(cookies, &http.Cookie{Name: c.Name, Value: c.Value, Quoted: c.Quoted})
	}
	return cookies
}

func (c *cookie) forHost(host string) bool {
	if c.Domain == host {
		return true
	}
	return !c.hostOnly && strings.HasSuffix(host, "."+c.Domain) && !isIP(host)
}

func (c *cookie) forPath(path string) bool {
	if path == c.Path {
		return true
	}
	return strings.HasPrefix(path, c.Path) && (strings.HasSuffix(c.Path, "/") || path[len(c.Path)] == '/')
}

// SetCookies keeps what came with an answer.
func (j *Jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	if len(cookies) == 0 || u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	host, err := hostOf(u)
	if err != nil {
		return
	}
	key := j.site(host)
	now := time.Now()
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, given := range cookies {
		c, remove, err := j.kept(given, host, u.Path, now)
		if err != nil {
			continue
		}
		id := c.Domain + ";" + c.Path + ";" + c.Name
		old := j.sites[key][id]
		switch {
		case remove:
			delete(j.sites[key], id)
			continue
		case old != nil:
			c.made, c.number = old.made, old.number
		default:
			c.made, c.number = now, j.counter
			j.counter++
		}
		if j.sites[key] == nil {
			j.sites[key] = map[string]*cookie{}
		}
		j.sites[key][id] = c
	}
}

var errIllegalDomain = errors.New("cookiejar: illegal cookie domain attribute")

// kept is a cookie as it is kept; it may be one to be removed.
func (j *Jar) kept(given *http.Cookie, host, path string, now time.Time) (c *cookie, remove bool, err error) {
	c = &cookie{Cookie: *given}
	if c.Path == "" || c.Path[0] != '/' {
		c.Path = folder(path)
	}
	if c.Domain, c.hostOnly, err = j.domain(host, given.Domain); err != nil {
		return nil, false, err
	}
	switch {
	case given.MaxAge < 0:
		return c, true, nil
	case given.MaxAge > 0:
		c.expires, c.persistent = now.Add(time.Duration(given.MaxAge)*time.Second), true
	case !given.Expires.IsZero():
		if !given.Expires.After(now) {
			return c, true, nil
		}
		c.expires, c.persistent = given.Expires, true
	}
	return c, false, nil
}

// folder is the path up to its last slash.
func folder(path string) string {
	if i := strings.LastIndexByte(path, '/'); i > 0 && path[0] == '/' {
		return path[:i]
	}
	return "/"
}

// domain is whose cookie it is: the host's alone, or also that of hosts below a domain.
func (j *Jar) domain(host, domain string) (string, bool, error) {
	if domain == "" {
		return host, true, nil
	}
	if isIP(host) {
		// Only itself, and that changes nothing.
		if host != domain {
			return "", false, errors.New("cookiejar: no host name available (IP only)")
		}
		return host, true, nil
	}
	domain = strings.TrimPrefix(domain, ".")
	if domain == "" || domain[0] == '.' {
		return "", false, errors.New("cookiejar: malformed cookie domain attribute")
	}
	domain, err := ascii(domain)
	if err != nil || domain[len(domain)-1] == '.' {
		return "", false, errors.New("cookiejar: malformed cookie domain attribute")
	}
	if j.suffixes != nil {
		if suffix := j.suffixes.PublicSuffix(domain); suffix != "" && !strings.HasSuffix(domain, "."+suffix) {
			if host == domain {
				return host, true, nil
			}
			return "", false, errIllegalDomain
		}
	}
	if host != domain && !strings.HasSuffix(host, "."+domain) {
		return "", false, errIllegalDomain
	}
	return domain, false, nil
}

// ascii writes a name in small letters, and parts that are not ASCII in Punycode (RFC 3492).
func ascii(host string) (string, error) {
	plain := true
	for i := 0; i < len(host); i++ {
		plain = plain && host[i] < 0x80
	}
	if plain {
		return strings.ToLower(host), nil
	}
	labels := strings.Split(strings.ToLower(host), ".")
	for i, label := range labels {
		encoded, err := punycode(label)
		if err != nil {
			return "", err
		}
		labels[i] = encoded
	}
	return strings.Join(labels, "."), nil
}

// Parameters of RFC 3492 section 5.
const (
	base        = 36
	least       = 1
	most        = 26
	skew        = 38
	damp        = 700
	initialBias = 72
	initialN    = 128
)

// punycode writes a part of a name as ASCII (RFC 3492 section 6.3).
func punycode(label string) (string, error) {
	runes := []rune(label)
	var out []byte
	for _, r := range runes {
		if r < initialN {
			out = append(out, byte(r))
		}
	}
	done := len(out)
	if done == len(runes) {
		return label, nil
	}
	basic := done
	if done > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(initialN), 0, initialBias
	for done < len(runes) {
		next := rune(1<<31 - 1)
		for _, r := range runes {
			if r >= n && r < next {
				next = r
			}
		}
		delta += int(next-n) * (done + 1)
		if delta > 1<<30 {
			return "", fmt.Errorf("cookiejar: invalid label %q", label)
		}
		n = next
		for _, r := range runes {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			q := delta
			for k := base; ; k += base {
				t := min(max(k-bias, least), most)
				if q < t {
					break
				}
				out = append(out, digit(t+(q-t)%(base-t)))
				q = (q - t) / (base - t)
			}
			out = append(out, digit(q))
			bias = adapted(delta, done+1, done == basic)
			delta = 0
			done++
		}
		delta++
		n++
	}
	return "xn--" + string(out), nil
}

func digit(d int) byte {
	if d < 26 {
		return byte('a' + d)
	}
	return byte('0' + d - 26)
}

// adapted is the bias for the next delta (RFC 3492 section 6.1).
func adapted(delta, points int, first bool) int {
	if first {
		delta /= damp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for delta > (base-least)*most/2 {
		delta /= base - least
		k += base
	}
	return k + (base-least+1)*delta/(delta+skew)
}
