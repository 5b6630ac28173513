package rand

import (
	"errors"
	"io"
	"math/big"
)

// Int returns a random number below max.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	top := new(big.Int).Sub(max, big.NewInt(1)).BitLen()
	if top == 0 {
		return new(big.Int), nil
	}
	b := make([]byte, (top+7)/8)
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		b[0] &= 0xff >> (len(b)*8 - top)
		if n := new(big.Int).SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

// Prime returns a prime of so many bits, the two highest ones.
func Prime(rand io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	for {
		n, err := Int(rand, new(big.Int).Lsh(big.NewInt(1), uint(bits)))
		if err != nil {
			return nil, err
		}
		n.SetBit(n, bits-1, 1)
		n.SetBit(n, bits-2, 1)
		if bits > 2 {
			n.SetBit(n, 0, 1)
		}
		if n.ProbablyPrime(20) {
			return n, nil
		}
	}
}
