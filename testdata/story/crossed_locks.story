      main (1)                       left (2)                       right (3)
   1  wg.Add(2)  -- counter 2
   2  go left(&wg)  -- starts left (2)
   3  go right(&wg)  -- starts right (3)
   4  wg.Wait()  -- BLOCKS for ever
   5                                                                second.Lock()
   6                                 first.Lock()  -- right (3) is interrupted
  >>> after step 6 the deadlock cannot be avoided any more
   7                                 second.Lock()  -- BLOCKS for ever, held by right (3); it holds first
   8                                                                first.Lock()  -- BLOCKS for ever, held by left (2); it holds second
  ==> deadlock: nobody can go on: main (1) [sync.WaitGroup.Wait], left (2) [sync.Mutex.Lock], right (3) [sync.Mutex.Lock]

