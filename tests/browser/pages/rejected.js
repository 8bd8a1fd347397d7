Promise.reject(new Error('rejected by the page'));
