// Package pbkdf2 makes keys of passwords (RFC 8018).
package pbkdf2

import (
	"crypto/hmac"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"hash"
)

// Key returns a key of such a length; iter times more work is needed to guess the password.
func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	if keyLength <= 0 {
		return nil, errors.New("pbkdf2: keyLength must be larger than 0")
	}
	mac := hmac.New(func() hash.Hash { return h() }, []byte(password))
	size := mac.Size()
	blocks := (keyLength + size - 1) / size
	if uint64(blocks) > 1<<32-1 {
		return nil, errors.New("pbkdf2: keyLength too long")
	}
	var key []byte
	for block := 1; block <= blocks; block++ {
		mac.Reset()
		mac.Write(salt)
		mac.Write(binary.BigEndian.AppendUint32(nil, uint32(block)))
		last := mac.Sum(nil)
		sum := append([]byte(nil), last...)
		for range iter - 1 {
			mac.Reset()
			mac.Write(last)
			last = mac.Sum(last[:0])
			subtle.XORBytes(sum, sum, last)
		}
		key = append(key, sum...)
	}
	return key[:keyLength], nil
}
