package p

var a = "abc
var b = 'ab'
var c = '
var d = 08 + 0b2 + 1_
var e = "\q" + '\400'
var f = a # b
var g = “x”
var h = ''
var i = `abc
