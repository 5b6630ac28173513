      main (1)                       ask (2)                        ask (3)
  >>> no schedule avoids the leak (as far as was tried)
   1  go ask("a", answers)  -- starts ask (2)
   2  go ask("b", answers)  -- starts ask (3)
   3  fmt.Println(<-answers)  -- gets hello from a; blocks until step 4
   4                                 answers <- "hello from " + name  -- sends hello from a; wakes main (1)
   5                                 (ends)
   6                                                                answers <- "hello from " + name  -- sends hello from b; BLOCKS for ever
   7  fmt.Println(<-answers)  -- prints "hello from a\n"
   8  (main returns)
  ==> leak: waits for ever: ask (3) [chan send]

