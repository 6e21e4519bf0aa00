var b = 'b';
