window.heard = [];
addEventListener('keydown', event => window.heard.push(event.key));
addEventListener('click', event => window.heard.push(event.ctrlKey ? 'click with Control' : 'click'));
