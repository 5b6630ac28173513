// Structs: embedding, promotion, comparison, anonymous types, tags, literals.
package main

import "fmt"

type animal struct {
	name string
	legs int
}

func (a animal) describe() string { return fmt.Sprint(a.name, " has ", a.legs, " legs") }
func (a *animal) rename(s string) { a.name = s }

type dog struct {
	animal
	tricks []string
}

type puppy struct {
	*dog
	age int
}

func (p puppy) describe() string { return "puppy: " + p.dog.describe() }

type empty struct{}

type pair[A, B any] struct {
	first  A
	second B
}

func main() {
	d := dog{animal{"Rex", 4}, []string{"sit"}}
	fmt.Println(d.describe(), d.name, d.animal.legs)
	d.rename("Max")
	p := puppy{&d, 1}
	p.rename("Bo")
	p.legs = 3
	fmt.Println(p.describe(), d.name, p.tricks)
	a, b := animal{"x", 1}, animal{"x", 1}
	fmt.Println(a == b, a != animal{}, &a == &b, a)
	anon := struct {
		X, Y int
		tag  string `json:"tag"`
	}{1, 2, "t"}
	other := struct {
		X, Y int
		tag  string `json:"tag"`
	}{X: 1, tag: "t", Y: 2}
	fmt.Println(anon == other, anon)
	fmt.Printf("%v %+v %#v %T\n", a, a, a, a)
	var arr [2]struct{ n int }
	arr[1].n = 5
	c := arr
	c[0].n = 1
	fmt.Println(arr, c, empty{} == empty{})
	pp := &pair[string, []int]{"k", []int{1}}
	pp.second = append(pp.second, 2)
	q := *pp
	q.first = "other"
	q.second[0] = 100
	fmt.Println(*pp, q)
	type list struct {
		v    int
		next *list
	}
	var l *list
	for i := range 3 {
		l = &list{i, l}
	}
	for n := l; n != nil; n = n.next {
		fmt.Print(n.v, " ")
	}
	fmt.Println()
	s := []animal{{"a", 1}, {legs: 2}}
	for _, x := range s {
		x.legs = 100
	}
	for i := range s {
		s[i].legs++
	}
	fmt.Printf("%+v\n", s)
	type inner struct{ a, b int8 }
	type outer struct {
		inner
		c  int16
		in inner
		s  string
	}
	o := outer{inner{1, 2}, 3, inner{4, 5}, "z"}
	o.a, o.in.b = o.in.b, o.a
	o2 := o
	o2.s += "!"
	fmt.Println(o, o2, o == o2)
	x := &o.in
	x.a = 77
	fmt.Println(o.in.a, (*x).b)
}
