      main (1)                       count (2)                      double (3)
      ... 7 steps of main (1), 3 steps of count (2), 7 steps of double (3) ...
  18                                 numbers <- i  -- sends 3; wakes double (3)
  >>> after step 18 the leak cannot be avoided any more (as far as was tried)
      ... 3 steps of count (2), 8 steps of double (3), 8 steps of main (1) ...
  38                                 numbers <- i  -- sends 7; wakes double (3)
  39                                 numbers <- i  -- sends 8; blocks until step 45
  40                                                                out <- 2 * n  -- sends 14; blocks until step 42
      ... 4 steps of main (1) ...
  45                                                                for n := range in  -- gets 8; wakes count (2)
  46                                                                out <- 2 * n  -- sends 16; wakes main (1)
  47                                                                for n := range in  -- gets 9; blocks until step 48
  48                                 numbers <- i  -- sends 9; wakes double (3)
  49                                 numbers <- i  -- sends 10; blocks until step 55
  50                                                                out <- 2 * n  -- sends 18; blocks until step 52
      ... 4 steps of main (1) ...
  55                                                                for n := range in  -- gets 10; wakes count (2)
  56                                                                out <- 2 * n  -- sends 20; wakes main (1)
  57                                                                for n := range in  -- gets 11; blocks until step 58
  58                                 numbers <- i  -- sends 11; wakes double (3)
  59                                 numbers <- i  -- sends 12; BLOCKS for ever
  60                                                                out <- 2 * n  -- sends 22; blocks until step 62
      ... 3 steps of main (1) ...
  64  (main returns)
  ==> leak: waits for ever: count (2) [chan send], double (3) [chan send]

