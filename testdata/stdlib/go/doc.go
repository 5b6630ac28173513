// Documentation is summed up and wrapped.
package main

import (
	"fmt"
	"go/doc"
	"os"
)

const text = `Package p is, in [io.Reader]'s words, "documented" by Mr. X. It has
  - a list
    that goes on, and on, and on, and on
  - and on

A title

Paragraphs are wrapped to lines which have about as many characters as there may be.

	code := is
	  not(wrapped)

	at all

 1. one
 2. two

# Heading

The end.
`

func main() {
	fmt.Println(doc.Synopsis(text))
	fmt.Printf("%q %q %q\n", doc.Synopsis("Copyright me."), doc.Synopsis(""), doc.Synopsis("one\n\ntwo"))
	doc.ToText(os.Stdout, text, "// ", "//\t", 40)
	doc.ToText(os.Stdout, "averyveryverylongwordthatdoesnotfit a b c", "", "\t", 10)
	fmt.Println(doc.IsPredeclared("append"), doc.IsPredeclared("fmt"))
}
