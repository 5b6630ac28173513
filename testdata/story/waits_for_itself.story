      main (1)
  >>> no schedule avoids the deadlock
   1  a.mu.Lock()
   2  a.mu.Lock()  -- BLOCKS for ever, held by itself
  ==> deadlock: nobody can go on: main (1) [sync.Mutex.Lock]

