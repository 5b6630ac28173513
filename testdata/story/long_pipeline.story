      main (1)                       count (2)                      double (3)
      ... 15 steps of main (1), 13 steps of double (3), 7 steps of count (2) ...
  36                                 numbers <- i  -- sends 7; blocks until step 38
  37                                                                out <- 2 * n  -- sends 12; wakes main (1)
  38                                                                for n := range in  -- gets 7; wakes count (2)
  39                                                                out <- 2 * n  -- sends 14; blocks until step 41
      ... 4 steps of main (1) ...
  44                                                                for n := range in  -- gets 8; blocks until step 45
  45                                 numbers <- i  -- sends 8; wakes double (3)
  46                                 numbers <- i  -- sends 9; blocks until step 48
  47                                                                out <- 2 * n  -- sends 16; wakes main (1)
  48                                                                for n := range in  -- gets 9; wakes count (2)
  49                                                                out <- 2 * n  -- sends 18; blocks until step 51
  >>> after step 49 the leak cannot be avoided any more (as far as was tried)
      ... 4 steps of main (1) ...
  54                                                                for n := range in  -- gets 10; blocks until step 55
  55                                 numbers <- i  -- sends 10; wakes double (3)
  56                                 numbers <- i  -- sends 11; blocks until step 58
  57                                                                out <- 2 * n  -- sends 20; wakes main (1)
  58                                                                for n := range in  -- gets 11; wakes count (2)
  59                                                                out <- 2 * n  -- sends 22; blocks until step 61
      ... 3 steps of main (1) ...
  63  (main returns)
  ==> leak: waits for ever: count (2) [chan send], double (3) [chan send]

