// Package url reads and writes URLs (RFC 3986).
package url

import (
	"errors"
	"fmt"
	"net/netip"
	"path"
	"strings"
)

// An Error is an error with an operation and a URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return fmt.Sprintf("%s %q: %s", e.Op, e.URL, e.Err) }

// Timeout reports whether time was up.
func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// Temporary reports whether trying again may help.
func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// A URL is scheme://user@host/path?query#fragment or scheme:opaque?query#fragment. Raw parts are
// set if they are not how the plain ones would be escaped.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string
	Path        string
	Fragment    string
	RawQuery    string
	RawPath     string
	RawFragment string
	ForceQuery  bool // a ? without a query
	OmitHost    bool // no // in front of an empty host
}

// Userinfo is a user's name and perhaps a password.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// User returns a Userinfo without a password.
func User(username string) *Userinfo { return &Userinfo{username, "", false} }

// UserPassword returns a Userinfo with a password.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// Username returns the name.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password returns the password and whether there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

func (u *Userinfo) String() string {
	if u == nil {
		return ""
	}
	s := escape(u.username, userPart)
	if u.passwordSet {
		s += ":" + escape(u.password, userPart)
	}
	return s
}

// Parse reads a URL, absolute or relative.
func Parse(rawURL string) (*URL, error) {
	rest, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(rest, false)
	if err != nil {
		return nil, &Error{"parse", rest, err}
	}
	if fragment != "" {
		if err := u.setFragment(fragment); err != nil {
			return nil, &Error{"parse", rawURL, err}
		}
	}
	return u, nil
}

// ParseRequestURI reads a URL from a request: absolute, or an absolute path, no fragment.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func parse(rawURL string, request bool) (*URL, error) {
	for i := 0; i < len(rawURL); i++ {
		if rawURL[i] < ' ' || rawURL[i] == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	if rawURL == "" && request {
		return nil, errors.New("empty url")
	}
	u := new(URL)
	if rawURL == "*" {
		u.Path = "*"
		return u, nil
	}
	scheme, rest, err := cutScheme(rawURL)
	if err != nil {
		return nil, err
	}
	u.Scheme = strings.ToLower(scheme)
	var query bool
	if rest, u.RawQuery, query = strings.Cut(rest, "?"); query && u.RawQuery == "" {
		u.ForceQuery = true
	}
	if !strings.HasPrefix(rest, "/") {
		if u.Scheme != "" {
			u.Opaque = rest
			return u, nil
		}
		if request {
			return nil, errors.New("invalid URI for request")
		}
		if colonFirst(rest) {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	authority, found := strings.CutPrefix(rest, "//")
	switch {
	case found && (u.Scheme != "" || !request && !strings.HasPrefix(rest, "///")):
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if err := u.setAuthority(authority); err != nil {
			return nil, err
		}
	case u.Scheme != "" && strings.HasPrefix(rest, "/"):
		u.OmitHost = true
	}
	if err := u.setPath(rest); err != nil {
		return nil, err
	}
	return u, nil
}

// cutScheme cuts the scheme, if there is one.
func cutScheme(s string) (scheme, rest string, err error) {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':' && i == 0:
			return "", "", errors.New("missing protocol scheme")
		case c == ':':
			return s[:i], s[i+1:], nil
		default:
			return "", s, nil
		}
	}
	return "", s, nil
}

// colonFirst reports whether the first segment of a path has a colon.
func colonFirst(path string) bool {
	segment, _, _ := strings.Cut(path, "/")
	return strings.IndexByte(segment, ':') >= 0
}

func (u *URL) setAuthority(authority string) (err error) {
	at := strings.LastIndexByte(authority, '@')
	if u.Host, err = parseHost(u.Scheme, authority[at+1:]); err != nil || at < 0 {
		return err
	}
	info := authority[:at]
	for i := 0; i < len(info); i++ {
		if escaped(info[i], userPart) && strings.IndexByte(":!'()*%@", info[i]) < 0 {
			return errors.New("net/url: invalid userinfo")
		}
	}
	name, password, hasPassword := strings.Cut(info, ":")
	if name, err = unescape(name, userPart); err != nil {
		return err
	}
	if password, err = unescape(password, userPart); err != nil {
		return err
	}
	u.User = &Userinfo{name, password, hasPassword}
	return nil
}

