console.error('said by the page', { and: 'more' });
