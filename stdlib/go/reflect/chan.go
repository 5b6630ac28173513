package reflect

// Operations of chanFrame; known to the natives.
const (
	opSend = iota
	opRecv
	opClose
)

// MakeChan makes a channel.
func MakeChan(t Type, n int) Value {
	ct := t.number()
	switch {
	case ct.Kind() != Chan:
		panic("reflect.MakeChan of non-chan type")
	case n < 0:
		panic("reflect.MakeChan: negative buffer size")
	case dirOf(ct) != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	return makeChan(ct, n)
}

func (v Value) mustSend(x Value) Value {
	if dirOf(v.typ())&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported("Send")
	return x.assignTo("reflect.Value.Send", elemOf(v.typ()))
}

func (v Value) mustRecv() {
	if dirOf(v.typ())&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
}

// Send sends on a channel.
func (v Value) Send(x Value) {
	v.mustBe(Chan, "Send")
	v.mustBeExported("Send")
	x = v.mustSend(x)
	frame, fn := chanFrame(opSend, v.typ())
	frameSet(frame, 0, v)
	frameSet(frame, 1, x)
	call(fn, frame)
}

// Recv receives from a channel.
func (v Value) Recv() (x Value, ok bool) {
	v.mustBe(Chan, "Recv")
	v.mustBeExported("Recv")
	v.mustRecv()
	frame, fn := chanFrame(opRecv, v.typ())
	e := elemOf(v.typ())
	n := words(e)
	frameSet(frame, n+1, v)
	call(fn, frame)
	return frameGet(frame, 0, e), frameWord(frame, n) != 0
}

// TrySend sends on a channel if that does not block.
func (v Value) TrySend(x Value) bool {
	v.mustBe(Chan, "TrySend")
	v.mustBeExported("TrySend")
	x = v.mustSend(x)
	chosen, _, _ := choose([]SelectCase{{SelectSend, v, x}}, true)
	return chosen == 0
}

// TryRecv receives from a channel if that does not block.
func (v Value) TryRecv() (x Value, ok bool) {
	v.mustBe(Chan, "TryRecv")
	v.mustBeExported("TryRecv")
	v.mustRecv()
	_, x, ok = choose([]SelectCase{{SelectRecv, v, Value{}}}, true)
	return x, ok
}

// Close closes a channel.
func (v Value) Close() {
	v.mustBe(Chan, "Close")
	v.mustBeExported("Close")
	if dirOf(v.typ())&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	frame, fn := chanFrame(opClose, v.typ())
	frameSet(frame, 0, v)
	call(fn, frame)
}

// SelectDir says what a case of Select does.
type SelectDir int

// What a case does.
const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// SelectCase is a case of Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// Select takes one of the cases.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	var list []SelectCase
	var at []int // index in cases
	def := -1
	for i, c := range cases {
		switch c.Dir {
		default:
			panic("reflect.Select: invalid Dir")
		case SelectDefault:
			if def >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			def = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			continue
		case SelectSend:
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.mustBe(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if dirOf(c.Chan.typ())&SendDir == 0 {
				panic("reflect.Select: SendDir case using recv-only channel")
			}
			if !c.Send.IsValid() {
				panic("reflect.Select: SendDir case missing Send value")
			}
			c.Send.mustBeExported("Select")
			c.Send = c.Send.assignTo("reflect.Select", elemOf(c.Chan.typ()))
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.mustBe(Chan, "Select")
			c.Chan.mustBeExported("Select")
			if dirOf(c.Chan.typ())&RecvDir == 0 {
				panic("reflect.Select: RecvDir case using send-only channel")
			}
		}
		list = append(list, c)
		at = append(at, i)
	}
	chosen, recv, recvOK = choose(list, def >= 0)
	if chosen < 0 {
		return def, recv, recvOK
	}
	return at[chosen], recv, recvOK
}

// choose takes one of the cases, or answers -1 for the default.
func choose(cases []SelectCase, hasDefault bool) (chosen int, recv Value, recvOK bool) {
	shape := make([]uint64, len(cases))
	slot := 2 // after the index and ok
	at := make([]int, len(cases))
	for i, c := range cases {
		e := elemOf(c.Chan.typ())
		shape[i] = uint64(e) << 1
		if c.Dir == SelectSend {
			shape[i]++
			continue
		}
		at[i] = slot
		slot += words(e)
	}
	frame, fn := selectFrame(shape, hasDefault)
	for _, c := range cases {
		frameSet(frame, slot, c.Chan)
		slot++
		if c.Dir == SelectSend {
			frameSet(frame, slot, c.Send)
			slot += words(c.Send.typ())
		}
	}
	call(fn, frame)
	chosen = int(frameWord(frame, 0))
	if chosen >= 0 && cases[chosen].Dir == SelectRecv {
		recv = frameGet(frame, at[chosen], elemOf(cases[chosen].Chan.typ()))
		recvOK = frameWord(frame, 1) != 0
	}
	return chosen, recv, recvOK
}
