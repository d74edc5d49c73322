// Shows /openapi.json, which comes in the language of this page. Nothing is asked of anyone else: no validator's badge.
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  validatorUrl: null,
  deepLinking: true,
  docExpansion: 'list',
  filter: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  supportedSubmitMethods: ['get', 'head', 'options'],
});

// Once Swagger UI runs, the skip link moves the address and leaves the focus behind.
document.querySelector('.skip').addEventListener('click', () => document.querySelector('main').focus());
