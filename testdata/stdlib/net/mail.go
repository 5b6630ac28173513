// Messages, addresses and dates of mail.
package main

import (
	"fmt"
	"io"
	"net/mail"
	"strings"
)

func main() {
	m, err := mail.ReadMessage(strings.NewReader("From: \"Doe, John\" <j@x.org>\r\nTo: a@b.c,\r\n (comment) G: d@e, f <g@h>;\r\nDate: Fri, 21 Nov 1997 09:55:06 -0600 (CST)\r\nsubject:  hi\r\n\r\nbody\r\n"))
	fmt.Println(err)
	fmt.Printf("%q\n", m.Header)
	list, err := m.Header.AddressList("to")
	for _, a := range list {
		fmt.Printf("%q %q %s\n", a.Name, a.Address, a)
	}
	fmt.Println(err)
	fmt.Println(m.Header.Date())
	fmt.Println(m.Header.AddressList("Cc"))
	body, _ := io.ReadAll(m.Body)
	fmt.Printf("%q %q\n", m.Header.Get("SUBJECT"), body)
	for _, s := range []string{
		"", "a", "a@", "@b", "a@b", "a b", "<a@b", "a <a@b>, c@d", "A: b@c;", "A: b@c, d@e;", "A:;", "=?utf-8?q?J=C3=B6rg?= =?utf-8?q?_D?= <j@d.e>",
		"=?x?q?a?= <j@d.e>", `"a b"@c.d`, `""@c`, "a..b@c", ".a@c", "a@c.", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@[x]", "a@b (the =?utf-8?b?eMOk?= one)",
		"a@b (open", "\"open <a@b>", "a\xff@b", "A. B. <a@b>", "ä <ä@ö.de>",
	} {
		a, err := mail.ParseAddress(s)
		fmt.Printf("%q %v %v\n", s, a, err)
	}
	for _, s := range []string{" , a@b,, c@d , ", "a@b c@d", "a@b, A:;, x <y@z>"} {
		l, err := mail.ParseAddressList(s)
		fmt.Println(len(l), err)
	}
	for _, a := range []mail.Address{{"", "a@b"}, {"x", "a b@c"}, {"Böb", "b@c"}, {"Böb (x)", "b@c"}, {`a"b\c`, "x"}, {"n", ".a@b"}} {
		fmt.Println(a.String())
	}
	for _, s := range []string{"21 Nov 97 09:55 GMT", "Thu, 1 Jan 1970 00:00:00 +0000", "Tue, 2 Jan 2006 15:04:05 MST (x (y))", "1 Jan 2006 15:04:05 -0700 (", "yesterday", "1 Jan\r 2006 15:04 UT", "01 Jan 2006 15:04 UT"} {
		t, err := mail.ParseDate(s)
		fmt.Println(t, err)
	}
	for _, s := range []string{" a: b\n\n", "ab\n\n", "a: b\n", "a: b\n c\na: d\n\nx", ": x\n\n", ""} {
		m, err := mail.ReadMessage(strings.NewReader(s))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%q\n", m.Header)
	}
}
