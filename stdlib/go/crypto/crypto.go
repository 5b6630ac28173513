// Package crypto has what packages of cryptography share.
package crypto

import (
	"hash"
	"io"
	"strconv"
)

// A Hash is a hash function of some package.
type Hash uint

const (
	MD4 Hash = 1 + iota
	MD5
	SHA1
	SHA224
	SHA256
	SHA384
	SHA512
	MD5SHA1
	RIPEMD160
	SHA3_224
	SHA3_256
	SHA3_384
	SHA3_512
	SHA512_224
	SHA512_256
	BLAKE2s_256
	BLAKE2b_256
	BLAKE2b_384
	BLAKE2b_512
	MLDSAMu
	maxHash
)

var names = [maxHash]string{
	MD4: "MD4", MD5: "MD5", SHA1: "SHA-1", SHA224: "SHA-224", SHA256: "SHA-256", SHA384: "SHA-384",
	SHA512: "SHA-512", MD5SHA1: "MD5+SHA1", RIPEMD160: "RIPEMD-160", SHA3_224: "SHA3-224",
	SHA3_256: "SHA3-256", SHA3_384: "SHA3-384", SHA3_512: "SHA3-512", SHA512_224: "SHA-512/224",
	SHA512_256: "SHA-512/256", BLAKE2s_256: "BLAKE2s-256", BLAKE2b_256: "BLAKE2b-256",
	BLAKE2b_384: "BLAKE2b-384", BLAKE2b_512: "BLAKE2b-512", MLDSAMu: "ML-DSA Mu",
}

var sizes = [maxHash]int{
	MD4: 16, MD5: 16, SHA1: 20, SHA224: 28, SHA256: 32, SHA384: 48, SHA512: 64, MD5SHA1: 36,
	RIPEMD160: 20, SHA3_224: 28, SHA3_256: 32, SHA3_384: 48, SHA3_512: 64, SHA512_224: 28,
	SHA512_256: 32, BLAKE2s_256: 32, BLAKE2b_256: 32, BLAKE2b_384: 48, BLAKE2b_512: 64, MLDSAMu: 64,
}

var makers [maxHash]func() hash.Hash

// RegisterHash says how to make a hash; packages do so when they are initialized.
func RegisterHash(h Hash, f func() hash.Hash) {
	if h >= maxHash {
		panic("crypto: RegisterHash of unknown hash function")
	}
	makers[h] = f
}

// HashFunc returns h, which makes it SignerOpts.
func (h Hash) HashFunc() Hash { return h }

// Available reports whether the package of h is linked in.
func (h Hash) Available() bool { return h < maxHash && makers[h] != nil }

// New returns a hash.
func (h Hash) New() hash.Hash {
	if !h.Available() {
		panic("crypto: requested hash function unavailable: " + h.String())
	}
	return makers[h]()
}

// Size returns the size of the hash in bytes.
func (h Hash) Size() int {
	if 0 < h && h < maxHash {
		return sizes[h]
	}
	panic("crypto: Size of unknown hash function")
}

func (h Hash) String() string {
	if 0 < h && h < maxHash {
		return names[h]
	}
	return "unknown hash value " + strconv.Itoa(int(h))
}

type (
	PublicKey  any
	PrivateKey any

	// A Signer signs digests.
	Signer interface {
		Public() PublicKey
		Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
	}
	// A MessageSigner signs messages.
	MessageSigner interface {
		Signer
		SignMessage(rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error)
	}
	// SignerOpts say how a digest was made.
	SignerOpts interface{ HashFunc() Hash }
	// A Decrypter decrypts messages.
	Decrypter interface {
		Public() PublicKey
		Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
	}
	DecrypterOpts any
	// A Decapsulator and an Encapsulator share keys.
	Decapsulator interface {
		Encapsulator() Encapsulator
		Decapsulate(ciphertext []byte) (sharedKey []byte, err error)
	}
	Encapsulator interface {
		Bytes() []byte
		Encapsulate() (sharedKey, ciphertext []byte)
	}
)

// SignMessage signs a message, hashed first if the signer does not do that.
func SignMessage(signer Signer, rand io.Reader, msg []byte, opts SignerOpts) (signature []byte, err error) {
	if s, ok := signer.(MessageSigner); ok {
		return s.SignMessage(rand, msg, opts)
	}
	if opts.HashFunc() != 0 {
		h := opts.HashFunc().New()
		h.Write(msg)
		msg = h.Sum(nil)
	}
	return signer.Sign(rand, msg, opts)
}
