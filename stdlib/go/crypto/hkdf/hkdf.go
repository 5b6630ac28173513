// Package hkdf makes keys of a secret (RFC 5869).
package hkdf

import (
	"crypto/hmac"
	"errors"
	"hash"
)

var errTooLong = errors.New("hkdf: requested key length too large")

// Extract makes a key of a secret.
func Extract[H hash.Hash](h func() H, secret, salt []byte) ([]byte, error) {
	return extract(erased(h), secret, salt), nil
}

// Expand makes a key of such a length from another one.
func Expand[H hash.Hash](h func() H, pseudorandomKey []byte, info string, keyLength int) ([]byte, error) {
	return expand(erased(h), pseudorandomKey, info, keyLength)
}

// Key does both.
func Key[Hash hash.Hash](h func() Hash, secret, salt []byte, info string, keyLength int) ([]byte, error) {
	if keyLength > 255*h().Size() {
		return nil, errTooLong
	}
	return expand(erased(h), extract(erased(h), secret, salt), info, keyLength)
}

func erased[H hash.Hash](h func() H) func() hash.Hash {
	return func() hash.Hash { return h() }
}

func extract(h func() hash.Hash, secret, salt []byte) []byte {
	if salt == nil {
		salt = make([]byte, h().Size())
	}
	mac := hmac.New(h, salt)
	mac.Write(secret)
	return mac.Sum(nil)
}

func expand(h func() hash.Hash, key []byte, info string, length int) ([]byte, error) {
	if length > 255*h().Size() {
		return nil, errTooLong
	}
	mac := hmac.New(h, key)
	out := make([]byte, 0, length)
	var last []byte
	for n := byte(1); len(out) < length; n++ {
		mac.Reset()
		mac.Write(last)
		mac.Write([]byte(info))
		mac.Write([]byte{n})
		last = mac.Sum(nil)
		out = append(out, last[:min(len(last), length-len(out))]...)
	}
	return out, nil
}
