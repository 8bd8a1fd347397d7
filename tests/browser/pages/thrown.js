throw new Error('thrown by the page');
