      main (1)                       produce (2)
   1  go produce(items)  -- starts produce (2)
   2  <-items  -- gets 0; blocks until step 3
   3                                 items <- i  -- sends 0; wakes main (1)
   4                                 items <- i  -- sends 1
   5                                 items <- i  -- sends 2
   6                                 (ends)
   7  close(items)
   8  (main returns)
  ==> data race: nothing orders steps 5 and 7, both on one variable

      main (1)                       produce (2)
   1  go produce(items)  -- starts produce (2)
   2                                 items <- i  -- sends 0; main (1) is interrupted
   3                                 items <- i  -- sends 1
   4  <-items  -- gets 0; produce (2) is interrupted
   5  close(items)
   6                                 items <- i  -- main (1) is interrupted
  >>> after step 6 the panic cannot be avoided any more
  ==> panic: send on closed channel