func badPort(port string) error { return fmt.Errorf("invalid port %q after host", port) }

func parseHost(scheme, host string) (string, error) {
	switch open := strings.LastIndexByte(host, '['); {
	case open > 0:
		return "", errors.New("invalid IP-literal")
	case open == 0:
		return parseLiteral(host)
	}
	if i := strings.IndexByte(host, ':'); i >= 0 {
		// Other schemes have had hosts with colons for long.
		if scheme != "http" && scheme != "https" {
			i = strings.LastIndexByte(host, ':')
		}
		if !validPort(host[i:]) {
			return "", badPort(host[i:])
		}
	}
	return unescape(host, hostPart)
}

// parseLiteral reads [address%25zone]:port.
func parseLiteral(host string) (string, error) {
	end := strings.LastIndexByte(host, ']')
	if end < 0 {
		return "", errors.New("missing ']' in host")
	}
	port := host[end+1:]
	if !validPort(port) {
		return "", badPort(port)
	}
	name := host[1:end]
	zone := ""
	if i := strings.Index(name, "%25"); i >= 0 {
		name, zone = name[:i], name[i:]
	}
	name, err := unescape(name, hostPart)
	if err != nil {
		return "", err
	}
	if zone, err = unescape(zone, zonePart); err != nil {
		return "", err
	}
	addr, err := netip.ParseAddr(name + zone)
	if err != nil {
		return "", fmt.Errorf("invalid host: %w", err)
	}
	if addr.Is4() {
		return "", errors.New("invalid IP-literal")
	}
	return "[" + name + zone + "]" + port, nil
}

// validPort reports whether port is empty or a colon and digits.
func validPort(port string) bool {
	if port != "" && port[0] != ':' {
		return false
	}
	for i := 1; i < len(port); i++ {
		if port[i] < '0' || port[i] > '9' {
			return false
		}
	}
	return true
}

func (u *URL) setPath(raw string) (err error) {
	u.Path, u.RawPath, err = plainAndRaw(raw, pathPart)
	return err
}

func (u *URL) setFragment(raw string) (err error) {
	u.Fragment, u.RawFragment, err = plainAndRaw(raw, fragmentPart)
	return err
}

func plainAndRaw(s string, in part) (plain, raw string, err error) {
	if plain, err = unescape(s, in); err != nil {
		return "", "", err
	}
	if escape(plain, in) != s {
		raw = s
	}
	return plain, raw, nil
}

// rawOrEscaped prefers raw if it stands for plain.
func rawOrEscaped(plain, raw string, in part) string {
	if raw != "" && validEncoded(raw, in) {
		if p, err := unescape(raw, in); err == nil && p == plain {
			return raw
		}
	}
	return escape(plain, in)
}

// EscapedPath returns the path as it stands in the URL.
func (u *URL) EscapedPath() string {
	if u.Path == "*" && u.RawPath != "%2A" && u.RawPath != "%2a" {
		return "*"
	}
	return rawOrEscaped(u.Path, u.RawPath, pathPart)
}

// EscapedFragment returns the fragment as it stands in the URL.
func (u *URL) EscapedFragment() string {
	return rawOrEscaped(u.Fragment, u.RawFragment, fragmentPart)
}

func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme)
		b.WriteByte(':')
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		u.writeHierarchy(&b)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteByte('?')
		b.WriteString(u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteByte('#')
		b.WriteString(u.EscapedFragment())
	}
	return b.String()
}

// writeHierarchy writes authority and path.
func (u *URL) writeHierarchy(b *strings.Builder) {
	noHost := u.OmitHost && u.Host == "" && u.User == nil
	if !noHost && (u.Scheme != "" || u.Host != "" || u.User != nil) {
		if u.Host != "" || u.Path != "" || u.User != nil {
			b.WriteString("//")
		}
		if u.User != nil {
			b.WriteString(u.User.String())
			b.WriteByte('@')
		}
		b.WriteString(escape(u.Host, hostPart))
	}
	path := u.EscapedPath()
	switch {
	case noHost && strings.HasPrefix(path, "//"):
		// Two slashes would start a host.
		b.WriteString("%2F")
		path = path[1:]
	case path != "" && path[0] != '/' && u.Host != "":
		b.WriteByte('/')
	}
	if b.Len() == 0 && colonFirst(path) {
		b.WriteString("./") // otherwise a scheme
	}
	b.WriteString(path)
}

