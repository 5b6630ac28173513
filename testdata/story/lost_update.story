      main (1)                       visit (2)                      visit (3)
   1  wg.Add(2)  -- counter 2
   2  go visit(&wg)  -- starts visit (2)
   3  go visit(&wg)  -- starts visit (3)
   4  wg.Wait()  -- blocks until step 11
   5                                 visits++  -- reads 0
   6                                 visits++  -- writes 1
   7                                 wg.Done()  (deferred)  -- counter 1
   8                                 (ends)
   9                                                                visits++  -- reads 1
  10                                                                visits++  -- writes 2
  11                                                                wg.Done()  (deferred)  -- counter 0; wakes main (1)
  12                                                                (ends)
  13  wg.Wait()
  14  println(visits)  -- prints "2\n"
  15  (main returns)
  ==> data race: nothing orders steps 6 and 9, both on visits

