package io

// TeeReader writes to w whatever it reads from r.
func TeeReader(r Reader, w Writer) Reader { return &teeReader{r, w} }

type teeReader struct {
	r Reader
	w Writer
}

func (t *teeReader) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n > 0 {
		if put, failed := t.w.Write(p[:n]); failed != nil {
			return put, failed
		}
	}
	return n, err
}

// MultiReader reads its readers one after the other.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{append(make([]Reader, 0, len(readers)), readers...)}
}

type multiReader struct{ readers []Reader }

func (mr *multiReader) Read(p []byte) (n int, err error) {
	for len(mr.readers) > 0 {
		// A last reader that is a chain itself takes this one's place, so chains stay flat.
		if inner, ok := mr.readers[0].(*multiReader); ok && len(mr.readers) == 1 {
			mr.readers = inner.readers
			continue
		}
		n, err = mr.readers[0].Read(p)
		if err == EOF {
			mr.readers[0] = ended{} // what was read to its end can be collected
			mr.readers = mr.readers[1:]
			if n > 0 && len(mr.readers) > 0 {
				err = nil
			}
		}
		if n > 0 || err != EOF {
			return n, err
		}
	}
	return 0, EOF
}

type ended struct{}

func (ended) Read([]byte) (int, error) { return 0, EOF }

func (mr *multiReader) WriteTo(w Writer) (sum int64, err error) {
	return mr.writeTo(w, make([]byte, 32<<10))
}

func (mr *multiReader) writeTo(w Writer, buf []byte) (sum int64, err error) {
	for i, r := range mr.readers {
		var n int64
		if inner, ok := r.(*multiReader); ok {
			n, err = inner.writeTo(w, buf)
		} else {
			n, err = copyBuffer(w, r, buf)
		}
		sum += n
		if err != nil {
			mr.readers = mr.readers[i:] // so that the caller can go on from here
			return sum, err
		}
		mr.readers[i] = nil
	}
	mr.readers = nil
	return sum, nil
}

// MultiWriter writes everything to each of its writers.
func MultiWriter(writers ...Writer) Writer {
	flat := make([]Writer, 0, len(writers))
	for _, w := range writers {
		if inner, ok := w.(*multiWriter); ok {
			flat = append(flat, inner.writers...)
		} else {
			flat = append(flat, w)
		}
	}
	return &multiWriter{flat}
}

type multiWriter struct{ writers []Writer }

func (t *multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range t.writers {
		n, err = w.Write(p)
		if err == nil && n != len(p) {
			err = ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	return len(p), nil
}

func (t *multiWriter) WriteString(s string) (n int, err error) {
	var p []byte // s as bytes, once somebody needs it
	for _, w := range t.writers {
		if sw, ok := w.(StringWriter); ok {
			n, err = sw.WriteString(s)
		} else {
			if p == nil {
				p = []byte(s)
			}
			n, err = w.Write(p)
		}
		if err == nil && n != len(s) {
			err = ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	return len(s), nil
}