// Redacted is String with another password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	other := *u
	if _, has := u.User.Password(); has {
		other.User = UserPassword(u.User.Username(), "xxxxx")
	}
	return other.String()
}

// IsAbs reports whether u has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Parse reads a reference as seen from u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference returns ref as seen from u.
func (u *URL) ResolveReference(ref *URL) *URL {
	r := *ref
	if ref.Scheme == "" {
		r.Scheme = u.Scheme
	}
	switch {
	case ref.Scheme != "" || ref.Host != "" || ref.User != nil:
		r.setPath(resolvePath("", ref.EscapedPath()))
		return &r
	case ref.Opaque != "":
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		r.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			r.Fragment, r.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		r.Opaque = u.Opaque
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	r.Host, r.User = u.Host, u.User
	r.setPath(resolvePath(u.EscapedPath(), ref.EscapedPath()))
	return &r
}

// resolvePath returns ref as seen from base, without . and .. elements.
func resolvePath(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	all := strings.Split(full, "/")
	var kept []string
	for _, elem := range all {
		switch elem {
		case ".":
		case "..":
			if len(kept) > 0 {
				kept = kept[:len(kept)-1]
			}
			if len(kept) == 1 && kept[0] == "" {
				kept = nil // what is in front of the first slash goes with what follows it
			}
		default:
			kept = append(kept, elem)
		}
	}
	if last := all[len(all)-1]; last == "." || last == ".." {
		kept = append(kept, "")
	}
	return "/" + strings.TrimPrefix(strings.Join(kept, "/"), "/")
}

// RequestURI returns path and query as they stand in a request.
func (u *URL) RequestURI() string {
	uri := u.Opaque
	if uri == "" {
		if uri = u.EscapedPath(); uri == "" {
			uri = "/"
		}
	} else if strings.HasPrefix(uri, "//") {
		uri = u.Scheme + ":" + uri
	}
	if u.ForceQuery || u.RawQuery != "" {
		uri += "?" + u.RawQuery
	}
	return uri
}

// splitHost splits host and port, without the brackets around an address.
func (u *URL) splitHost() (host, port string) {
	host = u.Host
	if i := strings.LastIndexByte(host, ':'); i >= 0 && validPort(host[i:]) {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Hostname returns the host without its port.
func (u *URL) Hostname() string {
	host, _ := u.splitHost()
	return host
}

// Port returns the port.
func (u *URL) Port() string {
	_, port := u.splitHost()
	return port
}

// MarshalBinary, AppendBinary and UnmarshalBinary write and read the URL's text.
func (u *URL) MarshalBinary() (text []byte, err error) { return u.AppendBinary(nil) }
func (u *URL) AppendBinary(b []byte) ([]byte, error)   { return append(b, u.String()...), nil }
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err == nil {
		*u = *parsed
	}
	return err
}

// JoinPath returns u with elements added to its path.
func (u *URL) JoinPath(elem ...string) *URL {
	joined, _ := u.join(elem)
	return joined
}

func (u *URL) join(elem []string) (*URL, error) {
	elem = append([]string{u.EscapedPath()}, elem...)
	relative := !strings.HasPrefix(elem[0], "/")
	if relative {
		elem[0] = "/" + elem[0]
	}
	joined := path.Join(elem...)
	if relative {
		joined = joined[1:]
	}
	if strings.HasSuffix(elem[len(elem)-1], "/") && !strings.HasSuffix(joined, "/") {
		joined += "/"
	}
	other := *u
	err := other.setPath(joined)
	return &other, err
}

// JoinPath returns base with elements added to its path.
func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	if u, err = u.join(elem); err != nil {
		return "", err
	}
	return u.String(), nil
}

// Clone returns a copy that shares nothing with u.
func (u *URL) Clone() *URL {
	if u == nil {
		return nil
	}
	other := *u
	if u.User != nil {
		user := *u.User
		other.User = &user
	}
	return &other
}
