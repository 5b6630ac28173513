package p
const c = 1 << 1000000
var x [1 << 62][1 << 62]int
var a, b = b, a
