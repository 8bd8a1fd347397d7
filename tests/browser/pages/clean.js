console.log('a note');
console.warn('a warning');
