// Package cipher makes ciphers of any length of those of blocks.
package cipher

import (
	"bytes"
	"crypto/subtle"
	"io"
)

// A Block encrypts and decrypts a block.
type Block interface {
	BlockSize() int
	Encrypt(dst, src []byte)
	Decrypt(dst, src []byte)
}

// A Stream encrypts and decrypts bytes by adding others.
type Stream interface {
	XORKeyStream(dst, src []byte)
}

// A BlockMode encrypts or decrypts blocks.
type BlockMode interface {
	BlockSize() int
	CryptBlocks(dst, src []byte)
}

// What ciphers of blocks may implement to do it themselves.
type (
	cbcEncAble interface {
		NewCBCEncrypter(iv []byte) BlockMode
	}
	cbcDecAble interface {
		NewCBCDecrypter(iv []byte) BlockMode
	}
	ctrAble interface {
		NewCTR(iv []byte) Stream
	}
	gcmAble interface {
		NewGCM(nonceSize, tagSize int) (AEAD, error)
	}
)

// checkLength panics if dst is too short.
func checkLength(dst, src []byte) {
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
}

// cbc adds the block that was encrypted before.
type cbc struct {
	b  Block
	iv []byte
}

func newCBC(b Block, iv []byte, name string) cbc {
	if len(iv) != b.BlockSize() {
		panic("cipher." + name + ": IV length must equal block size")
	}
	return cbc{b, bytes.Clone(iv)}
}

func (c *cbc) BlockSize() int { return c.b.BlockSize() }

// SetIV starts over.
func (c *cbc) SetIV(iv []byte) {
	if len(iv) != len(c.iv) {
		panic("cipher: incorrect length IV")
	}
	copy(c.iv, iv)
}

func (c *cbc) check(dst, src []byte) {
	if len(src)%len(c.iv) != 0 {
		panic("crypto/cipher: input not full blocks")
	}
	checkLength(dst, src)
}

type cbcEncrypter struct{ cbc }
type cbcDecrypter struct{ cbc }

// NewCBCEncrypter and NewCBCDecrypter chain blocks.
func NewCBCEncrypter(b Block, iv []byte) BlockMode {
	c := newCBC(b, iv, "NewCBCEncrypter")
	if own, ok := b.(cbcEncAble); ok {
		return own.NewCBCEncrypter(iv)
	}
	return &cbcEncrypter{c}
}
func NewCBCDecrypter(b Block, iv []byte) BlockMode {
	c := newCBC(b, iv, "NewCBCDecrypter")
	if own, ok := b.(cbcDecAble); ok {
		return own.NewCBCDecrypter(iv)
	}
	return &cbcDecrypter{c}
}

func (c *cbcEncrypter) CryptBlocks(dst, src []byte) {
	c.check(dst, src)
	n := len(c.iv)
	for ; len(src) > 0; src, dst = src[n:], dst[n:] {
		subtle.XORBytes(c.iv, c.iv, src[:n])
		c.b.Encrypt(c.iv, c.iv)
		copy(dst, c.iv)
	}
}

func (c *cbcDecrypter) CryptBlocks(dst, src []byte) {
	c.check(dst, src)
	n := len(c.iv)
	for ; len(src) > 0; src, dst = src[n:], dst[n:] {
		// dst may be src.
		code := bytes.Clone(src[:n])
		c.b.Decrypt(dst[:n], code)
		subtle.XORBytes(dst[:n], dst[:n], c.iv)
		c.iv = code
	}
}

// A keyStream adds blocks that next makes one after the other.
type keyStream struct {
	next func() []byte
	rest []byte
}

func (s *keyStream) XORKeyStream(dst, src []byte) {
	checkLength(dst, src)
	for len(src) > 0 {
		if len(s.rest) == 0 {
			s.rest = s.next()
		}
		n := subtle.XORBytes(dst, src, s.rest)
		s.rest, src, dst = s.rest[n:], src[n:], dst[n:]
	}
}

// NewCTR encrypts a counter that starts with iv.
func NewCTR(block Block, iv []byte) Stream {
	if own, ok := block.(ctrAble); ok {
		return own.NewCTR(iv)
	}
	if len(iv) != block.BlockSize() {
		panic("cipher.NewCTR: IV length must equal block size")
	}
	counter, out := bytes.Clone(iv), make([]byte, len(iv))
	return &keyStream{next: func() []byte {
		block.Encrypt(out, counter)
		increment(counter)
		return out
	}}
}

// increment adds 1 to a number whose highest byte is first.
func increment(counter []byte) {
	for i := len(counter) - 1; i >= 0; i-- {
		if counter[i]++; counter[i] != 0 {
			return
		}
	}
}

// NewOFB encrypts iv, the result, and so on.
func NewOFB(b Block, iv []byte) Stream {
	if len(iv) != b.BlockSize() {
		panic("cipher.NewOFB: IV length must equal block size")
	}
	out := bytes.Clone(iv)
	return &keyStream{next: func() []byte {
		b.Encrypt(out, out)
		return out
	}}
}

// cfb encrypts what was written before.
type cfb struct {
	b         Block
	last, out []byte
	used      int
	decrypt   bool
}

// NewCFBEncrypter and NewCFBDecrypter feed what is encrypted back.
func NewCFBEncrypter(block Block, iv []byte) Stream { return newCFB(block, iv, false) }
func NewCFBDecrypter(block Block, iv []byte) Stream { return newCFB(block, iv, true) }

func newCFB(block Block, iv []byte, decrypt bool) Stream {
	if len(iv) != block.BlockSize() {
		panic("cipher.newCFB: IV length must equal block size")
	}
	return &cfb{block, bytes.Clone(iv), make([]byte, len(iv)), len(iv), decrypt}
}

func (c *cfb) XORKeyStream(dst, src []byte) {
	checkLength(dst, src)
	for i, in := range src {
		if c.used == len(c.out) {
			c.b.Encrypt(c.out, c.last)
			c.used = 0
		}
		dst[i] = in ^ c.out[c.used]
		if c.decrypt {
			c.last[c.used] = in
		} else {
			c.last[c.used] = dst[i]
		}
		c.used++
	}
}

// A StreamReader decrypts what it reads from R.
type StreamReader struct {
	S Stream
	R io.Reader
}

func (r StreamReader) Read(dst []byte) (n int, err error) {
	n, err = r.R.Read(dst)
	r.S.XORKeyStream(dst[:n], dst[:n])
	return n, err
}

// A StreamWriter encrypts what it writes to W.
type StreamWriter struct {
	S   Stream
	W   io.Writer
	Err error
}

func (w StreamWriter) Write(src []byte) (n int, err error) {
	code := make([]byte, len(src))
	w.S.XORKeyStream(code, src)
	n, err = w.W.Write(code)
	if n != len(src) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

// Close closes W if it can be closed.
func (w StreamWriter) Close() error {
	if c, ok := w.W.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
