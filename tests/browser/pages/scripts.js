document.title = 'A script has run';
document.querySelector('h1').textContent = 'A script has run';
