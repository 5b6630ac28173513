// encoding/xml: values and tokens, written and read.
package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type address struct {
	City, State string
}

type person struct {
	XMLName xml.Name `xml:"person"`
	ID      int      `xml:"id,attr"`
	First   string   `xml:"name>first"`
	Last    string   `xml:"name>last"`
	Emails  []string `xml:"contact>email"`
	Height  float32  `xml:"height,omitempty"`
	Married bool
	address
	Comment string    `xml:",comment"`
	Note    *string   `xml:"note"`
	Born    time.Time `xml:"born,attr"`
	Code    []byte    `xml:"code"`
	Text    string    `xml:",chardata"`
	skipped int
	Minus   string `xml:"-"`
}

type color int

func (c color) MarshalText() ([]byte, error) {
	return []byte([]string{"red", "green"}[c]), nil
}
func (c *color) UnmarshalText(text []byte) error {
	if string(text) != "green" {
		return errors.New("no color " + string(text))
	}
	*c = 1
	return nil
}

type pair struct{ a, b string }

func (p pair) MarshalXML(e *xml.Encoder, start xml.StartElement) error {
	start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: "b"}, Value: p.b})
	return e.EncodeElement(p.a, start)
}
func (p *pair) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	for _, a := range start.Attr {
		p.b = a.Value
	}
	return d.DecodeElement(&p.a, &start)
}

type mixed struct {
	XMLName xml.Name `xml:"http://example.com/ns mixed"`
	Color   color    `xml:"color"`
	Hue     color    `xml:"http://example.com/other hue,attr"`
	Pair    *pair    `xml:"pair"`
	Data    struct {
		Text string `xml:",cdata"`
	} `xml:"data"`
	Inner string     `xml:",innerxml"`
	Rest  []any      `xml:",any"`
	Attrs []xml.Attr `xml:",any,attr"`
}

func values() {
	note := "a < b & \"c\""
	p := person{ID: 13, First: "Jo\u00e4n", Last: "Doe\n", Emails: []string{"a@x", "b@y"}, Comment: " hi ", Note: &note, Code: []byte{'x', 0}, address: address{"Here", "There"}, Born: time.Unix(0, 0).UTC(), Text: "tail"}
	b, err := xml.MarshalIndent(p, "|", "  ")
	fmt.Printf("%s\n%v\n", b, err)
	var back person
	b, _ = xml.Marshal(p)
	err = xml.Unmarshal(b, &back)
	fmt.Printf("%+v %v %q\n", back.XMLName, err, []any{back.ID, back.First, back.Last, back.Emails, back.City, back.Comment, *back.Note, back.Code, back.Born.Unix(), back.Text})
	m := mixed{Color: 1, Pair: &pair{"x", "y"}}
	m.Data.Text = "a]]>b"
	b, err = xml.Marshal(&m)
	fmt.Printf("%s %v\n", b, err)
	var n mixed
	err = xml.Unmarshal([]byte(`<?xml version="1.0"?><mixed xmlns="http://example.com/ns" extra="1" o:hue="green" xmlns:o="http://example.com/other"><color>green</color><pair b='q'>p</pair><data><![CDATA[<&>]]>&#65;&#x42;</data><more><x/></more></mixed>`), &n)
	fmt.Printf("%v %v %v %v %q %q %v %v\n", n.XMLName, n.Color, n.Hue, *n.Pair, n.Data.Text, n.Inner, len(n.Rest), n.Attrs)
	fmt.Println(err)
	for _, v := range []any{1, "s<", []int{1, 2}, true, 2.5, [3]byte{65, 66, 67}, nil, (*int)(nil), map[string]int{}, make(chan int), func() {}, color(0), struct{ A, B int }{1, 2}, []color{0, 1}} {
		b, err := xml.Marshal(v)
		fmt.Printf("%T %s %v\n", v, b, err)
	}
}

func wrong() {
	for _, s := range []string{"", "<a>", "<a></b>", "</a>", "<a b></a>", "<a b=c></a>", "<a>&x;</a>", "<a>&lt</a>", "<a><![CDATA[x</a>", "<a>]]></a>", "<a><!-- -- --></a>", "<1/>", "<a>\x01</a>", "<a>\xff</a>", "<?xml version='2.0'?><a/>", "<?xml encoding='latin1'?><a/>", "<a b='<'/>", "<a x:b='1' y='2'/>", "<!DOCTYPE a [<!ENTITY b 'c>'> <!-- x --> ]><a>1</a>", "<a>x</a>", "<a>7 </a>junk", "<a:b xmlns:a='u'></c:b>"} {
		var n int
		err := xml.Unmarshal([]byte(s), &n)
		var syntax *xml.SyntaxError
		fmt.Printf("%q %d %v %v\n", s, n, err, errors.As(err, &syntax))
	}
	fmt.Println(xml.Unmarshal([]byte("<x/>"), nil), xml.Unmarshal([]byte("<x/>"), person{}), xml.Unmarshal([]byte("<x/>"), &person{}), xml.Unmarshal([]byte("<mixed/>"), &mixed{}))
	_, err := xml.Marshal(struct {
		A int `xml:"a>b"`
		B int `xml:"a"`
	}{})
	fmt.Println(err)
	_, err = xml.Marshal(struct {
		A int `xml:"a,attr,chardata"`
	}{})
	fmt.Println(err)
}

func tokens() {
	d := xml.NewDecoder(strings.NewReader("<?go x?><!-- c --><html><p class=big>one &amp; two<br>three&nbsp;<b/></p></HTML>\n"))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	for {
		t, err := d.Token()
		line, column := d.InputPos()
		fmt.Printf("%T %q %v %d:%d %d\n", t, t, err, line, column, d.InputOffset())
		if err != nil {
			break
		}
	}
	d = xml.NewDecoder(strings.NewReader("<a xmlns='d' xmlns:p='q'><p:b c='1' p:d='2'/></a><z/>"))
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if e, ok := t.(xml.StartElement); ok {
			fmt.Println(e.Name, e.Attr)
			if e.Name.Local == "b" {
				fmt.Println(d.Skip())
			}
		}
	}
	e := xml.NewEncoder(os.Stdout)
	e.Indent("", "\t")
	start := xml.StartElement{Name: xml.Name{Space: "sp", Local: "top"}, Attr: []xml.Attr{{Name: xml.Name{Space: "http://a/b", Local: "k"}, Value: "v'"}}}
	for _, t := range []xml.Token{xml.ProcInst{Target: "xml", Inst: []byte(`version="1.0"`)}, start, xml.CharData("a\n<"), xml.Comment("c"), xml.Directive("D x"), start.End(), xml.EndElement{}, start.End(), xml.Comment("-->"), 5} {
		fmt.Println(e.EncodeToken(t), e.Flush())
	}
	fmt.Println(e.EncodeElement("x", xml.StartElement{Name: xml.Name{Local: "el"}}), e.Close())
	xml.EscapeText(os.Stdout, []byte("<a b=\"c\">\t\x02\xff"))
	fmt.Println()
}

func main() {
	values()
	wrong()
	tokens()
}
