// Package ed25519 signs messages on the curve edwards25519 (RFC 8032).
package ed25519

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha512"
	"crypto/subtle"
	"errors"
	"io"
	"math/big"
	"slices"
	"strconv"
)

// The sizes in bytes.
const (
	PublicKeySize  = 32
	PrivateKeySize = 64
	SignatureSize  = 64
	SeedSize       = 32
)

// A PublicKey verifies signatures.
type PublicKey []byte

// Equal reports whether x is the same key.
func (pub PublicKey) Equal(x crypto.PublicKey) bool {
	other, ok := x.(PublicKey)
	return ok && subtle.ConstantTimeCompare(pub, other) == 1
}

// A PrivateKey is a seed and the public key.
type PrivateKey []byte

// Public and Seed return the parts.
func (priv PrivateKey) Public() crypto.PublicKey {
	return PublicKey(bytes.Clone(priv[SeedSize:]))
}
func (priv PrivateKey) Seed() []byte { return bytes.Clone(priv[:SeedSize]) }

// Equal reports whether x is the same key.
func (priv PrivateKey) Equal(x crypto.PrivateKey) bool {
	other, ok := x.(PrivateKey)
	return ok && subtle.ConstantTimeCompare(priv, other) == 1
}

// Options choose a variant of the algorithm: of a hash, or with a context.
type Options struct {
	Hash    crypto.Hash
	Context string
}

// HashFunc returns the hash.
func (o *Options) HashFunc() crypto.Hash { return o.Hash }

// prefix returns what the variant puts in front of what is hashed.
func (o *Options) prefix(message []byte, where string) ([]byte, error) {
	kind := byte(0)
	switch {
	case o.Hash == crypto.SHA512:
		kind = 1
		if n := len(message); n != sha512.Size {
			return nil, errors.New("ed25519: bad Ed25519ph message hash length: " + strconv.Itoa(n))
		}
		if n := len(o.Context); n > 255 {
			return nil, errors.New("ed25519: bad Ed25519ph context length: " + strconv.Itoa(n))
		}
	case o.Hash == 0 && o.Context != "":
		if n := len(o.Context); n > 255 {
			return nil, errors.New("ed25519: bad Ed25519ctx context length: " + strconv.Itoa(n))
		}
	case o.Hash == 0:
		return nil, nil
	default:
		return nil, errors.New("ed25519: expected " + where + " zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	}
	p := append([]byte("SigEd25519 no Ed25519 collisions"), kind, byte(len(o.Context)))
	return append(p, o.Context...), nil
}

// GenerateKey returns a new pair of keys.
func GenerateKey(random io.Reader) (PublicKey, PrivateKey, error) {
	if random == nil {
		random = rand.Reader
	}
	seed := make([]byte, SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, nil, err
	}
	priv := NewKeyFromSeed(seed)
	return priv.Public().(PublicKey), priv, nil
}

// NewKeyFromSeed returns the key of a seed.
func NewKeyFromSeed(seed []byte) PrivateKey {
	if n := len(seed); n != SeedSize {
		panic("ed25519: bad seed length: " + strconv.Itoa(n))
	}
	s, _ := expand(seed)
	return append(bytes.Clone(seed), base.times(s).bytes()...)
}

// expand returns the number and the prefix of a seed.
func expand(seed []byte) (s *big.Int, prefix []byte) {
	h := sha512.Sum512(seed)
	h[0] &= 248
	h[31] = h[31]&63 | 64
	return number(h[:32]), h[32:]
}

// hashed returns the hash of all parts as a number modulo the order.
func hashed(parts ...[]byte) *big.Int {
	h := sha512.Sum512(slices.Concat(parts...))
	s := number(h[:])
	return s.Mod(s, order)
}

// Sign signs a message.
func Sign(privateKey PrivateKey, message []byte) []byte { return sign(privateKey, message, nil) }

// Sign signs a message, or with opts of SHA-512 its hash.
func (priv PrivateKey) Sign(rand io.Reader, message []byte, opts crypto.SignerOpts) (signature []byte, err error) {
	o, ok := opts.(*Options)
	if !ok {
		o = &Options{Hash: opts.HashFunc()}
	}
	prefix, err := o.prefix(message, "opts.HashFunc()")
	if err != nil {
		return nil, err
	}
	return sign(priv, message, prefix), nil
}

func sign(priv PrivateKey, message, variant []byte) []byte {
	if n := len(priv); n != PrivateKeySize {
		panic("ed25519: bad private key length: " + strconv.Itoa(n))
	}
	s, prefix := expand(priv[:SeedSize])
	r := hashed(variant, prefix, message)
	point := base.times(r).bytes()
	k := hashed(variant, point, priv[SeedSize:], message)
	k.Mul(k, s).Add(k, r).Mod(k, order)
	return append(point, little(k)...)
}

// Verify reports whether sig is a signature of a message.
func Verify(publicKey PublicKey, message, sig []byte) bool {
	return VerifyWithOptions(publicKey, message, sig, &Options{}) == nil
}

// VerifyWithOptions returns an error unless sig is a signature of a variant.
func VerifyWithOptions(publicKey PublicKey, message, sig []byte, opts *Options) error {
	prefix, err := opts.prefix(message, "opts.Hash")
	if err != nil {
		return err
	}
	if n := len(publicKey); n != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(n))
	}
	invalid := errors.New("ed25519: invalid signature")
	if len(sig) != SignatureSize {
		return invalid
	}
	a, ok := decode(publicKey)
	if !ok {
		return errors.New("ed25519: bad public key")
	}
	s := number(sig[32:])
	if s.Cmp(order) >= 0 {
		return invalid
	}
	k := hashed(prefix, sig[:32], publicKey, message)
	if r := base.times(s).plus(a.negated().times(k)); !bytes.Equal(r.bytes(), sig[:32]) {
		return invalid
	}
	return nil
}
