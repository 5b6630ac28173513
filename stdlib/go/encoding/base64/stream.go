package base64

import "io"

type encoder struct {
	enc *Encoding
	w   io.Writer
	err error
	in  []byte // fewer than three bytes
}

// NewEncoder returns a Writer that encodes; Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if len(e.in)+len(p) < 3 {
		e.in = append(e.in, p...)
		return len(p), nil
	}
	if len(e.in) > 0 {
		n = 3 - len(e.in)
		if e.flush(append(e.in, p[:n]...)); e.err != nil {
			return n, e.err
		}
		e.in = e.in[:0]
	}
	for len(p)-n >= 3 {
		part := min((len(p)-n)/3*3, 768)
		if e.flush(p[n : n+part]); e.err != nil {
			return n, e.err
		}
		n += part
	}
	e.in = append(e.in, p[n:]...)
	return len(p), nil
}

func (e *encoder) flush(p []byte) { _, e.err = e.w.Write(e.enc.AppendEncode(nil, p)) }

func (e *encoder) Close() error {
	if e.err == nil && len(e.in) > 0 {
		e.flush(e.in)
		e.in = nil
	}
	return e.err
}

type decoder struct {
	enc     *Encoding
	r       io.Reader
	err     error
	readErr error
	in      []byte // letters, without line ends
	out     []byte // decoded and not read
}

// NewDecoder returns a Reader that decodes; line ends are skipped.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	var buf [1024]byte
	for len(d.in) < 4 && d.readErr == nil {
		var got int
		got, d.readErr = d.r.Read(buf[:min(max(len(p)/3*4, 4), len(buf))])
		for _, c := range buf[:got] {
			if c != '\n' && c != '\r' {
				d.in = append(d.in, c)
			}
		}
	}
	whole := len(d.in) / 4 * 4
	if whole == 0 {
		if d.readErr == io.EOF && len(d.in) > 0 {
			if d.enc.padding != NoPadding {
				d.err = io.ErrUnexpectedEOF
				return 0, d.err
			}
			whole = len(d.in)
		} else {
			d.err = d.readErr
			return 0, d.err
		}
	}
	var out [768]byte
	whole = min(whole, 1024)
	got, err := d.enc.Decode(out[:], d.in[:whole])
	d.err = err
	d.in = d.in[whole:]
	d.out = out[:got]
	n = copy(p, d.out)
	d.out = d.out[n:]
	if len(d.out) > 0 || n > 0 && d.err == nil {
		return n, nil
	}
	return n, d.err
}
