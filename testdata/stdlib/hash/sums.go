package main

import (
	"bytes"
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"encoding"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"hash/maphash"
	"io"
)

func main() {
	data := make([]byte, 1000)
	for i := range data {
		data[i] = byte(i * 7)
	}
	makers := []func() hash.Hash{md5.New, sha1.New, sha256.New, sha256.New224, sha512.New, sha512.New384, sha512.New512_224, sha512.New512_256,
		func() hash.Hash { return sha3.New224() }, func() hash.Hash { return sha3.New256() }, func() hash.Hash { return sha3.New384() }, func() hash.Hash { return sha3.New512() },
		func() hash.Hash { return adler32.New() }, func() hash.Hash { return crc32.NewIEEE() }, func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Castagnoli)) }, func() hash.Hash { return crc32.New(crc32.MakeTable(crc32.Koopman)) },
		func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ISO)) }, func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) },
		func() hash.Hash { return fnv.New32() }, func() hash.Hash { return fnv.New32a() }, func() hash.Hash { return fnv.New64() }, func() hash.Hash { return fnv.New64a() }, fnv.New128, fnv.New128a,
		func() hash.Hash { return hmac.New(sha256.New, []byte("key")) }, func() hash.Hash { return hmac.New(md5.New, data) }}
	for i, newHash := range makers {
		h := newHash()
		fmt.Println(i, h.Size(), h.BlockSize())
		for _, n := range []int{0, 1, 3, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 200, 1000} {
			h.Reset()
			h.Write(data[:n])
			fmt.Printf("%d %x\n", n, h.Sum(nil))
		}
		h.Reset()
		for i := 0; i < len(data); i += 13 {
			h.Write(data[i:min(i+13, len(data))])
			if i == 13*20 {
				fmt.Printf("%x\n", h.Sum([]byte("pre")))
			}
		}
		fmt.Printf("%x\n", h.Sum(nil))
		if m, ok := h.(encoding.BinaryMarshaler); ok && i < 8 {
			state, err := m.MarshalBinary()
			fmt.Printf("%x %v\n", state, err)
			other := newHash().(encoding.BinaryUnmarshaler)
			fmt.Println(other.UnmarshalBinary(state), bytes.Equal(other.(hash.Hash).Sum(nil), h.Sum(nil)))
			fmt.Println(other.UnmarshalBinary([]byte("xxxxx")), other.UnmarshalBinary(state[:10]))
		}
	}
	fmt.Printf("%x\n%x\n%x\n%x\n%x\n%x\n", md5.Sum(data), sha1.Sum(data), sha256.Sum256(data), sha256.Sum224(data), sha512.Sum512(data), sha512.Sum384(data))
	fmt.Printf("%x %x %x\n", sha3.Sum256(data), sha3.SumSHAKE128(data, 50), sha3.SumSHAKE256(data, 300))
	s := sha3.NewCSHAKE128([]byte("n"), []byte("purpose"))
	io.WriteString(s, "hello")
	out := make([]byte, 40)
	s.Read(out)
	fmt.Printf("%x\n", out)
	fmt.Println(crc32.ChecksumIEEE(data), adler32.Checksum(data), crc64.Checksum(data, crc64.MakeTable(crc64.ISO)), crc32.Update(5, crc32.IEEETable, data))
	fmt.Println(crypto.SHA256.Available(), crypto.MD4.Available(), crypto.SHA512_256, crypto.SHA1.Size(), crypto.Hash(99))
	h := crypto.SHA1.New()
	h.Write([]byte("x"))
	fmt.Printf("%x\n", h.Sum(nil))
	fmt.Println(hmac.Equal([]byte("a"), []byte("a")), hmac.Equal([]byte("a"), []byte("b")), subtle.ConstantTimeCompare([]byte("ab"), []byte("a")), subtle.ConstantTimeSelect(1, 2, 3), subtle.ConstantTimeByteEq(3, 3), subtle.ConstantTimeEq(-1, 1), subtle.ConstantTimeLessOrEq(2, 2))
	dst := make([]byte, 3)
	fmt.Println(subtle.XORBytes(dst, []byte{1, 2, 3}, []byte{3, 2, 1, 0}), dst)
	b := make([]byte, 100)
	n, err := rand.Read(b)
	fmt.Println(n, err, bytes.Count(b, []byte{0}) < 20, len(rand.Text()))
	seed := maphash.MakeSeed()
	var mh maphash.Hash
	mh.SetSeed(seed)
	mh.WriteString("hello")
	mh.WriteByte('!')
	fmt.Println(mh.Sum64() == maphash.String(seed, "hello!"), maphash.Bytes(seed, []byte("hello!")) == mh.Sum64(), maphash.String(seed, "a") != maphash.String(seed, "b"))
	func() {
		defer func() { fmt.Println(recover()) }()
		crypto.MD4.New()
	}()
}
