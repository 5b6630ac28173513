package p

var a = 1 +
var b = (1, 2)
var c = x[]
var d = x[1:2:]
var e = x[::3]
var f = x[1 2]
var g = f(1 2)
var h = []int{1, 2
}
var i = (T){1}
var j = x.1
var k = x.(int
)
var l = chan<- <-int(x)
var m = <-chan<- int(x)
var n = <-<-chan int
var o = func() { return 1 2 }
var q = map[int]{}
var r = a b
var s = [...]
