function a() { return 'a'; }
