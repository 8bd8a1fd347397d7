fetch('no-such-file.json').then(() => { document.querySelector('h1').textContent = 'It was not there'; });
