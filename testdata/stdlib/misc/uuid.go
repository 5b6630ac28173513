// uuid: identifiers as text, their versions and their order.
package main

import (
	"encoding/json"
	"fmt"
	"uuid"
)

func main() {
	for _, s := range []string{"f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "{F81D4FAE-7dec-11d0-a765-00a0c91e6bf6}", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae7dec11d0a76500a0c91e6bf6", "", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4fae+7dec-11d0-a765-00a0c91e6bf6", "(f81d4fae-7dec-11d0-a765-00a0c91e6bf6)", "URN:UUID:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"} {
		fmt.Println(uuid.Parse(s))
	}
	fmt.Println(uuid.Nil(), uuid.Max(), uuid.Nil().Compare(uuid.Max()), uuid.Max().Compare(uuid.Max()))
	a, b := uuid.New(), uuid.NewV4()
	fmt.Println(a != b, a[6]>>4, a[8]>>6, uuid.MustParse(a.String()) == a)
	last := uuid.Nil()
	for range 1000 {
		u := uuid.NewV7()
		if u.Compare(last) <= 0 || u[6]>>4 != 7 || u[8]>>6 != 2 {
			fmt.Println("wrong", last, u)
		}
		last = u
	}
	m := map[uuid.UUID]string{uuid.MustParse("00000000-0000-4000-8000-000000000001"): "x"}
	text, err := json.Marshal(m)
	fmt.Println(string(text), err)
	var back map[uuid.UUID]string
	fmt.Println(json.Unmarshal(text, &back), back)
	fmt.Println(json.Unmarshal([]byte(`"zz"`), new(uuid.UUID)))
	defer func() { fmt.Println(recover()) }()
	uuid.MustParse("no")
}
