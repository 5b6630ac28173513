package big

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// The encodings of package gob. A first byte has the version, and for Int and Rat the sign in its
// lowest bit.
const (
	intVersion   = 1
	floatVersion = 1
)

func signed(version byte, neg bool) byte {
	b := version << 1
	if neg {
		b |= 1
	}
	return b
}

// GobEncode and GobDecode write and read x: the first byte, then its bytes, the highest first.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	return append([]byte{signed(intVersion, x.neg)}, x.Bytes()...), nil
}
func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if version := buf[0] >> 1; version != intVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", version)
	}
	z.SetBytes(buf[1:])
	z.set(buf[0]&1 != 0, z.abs)
	return nil
}

// GobEncode and GobDecode write and read x: the first byte, the number of the numerator's bytes in
// four bytes, the numerator, the denominator.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	num := x.a.Bytes()
	if uint64(uint32(len(num))) != uint64(len(num)) {
		return nil, errors.New("Rat.GobEncode: numerator too large")
	}
	buf := binary.BigEndian.AppendUint32([]byte{signed(intVersion, x.a.neg)}, uint32(len(num)))
	return append(append(buf, num...), x.b.Bytes()...), nil
}
func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if version := buf[0] >> 1; version != intVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", version)
	}
	n := uint64(binary.BigEndian.Uint32(buf[1:]))
	rest := buf[5:]
	if uint64(len(rest)) < n {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	z.a.SetBytes(rest[:n])
	z.a.set(buf[0]&1 != 0, z.a.abs)
	z.b.SetBytes(rest[n:])
	return nil
}

// GobEncode and GobDecode write and read x: the version; mode, accuracy, form and sign in a byte;
// the precision; for a finite number, the exponent and the mantissa's words, the highest first and
// its highest bit set.
func (x *Float) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	flags := byte(x.mode&7)<<5 | byte((x.acc+1)&3)<<3 | byte(x.form&3)<<1
	if x.neg {
		flags |= 1
	}
	buf := binary.BigEndian.AppendUint32([]byte{floatVersion, flags}, x.prec)
	if x.form == finite {
		buf = binary.BigEndian.AppendUint32(buf, uint32(x.exp))
		n := (bitLen(x.mant) + 63) / 64
		words := shift(x.mant, uint(n*64-bitLen(x.mant)), true)
		buf = append(buf, (&Int{abs: words}).Bytes()...)
	}
	return buf, nil
}
func (z *Float) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Float{}
		return nil
	}
	if len(buf) < 6 {
		return errors.New("Float.GobDecode: buffer too small")
	}
	if buf[0] != floatVersion {
		return fmt.Errorf("Float.GobDecode: encoding version %d not supported", buf[0])
	}
	prec, mode := z.prec, z.mode
	flags := buf[1]
	x := Float{
		prec: binary.BigEndian.Uint32(buf[2:]),
		mode: RoundingMode(flags >> 5 & 7),
		acc:  Accuracy(flags>>3&3) - 1,
		form: form(flags >> 1 & 3),
		neg:  flags&1 != 0,
	}
	if x.form == finite {
		if len(buf) < 10 {
			return errors.New("Float.GobDecode: buffer too small for finite form float")
		}
		x.exp = int32(binary.BigEndian.Uint32(buf[6:]))
		man := new(Int).SetBytes(buf[10:]).abs
		switch {
		case len(man) == 0:
			return errors.New("Float.GobDecode: nonzero finite number with empty mantissa")
		case bitLen(man)%64 != 0:
			return fmt.Errorf("Float.GobDecode: msb not set in last word %#x of %s", uint(man[len(man)-1]), x.Text('p', 0))
		}
		x.mant = shift(man, trailingZeros(man), false)
	}
	*z = x
	if prec != 0 {
		z.mode = mode
		z.SetPrec(uint(prec))
	}
	return nil
}

// MarshalText and the like write the shortest text and read any.
func (x *Float) AppendText(b []byte) ([]byte, error) {
	if x == nil {
		return append(b, "<nil>"...), nil
	}
	return x.Append(b, 'g', -1), nil
}
func (x *Float) MarshalText() (text []byte, err error) { return x.AppendText(nil) }
func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}
