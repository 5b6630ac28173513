// Ciphers, derived keys and signatures of given keys.
package main

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/pbkdf2"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"io"
	"os"
	"strings"
)

func count(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, r)
		}
	}()
	f()
}

func ciphers() {
	text := []byte("sixteen byte blk and some more bytes")
	for _, n := range []int{16, 24, 32} {
		b, err := aes.NewCipher(count(n))
		one := make([]byte, 16)
		b.Encrypt(one, text)
		fmt.Printf("%d %v %x ", n, err, one)
		b.Decrypt(one, one)
		fmt.Printf("%s\n", one)
		iv := count(16)
		out := make([]byte, 32)
		cipher.NewCBCEncrypter(b, iv).CryptBlocks(out, text[:32])
		fmt.Printf("cbc %x ", out)
		cipher.NewCBCDecrypter(b, iv).CryptBlocks(out, out)
		fmt.Printf("%s\n", out)
		for i, s := range []cipher.Stream{cipher.NewCTR(b, iv), cipher.NewOFB(b, iv), cipher.NewCFBEncrypter(b, iv), cipher.NewCFBDecrypter(b, iv)} {
			out := make([]byte, len(text))
			s.XORKeyStream(out[:5], text[:5])
			s.XORKeyStream(out[5:], text[5:])
			fmt.Printf("%d %x\n", i, out)
		}
		g, err := cipher.NewGCM(b)
		sealed := g.Seal([]byte("head"), iv[:12], text, []byte("data"))
		fmt.Printf("gcm %v %x\n", err, sealed)
		opened, err := g.Open(nil, iv[:12], sealed[4:], []byte("data"))
		fmt.Printf("%s %v\n", opened, err)
		sealed[7]++
		_, err = g.Open(nil, iv[:12], sealed[4:], []byte("data"))
		fmt.Println(err)
		h, _ := cipher.NewGCMWithNonceSize(b, 7)
		fmt.Printf("%x\n", h.Seal(nil, iv[:7], nil, text))
		r, _ := cipher.NewGCMWithRandomNonce(b)
		opened, err = r.Open(nil, nil, r.Seal(nil, nil, text, nil), nil)
		fmt.Printf("%s %v %d %d\n", opened, err, r.NonceSize(), r.Overhead())
	}
	b, _ := aes.NewCipher(count(16))
	_, err := aes.NewCipher(count(5))
	_, tag := cipher.NewGCMWithTagSize(b, 5)
	fmt.Println(err, tag)
	try("cbc", func() { cipher.NewCBCEncrypter(b, nil) })
	try("blocks", func() { cipher.NewCBCDecrypter(b, count(16)).CryptBlocks(text, text[:5]) })
	try("block", func() { b.Encrypt(text, text[:3]) })
	var buf bytes.Buffer
	w := cipher.StreamWriter{S: cipher.NewCTR(b, count(16)), W: &buf}
	w.Write(text)
	io.Copy(os.Stdout, cipher.StreamReader{S: cipher.NewCTR(b, count(16)), R: &buf})
	c, err := rc4.NewCipher([]byte("Key"))
	out := make([]byte, 9)
	c.XORKeyStream(out, []byte("Plaintext"))
	fmt.Printf("\n%x %v\n", out, err)
	_, err = rc4.NewCipher(nil)
	fmt.Println(err)
}

func keys() {
	k, err := hkdf.Key(sha256.New, []byte("secret"), []byte("salt"), "info", 50)
	fmt.Printf("%x %v\n", k, err)
	k, err = hkdf.Extract(sha512.New, []byte("secret"), nil)
	fmt.Printf("%x %v\n", k, err)
	_, err = hkdf.Expand(sha256.New, k, "", 9000)
	fmt.Println(err)
	k, err = pbkdf2.Key(sha256.New, "password", []byte("salt"), 3, 40)
	fmt.Printf("%x %v\n", k, err)
	_, err = pbkdf2.Key(sha256.New, "", nil, 1, 0)
	fmt.Println(err)
}

func signatures() {
	pub, priv, err := ed25519.GenerateKey(bytes.NewReader(count(32)))
	fmt.Printf("%x %v\n", pub, err)
	message := []byte("message")
	sig := ed25519.Sign(priv, message)
	fmt.Printf("%x\n", sig)
	fmt.Println(ed25519.Verify(pub, message, sig), ed25519.Verify(pub, []byte("other"), sig), priv.Public().(ed25519.PublicKey).Equal(pub))
	sum := sha512.Sum512(message)
	opts := &ed25519.Options{Hash: crypto.SHA512, Context: "ctx"}
	sig, err = priv.Sign(nil, sum[:], opts)
	fmt.Printf("%x %v %v\n", sig[:8], err, ed25519.VerifyWithOptions(pub, sum[:], sig, opts))
	fmt.Println(ed25519.VerifyWithOptions(pub, sum[:], sig, &ed25519.Options{}))
	_, err = priv.Sign(nil, message, opts)
	fmt.Println(err)
	_, err = priv.Sign(nil, message, &ed25519.Options{Context: strings.Repeat("x", 256)})
	fmt.Println(err)
	_, err = priv.Sign(nil, message, crypto.SHA256)
	fmt.Println(err)
	try("seed", func() { ed25519.NewKeyFromSeed(nil) })
	try("key", func() { ed25519.Verify(nil, nil, nil) })
}

func main() {
	ciphers()
	keys()
	signatures()
}
